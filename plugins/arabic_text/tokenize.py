"""Find the words of a text."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from arabic_text.normalize import normalize
from arabic_text.tables import load


@dataclass(frozen=True, slots=True)
class Token:
    """A word: its normalized form and where it stands, in code points from 0, `end` excluded."""

    surface: str
    start: int
    end: int


def tokenize(text: str) -> Iterator[Token]:
    """The words of `text` in order. A ligature that stands for several words (ﷺ) gives each of them."""
    for match in load().word_re.finditer(text):
        for part in surfaces(match[0]):
            yield Token(part, match.start(), match.end())


@functools.lru_cache(maxsize=1 << 16)
def surfaces(word: str) -> tuple[str, ...]:
    """The normalized words that a word as it stands is made of: one, but for ligatures."""
    return tuple(load().word_re.findall(normalize(word)))
