"""The calendar: years, a year as twelve months, a month, a day as a front page of that day; the same by the Hijra."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from arabic_text.formats import hijri_month_name
from archive_pages.archive import Archive, Group, Output, Part, Shape, listed
from archive_pages.calendar import Period
from archive_pages.entries import Term
from archive_pages.hijri import hijri_of
from archive_pages.sheets import HijriMonth, days_in, hijri_months, month_sheet, year_sheets

TOP = Term("الأرشيف", "archive/")
HIJRI = Term("التقويم الهجري", "hijri/")


def calendar(archive: Archive) -> Iterator[Part]:
    """The years, each year, month and day that has articles."""
    both = {"both_calendars": has_hijri(archive)}
    yield Output("archive/", "archive", {"years": alone(archive.years), "undated": len(archive.undated)} | both)
    years = archive.years
    months = [month for year in years for month in year.parts]
    for year, around in zip(years, _around(years), strict=True):
        yield Output(year.url, "year", {"title": year.name, "count": year.count, "sheets": year_sheets(year), **around})
    for month, around in zip(months, _around(months), strict=True):
        yield Output(month.url, "month", _month(month) | around)
    start = 0
    for at, month in enumerate(months):
        newer, older = months[at - 1].parts[-1:] if at else (), months[at + 1].parts[:1] if at + 1 < len(months) else ()
        shown = [(day.date, day.count) for day in (*newer, *month.parts, *older)]
        entries = archive.dated[start : start + month.count]
        yield Group(("days", len(newer), shown, entries), partial(_days, month.parts, newer, older, archive.shape))
        start += month.count


def _days(days: Sequence[Period], newer: Sequence[Period], older: Sequence[Period], shape: Shape) -> Iterator[Output]:
    """The days of a month, between the day that is newer than these, if there is one, and the one that is older."""
    every = [*newer, *days, *older]
    for day, around in list(zip(every, _around(every), strict=True))[len(newer) : len(newer) + len(days)]:
        hijri = _hijri_of(day) if shape.has_hijri else None
        yield from listed(
            day.url, day.name, "", day.entries, shape.per_page, _trail(day), is_day=True, hijri=hijri, **around
        )


def has_hijri(archive: Archive) -> bool:
    """Whether the site has the Hijri calendar, and some day is one that its tables have."""
    return archive.shape.has_hijri and any(hijri_of(day.date) for day in days_in(archive.years))


def _month(month: Period) -> dict[str, object]:
    days = alone(month.parts)
    trail = _trail(month.parts[0])[:-1]
    return {"title": month.name, "count": month.count, "sheet": month_sheet(month), "days": days, "trail": trail}


def _trail(day: Period) -> list[Term]:
    """The way from the years down to a day's month."""
    year = day.url.partition("/")[0]
    return [TOP, Term(year.lstrip("0"), f"{year}/"), Term(day.month, day.url[:8])]


def _hijri_of(day: Period) -> Term | None:
    """A day's name by the Hijra, with the address of its month."""
    found = hijri_of(day.date)
    return Term(str(found), HijriMonth(found.year, found.month, {}).url) if found else None


def _around(periods: Sequence[Period]) -> Iterator[dict[str, Any]]:
    """The newer and the older neighbour of each period."""
    for at in range(len(periods)):
        newer = periods[at - 1].alone if at else None
        yield {"newer": newer, "older": periods[at + 1].alone if at + 1 < len(periods) else None}


def alone(periods: Sequence[Period]) -> list[Period]:
    """Periods without what they are made of."""
    return [period.alone for period in periods]


def hijri_calendar(archive: Archive) -> Iterator[Output]:
    """The years of the Hijra, each with its months; their days are those of the other calendar."""
    months = hijri_months(archive.years) if archive.shape.has_hijri else []
    if not months:
        return
    years = [(number, list(group)) for number, group in groupby(months, key=lambda month: month.year)]
    rows = [Period(f"{number} هـ", f"hijri/{number}/", sum(month.count for month in own)) for number, own in years]
    yield Output("hijri/", "archive", {"years": rows, "hijri": True})
    for (number, own), around in zip(years, _around(rows), strict=True):
        yield Output(f"hijri/{number}/", "year", _hijri_year(number, own) | around)
    every = [Period(month.name, month.url, month.count) for month in months]
    for month, around in zip(months, _around(every), strict=True):
        yield Output(month.url, "month", _hijri_month(month) | around)


def _hijri_year(number: int, months: Sequence[HijriMonth]) -> dict[str, object]:
    known, most = {month.month: month for month in months}, max(month.most for month in months)
    sheets = [known.get(month, HijriMonth(number, month, {})).sheet(most) for month in range(1, 13)]
    return {"title": f"{number} هـ", "count": sum(month.count for month in months), "sheets": sheets, "hijri": True}


def _hijri_month(month: HijriMonth) -> dict[str, object]:
    name = hijri_month_name(month.month)
    days = [Period(f"{number} {name}: {day.name}", day.url, day.count) for number, day in month.days.items()]
    trail = [TOP, HIJRI, Term(f"{month.year} هـ", f"hijri/{month.year}/")]
    return {"title": month.name, "count": month.count, "sheet": month.sheet(month.most), "days": days, "trail": trail}
