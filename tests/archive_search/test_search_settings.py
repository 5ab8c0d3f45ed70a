"""The search's settings."""

from __future__ import annotations

import re
from typing import Any

import pytest

from archive_search.errors import SearchError
from archive_search.settings import SearchSettings, from_pelican


def test_defaults() -> None:
    """No plain index, 2,000 terms."""
    assert from_pelican({}) == SearchSettings(export_lunr=False, index_terms=2000)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("SEARCH_EXPORT_LUNR", "yes", "True or False"),
        ("SEARCH_INDEX_TERMS", -1, "a whole number from 0 to 20000"),
        ("SEARCH_INDEX_TERMS", 20_001, "a whole number from 0 to 20000"),
        ("SEARCH_INDEX_TERMS", "100", "a whole number from 0 to 20000"),
        ("SEARCH_INDEX_TERMS", True, "a whole number from 0 to 20000"),
    ],
)
def test_a_wrong_value_is_named(name: str, value: Any, expected: str) -> None:
    """The setting, the value and what was expected."""
    with pytest.raises(SearchError, match=re.escape(f"setting {name}: {value!r}; expected {expected}")):
        from_pelican({name: value})
