"""The front page: the newest articles, this day in other years, the sections, a way into each year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive_pages.archive import Archive, Output
from archive_pages.calendar import Period
from archive_pages.calendar_pages import alone
from archive_pages.entries import Entry, Term
from archive_pages.on_this_day import by_day, day_of_year_url
from archive_pages.ways import ON_THIS_DAY

ENTRIES = 11  # rows of three, the first being as wide as two
SECTION_ENTRIES = 4
OTHER_YEARS = 4


def front(archive: Archive) -> Iterator[Output]:
    """The front page."""
    day = archive.years[0].parts[0].parts[0] if archive.years else None
    yield Output(
        "",
        "front",
        {
            "latest": (archive.dated or archive.undated)[:ENTRIES],
            "day": day.alone if day else None,
            "on_this_day": _in_other_years(archive, day) if day and ON_THIS_DAY in archive.shape.ways else None,
            "sections": [(term, entries[:SECTION_ENTRIES], len(entries)) for term, entries in archive.sections],
            "years": alone(archive.years),
            "total": len(archive.dated) + len(archive.undated),
        },
    )


def _in_other_years(archive: Archive, day: Period) -> tuple[Term, list[tuple[Period, Sequence[Entry]]]]:
    """The page of the newest day's like, and the first article of each of them in other years."""
    month, number = day.date.month, day.date.day
    others = [one for one in by_day(archive.years)[month, number] if one.url != day.url]
    title = " ".join(day.name.split(" ")[1:3])
    return Term(title, day_of_year_url(month, number)), [(one.alone, one.entries[:1]) for one in others[:OTHER_YEARS]]
