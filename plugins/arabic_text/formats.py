"""Dates and counts as Arabic prose writes them."""

from __future__ import annotations

import datetime

from arabic_text.dates import names


def month_name(month: int) -> str:
    """«مارس» for 3."""
    return str(names()["display"]["months"][month - 1])


def weekday_name(number: int) -> str:
    """«الثلاثاء» for 2: weekdays have their ISO numbers, Monday is 1."""
    return str(names()["display"]["weekdays"][number - 1])


def format_date(date: datetime.date) -> str:
    """«الثلاثاء 14 مارس 2006»."""
    return f"{weekday_name(date.isoweekday())} {date.day} {month_name(date.month)} {date.year}"


def format_month(year: int, month: int) -> str:
    """«مارس 2006»."""
    return f"{month_name(month)} {year}"


def count_articles(count: int) -> str:
    """«مقال واحد», «مقالان», «5 مقالات», «11 مقالاً», «100 مقال»: Arabic's six plural forms (CLDR, `ar`)."""
    if count == 0:
        return "لا مقالات"
    if count == 1:
        return "مقال واحد"
    if count == 2:
        return "مقالان"
    rest = count % 100
    noun = "مقالات" if 3 <= rest <= 10 else "مقالاً" if rest >= 11 else "مقال"
    return f"{count:,} {noun}"
