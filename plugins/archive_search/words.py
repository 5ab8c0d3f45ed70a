"""The words of a text as the index counts them."""

from __future__ import annotations

from functools import cache

from arabic_text.normalize import normalize
from arabic_text.tables import load

MAX_REMEMBERED = 100_000
MAX_MISSES = 2_000_000
ARABIC_LETTERS = range(0x621, 0x64B)


class _Known(dict[str, str]):
    """Words as they stand in texts, with the normalized words that each is made of, stop words left out: none, one, or
    several with spaces between them, as `several` tells.

    What is seen first is remembered, among it all that is frequent; after many words that are not, it begins anew.
    """

    def __init__(self) -> None:
        super().__init__()
        self.several: set[str] = set()
        self._misses = 0

    def __missing__(self, raw: str) -> str:
        stop_words = load().stop_words
        parts = [word for word in _normalized(raw) if word not in stop_words]
        found = parts[0] if len(parts) == 1 else " ".join(parts)
        if len(parts) > 1:
            self.several.add(raw)
        self._misses += 1
        if self._misses >= MAX_MISSES:
            self.clear()
            self._misses = 0
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
    raws = load().word_re.findall(text)
    found = list(filter(None, map(known_words.__getitem__, raws)))
    if known_words.several and not known_words.several.isdisjoint(raws):
        return [word for parts in found for word in parts.split(" ")]
    return found
