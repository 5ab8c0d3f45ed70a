"""The terms of the index from أ to ي, kept from build to build."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass

from archive_pages.entries import Entry, ids_of
from archive_search.vocabulary import ARTICLE


@dataclass(frozen=True, slots=True)
class Headword:
    """A word of titles without its clitics.

    `key` is its normalized form («مكتبه»), `written` the form that most titles have («مكتبة»); `article` tells
    that three quarters of them or more have it under the article. `titles` is how many titles hold it, one that
    writes it in two ways counted twice.
    """

    key: str
    written: str
    article: bool
    titles: int

    @property
    def shown(self) -> str:
        """The word as it stands alone: «الجزائر», «مكتبة»."""
        return ARTICLE + self.written if self.article else self.written


@dataclass(frozen=True, slots=True)
class IndexTerm:
    """A term, how many titles hold it, and the newest articles of these, at most five."""

    word: Headword
    titles: int
    newest: Sequence[Entry]


def write_terms(terms: Iterable[IndexTerm]) -> bytes:
    """Terms as JSON, articles by their ids."""
    return json.dumps([[asdict(term.word), term.titles, ids_of(term.newest)] for term in terms]).encode("ascii")


def read_terms(
    data: bytes, lists_of: Callable[[Iterable[Sequence[str]]], Iterable[Sequence[Entry]]]
) -> list[IndexTerm]:
    """What `write_terms` wrote; `lists_of` gives articles by their ids."""
    rows = json.loads(data)
    newest = lists_of(ids for _, _, ids in rows)
    return [IndexTerm(Headword(**word), titles, own) for (word, titles, _), own in zip(rows, newest, strict=True)]
