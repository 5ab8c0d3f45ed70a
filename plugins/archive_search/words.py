"""The words of a text as the index counts them."""

from __future__ import annotations

from functools import cache
from itertools import chain

from arabic_text.normalize import normalize
from arabic_text.tables import load

MAX_REMEMBERED = 100_000
MAX_MISSES = 2_000_000
ARABIC_LETTERS = range(0x621, 0x64B)


class _Known(dict[str, tuple[str, ...]]):
    """Words as they stand in texts, with the normalized words that each is made of, stop words left out.

    What is seen first is remembered, among it all that is frequent; after many words that are not, it begins anew.
    """

    misses = 0

    def __missing__(self, raw: str) -> tuple[str, ...]:
        stop_words = load().stop_words
        found = tuple([word for word in _normalized(raw) if word not in stop_words])
        self.misses += 1
        if self.misses >= MAX_MISSES:
            self.clear()
            self.misses = 0
        if len(self) < MAX_REMEMBERED:
            self[raw] = found
        return found


def _normalized(raw: str) -> list[str]:
    """The normalized words that a word is made of: one, but for ligatures."""
    if _plain().issuperset(raw):
        word = raw.translate(load().folds)
        return [raw if word == raw else word]  # not a second text in memory
    found: list[str] = load().word_re.findall(normalize(raw))
    return found


@cache
def _plain() -> frozenset[str]:
    """The letters of which normalization only folds some, whatever stands beside them."""
    return frozenset(map(chr, ARABIC_LETTERS)) - set(load().dropped_re.findall("".join(map(chr, ARABIC_LETTERS))))


known_words = _Known()


def words(text: str) -> list[str]:
    """The normalized words of a text in order, stop words left out: the surfaces that `analyze` gives."""
    return list(chain.from_iterable(map(known_words.__getitem__, load().word_re.findall(text))))
