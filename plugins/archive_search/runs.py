"""Runs: what does not fit into memory, sorted by key, in temporary files that are merged as streams."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import Path

HEAD = struct.Struct("<II")
BUFFER_BYTES = 1 << 20


def write_run(path: Path, rows: Mapping[str, array[int]]) -> None:
    """Write rows of numbers, sorted by their keys' code points."""
    with path.open("wb", buffering=BUFFER_BYTES) as stream:
        for key in sorted(rows):
            write_row(stream.write, key, rows[key])


def write_row(write: Callable[[bytes], int], key: str, numbers: array[int]) -> None:
    """Write one row."""
    name = key.encode("utf-8", "surrogatepass")
    write(HEAD.pack(len(name), len(numbers)) + name + numbers.tobytes())


def read_run(path: Path) -> Iterator[tuple[str, array[int]]]:
    """The rows of a file in their order."""
    with path.open("rb", buffering=BUFFER_BYTES) as stream:
        while head := stream.read(HEAD.size):
            name_bytes, count = HEAD.unpack(head)
            name = stream.read(name_bytes).decode("utf-8", "surrogatepass")
            numbers = array("Q")
            numbers.frombytes(stream.read(8 * count))
            yield name, numbers


def merge_runs(paths: Iterable[Path]) -> Iterator[tuple[str, array[int]]]:
    """The rows of several runs in the order of their keys; rows of one key are joined in the runs' order."""
    streams = [read_run(path) for path in paths]
    if len(streams) == 1:
        yield from streams[0]
        return
    for key, rows in groupby(merge(*streams, key=itemgetter(0)), key=itemgetter(0)):
        joined = array("Q")
        for _, numbers in rows:
            joined.extend(numbers)
        yield key, joined
