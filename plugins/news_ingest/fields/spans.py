"""Where in a cleaned line a value stands, in code points."""

from __future__ import annotations

import functools

from arabic_text.normalize import normalize
from news_ingest.records import Line, Place


def place_of(line: Line, text: str) -> Place:
    """The place of `text` in a line; the whole line where it does not stand there as it is."""
    start = line.text.find(text)
    return (line.number, start, start + len(text)) if start >= 0 else (line.number, 0, len(line.text))


def original_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of `text` that normalizing turned into the span `start` to `end` of the normalized text."""
    left = right = length = 0
    for at, character in enumerate(text):
        if length <= start:
            left = at
        length += _folded_length(character)
        if length >= end:
            right = at + 1
            break
    return left, right or len(text)


@functools.lru_cache(maxsize=4096)
def _folded_length(character: str) -> int:
    """How many characters normalizing makes of one."""
    return len(normalize(character))
