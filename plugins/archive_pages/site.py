"""Which pages an archive has, apart from the articles themselves: a visible list of makers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from archive_build.fingerprint import canonical, digest
from archive_pages.calendar import Period, days_of, years
from archive_pages.entries import Entry, Term
from archive_pages.pagination import paginate

FRONT_ENTRIES = 12
FRONT_SECTION_ENTRIES = 4


@dataclass(frozen=True, slots=True)
class Output:
    """A page to render: its address, its template and what the template is given."""

    url: str
    template: str
    context: Mapping[str, Any]

    @property
    def save_as(self) -> str:
        """The file of the address."""
        return f"{self.url}index.html" if self.url.endswith("/") or not self.url else self.url

    def fingerprint(self) -> bytes:
        """Of all that the page shows."""
        shown = (part for name, value in sorted(self.context.items()) for part in (name.encode(), canonical(value)))
        return digest(self.url.encode("utf-8", "surrogatepass"), *shown)


@dataclass(frozen=True, slots=True)
class Archive:
    """All rows of a site: dated ones newest first, undated ones, and the lists that they stand in."""

    dated: Sequence[Entry]
    undated: Sequence[Entry]
    sections: Sequence[tuple[Term, Sequence[Entry]]]
    publishers: Sequence[tuple[Term, Sequence[Entry]]]
    per_page: int
    years: Sequence[Period] = field(default_factory=list)


def archive_of(
    entries: Sequence[Entry], sections: Sequence[Term], publishers: Sequence[Term], per_page: int
) -> Archive:
    """The archive of `entries` (newest first, undated ones last)."""
    dated = [entry for entry in entries if entry.date]
    return Archive(
        dated=dated,
        undated=[entry for entry in entries if not entry.date],
        sections=[(term, [entry for entry in entries if entry.section == term]) for term in sections],
        publishers=[(term, [entry for entry in entries if entry.publisher == term]) for term in publishers],
        per_page=per_page,
        years=years(days_of(dated)),
    )


def front(archive: Archive) -> Iterator[Output]:
    """The front page: the newest articles, the sections with theirs, the years."""
    yield Output(
        "",
        "front",
        {
            "latest": (archive.dated or archive.undated)[:FRONT_ENTRIES],
            "sections": [(term, entries[:FRONT_SECTION_ENTRIES], len(entries)) for term, entries in archive.sections],
            "years": _alone(archive.years),
            "total": len(archive.dated) + len(archive.undated),
        },
    )


def section_lists(archive: Archive) -> Iterator[Output]:
    """A list a section, and the list of sections."""
    yield _terms("section/", "الأقسام", archive.sections)
    for term, entries in archive.sections:
        yield from _list(term.url, term.name, "قسم", entries, archive.per_page)


def publisher_lists(archive: Archive) -> Iterator[Output]:
    """A list a publisher, and the list of publishers."""
    yield _terms("publisher/", "الصحف", archive.publishers)
    for term, entries in archive.publishers:
        yield from _list(term.url, term.name, "صحيفة", entries, archive.per_page)


def calendar(archive: Archive) -> Iterator[Output]:
    """The years, a page a year that lists months, a page a month that lists days, a page a day that lists articles."""
    yield Output("archive/", "periods", {"title": "الأرشيف", "periods": _alone(archive.years), "trail": []})
    top = Term("الأرشيف", "archive/")
    for year in archive.years:
        yield Output(year.url, "periods", {"title": year.name, "periods": _alone(year.parts), "trail": [top]})
        for month in year.parts:
            trail = [top, Term(year.name, year.url)]
            yield Output(month.url, "periods", {"title": month.name, "periods": _alone(month.parts), "trail": trail})
            for day in month.parts:
                yield from _list(
                    day.url, day.name, "", day.entries, archive.per_page, [*trail, Term(month.name, month.url)]
                )


def undated_shelf(archive: Archive) -> Iterator[Output]:
    """The articles without a date."""
    yield from _list("undated/", "مقالات بلا تاريخ", "", archive.undated, archive.per_page)


def search_page(archive: Archive) -> Iterator[Output]:
    """The search page."""
    yield Output("search/", "search", {"total": len(archive.dated) + len(archive.undated), "searching": True})


MAKERS: tuple[Callable[[Archive], Iterator[Output]], ...] = (
    front,
    section_lists,
    publisher_lists,
    calendar,
    undated_shelf,
    search_page,
)


def outputs(archive: Archive) -> Iterator[Output]:
    """Every page, maker by maker."""
    for make in MAKERS:
        yield from make(archive)


def _alone(periods: Sequence[Period]) -> list[Period]:
    return [period.alone for period in periods]


def _terms(url: str, title: str, rows: Sequence[tuple[Term, Sequence[Entry]]]) -> Output:
    return Output(url, "terms", {"title": title, "terms": [(term, len(entries)) for term, entries in rows]})


def _list(
    url: str, title: str, kind: str, entries: Sequence[Entry], per_page: int, trail: Sequence[Term] = ()
) -> Iterator[Output]:
    for page in paginate(entries, url, per_page):
        # not `page`, which plugins take for one of Pelican's
        shown = {"title": title, "kind": kind, "list_page": page, "trail": trail}
        # what grows with the list stands on its own page only: the others stay as they are
        yield Output(page.url, "list", {**shown, "total": len(entries)} if page.is_first else shown)


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
        return digest(str(self.archive.per_page).encode(), *more)
