"""The search page as axe-core judges it."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect
from search_page import violations

STATES = {
    "empty": {},
    "words": {"q": "البلدية"},
    "filters": {"q": "البلدية", "section": "محليات", "from": "2000-01-01", "exact": "1"},
    "phrase": {"q": "«رأس المرجان»"},
    "nothing": {"q": "قسطنطينوبوليتان"},
}


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(sized: Page, sample_url: str, state: str) -> None:
    """No violation of WCAG or of axe's best practices, with the filters open, in both colour schemes."""
    sized.goto(f"{sample_url}search/?{urlencode(STATES[state])}")
    if state == "nothing":
        expect(sized.locator("#search-status")).to_contain_text("لا نتائج")
    elif STATES[state]:
        expect(sized.locator("#search-body")).to_be_visible()
        sized.evaluate("for (const one of document.querySelectorAll('#filters, #facets details')) one.open = true")
        expect(sized.locator("#facets fieldset ul, #facets fieldset p")).to_have_count(5)
        sized.wait_for_load_state("networkidle")
    assert violations(sized) == {}
