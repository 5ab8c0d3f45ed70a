"""Which pages and data an archive has, apart from the articles themselves: a visible list of makers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from archive_build.fingerprint import digest
from archive_pages.api import api
from archive_pages.archive import Archive, Group, Output, Part, archive_of, listed
from archive_pages.calendar_pages import calendar, hijri_calendar
from archive_pages.comparisons import comparisons
from archive_pages.data import DATA
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


Maker = Callable[[Archive], Iterator[Part]]
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
    for part in _parts(archive):
        yield from made_of(part)


def made_of(part: Part) -> Iterable[Output]:
    """The pages of a part."""
    return part.make() if isinstance(part, Group) else (part,)


def _parts(archive: Archive) -> Iterator[Part]:
    for make in MAKERS:
        if make not in OF_WAYS or OF_WAYS[make] in archive.shape.ways:
            yield from make(archive)


class Others:
    """All pages that are no articles, those that other plugins add included, made anew whenever they are gone over.

    Whoever has gone over them may put the addresses of those that are to be found into `found`.
    """

    def __init__(self, archive: Archive, more: Sequence[Output]) -> None:
        self._archive = archive
        self._more = more
        self.found: Sequence[str] | None = None

    def __iter__(self) -> Iterator[Output]:
        for part in self.parts():
            yield from made_of(part)

    def parts(self) -> Iterator[Part]:
        """The pages, those in groups that are planned together."""
        return chain(_parts(self._archive), self._more)

    def urls(self) -> Iterable[str]:
        """The addresses of pages that are to be found."""
        if self.found is not None:
            return self.found
        return (output.url for output in self if is_found(output))

    def fingerprint(self) -> bytes:
        """Of what these pages are made from beside templates, settings and the articles."""
        more = (part for output in self._more for part in (output.template.encode(), output.fingerprint()))
        return digest(self._archive.shape.fingerprint(), *more)


def is_found(output: Output) -> bool:
    """Whether readers and crawlers are to find it: a page that stands in the sitemap."""
    return output.is_listed and output.template not in DATA
