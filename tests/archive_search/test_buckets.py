"""The terms' buckets: every term has its place, buckets are of even sizes, and their number grows with the archive."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise, product

import pytest

from archive_search.buckets import bucket_bits, bucket_file, bucket_of, hash_of, part_file
from archive_search.slots import LEAST_BITS


@pytest.mark.parametrize(
    ("text", "number"), [("", 0xCBF29CE484222325), ("a", 0xAF63DC4C8601EC8C), ("foobar", 0x85944171F73967E8)]
)
def test_the_hash_is_fnv(text: str, number: int) -> None:
    """Values that its authors publish."""
    assert hash_of(text) == number


def test_terms_fill_the_buckets_evenly() -> None:
    """Words that differ in a letter or two: a bucket has about as many as chance gives it."""
    words = ["".join(letters) for letters in product("ابتجدرسعمن", repeat=4)]
    held = Counter(bucket_of(word, 8) for word in words)
    assert len(held) == 256
    assert 12 < min(held.values()) < max(held.values()) < 75


def test_buckets_grow_with_the_archive() -> None:
    """Doubled with the table of slots, from a hundred thousand slots on with every second doubling."""
    assert [bucket_bits(bits) for bits in (LEAST_BITS, 10, 17, 18, 19, 23, 28)] == [2, 6, 13, 14, 14, 16, 19]
    assert all(0 <= more - bits <= 1 for bits, more in pairwise(map(bucket_bits, range(LEAST_BITS, 29))))


def test_files_lie_at_most_256_in_a_folder() -> None:
    """Buckets by their number, parts by their term's hash."""
    assert bucket_file(0x1F3A, 17) == "terms/17/1f/3a.bin"
    assert part_file("foobar", 11, 17) == "lists/17/85/944171f73967e8-b.bin"
