"""Articles by year, month and day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from arabic_text.formats import format_date, format_month
from archive_pages.entries import Entry


@dataclass(frozen=True, slots=True)
class Period:
    """A year, month or day that has articles: its name, address and how many they are. `date` is a day's."""

    name: str
    url: str
    count: int
    parts: tuple[Period, ...] = ()
    entries: Sequence[Entry] = ()
    date: datetime.date = datetime.date.min

    @property
    def month(self) -> str:
        """«مايو 2024»: a day's month."""
        return format_month(self.date.year, self.date.month)

    @property
    def alone(self) -> Period:
        """The period without what it is made of: all that a list of periods shows."""
        return replace(self, parts=(), entries=())


def day_url(date: datetime.date) -> str:
    """`2006/03/14/`."""
    return f"{date:%Y/%m/%d}/" if date.year >= 1000 else f"{date.year:04}/{date.month:02}/{date.day:02}/"


def years(days: Iterable[tuple[datetime.date, Sequence[Entry]]]) -> list[Period]:
    """The years of days (newest first, each with its entries), each with its months, each with its days."""
    every = [
        Period(format_date(date), day_url(date), len(entries), entries=entries, date=date) for date, entries in days
    ]
    return [_year(year, list(group)) for year, group in groupby(every, key=lambda day: day.date.year)]


def days_of(entries: Sequence[Entry]) -> Iterator[tuple[datetime.date, Sequence[Entry]]]:
    """The days of dated entries (newest first), each with its entries."""
    for date, group in groupby(entries, key=_date):
        yield date, list(group)


def _year(year: int, days: Sequence[Period]) -> Period:
    months = [_month(year, month, list(group)) for month, group in groupby(days, key=lambda day: day.date.month)]
    return Period(str(year), f"{year:04}/", sum(day.count for day in days), tuple(months))


def _month(year: int, month: int, days: Sequence[Period]) -> Period:
    return Period(format_month(year, month), f"{year:04}/{month:02}/", sum(day.count for day in days), tuple(days))


def _date(entry: Entry) -> datetime.date:
    if entry.date is None:
        raise ValueError(f"article {entry.id}: has no date; expected dated entries only")
    return entry.date
