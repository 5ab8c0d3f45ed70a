"""The archive's documents as the search takes them: by position, some at a time, so that nothing holds them all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from archive_search.documents import Document


@dataclass(frozen=True, slots=True)
class Card:
    """What a result shows of a document, (url, title, ISO date, section, publisher); its raw file; its own title."""

    shown: tuple[str, str, str, str, str]
    source: str
    title: str


class Library(Protocol):
    """Documents by position from 0."""

    @property
    def ids(self) -> Sequence[str]:
        """The documents' ids."""

    def stamp(self, at: int) -> bytes:
        """What tells a document's searched texts and filters, as they are now, from any others."""

    def cards(self, positions: Sequence[int]) -> Iterator[Card]:
        """The cards of these documents, in this order."""

    def documents(self, positions: Sequence[int]) -> Iterator[Document]:
        """These documents, in this order."""


class Listed:
    """The library of documents that are all in memory."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = list(documents)
        self.ids = [document.id for document in self._documents]

    def stamp(self, at: int) -> bytes:
        """A digest of what is searched."""
        document = self._documents[at]
        row = repr((document.title, document.deck, document.body, document.filters))
        return hashlib.sha256(row.encode("utf-8", "surrogatepass")).digest()[:16]

    def cards(self, positions: Sequence[int]) -> Iterator[Card]:
        """The cards of these documents."""
        for document in self.documents(positions):
            yield Card(document.shown, document.source, document.title)

    def documents(self, positions: Sequence[int]) -> Iterator[Document]:
        """These documents."""
        return (self._documents[at] for at in positions)
