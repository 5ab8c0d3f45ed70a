"""The catalogue's articles in their order: a few numbers an article in memory, rows fetched when they are asked for."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, overload

from archive_build.fingerprint import digest
from archive_build.rows import Row
from archive_pages.entries import Entry, draw
from archive_pages.terms import Terms

Fetch = Callable[[Sequence[int]], list[Row]]
AT_ONCE = 512
NO_ROW = bytes(8)
ID_BYTES = 12


class Shelf:
    """Every article that lists show, newest first, by position: its number in the catalogue and the digest of all that
    a list shows of it, its terms' names and addresses included.
    """

    def __init__(self, fetch: Fetch, terms: Terms, numbers: array[int], ids: bytes, digests: bytes) -> None:
        self.numbers = numbers
        self.ids = ids
        self.digests = digests
        self._fetch = fetch
        self._terms = terms

    def digest(self, at: int) -> bytes:
        """One article's digest; eight zeros for -1."""
        return self.digests[8 * at : 8 * at + 8] if at >= 0 else NO_ROW

    def id(self, at: int) -> str:
        """One article's id."""
        return self.ids[ID_BYTES * at : ID_BYTES * (at + 1)].decode("ascii")

    @cached_property
    def draws(self) -> list[int]:
        """All articles' draws."""
        return [draw(self.ids[start : start + ID_BYTES]) for start in range(0, len(self.ids), ID_BYTES)]

    def entries(self, positions: Iterable[int]) -> list[Entry]:
        """The rows at these positions."""
        return self._terms.entries(self._fetch([self.numbers[at] for at in positions]))


class Rows(Sequence[Entry]):
    """A list of articles, as positions on a shelf. What is sliced is a list of the same kind; what is iterated or
    indexed is fetched.
    """

    def __init__(self, shelf: Shelf, positions: Sequence[int]) -> None:
        self._shelf = shelf
        self.positions = positions

    def __len__(self) -> int:
        return len(self.positions)

    @overload
    def __getitem__(self, at: int) -> Entry: ...
    @overload
    def __getitem__(self, at: slice) -> Rows: ...
    def __getitem__(self, at: int | slice) -> Entry | Rows:
        if isinstance(at, slice):
            return Rows(self._shelf, self.positions[at])
        return self._shelf.entries([self.positions[at]])[0]

    def __iter__(self) -> Iterator[Entry]:
        for start in range(0, len(self), AT_ONCE):
            yield from self._shelf.entries(self.positions[start : start + AT_ONCE])

    def at(self, positions: Sequence[int]) -> Rows:
        """The list of the articles at these positions, in this order."""
        return Rows(self._shelf, [self.positions[at] for at in positions])

    def fingerprint(self) -> bytes:
        """The digests of all articles, in their order."""
        if isinstance(self.positions, range) and self.positions.step == 1:
            return self._shelf.digests[8 * self.positions.start : 8 * self.positions.stop]
        digests = self._shelf.digests  # a call for each takes as long again
        return b"".join([digests[8 * at : 8 * at + 8] for at in self.positions])

    def ids(self) -> list[str]:
        """The articles' ids."""
        ids = self._shelf.ids.decode("ascii") if len(self) > AT_ONCE else ""
        if ids:
            return [ids[ID_BYTES * at : ID_BYTES * (at + 1)] for at in self.positions]
        return [self._shelf.id(at) for at in self.positions]

    def draws(self) -> list[int]:
        """The articles' draws."""
        draws = self._shelf.draws
        if isinstance(self.positions, range) and self.positions.step == 1:
            return draws[self.positions.start : self.positions.stop]
        return [draws[at] for at in self.positions]

    @property
    def numbers(self) -> list[int]:
        """The articles' numbers in the catalogue."""
        return [self._shelf.numbers[at] for at in self.positions]

    def __reduce__(self) -> tuple[Any, ...]:
        """Another process gets the numbers alone, and fetches the rows itself."""
        return Numbers, (self.numbers,)


def picked(entries: Sequence[Entry], positions: Sequence[int]) -> Sequence[Entry]:
    """The articles at these positions, in this order, not in memory where `entries` are not."""
    return entries.at(positions) if isinstance(entries, Rows) else [entries[at] for at in positions]


@dataclass(frozen=True, slots=True)
class Numbers:
    """A list of articles on its way to another process: their numbers in the catalogue."""

    numbers: list[int]


