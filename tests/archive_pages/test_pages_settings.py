"""The archive's settings are checked once, with one clear message."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from archive_pages.errors import PagesError
from archive_pages.options import options_from
from archive_pages.settings import PagesSettings, from_pelican

GOOD: dict[str, Any] = {"SITENAME": "ورّاق", "SITEURL": "https://archive.example/", "THEME": "theme"}
NUMBER = "expected a whole number from 1 to 1000"
NAMES = "expected names by folder, as in {'okaz': 'عكاظ'}"


def test_what_is_not_set_has_its_default() -> None:
    """Twenty articles a page, fifty in the feed, npm's packages beside the settings; no slash ends the address."""
    assert from_pelican(GOOD) == PagesSettings(
        site_name="ورّاق",
        site_subtitle="",
        site_url="https://archive.example",
        per_page=20,
        feed_items=50,
        theme=Path("theme"),
        node_modules=Path("node_modules"),
        options=options_from(GOOD),
    )


@pytest.mark.parametrize("number", [1, 1000])
def test_the_ends_of_a_range_are_taken(number: int) -> None:
    """From 1 to 1000, both included."""
    settings = from_pelican({**GOOD, "NEWS_PER_PAGE": number, "NEWS_FEED_ITEMS": number})
    assert (settings.per_page, settings.feed_items) == (number, number)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("SITENAME", None, "expected a text"),
        ("SITENAME", 5, "expected a text"),
        ("SITEURL", ["https://archive.example"], "expected a text"),
        *((name, value, NUMBER) for name in ("NEWS_PER_PAGE", "NEWS_FEED_ITEMS") for value in (0, -1, 1001, 2.5, "20")),
        ("NEWS_PER_PAGE", True, NUMBER),
        ("NEWS_PER_PAGE", None, NUMBER),
        ("NEWS_PUBLISHER_NAMES", ["okaz"], NAMES),
        ("NEWS_PUBLISHER_NAMES", {"okaz": 5}, NAMES),
        ("NEWS_PUBLISHER_NAMES", {5: "عكاظ"}, NAMES),
        ("NEWS_PUBLISHER_NAMES", None, NAMES),
    ],
)
def test_a_bad_value_is_named_with_what_was_expected(name: str, value: object, expected: str) -> None:
    """The message names the setting and shows its value."""
    with pytest.raises(PagesError) as caught:
        from_pelican({**GOOD, name: value})
    assert str(caught.value) == f"setting {name}: {value!r}; {expected}"
