"""How many articles of a list each year has, as columns of a chart."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from archive_pages.calendar import Period
from archive_pages.entries import Entry
from archive_pages.shelf import Rows

HEIGHT = 100
STEP = 24
GAP = 6


@dataclass(frozen=True, slots=True)
class Column:
    """A year's column: its name, the number of articles, and where it stands (from the right, as years are read)."""

    name: str
    count: int
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class OverTime:
    """The years from the first to the last that have articles, each with how many."""

    counts: tuple[tuple[int, int], ...]

    @property
    def width(self) -> int:
        """The chart's width; it is HEIGHT high."""
        return STEP * len(self.counts)

    @property
    def columns(self) -> list[Column]:
        """A column for each year that has articles, at least one unit high."""
        most, width = max(count for _, count in self.counts), self.width
        found = []
        for at, (year, count) in enumerate(self.counts):
            height = max(2, round(HEIGHT * count / most))
            if count:
                found.append(
                    Column(str(year), count, width - STEP * (at + 1) + GAP // 2, HEIGHT - height, STEP - GAP, height)
                )
        return found

    @property
    def ends(self) -> tuple[str, str]:
        """The first and the last year."""
        return str(self.counts[0][0]), str(self.counts[-1][0])


def over_time(entries: Sequence[Entry], years: Sequence[Period]) -> OverTime | None:
    """The chart of a list's dated articles; None where they are all of one year. `years` are the archive's."""
    found = _positions(entries, years) if isinstance(entries, Rows) else _dates(entries)
    if len(found) < 2:
        return None
    return OverTime(tuple((year, found.get(year, 0)) for year in range(min(found), max(found) + 1)))


def _dates(entries: Sequence[Entry]) -> dict[int, int]:
    return dict(Counter(entry.date.year for entry in entries if entry.date))


def _positions(rows: Rows, years: Sequence[Period]) -> dict[int, int]:
    """By the rows' places in the archive, whose dated articles stand first, newest first."""
    found, start, before = {}, 0, 0
    for year in years:
        start += year.count
        after = bisect_left(rows.positions, start)
        if after > before:
            found[int(year.name)] = after - before
        before = after
    return found
