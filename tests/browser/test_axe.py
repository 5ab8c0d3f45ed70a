"""Every kind of page as axe-core judges it."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Page
from search_page import violations
from test_pages import PAGES

ARTICLES = ".card-title a"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_kind_of_page(sized: Page, skin_url: str, scheme: Literal["light", "dark"]) -> None:
    """No violation of WCAG or of axe's best practices, in both skins, colour schemes and widths."""
    sized.emulate_media(color_scheme=scheme)
    found = {}
    for url in [*PAGES, "404.html"]:
        sized.goto(skin_url + url)
        found[url] = violations(sized)
    assert {url: some for url, some in found.items() if some} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_an_article_with_all_open(
    sized: Page, skin_url: str, scheme: Literal["light", "dark"]
) -> None:
    """Evidence, citations and the reader's choices are shown."""
    sized.emulate_media(color_scheme=scheme)
    sized.goto(skin_url)
    sized.locator(ARTICLES).first.click()
    sized.locator(".choices-body").wait_for(state="attached")
    assert "/a/" in sized.url
    sized.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert violations(sized) == []
