"""An article as the index takes it: words by field, and the filters that it falls under."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archive_search.words import words

LEAD_LEAST = 8
LEAD_MOST = 30
LEAD_SHARE = 5
MAX_TITLE = 63
MAX_DECK = 31
MAX_BODY = 2**20 - 1


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the index: its name and its weight in the score."""

    name: str
    boost: float


FIELDS = (
    Field("title", 1.5),
    Field("deck", 0.7),
    Field("lead", 0.4),
    Field("body", 1.0),
    Field("exact", 0.4),
)


@dataclass(frozen=True, slots=True)
class Document:
    """One article: what a result shows, its raw file, its texts, and its filters as (kind, value).

    `shown` is (url, title, ISO date, section, publisher). `title` is "" where it was made from the lead.
    """

    id: str
    shown: tuple[str, str, str, str, str]
    source: str
    title: str
    deck: str
    body: str
    filters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """A document's normalized words without stop words: the first 63 of its title, 31 of its deck, 2²⁰ of its body."""

    title: list[str]
    deck: list[str]
    body: list[str]

    @property
    def lead(self) -> list[str]:
        """The body's first words: a fifth of them, at least 8 and at most 30."""
        return self.body[: int(lead_lengths(np.array(len(self.body))))]


def lead_lengths(bodies: NDArray[np.integer]) -> NDArray[np.int64]:
    """How many words the leads of bodies of so many words have."""
    found: NDArray[np.int64] = np.minimum(bodies, np.clip(bodies // LEAD_SHARE, LEAD_LEAST, LEAD_MOST))
    return found


def words_of(document: Document) -> Words:
    """The words of a document that are indexed."""
    return Words(words(document.title)[:MAX_TITLE], words(document.deck)[:MAX_DECK], words(document.body)[:MAX_BODY])
