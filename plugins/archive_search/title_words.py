"""The words of the archive's titles, numbered, and which title holds which: brought up to date as titles come and go.

Titles only: they are short, and hold the names and things that readers ask for. A title takes some four bytes for each
of its words; the different words are held as texts.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from arabic_text.tables import load
from arabic_text.tokenize import surfaces
from archive_search.vocabulary import Vocabulary, relatives
from archive_search.words import normalized_words

PREPOSITIONS = frozenset(("في", "الي", "علي", "عن", "بين", "مع", "ضد", "منذ", "عبر", "حول", "من", "نحو", "لدي"))
SHARE_AT_ONCE = 64

Ints = NDArray[np.int64]


@dataclass(slots=True)
class TitleWords:
    """Words as titles have them, and the titles that have words, by the numbers of their articles.

    A word in `written` has its normalized form in `surfaces` («» for stop words, numbers, and ligatures that stand for
    several words), in `keys` what is left of that without its clitic, and the clitic's number in `clitics`. A title has
    so many different words as `sizes` says: in `held`, one title's behind another's, twice a word's number, and one
    more where the word stands behind a preposition.
    """

    written: list[str] = field(default_factory=list)
    surfaces: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    clitics: list[int] = field(default_factory=list)
    articles: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    sizes: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    held: NDArray[np.uint32] = field(default_factory=lambda: np.empty(0, np.uint32))

    @classmethod
    def of(cls, titles: Iterable[tuple[int, str]]) -> TitleWords:
        """The words of titles, which come with the numbers of their articles."""
        words = cls()
        words.change((), titles)
        return words

    def counts(self) -> Ints:
        """How many titles hold each word."""
        found: Ints = np.bincount(self.held >> 1, minlength=len(self.written)).astype(np.int64)
        return found

    def change(self, gone: Collection[int], titles: Iterable[tuple[int, str]]) -> None:
        """Take out the titles of these articles, and put in others."""
        before = self.counts()
        self._take_out(gone)
        self._put_in(titles)
        counts = self.counts()
        before = np.append(before, np.zeros(len(counts) - len(before), np.int64))
        others = {self.surfaces[at] for at in np.flatnonzero(counts != before).tolist()} - {""}
        self._drop_unused(counts)
        self._cut(others)

    def _take_out(self, gone: Collection[int]) -> None:
        is_kept = ~np.isin(self.articles, np.array(sorted(gone), np.int64))
        self.held = self.held[np.repeat(is_kept, self.sizes)]
        self.articles, self.sizes = self.articles[is_kept], self.sizes[is_kept]

    def _put_in(self, titles: Iterable[tuple[int, str]]) -> None:
        known = len(self.written)
        places = {word: at for at, word in enumerate(self.written)}
        articles, sizes, held = array("q"), array("q"), array("I")
        prepositions = _Prepositions()
        for article, title in titles:
            found = _words_in(title, prepositions)
            if found:
                articles.append(article)
                sizes.append(len(found))
                held.extend([2 * places.setdefault(word, len(places)) + behind for word, behind in found.items()])
        self.articles = np.concatenate((self.articles, articles))
        self.sizes = np.concatenate((self.sizes, sizes))
        self.held = np.concatenate((self.held, np.asarray(held, np.uint32)))
        new = list(places)[known:]
        normalized = dict(normalized_words(new))
        self.written += new
        self.surfaces += [_surface(normalized[word]) for word in new]
        self.keys += [""] * len(new)
        self.clitics += [0] * len(new)

    def _drop_unused(self, counts: Ints) -> None:
        """Drop the words that no title holds any longer."""
        used = counts > 0
        if used.all():
            return
        numbers = np.cumsum(used) - 1
        self.held = (2 * numbers[self.held >> 1] | self.held & 1).astype(np.uint32)
        left = np.flatnonzero(used).tolist()
        self.written, self.surfaces = [self.written[at] for at in left], [self.surfaces[at] for at in left]
        self.keys, self.clitics = [self.keys[at] for at in left], [self.clitics[at] for at in left]

    def _cut(self, others: Collection[str]) -> None:
        """Take apart the words whose cut may be another since other numbers of titles hold these surfaces."""
        frequencies: dict[str, int] = {}
        for surface, count in zip(self.surfaces, self.counts().tolist(), strict=True):
            frequencies[surface] = frequencies.get(surface, 0) + count
        frequencies.pop("", None)
        is_all = SHARE_AT_ONCE * len(others) > len(frequencies)
        stale = frequencies.keys() if is_all else {one for other in others for one in relatives(other)}
        vocabulary = Vocabulary(frequencies)
        for at, surface in enumerate(self.surfaces):
            if surface and surface in stale:
                self.clitics[at], self.keys[at] = vocabulary.cut(surface)


def searched_title(made: bool, kicker: str, title: str) -> str:
    """The title as it is searched: with its kicker; "" where ingest made it from the lead."""
    return "" if made else f"{kicker} {title}".strip()


class _Prepositions(dict[str, bool]):
    """Words as they stand in titles that were asked for, and whether they are prepositions."""

    def __missing__(self, word: str) -> bool:
        found = self[word] = not PREPOSITIONS.isdisjoint(surfaces(word)[-1:])
        return found


def _words_in(title: str, prepositions: _Prepositions) -> dict[str, bool]:
    """A title's words as they stand there, and whether they stand behind a preposition."""
    words = load().word_re.findall(title)
    found = dict.fromkeys(words, False)
    for before, word in pairwise(words):
        if prepositions[before]:
            found[word] = True
    return found


def _surface(normalized: list[str]) -> str:
    return normalized[0] if len(normalized) == 1 and any(map(str.isalpha, normalized[0])) else ""
