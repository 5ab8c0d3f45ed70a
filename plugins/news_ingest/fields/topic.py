"""An article's section by its words: a linear model over the stems of its headline and first words.

The model (`data/section_model.json`) is trained by `bench/train_sections.py`, which tells how.
"""

from __future__ import annotations

import functools
import json
import math
import operator
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from arabic_text import code_page
from arabic_text.analyze import term_of
from arabic_text.normalize import normalize
from news_ingest.records import Line, Section

CHARACTERS = 600
LETTER_RE = re.compile("[\u0621-\u064aa-z]")
LETTERS = b"".join(one.encode(code_page.NAME) if LETTER_RE.match(one) else b" " for one in code_page.CHARACTERS)
MIN_STEMS = 10
MOST_WORDS = 1 << 17
UNKNOWN = -1
UNIT = 100
HIGHEST = 0.99
FIELD_BITS = 32
FIELD = (1 << FIELD_BITS) - 1
HALF = 1 << (FIELD_BITS - 1)
Stems = frozenset[str]


class _Numbers(dict[bytes, int]):
    """The number of a word's stem among a model's, by word, as they are asked; UNKNOWN for one that it does not know.

    It begins anew when it holds MOST_WORDS. Most of the time goes into fetching words from memory: bytes are half as
    large as text.
    """

    def __init__(self, stems: Iterable[str]) -> None:
        super().__init__()
        self._stems = {stem: number for number, stem in enumerate(stems)}

    def __missing__(self, word: bytes) -> int:
        if len(self) >= MOST_WORDS:
            self.clear()
        stem = term_of(code_page.to_text(word)) if len(word) > 1 else None
        number = self[word] = self._stems.get(stem, UNKNOWN) if stem else UNKNOWN
        return number


@dataclass(frozen=True)
class Model:
    """A softmax regression over the stems that an article has, weighed by tf-idf and brought to length one.

    A row of `weights` holds a stem's squared idf and its weight for each of `classes` (times idf), in
    hundredths. `slope` and `intercept` turn the best class's log odds into the probability that it is
    right, as measured on publishers that the model had not seen; below `threshold` it is not told.
    """

    classes: tuple[str, ...]
    weights: Mapping[str, tuple[int, ...]]
    bias: tuple[float, ...]
    slope: float = 1.0
    intercept: float = 0.0
    threshold: float = 0.0

    @functools.cached_property
    def _rows(self) -> Sequence[int]:
        """`weights` with each row as one number, so that rows are summed all at once: a field of 32 bits a value."""
        return [sum(map(operator.lshift, row, self._shifts)) for row in self.weights.values()]

    @functools.cached_property
    def _words(self) -> _Numbers:
        return _Numbers(self.weights)

    @functools.cached_property
    def _shifts(self) -> range:
        return range(0, FIELD_BITS * (1 + len(self.classes)), FIELD_BITS)

    @functools.cached_property
    def _halves(self) -> int:
        """Half a field in each field: with it no sum is below zero, and none borrows from the next."""
        return sum(HALF << shift for shift in self._shifts)

    def best(self, words: Iterable[bytes]) -> tuple[str, float] | None:
        """The best class of normalized words (in Windows-1256) and its log odds; None where the model knows fewer than
        ten of their stems.
        """
        numbers = set(map(self._words.__getitem__, words))
        numbers.discard(UNKNOWN)
        if len(numbers) < MIN_STEMS:
            return None
        total = sum(map(self._rows.__getitem__, numbers)) + self._halves
        square, *sums = ((total >> shift & FIELD) - HALF for shift in self._shifts)
        length = math.sqrt(square * UNIT)
        scores = [total / length + bias for total, bias in zip(sums, self.bias, strict=True)]
        top = max(scores)
        others = sum(math.exp(score - top) for score in scores) - 1
        return self.classes[scores.index(top)], -math.log(max(others, 1e-9))

    def probability(self, log_odds: float) -> float:
        """How probably a class with these log odds is right, at most 0.99."""
        return min(HIGHEST, 1 / (1 + math.exp(-self.slope * log_odds - self.intercept)))


@functools.cache
def model() -> Model:
    """The model of this package."""
    text = resources.files("news_ingest").joinpath("data/section_model.json").read_text(encoding="utf-8")
    data = json.loads(text)
    return Model(
        tuple(data["classes"]),
        {stem: tuple(row) for stem, row in data["weights"].items()},
        tuple(data["bias"]),
        data["slope"],
        data["intercept"],
        data["threshold"],
    )


def words_of_beginning(title: str, body: Sequence[Line]) -> list[bytes]:
    """The words of an article's headline and of its text's first 600 characters, normalized, in Windows-1256."""
    texts = [normalize(title)]
    room = CHARACTERS
    for line in body:
        if room <= 0:
            break
        texts.append(line.folded if len(line.text) <= room else normalize(line.text[:room]))
        room -= len(texts[-1])
    return code_page.nearly_to_bytes(" ".join(texts)).translate(LETTERS).split()


def stems_of(words: Iterable[bytes]) -> Stems:
    """The stems of such words, without stop words and single letters."""
    return frozenset(filter(None, (term_of(code_page.to_text(word)) for word in set(words) if len(word) > 1)))


def inferred_section(title: str, body: Sequence[Line]) -> Section | None:
    """The section that an article's words show; None where it is less probable than the model's threshold."""
    found = model().best(words_of_beginning(title, body))
    if not found:
        return None
    probability = model().probability(found[1])
    return Section(found[0], "inferred-topic", probability) if probability >= model().threshold else None
