"""«إحصاءات الأرشيف»: articles by year, publisher and section, days without any, and how dates are known."""

from __future__ import annotations

import calendar as calendars
import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from arabic_text.formats import format_date
from archive_pages.archive import Archive, Lists, Output
from archive_pages.calendar import Period
from archive_pages.entries import Term
from archive_pages.known import ORIGINS
from archive_pages.over_time import OverTime
from archive_pages.sheets import days_in

MOST_SHOWN = 40  # of a kind; the list of all is linked to
GAPS_SHOWN = 10
UNTOLD = "لم يُذكر كيف"
ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Share:
    """What there is so many of (1 or more) among `whole`. `url` is its page's address, or ""."""

    name: str
    count: int
    whole: int
    url: str = ""

    @property
    def percent(self) -> str:
        """«12.5%»; what is less than a tenth, but there, is «<0.1%»."""
        tenths = round(1000 * self.count / self.whole) if self.whole else 0
        if not tenths and self.count:
            return "<0.1%"
        return f"{tenths / 10:g}%"

    @property
    def bar(self) -> tuple[str, str]:
        """Where a bar that begins at the right begins and how long it is, both of 100."""
        width = round(100 * self.count / self.whole, 1) if self.whole else 0
        return f"{100 - width:g}", f"{width:g}"


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the covered range: its address ("" where it has no article), articles, and covered days of those that
    lie in the range.
    """

    name: str
    url: str
    count: int
    covered: Share


@dataclass(frozen=True, slots=True)
class Gap:
    """Days in a row without an article: the first, the last, and how many."""

    first: str
    last: str
    days: int


def statistics(archive: Archive) -> Iterator[Output]:
    """The page of statistics."""
    total = len(archive.dated) + len(archive.undated)
    days = sorted(day.date for day in days_in(archive.years))
    context = {
        "total": total,
        "undated": Share("", len(archive.undated), total),
        "first": format_date(days[0]) if days else "",
        "last": format_date(days[-1]) if days else "",
        "covered": Share("", len(days), (days[-1] - days[0]).days + 1) if days else None,
        "years": years_of(archive.years, days),
        "chart": _chart(archive.years),
        "kinds": [
            ("publishers", "الصحف", Term("كل الصحف", "publisher/"), *_shares(archive.publishers)),
            ("sections", "الأقسام", Term("كل الأقسام", "section/"), *_shares(archive.sections)),
        ],
        "gaps": longest_gaps(days),
        "origins": origins(archive.origins),
    }
    yield Output("statistics/", "statistics", context)


def years_of(periods: Sequence[Period], days: Sequence[datetime.date]) -> list[Year]:
    """All years from the first to the last day, newest first."""
    if not days:
        return []
    known = {int(period.name): period for period in periods}
    covered = {number: sum(len(month.parts) for month in period.parts) for number, period in known.items()}
    return [
        Year(str(number), *_of(known.get(number)), Share("", covered.get(number, 0), _length(number, days)))
        for number in range(days[-1].year, days[0].year - 1, -1)
    ]


def _of(period: Period | None) -> tuple[str, int]:
    return (period.url, period.count) if period else ("", 0)


def _length(year: int, days: Sequence[datetime.date]) -> int:
    """How many days of a year lie between the first and the last day."""
    first = max(days[0], datetime.date(year, 1, 1))
    last = min(days[-1], datetime.date(year, 12, 31))
    return 365 + calendars.isleap(year) if first.year < year < last.year else (last - first).days + 1


def _chart(periods: Sequence[Period]) -> OverTime | None:
    counts = {int(period.name): period.count for period in periods}
    if len(counts) < 2:
        return None
    return OverTime(tuple((year, counts.get(year, 0)) for year in range(min(counts), max(counts) + 1)))


def _shares(lists: Lists) -> tuple[list[Share], int]:
    """The largest of these lists by their articles, and how many lists there are."""
    whole = sum(len(entries) for _, entries in lists)
    shares = [Share(term.name, len(entries), whole, term.url) for term, entries in lists]
    return sorted(shares, key=lambda share: (-share.count, share.name, share.url))[:MOST_SHOWN], len(lists)


def longest_gaps(days: Sequence[datetime.date]) -> list[Gap]:
    """The longest runs of days that are not among `days` (sorted), which lie around them; the older of equal ones
    first.
    """
    found = sorted(_gaps(days), key=lambda gap: (-gap[0], gap[1]))[:GAPS_SHOWN]
    return [Gap(format_date(first), format_date(first + (length - 1) * ONE_DAY), length) for length, first in found]


def _gaps(days: Iterable[datetime.date]) -> Iterator[tuple[int, datetime.date]]:
    for before, after in pairwise(days):
        if (length := (after - before).days - 1) > 0:
            yield length, before + ONE_DAY


def origins(counts: Mapping[str, int]) -> list[Share]:
    """How dates are known, in words, the most frequent first."""
    whole, by_words = sum(counts.values()), dict[str, int]()
    for kind, count in counts.items():
        words = ORIGINS.get(kind, UNTOLD)
        by_words[words] = by_words.get(words, 0) + count
    return [Share(words, count, whole) for words, count in sorted(by_words.items(), key=lambda one: (-one[1], one[0]))]
