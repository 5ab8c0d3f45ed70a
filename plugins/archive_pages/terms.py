"""What articles stand under: sections, publishers, authors, places and agencies, each with a list of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from archive_build.rows import Row
from archive_pages.entries import Entry, Term, entry_from
from archive_pages.names import slugs

ByName = Mapping[str, Term]
FOLDERS = {
    "sections": "section",
    "publishers": "publisher",
    "authors": "author",
    "places": "place",
    "agencies": "agency",
}


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


def terms_from(names: Mapping[str, Iterable[str]], shown: Mapping[str, str]) -> Terms:
    """The terms of all names by kind (the keys of FOLDERS); `shown` gives publishers other names to show."""
    found = {
        kind: terms_of(FOLDERS[kind], given, shown if kind == "publishers" else {}) for kind, given in names.items()
    }
    return Terms(**found)


def terms_of(folder: str, names: Iterable[str], shown: Mapping[str, str]) -> dict[str, Term]:
    """A term for each name, by name."""
    by_slug = slugs(name for name in names if name)
    return {name: Term(shown.get(name, name), f"{folder}/{slug}/") for name, slug in by_slug.items()}


def in_order(terms: ByName) -> list[Term]:
    """Terms by the names that are shown."""
    return sorted(terms.values(), key=lambda term: (term.name, term.url))


def names_in(entry: Entry) -> dict[str, tuple[str, ...]]:
    """The names that an article's row gives, of authors, places and agencies."""
    return {"authors": entry.authors, "places": (entry.place,) if entry.place else (), "agencies": entry.agencies}
