"""Give each document a number that other documents hardly move.

Documents lie in a table of slots, at the place that the hash of their id says or at the next free one behind
it, in the order of their hashes: the layout follows from the set of ids alone, whatever the order in which
they came (linear probing in sorted order; Blelloch and Golovin 2007, «Strongly history-independent hashing»).
The table is at most an eighth full, so that a document that comes or goes seldom moves another.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

HASH_BITS = 64
LEAST_BITS = 6


def assign(ids: Iterable[str]) -> dict[str, int]:
    """Each id's slot, in ascending order of slots. Raises ValueError for an id that comes twice."""
    hashed = sorted((_hash(one), one) for one in ids)
    shift = HASH_BITS - table_bits(len(hashed))
    slots: dict[str, int] = {}
    last = -1
    for number, one in hashed:
        if one in slots:
            raise ValueError(f"document {one!r} comes twice; expected each id once")
        last = slots[one] = max(number >> shift, last + 1)
    return slots


def table_bits(count: int) -> int:
    """The binary logarithm of the table's size: at least eight times as many slots as documents."""
    return max(LEAST_BITS, (8 * count - 1).bit_length()) if count else LEAST_BITS


def _hash(one: str) -> int:
    return int.from_bytes(hashlib.sha256(one.encode("utf-8", "surrogatepass")).digest()[:8], "big")
