"""The archive as the catalogue knows it: its lists, terms and pages, without holding an article's row."""

from __future__ import annotations

import datetime
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive_build.catalogue import SEPARATOR, Catalogue
from archive_build.fingerprint import canonical, digest
from archive_build.rows import article_url
from archive_pages.archive import Archive, Pair, Shape
from archive_pages.calendar import years
from archive_pages.columns import Columns, columns_of
from archive_pages.entries import Entry, Term
from archive_pages.names import slug
from archive_pages.shelf import ID_BYTES, NO_ROW, Leaf, Leaves, Links, Rows, Shelf
from archive_pages.story import Related
from archive_pages.terms import FOLDERS, Naming, Terms, terms_from
from archive_pages.ways import WAYS


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

    def related(self, article: str) -> tuple[Entry | None, Related]:
        """An article's own row (None where lists do not show it), and what its page leads to."""
        at = self.leaves.shelf.ids.find(article.encode("ascii"))
        while at % ID_BYTES and at >= 0:
            at = self.leaves.shelf.ids.find(article.encode("ascii"), at + 1)
        if at < 0:
            return None, Related()
        at //= ID_BYTES
        links = self.leaves.links
        around = links.around(at, self.leaves.dated, len(self.rows))
        newer, older, *in_section = (self.rows[one] if one >= 0 else None for one in around)
        places = links.copies.get(at, ())
        copies = [self.rows[one] for one in places]
        compared = frozenset(self.leaves.shelf.id(one) for one in places if links.originals.get(one) == at)
        return self.rows[at], Related(newer, older, in_section[0], in_section[1], copies, compared)

    def lists_of(self, lists: Iterable[Sequence[str]]) -> Iterator[Rows]:
        """Lists of articles that are given by their ids."""
        ids = self.leaves.shelf.ids.decode("ascii")
        places = {ids[at : at + ID_BYTES]: at // ID_BYTES for at in range(0, len(ids), ID_BYTES)}
        return (self.rows.at([places[article] for article in articles]) for articles in lists)


def stock_of(catalogue: Catalogue, shape: Shape, naming: Naming) -> Stock:
    """The archive of a catalogue. Kinds of terms that are none of its ways have no terms."""
    columns = columns_of(catalogue)
    places = columns.places()
    for kind in columns.lists.keys() & set(WAYS) - shape.ways:
        columns.lists[kind].clear()
    terms = terms_from(columns.lists, naming, shape.ways)
    rows = _with_terms(columns, terms)
    shelf = Shelf(catalogue.rows, terms, columns.numbers, columns.ids, rows)
    dated = sum(count for _, count in columns.days)
    originals = _originals(places, columns.originals)
    everything = Rows(shelf, range(len(columns.numbers)))
    archive = Archive(
        everything=everything,
        dated=everything[:dated],
        undated=everything[dated:],
        shape=shape,
        years=years(_days(everything, columns.days)),
        origins=columns.origins(),
        pairs=_pairs(everything, columns, originals),
        **{kind: _lists(shelf, getattr(terms, kind), lists) for kind, lists in columns.lists.items()},
    )
    leaves = Leaves(
        shelf,
        _links(columns, places, originals, dated),
        columns.files,
        columns.evidence,
        dated,
        frozenset(columns.own_way),
        _hidden(catalogue, terms),
    )
    return Stock(catalogue, archive, terms, everything, leaves)


def _originals(places: Mapping[str, int], originals: Mapping[str, str]) -> dict[int, int]:
    """The places of copies and of their originals, of those that are both there, in order."""
    return dict(sorted((places[one], places[first]) for one, first in originals.items() if first in places))


def _pairs(everything: Rows, columns: Columns, originals: Mapping[int, int]) -> list[Pair]:
    def source(at: int) -> bytes:
        return columns.files[8 * at : 8 * at + 8]

    return [Pair(everything.at([first, copy]), source(first) + source(copy)) for copy, first in originals.items()]


def _links(columns: Columns, places: Mapping[str, int], originals: Mapping[int, int], dated: int) -> Links:
    count = len(columns.numbers)
    newer, older = array("q", [-1]) * count, array("q", [-1]) * count
    for positions in columns.lists["sections"].values():
        for before, after in pairwise(positions):
            if (before < dated) == (after < dated):
                newer[after], older[before] = before, after
    found = {places[one]: tuple(places[id] for id in ids if id in places) for one, ids in columns.copies.items()}
    return Links(newer, older, found, originals)


def _with_terms(columns: Columns, terms: Terms) -> bytes:
    """The digests of rows; where a term's name or address is not what its name alone gives, it counts among what its
    articles' rows show.
    """
    rows = bytearray(columns.rows)
    for kind, lists in columns.lists.items():
        folder = FOLDERS[kind]
        for name, term in getattr(terms, kind).items():  # in an order that does not depend on how articles came
            if term != Term(name, f"{folder}/{slug(name)}/"):
                salt = canonical(term)
                for at in lists[name]:
                    rows[8 * at : 8 * at + 8] = digest(bytes(rows[8 * at : 8 * at + 8]), salt)
    return bytes(rows)


def _lists(shelf: Shelf, terms: Mapping[str, Term], lists: Mapping[str, array[int]]) -> list[tuple[Term, Rows]]:
    by_term = {terms[name]: Rows(shelf, positions) for name, positions in lists.items()}
    return [(term, by_term[term]) for term in terms.values()]


def _days(rows: Rows, counts: Iterable[tuple[str, int]]) -> Iterator[tuple[datetime.date, Rows]]:
    start = 0
    for date, count in counts:
        yield datetime.date.fromisoformat(date), rows[start : start + count]
        start += count


def _hidden(catalogue: Catalogue, terms: Terms) -> list[Leaf]:
    """The pages that no list shows. Whether they lead to the lists of their terms depends on the other articles."""
    found, alone = [], (0, 0, 0, 0)
    for number, article, row, file, evidence, *names in catalogue.hidden():
        shown = digest(row, canonical(list(_terms_of(names, terms))))
        found.append(Leaf(number, article, alone, (), shown + file + (evidence or NO_ROW) + NO_ROW * 5))
    return found


def _terms_of(names: Iterable[str | None], terms: Terms) -> Iterator[Term | None]:
    for kind, value in zip(FOLDERS, names, strict=True):
        known = getattr(terms, kind)
        yield from (known.get(name) for name in (value or "").split(SEPARATOR))
