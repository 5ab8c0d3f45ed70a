"""The archive as the catalogue knows it: its lists, terms and pages, without holding an article's row."""

from __future__ import annotations

import datetime
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from archive_build.catalogue import Catalogue
from archive_build.fingerprint import canonical, digest
from archive_build.rows import article_url
from archive_pages.calendar import years
from archive_pages.entries import Entry, Term
from archive_pages.names import slug, slugs
from archive_pages.shelf import ID_BYTES, NO_ROW, Leaf, Leaves, Rows, Shelf, Terms
from archive_pages.site import Archive


@dataclass(frozen=True, slots=True)
class Stock:
    """The archive's lists, its terms, the rows of all that lists show, and the pages of articles."""

    catalogue: Catalogue
    archive: Archive
    terms: Terms
    rows: Rows
    leaves: Leaves

    def fingerprint(self) -> bytes:
        """Of every article's row and source."""
        return digest(self.rows.fingerprint(), self.leaves.fingerprint())

    def urls(self) -> Iterator[str]:
        """The addresses of all articles that lists show."""
        ids = self.leaves.shelf.ids.decode("ascii")
        yield from (article_url(ids[at : at + ID_BYTES]) for at in range(0, len(ids), ID_BYTES))

    def around(self, article: str) -> tuple[Entry | None, Entry | None, Entry | None]:
        """An article's newer neighbour, its own row and its older neighbour; None for what lists do not show."""
        at = self.leaves.shelf.ids.find(article.encode("ascii"))
        while at % ID_BYTES and at >= 0:
            at = self.leaves.shelf.ids.find(article.encode("ascii"), at + 1)
        if at < 0:
            return None, None, None
        at //= ID_BYTES
        newer = self.rows[at - 1] if at else None
        return newer, self.rows[at], self.rows[at + 1] if at + 1 < len(self.rows) else None

    def entries_of(self, articles: Sequence[str]) -> list[Entry]:
        """The rows of articles by their ids."""
        return self.terms.entries(self.catalogue.rows(self.catalogue.numbers_of(articles)))


@dataclass(slots=True)
class _Columns:
    """The catalogue's order, column by column."""

    numbers: array[int] = field(default_factory=lambda: array("q"))
    ids: bytearray = field(default_factory=bytearray)
    rows: bytearray = field(default_factory=bytearray)
    files: bytearray = field(default_factory=bytearray)
    days: list[tuple[str, int]] = field(default_factory=list)
    sections: dict[str, array[int]] = field(default_factory=dict)
    publishers: dict[str, array[int]] = field(default_factory=dict)
    own_way: set[int] = field(default_factory=set)


def stock_of(catalogue: Catalogue, per_page: int, shown: Mapping[str, str]) -> Stock:
    """The archive of a catalogue; `shown` gives publishers other names to show."""
    columns = _read(catalogue)
    terms = Terms(terms_of("section", columns.sections), terms_of("publisher", columns.publishers, shown))
    _mix_in_terms(columns, terms)
    shelf = Shelf(catalogue.rows, terms, columns.numbers, bytes(columns.ids), bytes(columns.rows))
    dated = sum(count for _, count in columns.days)
    everything = Rows(shelf, range(len(columns.numbers)))
    archive = Archive(
        dated=everything[:dated],
        undated=everything[dated:],
        sections=_lists(shelf, terms.sections, columns.sections),
        publishers=_lists(shelf, terms.publishers, columns.publishers),
        per_page=per_page,
        years=years(_days(everything, columns.days)),
    )
    leaves = Leaves(shelf, bytes(columns.files), dated, frozenset(columns.own_way), _hidden(catalogue, terms))
    return Stock(catalogue, archive, terms, everything, leaves)


def terms_of(folder: str, names: Iterable[str], shown: Mapping[str, str] | None = None) -> dict[str, Term]:
    """A term for each name, by name; `shown` gives other names to show."""
    by_slug = slugs(name for name in names if name)
    return {name: Term((shown or {}).get(name, name), f"{folder}/{slug}/") for name, slug in by_slug.items()}


def in_order(terms: Mapping[str, Term]) -> list[Term]:
    """Terms by the names that are shown."""
    return sorted(terms.values(), key=lambda term: (term.name, term.url))


def _read(catalogue: Catalogue) -> _Columns:
    columns = _Columns()
    dates = columns.days
    for at, (number, article, date, section, publisher, row, file, own_way) in enumerate(catalogue.order()):
        columns.numbers.append(number)
        columns.ids += article.encode("ascii")
        columns.rows += row
        columns.files += file
        for name, lists in ((section, columns.sections), (publisher, columns.publishers)):
            if name:
                lists.setdefault(name, array("I")).append(at)
        if own_way:
            columns.own_way.add(at)
        if date and dates and dates[-1][0] == date:
            dates[-1] = (date, dates[-1][1] + 1)
        elif date:
            dates.append((date, 1))
    return columns


def _mix_in_terms(columns: _Columns, terms: Terms) -> None:
    """Where a term's name or address is not what its name alone gives, it counts among what its articles' rows show."""
    for folder, known, lists in (
        ("section", terms.sections, columns.sections),
        ("publisher", terms.publishers, columns.publishers),
    ):
        for name, positions in lists.items():
            if known[name] != Term(name, f"{folder}/{slug(name)}/"):
                salt = canonical(known[name])
                for at in positions:
                    columns.rows[8 * at : 8 * at + 8] = digest(bytes(columns.rows[8 * at : 8 * at + 8]), salt)


def _lists(shelf: Shelf, terms: Mapping[str, Term], lists: Mapping[str, array[int]]) -> list[tuple[Term, Rows]]:
    by_term = {terms[name]: Rows(shelf, positions) for name, positions in lists.items()}
    return [(term, by_term[term]) for term in in_order(terms)]


def _days(rows: Rows, counts: Iterable[tuple[str, int]]) -> Iterator[tuple[datetime.date, Rows]]:
    start = 0
    for date, count in counts:
        yield datetime.date.fromisoformat(date), rows[start : start + count]
        start += count


def _hidden(catalogue: Catalogue, terms: Terms) -> list[Leaf]:
    """The pages that no list shows. Whether they lead to the lists of their terms depends on the other articles."""
    found = []
    for number, article, section, publisher, row, file in catalogue.hidden():
        shown = canonical([terms.sections.get(section), terms.publishers.get(publisher)])
        found.append(Leaf(number, article, 0, 0, digest(row, shown) + file + NO_ROW + NO_ROW))
    return found
