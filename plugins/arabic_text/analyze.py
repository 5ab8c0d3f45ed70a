"""Text to search terms: the analyzer that the index and the query share."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from arabic_text.stem import stem
from arabic_text.tables import load
from arabic_text.tokenize import tokenize


@dataclass(frozen=True, slots=True)
class Term:
    """A word's stem and surface form, and where it stands (code points from 0, `end` excluded)."""

    stem: str
    surface: str
    start: int
    end: int


@functools.lru_cache(maxsize=1 << 16)
def term_of(surface: str) -> str | None:
    """The stem of a normalized word, or None for a stop word."""
    return None if surface in load().stop_words else stem(surface)


def words_of(normalized: str) -> list[str]:
    """The words of a text that is already normalized: of running text much faster than `tokenize`, which tells where
    they stand.
    """
    return load().word_re.findall(normalized)


def stems(words: Iterable[str]) -> list[str]:
    """The stems of normalized words, stop words left out."""
    return [term for term in map(term_of, words) if term is not None]


def analyze(text: str) -> Iterator[Term]:
    """The terms of `text` in order, stop words left out."""
    for token in tokenize(text):
        term = term_of(token.surface)
        if term is not None:
            yield Term(term, token.surface, token.start, token.end)
