"""Whoever comes from elsewhere to a page of results gets these first, and the site's fonts behind them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from search_page import open_search, type_query

FACES = 'link[rel="stylesheet"][href$="theme/css/fonts.css"]'
SHOWN = "document.fonts.check('16px \"Warraq Sans\"', 'ابحث')"


@pytest.fixture
def fetched(page: Page) -> Callable[[], list[str]]:
    """The ends of the addresses that the page has asked for, in their order."""
    addresses: list[str] = []
    page.on("request", lambda one: addresses.append(one.url))
    return lambda: [one.split("?")[0].split("/")[-1] for one in addresses]


def test_fonts_come_behind_the_first_results(page: Page, sample_url: str, fetched: Callable[[], list[str]]) -> None:
    """No font is fetched before the titles of the results, and all that every page shows are fetched then."""
    open_search(page, sample_url, q="السوق")
    page.wait_for_load_state("networkidle")
    names = fetched()
    fonts = [at for at, name in enumerate(names) if name.endswith(".woff2")]
    titles = [at for at, name in enumerate(names) if name.endswith(".json")]
    assert len(fonts) == 6
    assert max(titles) < min(fonts)
    assert "fonts.css" not in names


def test_fonts_are_shown_with_the_next_results(page: Page, sample_url: str) -> None:
    """Nothing moves while the first are read."""
    open_search(page, sample_url, q="السوق")
    page.wait_for_load_state("networkidle")
    expect(page.locator(FACES)).to_have_count(0)
    page.locator("#q").fill("")
    type_query(page, "المدينة")
    expect(page.locator(FACES)).to_have_count(1)
    page.wait_for_function(SHOWN)


@pytest.mark.parametrize("before", ["about/", "search/"])
def test_who_was_here_before_has_the_fonts_at_once(page: Page, sample_url: str, before: str) -> None:
    """By a link from any page, and with the address of the search page alone if it was this one."""
    page.goto(sample_url + before)
    referer = sample_url + before if before == "about/" else None
    page.goto(f"{sample_url}search/?q=السوق", referer=referer)
    expect(page.locator(FACES)).to_have_count(1)
    page.wait_for_function(SHOWN)


def test_a_search_page_without_a_query_has_its_fonts_at_once(page: Page, sample_url: str) -> None:
    """There is nothing to wait for."""
    page.goto(sample_url + "search/")
    expect(page.locator(FACES)).to_have_count(1)
    page.wait_for_function(SHOWN)
