"""An article as lists, feeds and the search show it: no body, no Pelican."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any
from zlib import crc32

from arabic_text.formats import format_date
from archive_build.rows import Row, row_of


@dataclass(frozen=True, slots=True)
class Term:
    """A section or publisher: its name, and the address of its list."""

    name: str
    url: str

    def fingerprint(self) -> bytes:
        """All that the term says."""
        return repr(self).encode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Entry:
    """One article's row. `date` is None where the article has none; `time` is "HH:MM" or ""."""

    id: str
    url: str
    source: str
    title: str
    made_title: bool
    kicker: str
    deck: str
    summary: str
    byline: str
    authors: tuple[str, ...]
    place: str
    date: datetime.date | None
    time: str
    date_from: str
    section: Term | None
    publisher: Term | None
    agencies: tuple[str, ...] = ()

    def fingerprint(self) -> bytes:
        """All that the row says."""
        return repr(_VALUES_OF(self)).encode("utf-8", "surrogatepass")

    @property
    def date_text(self) -> str:
        """The date in words, or «بلا تاريخ»."""
        return _in_words(self.date) if self.date else "بلا تاريخ"


_VALUES_OF = attrgetter(*(field.name for field in fields(Entry)))  # the class's own `repr` takes three times as long
_in_words = functools.lru_cache(maxsize=4096)(format_date)


def ids_of(entries: Sequence[Entry]) -> list[str]:
    """The ids of a list's articles, of rows that are not fetched for it where the list knows them (a method `ids`)."""
    known = getattr(entries, "ids", None)
    return known() if known else [entry.id for entry in entries]


def draws_of(entries: Sequence[Entry]) -> Sequence[int]:
    """The draws of a list's articles (`draw`), of rows that are not fetched for it where the list knows them."""
    known = getattr(entries, "draws", None)
    return known() if known else [draw(entry.id.encode("ascii")) for entry in entries]


def draw(article: bytes) -> int:
    """What decides at which articles pages of lists begin: a checksum of an article's id."""
    return crc32(article)


def entry_of(article: Any, sections: Mapping[str, Term], publishers: Mapping[str, Term]) -> Entry:
    """The row of a Pelican article."""
    return entry_from(row_of(article), sections, publishers)


def entry_from(row: Row, sections: Mapping[str, Term], publishers: Mapping[str, Term]) -> Entry:
    """A catalogue's row with the terms that it stands under."""
    return Entry(
        id=row.id,
        url=row.url,
        source=row.source,
        title=row.title,
        made_title=row.made_title,
        kicker=row.kicker,
        deck=row.deck,
        summary=row.summary,
        byline=row.byline,
        authors=row.authors,
        place=row.place,
        date=row.date,
        time=row.time,
        date_from=row.date_from,
        section=sections.get(row.section),
        publisher=publishers.get(row.publisher),
        agencies=row.agencies,
    )
