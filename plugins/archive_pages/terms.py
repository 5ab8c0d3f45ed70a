"""What articles stand under: sections, publishers, authors, places and agencies, each with a list of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from archive_build.rows import Row
from archive_pages.entries import Entry, Term, entry_from
from archive_pages.names import slugs
from archive_pages.ways import WAYS

ByName = Mapping[str, Term]
FOLDERS = {
    "sections": "section",
    "publishers": "publisher",
    "authors": "author",
    "places": "place",
    "agencies": "agency",
}


@dataclass(frozen=True, slots=True)
class Naming:
    """Other names to show for sections and publishers, and the sections that stand before all others (by any name)."""

    sections: Mapping[str, str] = field(default_factory=dict)
    publishers: Mapping[str, str] = field(default_factory=dict)
    first: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms of each kind by the names that articles give them."""

    sections: ByName = field(default_factory=dict)
    publishers: ByName = field(default_factory=dict)
    authors: ByName = field(default_factory=dict)
    places: ByName = field(default_factory=dict)
    agencies: ByName = field(default_factory=dict)

    def entries(self, rows: Iterable[Row]) -> list[Entry]:
        """The rows with addresses of their sections and publishers."""
        return [entry_from(row, self.sections, self.publishers) for row in rows]


def terms_from(names: Mapping[str, Iterable[str]], naming: Naming, ways: Collection[str]) -> Terms:
    """The terms of all names by kind (the keys of FOLDERS), in the order in which they are shown; none of a way that is
    not among `ways`.
    """
    shown = {"sections": naming.sections, "publishers": naming.publishers}
    first = {"sections": naming.first}
    found = {
        kind: terms_of(FOLDERS[kind], given, shown.get(kind, {}), first.get(kind, ()))
        for kind, given in names.items()
        if kind not in WAYS or kind in ways
    }
    return Terms(**found)


def terms_of(folder: str, names: Iterable[str], shown: Mapping[str, str], first: Sequence[str]) -> dict[str, Term]:
    """A term for each name, by name: those that stand first, then the others by the names that are shown."""
    by_slug = slugs(name for name in names if name)
    terms = {name: Term(shown.get(name, name), f"{folder}/{slug}/") for name, slug in by_slug.items()}
    ranks = {name: rank for rank, name in enumerate(first)}

    def place(name: str) -> tuple[int, str, str]:
        term = terms[name]
        return ranks.get(name, ranks.get(term.name, len(ranks))), term.name, term.url

    return {name: terms[name] for name in sorted(terms, key=place)}


def names_in(entry: Entry) -> dict[str, tuple[str, ...]]:
    """The names that an article's row gives, of authors, places and agencies."""
    return {"authors": entry.authors, "places": (entry.place,) if entry.place else (), "agencies": entry.agencies}
