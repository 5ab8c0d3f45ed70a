"""«في مثل هذا اليوم»: a page for each day of the year that has articles in any year, by both calendars.

A day without articles has no page: it would say nothing, and the days before and behind it that do have something are
one click away on the pages that there are, and on the page of all days.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from arabic_text.formats import hijri_month_name, month_name
from archive_pages.archive import Archive, Output
from archive_pages.calendar import Period
from archive_pages.calendar_pages import has_hijri
from archive_pages.entries import Entry, Term
from archive_pages.hijri import hijri_of
from archive_pages.sheets import Sheet

ENTRIES = 5
LEAP = 2024
HIJRI_LENGTH = 30
Key = tuple[int, int]
OfMonth = Callable[[int], str]
Length = Callable[[int], int]
TOP = Term("في مثل هذا اليوم", "on/")


def on_this_day(archive: Archive) -> Iterator[Output]:
    """The days of the year, and each with its years."""
    both = has_hijri(archive)
    yield from _pages(by_day(archive.years), "on/", month_name, lambda month: calendar.monthrange(LEAP, month)[1], both)


def on_this_hijri_day(archive: Archive) -> Iterator[Output]:
    """The same by the Hijra."""
    days: dict[Key, list[Period]] = {}
    for day in _days(archive.years) if archive.shape.has_hijri else ():
        if found := hijri_of(day.date):
            days.setdefault((found.month, found.day), []).append(day)
    yield from _pages(days, "on/hijri/", hijri_month_name, lambda _: HIJRI_LENGTH, True)


def by_day(years: Iterable[Period]) -> dict[Key, list[Period]]:
    """The days of all years by month and day, the newest first."""
    found: dict[Key, list[Period]] = {}
    for day in _days(years):
        found.setdefault((day.date.month, day.date.day), []).append(day)
    return found


def day_of_year_url(month: int, day: int) -> str:
    """`on/07-21/`."""
    return f"on/{month:02}-{day:02}/"


def _days(years: Iterable[Period]) -> Iterator[Period]:
    return (day for year in years for month in year.parts for day in month.parts)


def _pages(
    days: Mapping[Key, Sequence[Period]], url: str, name: OfMonth, length: Length, both: bool
) -> Iterator[Output]:
    if not days:
        return
    hijri = url != TOP.url
    yield Output(
        url, "on_days", {"sheets": list(_sheets(days, url, name, length)), "hijri": hijri, "both_calendars": both}
    )
    terms = [Term(f"{day} {name(month)}", f"{url}{month:02}-{day:02}/") for month, day in sorted(days)]
    for term, key, older, newer in zip(terms, sorted(days), [None, *terms], [*terms[1:], None], strict=False):
        shown = {"title": term.name, "days": [_shown(one, hijri) for one in days[key]], "hijri": hijri}
        yield Output(term.url, "on_day", {**shown, "older": older, "newer": newer})


def _sheets(days: Mapping[Key, Sequence[Period]], url: str, name: OfMonth, length: Length) -> Iterator[Sheet]:
    counts = {key: sum(day.count for day in found) for key, found in days.items()}
    most = max(counts.values())
    for month in range(1, 13):
        own = {day: (f"{url}{month:02}-{day:02}/", count) for (one, day), count in counts.items() if one == month}
        total = sum(count for _, count in own.values())
        yield Sheet(name(month), "", total, 0, length(month), own, most)


def _shown(day: Period, hijri: bool) -> tuple[str, Period, Sequence[Entry]]:
    """A day's year by the page's calendar, the day, and its newest articles."""
    found = hijri_of(day.date) if hijri else None
    year = f"{found.year} هـ" if found else str(day.date.year)
    return year, day.alone, day.entries[:ENTRIES]
