"""The rows that suggestions while typing are read from: a bounded number of headwords by their first two letters."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from archive_search.headwords import Headwords
from archive_search.terms import Headword
from archive_search.tree import Row
from archive_search.varint import put

PREFIX_LETTERS = 2
MAX_WORDS = 200
LARGE = 1000
LEAST_TITLES = 2
STEPS = 4


def suggestion_rows(words: Headwords, titles: int) -> Iterator[Row]:
    """The 200 most frequent headwords of each two first letters, by key; of an archive of 1,000 titles or more, those
    that at least two of them hold.

    A row's value is a number, twice the weight and 1 where the article is shown, then the word as it is written, or
    nothing where that is the key. The weight is the logarithm of the number of titles in quarters of a doubling: the
    number itself would rewrite the row with every article.
    """
    least = LEAST_TITLES if titles >= LARGE else 1
    groups: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for key, count in words.titles().items():
        if len(key) >= PREFIX_LETTERS and count >= least:
            groups[key[:PREFIX_LETTERS]].append((-weight(count), key))
    for prefix in sorted(groups):
        for key in sorted(key for _, key in sorted(groups[prefix])[:MAX_WORDS]):
            yield key, _value(words[key])


@cache
def weight(titles: int) -> int:
    """The logarithm of a number from 1, in quarters of a doubling, rounded down."""
    return int(STEPS * math.log2(titles))


def _value(word: Headword) -> bytes:
    out = bytearray()
    put(2 * weight(word.titles) + word.article, out)
    return bytes(out) + (b"" if word.written == word.key else word.written.encode("utf-8", "surrogatepass"))
