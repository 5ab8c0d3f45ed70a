"""Articles by year, month and day."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from arabic_text.formats import format_date, format_month
from archive_pages.entries import Entry


@dataclass(frozen=True, slots=True)
class Period:
    """A year, month or day that has articles: its name, address and how many they are."""

    name: str
    url: str
    count: int
    parts: tuple[Period, ...] = ()
    entries: Sequence[Entry] = ()


def day_url(date: datetime.date) -> str:
    """`2006/03/14/`."""
    return f"{date:%Y/%m/%d}/" if date.year >= 1000 else f"{date.year:04}/{date.month:02}/{date.day:02}/"


def years(entries: Sequence[Entry]) -> list[Period]:
    """The years of dated entries (newest first), each with its months, each with its days and their entries."""
    return [_year(year, list(group)) for year, group in groupby(entries, key=lambda entry: _date(entry).year)]


def _year(year: int, entries: Sequence[Entry]) -> Period:
    months = [_month(year, month, list(group)) for month, group in groupby(entries, key=lambda e: _date(e).month)]
    return Period(str(year), f"{year:04}/", len(entries), tuple(months))


def _month(year: int, month: int, entries: Sequence[Entry]) -> Period:
    days = [_day(day, list(group)) for day, group in groupby(entries, key=_date)]
    return Period(format_month(year, month), f"{year:04}/{month:02}/", len(entries), tuple(days))


def _day(date: datetime.date, entries: Sequence[Entry]) -> Period:
    return Period(format_date(date), day_url(date), len(entries), entries=entries)


def _date(entry: Entry) -> datetime.date:
    if entry.date is None:
        raise ValueError(f"article {entry.id}: has no date; expected dated entries only")
    return entry.date
