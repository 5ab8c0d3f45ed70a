"""An article as the index takes it: words by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from arabic_text.analyze import analyze

LEAD_WORDS = 14


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the index: its name, what its terms are ("stem" or "exact") and its weight in the score."""

    name: str
    terms: str
    boost: float


FIELDS = (
    Field("title", "stem", 1.5),
    Field("deck", "stem", 0.7),
    Field("lead", "stem", 0.3),
    Field("body", "stem", 1.0),
    Field("exact", "exact", 0.3),
)


@dataclass(frozen=True, slots=True)
class Document:
    """One article: what a result shows, its raw file, and its texts; `title` is "" where it was made from the lead."""

    shown: tuple[str, str, str, str, str]
    source: str
    title: str
    deck: str
    body: str

    def surfaces(self) -> dict[str, list[str]]:
        """The normalized words of each field, stop words left out."""
        lead = " ".join(self.body.split()[:LEAD_WORDS])
        texts = {"title": self.title, "deck": self.deck, "lead": lead, "body": self.body}
        words = {name: list(_surfaces(text)) for name, text in texts.items()}
        words["exact"] = [*words["title"], *words["deck"], *words["body"]]
        return words


def _surfaces(text: str) -> Iterator[str]:
    return (term.surface for term in analyze(text))
