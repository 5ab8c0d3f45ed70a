"""A sorted map cut into small files that are named after what they hold.

Leaves hold rows (key, value) in the order of the keys; a node holds a row for each of its children: the least
text that parts it from the child before it, and the child's name. Where a file ends follows from the rows
around: once it has its least size, after a row with a chance in proportion to its size, taken from its key's
checksum. So a changed row changes its own leaf and the nodes above it, seldom a neighbour, and the same rows give
the same files (as in prolly trees; content-defined chunking). docs/SEARCH.md has the format.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive_search.varint import put, take

NAME_BYTES = 8
NODE_CHILDREN = 64
MAX_ROOT = 32

Row = tuple[str, bytes]
Child = tuple[str, str]
Store = Callable[[str, bytes], None]


@dataclass(frozen=True, slots=True)
class Tree:
    """The root: its children as (least key, name), and how many levels of nodes lie between them and the leaves."""

    levels: int
    children: tuple[Child, ...]


def plant(rows: Iterable[Row], store: Store, leaf_bytes: int) -> Tree:
    """Write the leaves and nodes of rows that come in the order of their keys; leaves have about `leaf_bytes`."""
    return grown(_planted(rows, store, leaf_bytes), store)


def _planted(rows: Iterable[Row], store: Store, leaf_bytes: int) -> Iterator[Child]:
    last = ""
    for group in _cut(rows, leaf_bytes):
        yield separator(last, group[0][0]), put_file(group, store)
        last = group[-1][0]


def _cut(rows: Iterable[Row], leaf_bytes: int) -> Iterator[list[Row]]:
    cutter = Cutter(leaf_bytes)
    for row in rows:
        yield from cutter.add(row)
    yield from cutter.rest()


def grown(leaves: Iterable[Child], store: Store) -> Tree:
    """Write the nodes above leaves that are written."""
    children = list(leaves)
    levels = 0
    while len(children) > MAX_ROOT:
        children = [(group[0][0], put_file(group, store)) for group in _nodes(children)]
        levels += 1
    return Tree(levels, tuple(children))


def put_file(rows: Sequence[Row], store: Store) -> str:
    """Write a file; its name."""
    data = pack(rows)
    name = name_of(data)
    store(name, data)
    return name


def name_of(data: bytes) -> str:
    """What a file with these bytes is called."""
    return hashlib.sha256(data).hexdigest()[: 2 * NAME_BYTES]


def separator(before: str, key: str) -> str:
    """The shortest beginning of `key` that is greater than `before`; "" for the first key of all."""
    if not before:
        return ""
    at = next((at for at, (one, other) in enumerate(zip(before, key, strict=False)) if one != other), len(before))
    return key[: at + 1]


class Cutter:
    """Cuts rows into leaves of half of `leaf_bytes` or more, ended by a row's chance; a row of `leaf_bytes` or more
    stands alone.
    """

    def __init__(self, leaf_bytes: int) -> None:
        self._leaf_bytes = leaf_bytes
        self._held = 0
        self.group: list[Row] = []

    def add(self, row: Row) -> list[list[Row]]:
        """The leaves that end before or behind this row, which comes next."""
        size = len(row[1]) + len(row[0])
        ended = self.rest() if size >= self._leaf_bytes else []
        self.group.append(row)
        self._held += size
        half = self._leaf_bytes / 2
        if size >= self._leaf_bytes or (self._held >= half and _chance(row[0]) * half < size):
            ended += self.rest()
        return ended

    def rest(self) -> list[list[Row]]:
        """The rows that are in no leaf yet, as one."""
        ended = [self.group] if self.group else []
        self.group, self._held = [], 0
        return ended


def _chance(key: str) -> float:
    """A number from 0 to 1 that follows from the key: its checksum, spread by Fibonacci hashing."""
    return (zlib.crc32(key.encode("utf-8", "surrogatepass")) * 0x9E3779B1 & 0xFFFFFFFF) / 2**32


def _nodes(children: list[tuple[str, str]]) -> Iterator[list[Row]]:
    group: list[Row] = []
    for key, name in children:
        group.append((key, bytes.fromhex(name)))
        if int(name, 16) % NODE_CHILDREN == 0:
            yield group
            group = []
    if group:
        yield group


def pack(rows: Iterable[Row]) -> bytes:
    """Rows as a file: each key as the length that it shares with the key before it and the rest, then its value."""
    out = bytearray()
    last = b""
    for key, value in rows:
        data = key.encode("utf-8", "surrogatepass")
        shared = _shared(last, data)
        put(shared, out)
        put(len(data) - shared, out)
        out += data[shared:]
        put(len(value), out)
        out += value
        last = data
    return bytes(out)


def _shared(one: bytes, other: bytes) -> int:
    """How many bytes two keys have alike from their beginnings: as numbers, what tells them apart lies behind these."""
    size = min(len(one), len(other))
    apart = int.from_bytes(one[:size], "big") ^ int.from_bytes(other[:size], "big")
    return size - (apart.bit_length() + 7) // 8


def tree_file(name: str) -> str:
    """Where a file of a tree lies: `x/ab/cdef0123456789.bin`."""
    return f"x/{name[:2]}/{name[2:]}.bin"


def unpack(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """A file's rows; the keys as UTF-8."""
    at, key = 0, b""
    while at < len(data):
        shared, at = take(data, at)
        rest, at = take(data, at)
        key = key[:shared] + data[at : at + rest]
        size, start = take(data, at + rest)
        at = start + size
        yield key, data[start:at]


def walk(levels: int, names: Iterable[str], read: Callable[[str], bytes]) -> Iterator[str]:
    """The names of a tree's nodes and leaves, given its root's children. Raises what `read` raises."""
    for name in names:
        yield name
        if levels:
            children = (value.hex() for _, value in unpack(read(name)))
            yield from walk(levels - 1, children, read)
