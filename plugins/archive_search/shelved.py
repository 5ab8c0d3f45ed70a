"""The site's articles as documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from archive_build.build import Build
from archive_build.renderer import Spec, open_renderer
from archive_pages.entries import Entry, Term, entry_from
from archive_pages.stock import Stock
from archive_search.documents import Document
from archive_search.library import STAMP, Card, Reader, Stamps
from archive_search.title_store import title_words_of
from archive_search.title_words import TitleWords, searched_title

AT_ONCE = 64


class Shelved:
    """The library of the articles of a build's catalogue: rows are fetched, and bodies read, when and where they are
    asked for; `code` is a digest of the code that makes documents.
    """

    def __init__(self, build: Build, stock: Stock, code: str) -> None:
        self.ids = stock.rows.ids()
        self._build = build
        self._stock = stock
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

    def orders(self, positions: Sequence[int]) -> list[int]:
        """The articles' numbers in the catalogue."""
        return self._stock.rows.at(positions).numbers

    def reader(self) -> Reader:
        """Reads the articles with these numbers."""
        terms = self._stock.terms
        return partial(read_documents, self._build.spec, terms.sections, terms.publishers)


def read_documents(
    spec: Spec, sections: Mapping[str, Term], publishers: Mapping[str, Term], numbers: Sequence[int]
) -> Iterator[Document]:
    """The documents of the articles with these numbers, some at a time. Runs in any process.

    Raises BuildError where a source changed while the site was built.
    """
    renderer = open_renderer(spec)
    for start in range(0, len(numbers), AT_ONCE):
        some = numbers[start : start + AT_ONCE]
        rows, sources = renderer.catalogue.rows(some), renderer.catalogue.sources(some)
        for number, row in zip(some, rows, strict=True):
            yield _document(entry_from(row, sections, publishers), renderer.body(sources[number]))


def documents_from(entries: Iterable[Entry], bodies: Callable[[str], Any]) -> Iterator[Document]:
    """Articles as the index takes them; `bodies` gives what has an article's body by its id."""
    return (_document(entry, bodies(entry.id).body) for entry in entries)


def _document(entry: Entry, body: Any) -> Document:
    own = (entry.id, shown_of(entry), entry.source, title_of(entry), entry.deck)
    return Document(*own, _text(body), filters_of(entry))


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
