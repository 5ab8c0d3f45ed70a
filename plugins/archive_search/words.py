"""The words of texts as the index counts them: normalized, without stop words, and numbered while they are counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from arabic_text.normalize import normalize
from arabic_text.tables import load

MAX_REMEMBERED = 70_000
ARABIC_LETTERS = range(0x621, 0x64B)
NOTHING = 0
SEPARATOR = "\n"


class _Places(dict[str, int]):
    """Words as they stand in texts, numbered in the order in which they are asked for; `new` has the last ones."""

    def __init__(self) -> None:
        super().__init__()
        self.new: list[str] = []

    def __missing__(self, raw: str) -> int:
        place = self[raw] = len(self)
        self.new.append(raw)
        return place


class Numbering:
    """Numbers for words as they stand in texts, from 1, the same for those that are normalized to the same word.

    A stop word has the number 0. One that stands for several words («ﷺ») has a number below 0, of which `several`
    has theirs. `words` has the normalized word of each number from 1.
    """

    def __init__(self) -> None:
        self.words = [""]
        self.several: list[list[int]] = [[]]
        self._numbers = {"": NOTHING}
        self._raws = _Places()
        self._of_raws = np.empty(0, np.int64)

    def numbers(self, raws: Sequence[str]) -> NDArray[np.int64]:
        """The number of each word of texts."""
        places = np.fromiter(map(self._raws.__getitem__, raws), np.int64, len(raws))
        if self._raws.new:
            found = dict(normalized_words(self._raws.new))
            self._of_raws = np.append(self._of_raws, [self._number_of(found[raw]) for raw in self._raws.new])
            self._raws.new.clear()
        return self._of_raws[places]

    def __len__(self) -> int:
        return len(self._raws)

    def _number_of(self, words: Sequence[str]) -> int:
        if len(words) <= 1:
            return self._number(words[0] if words else "")
        self.several.append(list(map(self._number, words)))
        return 1 - len(self.several)

    def _number(self, word: str) -> int:
        number = self._numbers.get(word)
        if number is None:
            number = self._numbers[word] = len(self.words)
            self.words.append(word)
        return number


def numbering() -> Numbering:
    """The process's numbering; it begins anew when it has seen many words."""
    if len(_kept()) > MAX_REMEMBERED:
        forget()
    return _kept()


def forget() -> None:
    """Give the numbering's memory back."""
    _kept.cache_clear()


@cache
def _kept() -> Numbering:
    return Numbering()


def numbered(texts: Iterable[str], known: Numbering) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The numbers of the words of texts, one text behind another, without stop words; and how many each text has."""
    raws: list[str] = []
    lengths = []
    for text in texts:
        found = load().word_re.findall(text)
        raws += found
        lengths.append(len(found))
    numbers, sizes = known.numbers(raws), np.array(lengths, np.int64)
    if (numbers < NOTHING).any():
        numbers, sizes = _parted(numbers, sizes, known)
    is_kept = numbers != NOTHING
    before = np.concatenate(([0], np.cumsum(is_kept)))
    return numbers[is_kept], np.diff(before[np.concatenate(([0], np.cumsum(sizes)))])


def _parted(
    numbers: NDArray[np.int64], sizes: NDArray[np.int64], known: Numbering
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The same, with the numbers of several words in place of the one that stands for them."""
    places = np.flatnonzero(numbers < NOTHING)
    several = [known.several[-number] for number in numbers[places].tolist()]
    times = np.ones(len(numbers), np.int64)
    times[places] = list(map(len, several))
    parted = np.repeat(numbers, times)
    for end, row in zip(np.cumsum(times)[places].tolist(), several, strict=True):
        parted[end - len(row) : end] = row
    texts = np.repeat(np.arange(len(sizes)), sizes)
    return parted, np.bincount(texts, weights=times, minlength=len(sizes)).astype(np.int64)


def words(text: str) -> list[str]:
    """The normalized words of a text in order, stop words left out: the surfaces that `analyze` gives."""
    known = numbering()
    return [known.words[number] for number in numbered([text], known)[0].tolist()]


def normalized_words(raws: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Words as they stand in texts, each with the normalized words that it is made of, stop words left out.

    Most are made of letters of which normalization only folds some, whatever stands beside them: folded all at once.
    """
    is_plain, stop_words = _plain_re().fullmatch, load().stop_words
    plain = []
    for raw in raws:
        if is_plain(raw):
            plain.append(raw)
        else:
            yield raw, [word for word in load().word_re.findall(normalize(raw)) if word not in stop_words]
    text = SEPARATOR.join(plain)
    for letter, folded in load().letters.items():
        text = text.replace(letter, folded)
    for raw, word in zip(plain, text.split(SEPARATOR), strict=bool(plain)):
        yield raw, [] if word in stop_words else [word]


@cache
def _plain_re() -> re.Pattern[str]:
    letters = "".join(map(chr, ARABIC_LETTERS))
    return re.compile(f"[{''.join(sorted(set(letters) - set(load().dropped_re.findall(letters))))}]+")
