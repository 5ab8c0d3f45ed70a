"""Give each document a number that other documents hardly move.

Documents lie in a table of slots, at the place that the hash of their id says or at the next free one behind
it, in the order of their hashes: the layout follows from the set of ids alone, whatever the order in which
they came (linear probing in sorted order; Blelloch and Golovin 2007, «Strongly history-independent hashing»).
The table is at most an eighth full, so that a document that comes or goes seldom moves another.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

HASH_BITS = 64
LEAST_BITS = 6


@dataclass(frozen=True, slots=True)
class Layout:
    """The documents' slots in ascending order, and where in the sequence of ids the document of each slot stands."""

    slots: array[int]
    positions: array[int]

    @property
    def bits(self) -> int:
        """The binary logarithm of the table's size."""
        return table_bits(len(self.slots))


def assign(ids: Sequence[str]) -> Layout:
    """The layout of these ids. Raises ValueError for an id that comes twice."""
    hashes = np.fromiter(map(_hash, ids), np.uint64, len(ids))
    order = np.argsort(hashes)
    if (np.diff(hashes[order]) == 0).any():
        order = _told_apart(ids, hashes)
    numbers = np.arange(len(ids))
    wanted = (hashes[order] >> np.uint64(HASH_BITS - table_bits(len(ids)))).astype(np.int64)
    slots = numbers + np.maximum.accumulate(wanted - numbers)
    return Layout(array("I", slots.astype(np.uint32).tobytes()), array("I", order.astype(np.uint32).tobytes()))


def _told_apart(ids: Sequence[str], hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
    """The order of ids some of which have the same hash."""
    order = sorted(range(len(ids)), key=lambda at: (int(hashes[at]), ids[at]))
    for one, other in pairwise(order):
        if ids[one] == ids[other]:
            raise ValueError(f"document {ids[one]!r} comes twice; expected each id once")
    return np.array(order)


def table_bits(count: int) -> int:
    """The binary logarithm of the table's size: at least eight times as many slots as documents."""
    return max(LEAST_BITS, (8 * count - 1).bit_length()) if count else LEAST_BITS


def _hash(one: str) -> int:
    return int.from_bytes(hashlib.sha256(one.encode("utf-8", "surrogatepass")).digest()[:8], "big")