@dataclass(frozen=True, slots=True)
class Leaf:
    """An article's page: its number in the catalogue, its neighbours' (newer and older, in all and in its section; 0
    for none), its copies', and what it is made of but for the site.
    """

    number: int
    id: str
    around: tuple[int, ...]
    copies: tuple[int, ...]
    parts: bytes


@dataclass(frozen=True, slots=True)
class Links:
    """What articles lead to, by position: the newer and older one of the same section (-1 for none), copies, and the
    originals of those that are copies themselves.
    """

    newer: array[int]
    older: array[int]
    copies: Mapping[int, tuple[int, ...]]
    originals: Mapping[int, int]

    def around(self, at: int, dated: int, count: int) -> tuple[int, int, int, int]:
        """The positions of an article's neighbours, -1 for none. Dated articles (the first `dated`) have dated ones."""
        newer = at - 1 if at not in (0, dated) else -1
        older = at + 1 if at not in (count - 1, dated - 1) else -1
        return newer, older, self.newer[at], self.older[at]


@dataclass(frozen=True, slots=True)
class Leaves:
    """The pages of all articles that go the fast way, to be gone over as often as needed."""

    shelf: Shelf
    links: Links
    files: bytes
    evidence: bytes
    dated: int
    skipped: frozenset[int]
    hidden: Sequence[Leaf]

    def fingerprint(self) -> bytes:
        """Of all pages together, but for the rows that the shelf has."""
        hidden = (part for leaf in self.hidden for part in (leaf.id.encode("ascii"), leaf.parts))
        return digest(
            self.shelf.ids, self.files, self.evidence, repr((self.dated, sorted(self.skipped))).encode(), *hidden
        )

    def __iter__(self) -> Iterator[Leaf]:
        return self.among(None)

    def among(self, wanted: Container[str] | None) -> Iterator[Leaf]:
        """The pages of articles that are wanted, by their ids; all with None."""
        numbers, count = self.shelf.numbers, len(self.shelf.numbers)
        for at, number in enumerate(numbers):
            article = self.shelf.id(at)
            if at in self.skipped or not (wanted is None or article in wanted):
                continue
            around, copies = self.links.around(at, self.dated, count), self.links.copies.get(at, ())
            parts = self._parts(at, around, copies)
            near = tuple([numbers[one] if one >= 0 else 0 for one in around])
            yield Leaf(number, article, near, tuple([numbers[one] for one in copies]), parts)
        yield from (leaf for leaf in self.hidden if wanted is None or leaf.id in wanted)

    def prints(self) -> Iterator[tuple[str, bytes]]:
        """Each page's id and `parts`, in less time than its leaf takes."""
        links, dated = self.links, self.dated
        count = len(self.shelf.numbers)
        ids = self.shelf.ids.decode("ascii")
        rows, files, evidence = (_eights(column) for column in (self.shelf.digests, self.files, self.evidence))
        rows.append(NO_ROW)  # what stands at -1
        columns = zip(range(count), rows, files, evidence, links.newer, links.older, strict=False)
        for at, row, file, known, section_newer, section_older in columns:
            if at in self.skipped:
                continue
            newer = at - 1 if at != dated else -1
            older = at + 1 if at not in (count - 1, dated - 1) else -1
            copies = links.copies.get(at)
            shown = self._shown(at, copies) if copies else NO_ROW
            around = (rows[newer], rows[older], rows[section_newer], rows[section_older])
            yield ids[ID_BYTES * at : ID_BYTES * (at + 1)], b"".join((row, file, known, *around, shown))
        yield from ((leaf.id, leaf.parts) for leaf in self.hidden)

    def _parts(self, at: int, around: Sequence[int], copies: Sequence[int]) -> bytes:
        row, own = self.shelf.digest, slice(8 * at, 8 * at + 8)
        shown = self._shown(at, copies) if copies else NO_ROW
        return b"".join((row(at), self.files[own], self.evidence[own], *map(row, around), shown))

    def _shown(self, at: int, copies: Sequence[int]) -> bytes:
        """A digest of what a page shows of its article's copies."""
        row, originals = self.shelf.digest, self.links.originals
        return digest(*(row(one) + bytes([originals.get(one) == at]) for one in copies))


def _eights(column: bytes) -> list[bytes]:
    return [column[at : at + 8] for at in range(0, len(column), 8)]
