"""Days by the Umm al-Qura calendar (`hijridate`), which reaches from 1343 to 1500 of the Hijra (1924 to 2077)."""

from __future__ import annotations

import datetime
import functools
from dataclasses import dataclass

from hijridate import Gregorian

from arabic_text.formats import hijri_month_name

FIRST, LAST = datetime.date(1924, 8, 1), datetime.date(2077, 11, 16)


@dataclass(frozen=True, slots=True)
class HijriDay:
    """A day: year, month (1 to 12) and day of the month (1 to 30)."""

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        """«4 شوال 1436 هـ»."""
        return f"{self.day} {hijri_month_name(self.month)} {self.year} هـ"


@functools.lru_cache(maxsize=4096)
def hijri_of(date: datetime.date) -> HijriDay | None:
    """The day of the Hijra; None for one that the calendar's tables do not have."""
    if not FIRST <= date <= LAST:
        return None
    return HijriDay(*Gregorian(date.year, date.month, date.day).to_hijri().datetuple())
