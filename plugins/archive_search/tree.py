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
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from archive_search.varint import put, take

NAME_BYTES = 8
NODE_CHILDREN = 64
MAX_ROOT = 32

Row = tuple[str, bytes]
Store = Callable[[str, bytes], None]


@dataclass(frozen=True, slots=True)
class Tree:
    """The root: its children as (least key, name), and how many levels of nodes lie between them and the leaves."""

    levels: int
    children: tuple[tuple[str, str], ...]
    leaves: int
    bytes: int


def plant(rows: Iterable[Row], store: Store, leaf_bytes: int) -> Tree:
    """Write the leaves and nodes of rows that come in the order of their keys; leaves have about `leaf_bytes`."""
    sizes: list[int] = []

    def keep(data: bytes) -> str:
        name = hashlib.sha256(data).hexdigest()[: 2 * NAME_BYTES]
        store(name, data)
        sizes.append(len(data))
        return name

    children = list(_named(_leaves(rows, leaf_bytes), keep))
    leaves, levels = len(children), 0
    while len(children) > MAX_ROOT:
        children = [(group[0][0], keep(pack(group))) for group in _nodes(children)]
        levels += 1
    return Tree(levels, tuple(children), leaves, sum(sizes))


def _named(groups: Iterable[list[Row]], keep: Callable[[bytes], str]) -> Iterator[tuple[str, str]]:
    last = ""
    for group in groups:
        yield separator(last, group[0][0]), keep(pack(group))
        last = group[-1][0]


def separator(before: str, key: str) -> str:
    """The shortest beginning of `key` that is greater than `before`; "" for the first key of all."""
    if not before:
        return ""
    at = next((at for at, (one, other) in enumerate(zip(before, key, strict=False)) if one != other), len(before))
    return key[: at + 1]


def _leaves(rows: Iterable[Row], leaf_bytes: int) -> Iterator[list[Row]]:
    """Groups of half of `leaf_bytes` or more, ended by a row's chance; a row of `leaf_bytes` or more stands alone."""
    group: list[Row] = []
    held = 0
    for row in rows:
        size = len(row[1]) + len(row[0])
        if group and size >= leaf_bytes:
            yield group
            group, held = [], 0
        group.append(row)
        held += size
        if size >= leaf_bytes or (held >= leaf_bytes / 2 and _chance(row[0]) * leaf_bytes / 2 < size):
            yield group
            group, held = [], 0
    if group:
        yield group


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
        shared = next((n for n, (one, other) in enumerate(zip(last, data, strict=False)) if one != other), None)
        shared = min(len(last), len(data)) if shared is None else shared
        put(shared, out)
        put(len(data) - shared, out)
        out += data[shared:]
        put(len(value), out)
        out += value
        last = data
    return bytes(out)


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
