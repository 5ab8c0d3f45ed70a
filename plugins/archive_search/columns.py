"""Rows of numbers by key, held as a few arrays instead of many objects; on disk, in files that are read by pieces."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

HEAD = struct.Struct("<III")
SEPARATOR = "\n"
SIZE_BYTES, NUMBER_BYTES = 4, 8

Sizes = NDArray[np.uint32]
Numbers = NDArray[np.uint64]
Indices = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Columns:
    """Keys without line breaks, how many numbers each has, and all numbers, one key's behind another's."""

    keys: Sequence[str]
    sizes: Sizes
    numbers: Numbers

    def rows(self) -> Iterator[tuple[str, Numbers]]:
        """Each key with its numbers."""
        ends = np.cumsum(self.sizes, dtype=np.int64).tolist()
        for key, start, end in zip(self.keys, [0, *ends], ends, strict=False):
            yield key, self.numbers[start:end]

    def take(self, order: Indices) -> Columns:
        """The rows at these places, in this order."""
        ends = np.cumsum(self.sizes, dtype=np.int64)
        sizes = self.sizes[order]
        keys = self.keys
        return Columns(
            list(map(keys.__getitem__, order.tolist())), sizes, self.numbers[spans((ends - self.sizes)[order], sizes)]
        )

    def split(self, groups: NDArray[np.integer], count: int) -> list[Columns]:
        """The rows of each of `count` groups, whose numbers are given for each row; within a group in their order."""
        ordered = self.take(np.argsort(groups, kind="stable"))
        rows = np.concatenate(([0], np.cumsum(np.bincount(groups, minlength=count)))).tolist()
        ends = np.concatenate(([0], np.cumsum(ordered.sizes, dtype=np.int64))).tolist()
        return [
            Columns(ordered.keys[first:last], ordered.sizes[first:last], ordered.numbers[ends[first] : ends[last]])
            for first, last in pairwise(rows)
        ]


def spans(starts: NDArray[np.integer], sizes: NDArray[np.integer]) -> Indices:
    """The indices of spans, one behind another: of (5, 2) and (0, 3) they are 5, 6, 0, 1, 2."""
    ends = np.cumsum(sizes, dtype=np.int64)
    within = np.arange(ends[-1] if len(ends) else 0, dtype=np.int64)
    found: Indices = within + np.repeat(starts - (ends - sizes), sizes)
    return found


def joined(pieces: Sequence[Columns]) -> Columns:
    """One row for each key of several pieces, in the order of the keys; a key's numbers in the order of the pieces."""
    keys = sorted(set(chain.from_iterable(piece.keys for piece in pieces)))
    places = dict(zip(keys, range(len(keys)), strict=True))
    row_places = np.array([place for piece in pieces for place in map(places.__getitem__, piece.keys)], np.int64)
    order = np.argsort(row_places, kind="stable")
    sizes = np.concatenate([piece.sizes for piece in pieces] or [np.empty(0, np.uint32)])
    numbers = np.concatenate([piece.numbers for piece in pieces] or [np.empty(0, np.uint64)])
    starts = np.cumsum(sizes, dtype=np.int64) - sizes
    total = np.bincount(row_places, weights=sizes, minlength=len(keys)).astype(np.uint32)
    return Columns(keys, total, numbers[spans(starts[order], sizes[order])])


class Spill:
    """So many files of columns in a folder. What is added is held until it is more than `most_held` numbers."""

    def __init__(self, folder: Path, name: str, count: int, most_held: int) -> None:
        self._paths = [folder / f"{name}-{number:03}" for number in range(count)]
        self._waiting: list[list[Columns]] = [[] for _ in self._paths]
        self._held = 0
        self._most_held = most_held

    def add(self, parts: Sequence[Columns]) -> None:
        """Add columns to each file."""
        for number, columns in enumerate(parts):
            if len(columns.keys):
                self._waiting[number].append(columns)
                self._held += len(columns.numbers)
        if self._held > self._most_held:
            self.flush()

    def flush(self) -> None:
        """Write what is held."""
        for path, waiting in zip(self._paths, self._waiting, strict=True):
            if waiting:
                with path.open("ab") as stream:
                    _write(stream, joined(waiting))
            waiting.clear()
        self._held = 0

    def sizes(self, number: int) -> Iterator[tuple[Sequence[str], Sizes]]:
        """The keys of each piece of a file, with how many numbers they have."""
        for keys, sizes, stream, count in self._heads(number):
            yield keys, sizes
            stream.seek(NUMBER_BYTES * count, 1)

    def pieces(self, number: int) -> Iterator[Columns]:
        """Each piece of a file."""
        for keys, sizes, stream, count in self._heads(number):
            yield Columns(keys, sizes, np.frombuffer(stream.read(NUMBER_BYTES * count), np.uint64))

    def read(self, number: int) -> Columns:
        """All of a file, a row for each key."""
        return joined(list(self.pieces(number)))

    def remove(self, number: int) -> None:
        """Remove a file that has been read."""
        self._paths[number].unlink(missing_ok=True)

    def _heads(self, number: int) -> Iterator[tuple[Sequence[str], Sizes, BinaryIO, int]]:
        if not self._paths[number].exists():
            return
        with self._paths[number].open("rb") as stream:
            while head := stream.read(HEAD.size):
                name_bytes, count, numbers = HEAD.unpack(head)
                keys = stream.read(name_bytes).decode("utf-8", "surrogatepass").split(SEPARATOR)
                yield keys, np.frombuffer(stream.read(SIZE_BYTES * count), np.uint32), stream, numbers


def _write(stream: BinaryIO, columns: Columns) -> None:
    names = SEPARATOR.join(columns.keys).encode("utf-8", "surrogatepass")
    stream.write(HEAD.pack(len(names), len(columns.keys), len(columns.numbers)))
    stream.write(names)
    stream.write(columns.sizes.tobytes())
    stream.write(columns.numbers.tobytes())
