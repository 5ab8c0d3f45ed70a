"""Which pages and data an archive has, apart from the articles themselves: a visible list of makers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from archive_build.fingerprint import digest
from archive_pages.api import api
from archive_pages.archive import Archive, Output, archive_of, listed
from archive_pages.calendar_pages import calendar, hijri_calendar
from archive_pages.comparisons import comparisons
from archive_pages.feeds import feeds
from archive_pages.front_page import front
from archive_pages.on_this_day import on_this_day, on_this_hijri_day
from archive_pages.opensearch import opensearch
from archive_pages.statistics import statistics
from archive_pages.term_lists import agency_lists, author_lists, place_lists, publisher_lists, section_lists
from archive_pages.ways import API, COMPARISONS, FEEDS, ON_THIS_DAY, STATISTICS

__all__ = ["MAKERS", "Archive", "Others", "Output", "archive_of", "outputs"]


def undated_shelf(archive: Archive) -> Iterator[Output]:
    """The articles without a date, if there are any."""
    if archive.undated:
        yield from listed("undated/", "مقالات بلا تاريخ", "", archive.undated, archive.shape.per_page)


def search_page(archive: Archive) -> Iterator[Output]:
    """The search page."""
    yield Output("search/", "search", {"total": len(archive.dated) + len(archive.undated), "searching": True})


Maker = Callable[[Archive], Iterator[Output]]
MAKERS: tuple[Maker, ...] = (
    front,
    section_lists,
    publisher_lists,
    author_lists,
    place_lists,
    agency_lists,
    calendar,
    hijri_calendar,
    on_this_day,
    on_this_hijri_day,
    statistics,
    undated_shelf,
    search_page,
    feeds,
    opensearch,
    api,
    comparisons,
)


# what a publisher may leave out; authors, places and agencies are empty lists then
OF_WAYS: Mapping[Maker, str] = {
    on_this_day: ON_THIS_DAY,
    on_this_hijri_day: ON_THIS_DAY,
    statistics: STATISTICS,
    feeds: FEEDS,
    api: API,
    comparisons: COMPARISONS,
}


def outputs(archive: Archive) -> Iterator[Output]:
    """Every page, maker by maker."""
    for make in MAKERS:
        if make not in OF_WAYS or OF_WAYS[make] in archive.shape.ways:
            yield from make(archive)


@dataclass(frozen=True, slots=True)
class Others:
    """All pages that are no articles, those that other plugins add included, made anew whenever they are gone over."""

    archive: Archive
    more: Sequence[Output]

    def __iter__(self) -> Iterator[Output]:
        yield from outputs(self.archive)
        yield from self.more

    def fingerprint(self) -> bytes:
        """Of what these pages are made from beside templates, settings and the articles."""
        more = (part for output in self.more for part in (output.template.encode(), output.fingerprint()))
        return digest(self.archive.shape.fingerprint(), *more)
