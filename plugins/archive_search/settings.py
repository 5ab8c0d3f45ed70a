"""The search's own settings, read once from Pelican's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from archive_search.errors import SearchError

MOST_TERMS = 20_000


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """`export_lunr`: also write one plain Lunr index. `index_terms`: how many the index from أ to ي has at most."""

    export_lunr: bool
    index_terms: int


def from_pelican(settings: Mapping[str, Any]) -> SearchSettings:
    """The settings in Pelican's. Raises SearchError where one is of the wrong kind or out of its range."""
    export = settings.get("SEARCH_EXPORT_LUNR", False)
    if not isinstance(export, bool):
        raise SearchError(f"setting SEARCH_EXPORT_LUNR: {export!r}; expected True or False")
    terms = settings.get("SEARCH_INDEX_TERMS", 2000)
    if not isinstance(terms, int) or isinstance(terms, bool) or not 0 <= terms <= MOST_TERMS:
        raise SearchError(f"setting SEARCH_INDEX_TERMS: {terms!r}; expected a whole number from 0 to {MOST_TERMS}")
    return SearchSettings(export, terms)
