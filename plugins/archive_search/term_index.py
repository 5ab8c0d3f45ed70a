"""Choose the terms of the index from أ to ي, which needs no JavaScript, as the back of a book has one.

A term is a headword that the titles show to be a noun or a name: in a twelfth of its titles or more it stands behind
a preposition («في الرياض», «بالرياض»), where Arabic has no verb and hardly an adjective. It stands in at least two
titles, and in at most 2 % of them: what is more frequent tells articles apart no longer. Of these the most
informative are taken: those with the largest product of the number of titles that hold them and the logarithm of how
rare that is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from arabic_text.tables import load
from archive_pages.entries import Entry
from archive_pages.shelf import picked
from archive_search.headwords import Headwords
from archive_search.places import affix_of
from archive_search.terms import IndexTerm
from archive_search.title_words import Ints, TitleWords
from archive_search.vocabulary import ARTICLE

LEAST_TITLES = 2
MOST_SHARE = 0.02
MOST_TITLES = 5
LEAST_LETTERS = 2
NOUN_SHARE = 1 / 12
NEWEST = 5
AT_ONCE = 500_000
KEY_SHIFT = 32
PLACE_MASK = (1 << 31) - 1
PREPOSITION_LETTERS = frozenset("بلك")


class _Counts(NamedTuple):
    """Of each headword: how many titles hold it, how many show that it is a noun, and the places of the first articles
    that hold it, at most five; -1 for none.
    """

    titles: Ints
    nouns: Ints
    newest: Ints


def index_terms(entries: Sequence[Entry], numbers: Sequence[int], titles: TitleWords, most: int) -> list[IndexTerm]:
    """At most `most` terms of the titles of articles that come newest first, in the order of the terms' keys.

    `numbers` are those of the articles of `entries` in `titles`.
    """
    words = Headwords(titles)
    keys = list(words.words)
    counts = _counted(titles, words, np.array(numbers, np.int64))
    held, nouns, of = counts.titles.tolist(), counts.nouns.tolist(), len(titles.articles)
    fitting = [at for at, key in enumerate(keys) if _fits(key, held[at], nouns[at], max(MOST_TITLES, MOST_SHARE * of))]
    best = sorted(fitting, key=lambda at: (-_information(held[at], of), keys[at]))
    chosen = sorted(best[:most], key=keys.__getitem__)
    newest = ([place for place in row if place >= 0] for row in counts.newest[chosen].tolist())
    return [
        IndexTerm(words[keys[at]], held[at], picked(entries, places)) for at, places in zip(chosen, newest, strict=True)
    ]


def _counted(titles: TitleWords, words: Headwords, numbers: Ints) -> _Counts:
    """Count headwords, some at a time."""
    count = len(words.words)
    found = _Counts(np.zeros(count, np.int64), np.zeros(count, np.int64), np.full((count, NEWEST), -1, np.int64))
    keys = _keys(titles, words)[titles.held >> 1]
    order = np.argsort(numbers)
    places = order[np.searchsorted(numbers, titles.articles, sorter=order)].astype(np.int32)
    places = np.repeat(places, titles.sizes)
    nouns = _behind_own_preposition(titles)[titles.held >> 1] | (titles.held & 1).astype(np.bool_)
    ends = np.cumsum(np.bincount(keys[keys >= 0], minlength=count))
    starts = np.flatnonzero(np.diff(ends // AT_ONCE, prepend=-1))
    for start, end in pairwise([*starts.tolist(), count]):
        among = (keys >= start) & (keys < end)
        _count_some(found, keys[among].astype(np.int64), places[among], nouns[among])
    return found


def _count_some(found: _Counts, keys: Ints, places: NDArray[np.int32], nouns: NDArray[np.bool_]) -> None:
    """Count headwords that stand in titles at these places; a title that holds one twice counts once."""
    rows = np.sort(keys << KEY_SHIFT | places.astype(np.int64) << 1 | nouns)
    rows = rows[np.diff(rows >> 1, append=-1) != 0]  # where one of both is a noun it comes last
    keys, starts, sizes = np.unique(rows >> KEY_SHIFT, return_index=True, return_counts=True)
    found.titles[keys] = sizes
    found.nouns[keys] = np.add.reduceat(rows & 1, starts) if len(rows) else 0
    for number in range(NEWEST):
        has = sizes > number
        found.newest[keys[has], number] = rows[starts[has] + number] >> 1 & PLACE_MASK


def _keys(titles: TitleWords, words: Headwords) -> NDArray[np.int32]:
    """The number of each word's headword, -1 for none."""
    found = np.full(len(titles.written), -1, np.int32)
    for number, own in enumerate(words.words.values()):
        found[own] = number
    return found


def _behind_own_preposition(titles: TitleWords) -> NDArray[np.bool_]:
    """Of each word, whether what is written with it before it holds a preposition."""
    affixes = map(affix_of, range(len(load().clitics) + 1))
    has_one = np.array([not PREPOSITION_LETTERS.isdisjoint(affix.replace(ARTICLE, "")) for affix in affixes])
    return has_one[np.array(titles.clitics, np.int64)]


def _fits(key: str, titles: int, nouns: int, limit: float) -> bool:
    return (
        LEAST_TITLES <= titles <= limit
        and nouns >= NOUN_SHARE * titles
        and len(key) >= LEAST_LETTERS
        and not any(map(str.isdigit, key))
    )


def _information(titles: int, of: int) -> float:
    return titles * math.log(of / titles)
