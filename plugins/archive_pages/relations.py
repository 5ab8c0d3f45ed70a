"""What articles lead to where all of them are in memory, as `stock` finds it in the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Any

from archive_build.rows import copies_of, original_of, text_of
from archive_pages.entries import Entry
from archive_pages.story import Related

Pairs = dict[str, Entry]


class Relations:
    """The neighbours and copies of `entries` (newest first, undated ones last), those of `articles`."""

    def __init__(self, entries: Sequence[Entry], articles: Sequence[Any]) -> None:
        self._by_id = {entry.id: entry for entry in entries}
        self._copies = {one.id: copies_of(text_of(one, "duplicate_of"), text_of(one, "also_in")) for one in articles}
        self._originals = {one.id: original_of(text_of(one, "duplicate_of"), one.id) for one in articles}
        self._newer, self._older = _neighbours(entries)
        in_sections = sorted((entry for entry in entries if entry.section), key=_section)
        self._newer_in_section: Pairs = {}
        self._older_in_section: Pairs = {}
        for _, group in groupby(in_sections, key=_section):
            newer, older = _neighbours(list(group))
            self._newer_in_section |= newer
            self._older_in_section |= older

    def of(self, article: str) -> Related:
        """What the page of an article leads to."""
        return Related(
            self._newer.get(article),
            self._older.get(article),
            self._newer_in_section.get(article),
            self._older_in_section.get(article),
            [self._by_id[one] for one in self._copies[article] if one in self._by_id],
            frozenset(one for one in self._copies[article] if self._originals.get(one) == article),
        )


def _neighbours(entries: Sequence[Entry]) -> tuple[Pairs, Pairs]:
    """The newer and the older neighbour of each by its id; dated ones have dated ones."""
    pairs = [(one, two) for one, two in pairwise(entries) if bool(one.date) == bool(two.date)]
    return {two.id: one for one, two in pairs}, {one.id: two for one, two in pairs}


def _section(entry: Entry) -> str:
    return entry.section.url if entry.section else ""
