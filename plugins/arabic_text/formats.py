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


def month_names() -> dict[str, list[str]]:
    """The names of the Gregorian months in use, by where: those of `month_name` first."""
    shown = names()["display"]
    others = {name: list(shown[f"{name}_months"]) for name in ("levantine", "maghrebi", "moroccan")}
    return {"eastern": list(shown["months"]), **others}


def hijri_month_name(month: int) -> str:
    """«رمضان» for 9."""
    return str(names()["hijri_months"][str(month)][0])


def format_date(date: datetime.date) -> str:
    """«الثلاثاء 14 مارس 2006»."""
    return f"{weekday_name(date.isoweekday())} {date.day} {month_name(date.month)} {date.year}"


def format_month(year: int, month: int) -> str:
    """«مارس 2006»."""
    return f"{month_name(month)} {year}"


def count_articles(count: int) -> str:
    """«مقال واحد», «مقالان», «5 مقالات», «11 مقالاً», «100 مقال»: Arabic's six plural forms (CLDR, `ar`)."""
    return _counted(count, ("لا مقالات", "مقال واحد", "مقالان", "مقالات", "مقالاً", "مقال"))


def count_minutes(count: int) -> str:
    """«دقيقة واحدة», «دقيقتان», «5 دقائق», «11 دقيقة»."""
    return _counted(count, ("أقل من دقيقة", "دقيقة واحدة", "دقيقتان", "دقائق", "دقيقة", "دقيقة"))


def count_days(count: int) -> str:
    """«يوم واحد», «يومان», «5 أيام», «11 يوماً», «100 يوم»."""
    return _counted(count, ("لا أيام", "يوم واحد", "يومان", "أيام", "يوماً", "يوم"))


def _counted(count: int, nouns: tuple[str, str, str, str, str, str]) -> str:
    zero, one, two, few, many, other = nouns
    if count <= 2:
        return (zero, one, two)[count]
    rest = count % 100
    return f"{count:,} {few if 3 <= rest <= 10 else many if rest >= 11 else other}"
