"""Months as calendars show them: a sheet of weeks, each day with the weight of its articles."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hijridate import Hijri

from arabic_text.formats import hijri_month_name, month_name
from archive_pages.calendar import Period
from archive_pages.hijri import hijri_of

WEEKDAYS = (
    *(("السبت", "س"), ("الأحد", "ح"), ("الاثنين", "ن"), ("الثلاثاء", "ث")),
    *(("الأربعاء", "ر"), ("الخميس", "خ"), ("الجمعة", "ج")),
)
LEVELS = 4
Days = Mapping[int, tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Cell:
    """A day on a sheet: its number, its address ("" where it has no articles), how many, and their weight, 0 to 4."""

    day: int
    url: str
    count: int
    level: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A month: its name, address ("" where it has no articles) and articles; the column of its first day (0 is
    Saturday); how many days it has; the address and articles of each that has any; and how many a day of full weight
    has.
    """

    name: str
    url: str
    count: int
    first: int
    length: int
    days: Days
    most: int

    @property
    def weeks(self) -> list[list[Cell | None]]:
        """Rows of seven cells; None where there is no day."""
        cells: list[Cell | None] = [None] * self.first
        cells += [self._cell(day) for day in range(1, self.length + 1)]
        cells += [None] * (-len(cells) % 7)
        return [cells[start : start + 7] for start in range(0, len(cells), 7)]

    def _cell(self, day: int) -> Cell:
        url, count = self.days.get(day, ("", 0))
        return Cell(day, url, count, -(-LEVELS * count // self.most) if count else 0)


def year_sheets(year: Period) -> list[Sheet]:
    """The twelve months of a year; weights are the year's own, so that other years do not change them."""
    days = [day for month in year.parts for day in month.parts]
    most = max(day.count for day in days)
    months = {month.parts[0].date.month: month for month in year.parts}
    return [_sheet(int(year.name), number, months.get(number), most) for number in range(1, 13)]


def month_sheet(month: Period) -> Sheet:
    """One month, by its own weights."""
    date = month.parts[0].date
    return _sheet(date.year, date.month, month, max(day.count for day in month.parts))


def _sheet(year: int, number: int, month: Period | None, most: int) -> Sheet:
    first, length = calendar.monthrange(year, number)
    days = {day.date.day: (day.url, day.count) for day in month.parts} if month else {}
    url, count = (month.url, month.count) if month else ("", 0)
    return Sheet(month_name(number), url, count, _column(first), length, days, most)


def _column(weekday: int) -> int:
    """The column of a weekday (0 is Monday) on a sheet that begins with Saturday."""
    return (weekday + 2) % 7


@dataclass(frozen=True, slots=True)
class HijriMonth:
    """A month of the Hijra that has articles: its year and number, and its days by their number, as Gregorian ones."""

    year: int
    month: int
    days: Mapping[int, Period]

    @property
    def url(self) -> str:
        """`hijri/1436/10/`."""
        return f"hijri/{self.year}/{self.month:02}/"

    @property
    def name(self) -> str:
        """«شوال 1436 هـ»."""
        return f"{hijri_month_name(self.month)} {self.year} هـ"

    @property
    def count(self) -> int:
        """How many articles it has."""
        return sum(day.count for day in self.days.values())

    def sheet(self, most: int) -> Sheet:
        """The month; `most` articles are a day's full weight."""
        first = Hijri(self.year, self.month, 1)
        days = {number: (day.url, day.count) for number, day in self.days.items()}
        name = hijri_month_name(self.month)
        return Sheet(
            name, self.url if days else "", self.count, _column(first.weekday()), first.month_length(), days, most
        )

    @property
    def most(self) -> int:
        """How many articles its fullest day has."""
        return max(day.count for day in self.days.values())


def hijri_months(years: Iterable[Period]) -> list[HijriMonth]:
    """The months of the Hijra of all days that its calendar has, newest first."""
    months: dict[tuple[int, int], dict[int, Period]] = {}
    for day in days_in(years):
        if hijri := hijri_of(day.date):
            months.setdefault((hijri.year, hijri.month), {})[hijri.day] = day
    return [HijriMonth(year, month, days) for (year, month), days in months.items()]


def days_in(years: Iterable[Period]) -> Iterable[Period]:
    """All days, newest first, without their articles."""
    return (day.alone for year in years for month in year.parts for day in month.parts)
