"""What the archive needs of all articles, column by column, newest first: read from the catalogue, and kept there as
long as no row changes.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby, islice
from typing import Any

from archive_build.catalogue import SEPARATOR, Catalogue
from archive_build.fingerprint import DIGEST_BYTES, digest
from archive_pages.shelf import ID_BYTES, NO_ROW
from archive_pages.terms import FOLDERS

AT_ONCE = 4096
KEPT = "columns"


@dataclass(slots=True)
class Columns:
    """An article's place in the order is its place in each column: numbers in the catalogue, ids of ID_BYTES, digests
    of rows, files and evidence (eight bytes each).

    `days` are dates in ISO form with how many articles they have, newest first; `lists` are places by kind (the keys of
    FOLDERS) and name; `copies` are the ids of articles' copies, and `originals` of their originals, by their own;
    `origins` tells how many dates are known so, by `Date_from`.
    """

    numbers: array[int] = field(default_factory=lambda: array("q"))
    ids: bytes = b""
    rows: bytearray = field(default_factory=bytearray)
    files: bytes = b""
    evidence: bytes = b""
    days: list[tuple[str, int]] = field(default_factory=list)
    lists: dict[str, dict[str, array[int]]] = field(default_factory=lambda: {kind: {} for kind in FOLDERS})
    own_way: list[int] = field(default_factory=list)
    copies: dict[str, tuple[str, ...]] = field(default_factory=dict)
    originals: dict[str, str] = field(default_factory=dict)
    origins: dict[str, int] = field(default_factory=dict)

    def places(self) -> dict[str, int]:
        """The places of articles that are copies, or have some, by their ids; of those that are there."""
        wanted = {*self.copies, *chain.from_iterable(self.copies.values()), *self.originals, *self.originals.values()}
        ids = self.ids.decode("ascii") if wanted else ""
        every = (ids[start : start + ID_BYTES] for start in range(0, len(ids), ID_BYTES))
        return {article: at for at, article in enumerate(every) if article in wanted}


def columns_of(catalogue: Catalogue) -> Columns:
    """The columns of a catalogue, whose rows do not change before it is closed."""
    key = f"{catalogue.state} {sys.byteorder}"
    kept = catalogue.recall(KEPT, key) or b""
    sealed, packed = kept[:DIGEST_BYTES], kept[DIGEST_BYTES:]
    if packed and digest(packed) == sealed:  # the database does not see what was changed within a value
        return _unpacked(packed)
    columns = _read(catalogue.order())
    packed = _packed(columns)
    catalogue.remember(KEPT, key, digest(packed) + packed)
    return columns


def _read(order: Iterator[tuple[Any, ...]]) -> Columns:
    columns = Columns()
    ids, files, evidence = bytearray(), bytearray(), bytearray()
    days: list[str] = []
    origins: Counter[str] = Counter()
    listing = [_Listing(lists) for lists in columns.lists.values()]
    while part := list(islice(order, AT_ONCE)):
        start = len(columns.numbers)
        numbers, names, dates, rows, sources, own_way, known, kinds, copies, originals, *lists = zip(*part, strict=True)
        columns.numbers.extend(numbers)
        ids += "".join(names).encode("ascii")
        columns.rows += b"".join(rows)
        files += b"".join(sources)
        evidence += b"".join([one or NO_ROW for one in known])
        days += filter(None, dates)
        origins.update(kind for kind, date in zip(kinds, dates, strict=True) if date)
        columns.own_way += [at for at, own in enumerate(own_way, start) if own]
        columns.copies |= {one: tuple(text.split(SEPARATOR)) for one, text in zip(names, copies, strict=True) if text}
        columns.originals |= {one: first for one, first in zip(names, originals, strict=True) if first}
        for found, values in zip(listing, lists, strict=True):
            found.add(start, values)
    columns.ids, columns.files, columns.evidence = bytes(ids), bytes(files), bytes(evidence)
    columns.days = [(date, len(list(same))) for date, same in groupby(days)]
    columns.origins = dict(origins)
    return columns


class _Listing:
    """The lists of one kind, by name, in which places are put by the values of rows: several names in some."""

    def __init__(self, lists: dict[str, array[int]]) -> None:
        self._lists = lists
        self._by_value: dict[str, list[array[int]]] = {"": []}

    def add(self, start: int, values: Sequence[str]) -> None:
        """Put the places from `start` on where their values say."""
        known = self._by_value
        for at, value in enumerate(values, start):
            if value not in known:
                known[value] = [self._lists.setdefault(name, array("I")) for name in value.split(SEPARATOR)]
            for places in known[value]:
                places.append(at)


def _packed(columns: Columns) -> bytes:
    """A line of JSON, and the arrays behind it."""
    lists = {kind: [(name, len(found)) for name, found in lists.items()] for kind, lists in columns.lists.items()}
    others = (columns.days, columns.own_way, columns.copies, columns.originals, columns.origins)
    head = json.dumps([len(columns.numbers), lists, *others])
    arrays = [found.tobytes() for lists in columns.lists.values() for found in lists.values()]
    own = (columns.numbers.tobytes(), columns.ids, columns.rows, columns.files, columns.evidence)
    return b"".join((head.encode("ascii"), b"\n", *own, *arrays))


def _unpacked(data: bytes) -> Columns:
    """What `_packed` packed."""
    end = data.index(b"\n")
    count, lists, days, own_way, copies, originals, origins = json.loads(data[:end])
    rest = memoryview(data)[end + 1 :]

    def take(size: int) -> memoryview:
        nonlocal rest
        taken, rest = rest[:size], rest[size:]
        return taken

    numbers = array("q")
    numbers.frombytes(take(count * numbers.itemsize))
    ids, rows = bytes(take(count * ID_BYTES)), bytearray(take(count * DIGEST_BYTES))
    files, evidence = bytes(take(count * DIGEST_BYTES)), bytes(take(count * DIGEST_BYTES))
    found: dict[str, dict[str, array[int]]] = {kind: {} for kind in FOLDERS}
    for kind, name, size in ((kind, *one) for kind, counts in lists.items() for one in counts):
        places = found[kind][name] = array("I")
        places.frombytes(take(size * places.itemsize))
    return Columns(
        numbers,
        ids,
        rows,
        files,
        evidence,
        [(date, size) for date, size in days],
        found,
        own_way,
        {article: tuple(ids) for article, ids in copies.items()},
        originals,
        origins,
    )
