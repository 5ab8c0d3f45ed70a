"""The archive's documents as the search takes them: by position, some at a time, so that nothing holds them all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from archive_search.documents import Document
from archive_search.title_words import TitleWords

STAMP_WORDS = 2
STAMP = "<u8"  # the same bytes on any machine

Stamps = NDArray[np.uint64]
Reader = Callable[[Sequence[Any]], Iterator[Document]]


@dataclass(frozen=True, slots=True)
class Card:
    """What a result shows of a document, (url, title, ISO date, section, publisher), and its raw file."""

    shown: tuple[str, str, str, str, str]
    source: str


class Library(Protocol):
    """Documents by position from 0."""

    @property
    def ids(self) -> Sequence[str]:
        """The documents' ids."""

    def stamps(self) -> Stamps:
        """Two numbers for each document, which tell it, as it is now, from any other and from what it was."""

    def title_words(self) -> TitleWords:
        """The words of the documents' titles."""

    def cards(self, positions: Sequence[int]) -> Iterator[Card]:
        """The cards of these documents, in this order."""

    def orders(self, positions: Sequence[int]) -> Sequence[Any]:
        """What `reader` takes for these documents, in this order: little, since it may go to another process."""

    def reader(self) -> Reader:
        """What gives documents for their orders, one after the other; it runs in any process."""


def documents_of(library: Library, positions: Sequence[int]) -> Iterator[Document]:
    """These documents of a library, in this order."""
    return library.reader()(library.orders(positions))


class Listed:
    """The library of documents that are all in memory."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = list(documents)
        self.ids = [document.id for document in self._documents]

    def stamps(self) -> Stamps:
        """Digests of the documents."""
        rows = (repr(document).encode("utf-8", "surrogatepass") for document in self._documents)
        digests = b"".join(hashlib.blake2b(row, digest_size=8 * STAMP_WORDS).digest() for row in rows)
        return np.frombuffer(digests, STAMP).reshape(-1, STAMP_WORDS)

    def title_words(self) -> TitleWords:
        """The words of the documents' titles."""
        return TitleWords.of((at, document.title) for at, document in enumerate(self._documents))

    def cards(self, positions: Sequence[int]) -> Iterator[Card]:
        """The cards of these documents."""
        return (Card(document.shown, document.source) for document in self.orders(positions))

    def orders(self, positions: Sequence[int]) -> list[Document]:
        """The documents themselves."""
        return [self._documents[at] for at in positions]

    def reader(self) -> Reader:
        """Gives what it gets."""
        return iter
