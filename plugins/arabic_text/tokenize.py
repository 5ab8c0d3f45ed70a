"""Find the words of a text."""

from __future__ import annotations

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
    word_re = load().word_re
    for match in word_re.finditer(text):
        normal = normalize(match[0])
        for part in word_re.findall(normal):
            yield Token(part, match.start(), match.end())
