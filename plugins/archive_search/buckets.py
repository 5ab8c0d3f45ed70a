"""The terms as a hash table of files: which file holds a term follows from the term, so that one request finds it.

docs/SEARCH.md says why the sizes grow as they do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from archive_search.tree import Row

FNV_START = 0xCBF29CE484222325
FNV_PRIME = 0x100000001B3
MASK = 2**64 - 1
SLOT_BITS_MORE = 4
FULL_SLOT_BITS = 17
PART_BYTES = 1280
PART_POWER = 0.7
FILES_A_FOLDER_BITS = 8


@dataclass(frozen=True, slots=True)
class Bucket:
    """A file of the table: its number, its terms' rows, and of long lists the parts from the second on, by term."""

    number: int
    rows: Sequence[Row]
    parts: Sequence[tuple[str, Sequence[bytes]]]


@lru_cache(maxsize=4096)
def hash_of(term: str) -> int:
    """64 bits of a term's UTF-8 (FNV-1a; Fowler, Noll and Vo 1991), which the browser can compute without waiting."""
    found = FNV_START
    for byte in term.encode("utf-8", "surrogatepass"):
        found = (found ^ byte) * FNV_PRIME & MASK
    return found


def bucket_of(term: str, bits: int) -> int:
    """The number of the term's bucket of 2^`bits`."""
    found = hash_of(term)
    return (found ^ found >> 32) & ((1 << bits) - 1)


def bucket_bits(slot_bits: int) -> int:
    """The binary logarithm of the buckets' number: one for 16 slots, above 2¹⁷ slots by their square root."""
    return min(slot_bits, FULL_SLOT_BITS) - SLOT_BITS_MORE + (max(0, slot_bits - FULL_SLOT_BITS) + 1) // 2


def part_count(size: int, slot_bits: int) -> int:
    """In how many parts a list of `size` bytes is cut: longer lists have more and longer parts."""
    unit: int = PART_BYTES << max(0, slot_bits - FULL_SLOT_BITS) // 2
    parts: float = (size / unit) ** PART_POWER
    return max(1, round(parts))


def bucket_file(number: int, slot_bits: int) -> str:
    """Where a bucket lies: `terms/17/1f/3a.bin`."""
    folder, rest = number >> FILES_A_FOLDER_BITS, number & ((1 << FILES_A_FOLDER_BITS) - 1)
    return f"terms/{slot_bits}/{folder:02x}/{rest:02x}.bin"


def part_file(term: str, part: int, slot_bits: int) -> str:
    """Where a part of a term's list lies, counted from 1, the bucket having the first: `lists/17/ab/cdef…-1.bin`."""
    name = f"{hash_of(term):016x}"
    return f"lists/{slot_bits}/{name[:2]}/{name[2:]}-{part:x}.bin"
