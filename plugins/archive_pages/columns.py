"""What the archive needs of all articles, column by column, newest first: read from the catalogue, kept there, and
brought up to date where few of its rows changed.
"""

from __future__ import annotations

import json
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, groupby, islice
from typing import Any

from archive_build.catalogue import SEPARATOR, Catalogue
from archive_build.fingerprint import DIGEST_BYTES
from archive_pages.shelf import ID_BYTES, NO_ROW
from archive_pages.terms import FOLDERS

AT_ONCE = 4096
KEPT = "columns"
UNDATED = "\0"  # no `Date_from`
BYTES = {"ids": ID_BYTES, "rows": DIGEST_BYTES, "files": DIGEST_BYTES, "evidence": DIGEST_BYTES}
ARRAYS = ("numbers", "kind_of")


@dataclass(slots=True)
class Columns:
    """An article's place in the order is its place in each column: numbers in the catalogue, ids of ID_BYTES, digests
    of rows, files and evidence (eight bytes each), and how its date is known: a place in `kinds`, 0 without a date.

    `days` are dates in ISO form with how many articles they have, newest first; `lists` are places by kind (the keys of
    FOLDERS) and name; `copies` are the ids of articles' copies, and `originals` of their originals, by their own.
    """

    numbers: array[int] = field(default_factory=lambda: array("q"))
    ids: bytes = b""
    rows: bytes = b""
    files: bytes = b""
    evidence: bytes = b""
    kind_of: array[int] = field(default_factory=lambda: array("I"))
    kinds: list[str] = field(default_factory=list)
    days: list[tuple[str, int]] = field(default_factory=list)
    lists: dict[str, dict[str, array[int]]] = field(default_factory=lambda: {kind: {} for kind in FOLDERS})
    own_way: array[int] = field(default_factory=lambda: array("I"))
    copies: dict[str, tuple[str, ...]] = field(default_factory=dict)
    originals: dict[str, str] = field(default_factory=dict)

    def places(self) -> dict[str, int]:
        """The places of articles that are copies, or have some, by their ids; of those that are there."""
        wanted = {*self.copies, *chain.from_iterable(self.copies.values()), *self.originals, *self.originals.values()}
        ids = self.ids.decode("ascii") if wanted else ""
        every = (ids[start : start + ID_BYTES] for start in range(0, len(ids), ID_BYTES))
        return {article: at for at, article in enumerate(every) if article in wanted}

    def origins(self) -> dict[str, int]:
        """How many dates are known so, by `Date_from`."""
        return {self.kinds[kind]: count for kind, count in sorted(Counter(self.kind_of).items()) if kind}

    def take_out(self, gone: Sequence[int]) -> None:
        """Take out the articles at these places, which are in order."""
        for at in gone:
            article = self.ids[ID_BYTES * at : ID_BYTES * (at + 1)].decode("ascii")
            self.copies.pop(article, None)
            self.originals.pop(article, None)
        ends = list(accumulate(count for _, count in self.days))
        fewer = Counter(self.days[bisect_right(ends, at)][0] for at in gone if self.kind_of[at])
        self.days = [(date, count - fewer[date]) for date, count in self.days if count > fewer[date]]
        for name, width in BYTES.items():
            setattr(self, name, _without(getattr(self, name), width, gone))
        for name in ARRAYS:
            column: array[int] = getattr(self, name)
            column.frombytes(_without(_emptied(column), column.itemsize, gone))
        self.own_way = _behind_gone(self.own_way, gone)
        for kind, lists in self.lists.items():
            left = {name: _behind_gone(places, gone) for name, places in lists.items()}
            self.lists[kind] = {name: places for name, places in left.items() if places}

    def put_in(self, places: Sequence[int], new: Columns) -> None:
        """Put in the articles of `new`, each before the one that is at its place; the places are in order."""
        self.copies |= new.copies
        self.originals |= new.originals
        self.days = sorted((Counter(dict(self.days)) + Counter(dict(new.days))).items(), reverse=True)
        codes = {kind: code for code, kind in enumerate(self.kinds)}
        own = [codes.setdefault(kind, len(codes)) for kind in new.kinds]
        self.kinds = list(codes)
        new.kind_of = array("I", [own[kind] for kind in new.kind_of])
        for name, width in BYTES.items():
            setattr(self, name, _with(getattr(self, name), width, places, getattr(new, name)))
        for name in ARRAYS:
            column: array[int] = getattr(self, name)
            column.frombytes(_with(_emptied(column), column.itemsize, places, getattr(new, name).tobytes()))
        at_last = [place + before for before, place in enumerate(places)]
        self.own_way = _merged(self.own_way, places, [at_last[one] for one in new.own_way])
        for kind, lists in self.lists.items():
            others = new.lists[kind]
            for name in {*lists, *others}:
                ones = [at_last[one] for one in others.get(name, ())]
                lists[name] = _merged(lists.get(name, array("I")), places, ones)


def _emptied(column: array[int]) -> bytes:
    """The column's bytes, which are taken out of it."""
    data = column.tobytes()
    del column[:]
    return data


