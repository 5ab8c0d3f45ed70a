"""The site's articles as documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from archive_pages.entries import Entry
from archive_pages.stock import Stock
from archive_search.documents import Document
from archive_search.library import STAMP, Card, Stamps
from archive_search.title_store import title_words_of
from archive_search.title_words import TitleWords, searched_title

Bodies = Callable[[str], Any]


class Shelved:
    """The library of a catalogue's articles: rows are fetched, and bodies read, when they are asked for; `code` is a
    digest of the code that makes documents.
    """

    def __init__(self, stock: Stock, bodies: Bodies, code: str) -> None:
        self.ids = stock.rows.ids()
        self._stock = stock
        self._bodies = bodies
        self._code = code

    def stamps(self) -> Stamps:
        """The digests of each article's row and source."""
        columns = (self._stock.rows.fingerprint(), self._stock.leaves.files)
        return np.stack([np.frombuffer(column, STAMP) for column in columns], axis=1)

    def title_words(self) -> TitleWords:
        """The words of the articles' titles."""
        return title_words_of(self._stock.catalogue, self._code)

    def cards(self, positions: Sequence[int]) -> Iterator[Card]:
        """The cards of these articles."""
        return (Card(shown_of(entry), entry.source) for entry in self._stock.rows.at(positions))

    def documents(self, positions: Sequence[int]) -> Iterator[Document]:
        """These articles."""
        return documents_of(self._stock.rows.at(positions), self._bodies)


def documents_of(entries: Iterable[Entry], bodies: Bodies) -> Iterator[Document]:
    """Articles as the index takes them."""
    for entry in entries:
        body = _text(bodies(entry.id).body)
        yield Document(entry.id, shown_of(entry), entry.source, title_of(entry), entry.deck, body, filters_of(entry))


def titles_of(entries: Iterable[Entry]) -> Iterator[tuple[int, str]]:
    """The titles as they are searched, by the articles' places."""
    return enumerate(map(title_of, entries))


def shown_of(entry: Entry) -> tuple[str, str, str, str, str]:
    """What a result shows: (url, title, ISO date, section, publisher)."""
    return (
        entry.url,
        entry.title,
        entry.date.isoformat() if entry.date else "",
        entry.section.name if entry.section else "",
        entry.publisher.name if entry.publisher else "",
    )


def title_of(entry: Entry) -> str:
    """The title as it is searched."""
    return searched_title(entry.made_title, entry.kicker, entry.title)


def filters_of(entry: Entry) -> tuple[tuple[str, str], ...]:
    """What a reader may narrow results to, as (kind, value): dates in ISO form, by year, month and day."""
    date = entry.date.isoformat() if entry.date else ""
    rows = [
        ("section", entry.section.name if entry.section else ""),
        ("publisher", entry.publisher.name if entry.publisher else ""),
        ("place", entry.place),
        *(("author", name) for name in dict.fromkeys(entry.authors)),
        ("year", date[:4]),
        ("month", date[:7]),
        ("day", date),
    ]
    return tuple((kind, value) for kind, value in rows if value)


def _text(body: Any) -> str:
    """The text of safe HTML; a tag parts words."""
    return str(body.replace("<", " <").striptags())
