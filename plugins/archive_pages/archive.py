"""The archive as makers of pages see it: lists of rows by what they stand under, and a page to render."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from archive_build.fingerprint import canonical, digest
from archive_build.outputs import file_at
from archive_pages.calendar import Period, days_of, years
from archive_pages.entries import Entry, Term
from archive_pages.pagination import paginate
from archive_pages.terms import FOLDERS, Terms, names_in
from archive_pages.ways import WAYS

Lists = Sequence[tuple[Term, Sequence[Entry]]]


@dataclass(frozen=True, slots=True)
class Output:
    """A page to render: its address, its template and what the template is given.

    `is_listed` tells whether it stands in the sitemap.
    """

    url: str
    template: str
    context: Mapping[str, Any]
    is_listed: bool = True

    @property
    def save_as(self) -> str:
        """The file of the address."""
        return file_at(self.url)

    def fingerprint(self) -> bytes:
        """Of all that the page shows."""
        shown = (part for name, value in sorted(self.context.items()) for part in (name.encode(), canonical(value)))
        return digest(self.url.encode("utf-8", "surrogatepass"), *shown)


@dataclass(frozen=True, slots=True)
class Group:
    """Pages that are planned together: what `make` yields is the same where `of` is, and the site's shape."""

    of: tuple[Any, ...]
    make: Callable[[], Iterator[Output]]

    def key(self) -> bytes:
        """Of all that the pages show, but for the site's shape."""
        return digest(*map(canonical, self.of))


Part = Output | Group


@dataclass(frozen=True, slots=True)
class Pair:
    """An article's original and the article, in this order: their rows, and what tells their sources from others."""

    entries: Sequence[Entry]
    sources: bytes = b""

    def fingerprint(self) -> bytes:
        """Of both articles and their sources."""
        return canonical(self.entries) + self.sources


@dataclass(frozen=True, slots=True)
class Shape:
    """How long lists and feeds are, which of WAYS the site has, and whether it has the Hijri calendar."""

    per_page: int = 20
    feed_items: int = 50
    ways: frozenset[str] = frozenset(WAYS)
    has_hijri: bool = True

    def fingerprint(self) -> bytes:
        """All that it says."""
        return repr((self.per_page, self.feed_items, sorted(self.ways), self.has_hijri)).encode()


@dataclass(frozen=True, slots=True)
class Archive:
    """All rows of a site: `everything`, of it dated ones (newest first) and undated ones behind them, the lists that
    they stand in, how many have a date that is known so (`Date_from`), and copies with their originals.
    """

    everything: Sequence[Entry]
    dated: Sequence[Entry]
    undated: Sequence[Entry]
    shape: Shape
    years: Sequence[Period] = ()
    sections: Lists = ()
    publishers: Lists = ()
    authors: Lists = ()
    places: Lists = ()
    agencies: Lists = ()
    origins: Mapping[str, int] = field(default_factory=dict)
    pairs: Sequence[Pair] = ()


def archive_of(
    entries: Sequence[Entry], terms: Terms, shape: Shape, originals: Mapping[str, str] = MappingProxyType({})
) -> Archive:
    """The archive of `entries` (newest first, undated ones last), all in memory; `originals` by the copies' ids."""
    dated = [entry for entry in entries if entry.date]
    lists: dict[str, dict[Term, list[Entry]]] = {kind: {} for kind in FOLDERS}
    for entry in entries:
        for kind, found in _terms_in(entry, terms):
            lists[kind].setdefault(found, []).append(entry)
    return Archive(
        everything=entries,
        dated=dated,
        undated=[entry for entry in entries if not entry.date],
        shape=shape,
        years=years(days_of(dated)),
        origins=Counter(entry.date_from for entry in dated),
        pairs=_pairs(entries, originals),
        **{kind: [(term, lists[kind][term]) for term in getattr(terms, kind).values()] for kind in FOLDERS},
    )


def _pairs(entries: Sequence[Entry], originals: Mapping[str, str]) -> list[Pair]:
    known = {entry.id: entry for entry in entries}
    return [Pair([known[originals[one.id]], one]) for one in entries if originals.get(one.id) in known]


def _terms_in(entry: Entry, terms: Terms) -> Iterator[tuple[str, Term]]:
    if entry.section:
        yield "sections", entry.section
    if entry.publisher:
        yield "publishers", entry.publisher
    for kind, names in names_in(entry).items():
        known = getattr(terms, kind)
        yield from ((kind, known[name]) for name in names if name in known)


def listed(
    url: str,
    title: str,
    kind: str,
    entries: Sequence[Entry],
    per_page: int,
    trail: Sequence[Term] = (),
    feed: str = "",
    **own: Any,
) -> Iterator[Output]:
    """The pages of a list; `feed` is where its feeds lie, "" for one without. `own` is what only the list's own page
    shows, as its total: others stay when it grows.
    """
    for page in paginate(entries, url, per_page):
        # not `page`, which plugins take for one of Pelican's
        shown = {"title": title, "kind": kind, "list_page": page, "trail": trail, "feed": feed}
        yield Output(page.url, "list", {**shown, **own, "total": len(entries)} if page.is_first else shown)