def _without(data: bytes, width: int, gone: Sequence[int]) -> bytes:
    """A column without what is at these places."""
    starts, ends = (0, *(at + 1 for at in gone)), (*gone, len(data) // width)
    return b"".join([data[width * start : width * end] for start, end in zip(starts, ends, strict=True)])


def _with(data: bytes, width: int, places: Sequence[int], new: bytes) -> bytes:
    """A column with what is new, each before what is at its place."""
    pieces, start = [], 0
    for at, place in enumerate(places):
        pieces += [data[width * start : width * place], new[width * at : width * (at + 1)]]
        start = place
    return b"".join([*pieces, data[width * start :]])


def _behind_gone(places: array[int], gone: Sequence[int]) -> array[int]:
    """Where places are when those that are gone are not there."""
    if not gone or not places or places[-1] < gone[0]:
        return places
    left = set(gone)
    return array("I", [place - bisect_left(gone, place) for place in places if place not in left])


def _merged(places: array[int], new: Sequence[int], own: Sequence[int]) -> array[int]:
    """Where places are when there is something new before each of `new`, and those in `own`."""
    if new and places and places[-1] >= new[0]:
        first = bisect_left(places, new[0])
        last = bisect_left(places, new[-1])
        between = [place + bisect_right(new, place) for place in places[first:last]]
        behind = [place + len(new) for place in places[last:]]
        places = array("I", [*places[:first], *between, *behind])
    return array("I", sorted([*places, *own])) if own else places


def columns_of(catalogue: Catalogue) -> Columns:
    """The columns of a catalogue, whose rows do not change before it is closed."""
    columns = _kept(catalogue, catalogue.state)
    if columns is None:
        columns = _brought_up_to_date(catalogue) or _read(catalogue.order())
        catalogue.remember(KEPT, _key(catalogue.state), _packed(columns))
    return columns


def _kept(catalogue: Catalogue, state: str) -> Columns | None:
    """The columns that were kept of a state of the rows."""
    packed = catalogue.recall(KEPT, _key(state))
    return _unpacked(packed) if packed else None


def _key(state: str) -> str:
    return f"{state} {sys.byteorder}"


def _brought_up_to_date(catalogue: Catalogue) -> Columns | None:
    """The columns of the state before, with what moved since; None where they are not known, or much moved."""
    moved = catalogue.moved()
    columns = _kept(catalogue, catalogue.state_before) if moved else None
    if columns:
        columns.take_out([at for at, number in enumerate(columns.numbers) if number in moved])
        order = list(catalogue.order(moved=True))
        places = [bisect_left(columns.numbers, catalogue.rank(number), key=catalogue.rank) for number, *_ in order]
        columns.put_in(places, _read(iter(order)))
    return columns


def _read(order: Iterator[tuple[Any, ...]]) -> Columns:
    """The columns of articles that come as `Catalogue.order` gives them."""
    columns = Columns()
    ids, rows, files, evidence = bytearray(), bytearray(), bytearray(), bytearray()
    days: list[str] = []
    kinds = {UNDATED: 0}
    listing = [_Listing(lists) for lists in columns.lists.values()]
    while part := list(islice(order, AT_ONCE)):
        start = len(columns.numbers)
        numbers, names, dates, shown, sources, own_way, known, origins, copies, originals, *lists = zip(
            *part, strict=True
        )
        columns.numbers.extend(numbers)
        ids += "".join(names).encode("ascii")
        rows += b"".join(shown)
        files += b"".join(sources)
        evidence += b"".join([one or NO_ROW for one in known])
        days += filter(None, dates)
        said = [origin if date else UNDATED for origin, date in zip(origins, dates, strict=True)]
        columns.kind_of.extend([kinds.setdefault(origin, len(kinds)) for origin in said])
        columns.own_way.extend([at for at, own in enumerate(own_way, start) if own])
        columns.copies |= {one: tuple(text.split(SEPARATOR)) for one, text in zip(names, copies, strict=True) if text}
        columns.originals |= {one: first for one, first in zip(names, originals, strict=True) if first}
        for found, values in zip(listing, lists, strict=True):
            found.add(start, values)
    columns.ids, columns.rows, columns.files, columns.evidence = map(bytes, (ids, rows, files, evidence))
    columns.days = [(date, len(list(same))) for date, same in groupby(days)]
    columns.kinds = list(kinds)
    return columns


class _Listing:
    """The lists of one kind, by name, in which places are put by the values of rows: several names in some."""

    def __init__(self, lists: dict[str, array[int]]) -> None:
        self._lists = lists
        self._by_value: dict[str, list[array[int]]] = {"": []}

    def add(self, start: int, values: Collection[str]) -> None:
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
    own_way = list(columns.own_way)
    head = json.dumps(
        [len(columns.numbers), columns.kinds, columns.days, own_way, columns.copies, columns.originals, lists]
    )
    arrays = (columns.numbers, columns.kind_of, *chain.from_iterable(each.values() for each in columns.lists.values()))
    own = (columns.ids, columns.rows, columns.files, columns.evidence)
    return b"".join((head.encode("ascii"), b"\n", *own, *(one.tobytes() for one in arrays)))


def _unpacked(data: bytes) -> Columns:
    """What `_packed` packed."""
    end = data.index(b"\n")
    count, kinds, days, own_way, copies, originals, lists = json.loads(data[:end])
    rest = memoryview(data)[end + 1 :]

    def take(size: int) -> bytes:
        nonlocal rest
        taken, rest = rest[:size], rest[size:]
        return bytes(taken)

    def take_array(code: str, size: int) -> array[int]:
        found = array(code)
        found.frombytes(take(size * found.itemsize))
        return found

    return Columns(
        **{name: take(count * width) for name, width in BYTES.items()},
        numbers=take_array("q", count),
        kind_of=take_array("I", count),
        kinds=kinds,
        days=[(date, size) for date, size in days],
        lists={kind: {name: take_array("I", size) for name, size in counts} for kind, counts in lists.items()},
        own_way=array("I", own_way),
        copies={article: tuple(ids) for article, ids in copies.items()},
        originals=originals,
    )
