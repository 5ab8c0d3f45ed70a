"""The search page as tests ask it and read it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import Locator, Page, expect

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
RUN_AXE = """axe.run({ resultTypes: ["violations"] })
  .then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))"""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
FEW = {"نتيجة واحدة.": 1, "نتيجتان.": 2}


def open_search(page: Page, site: str, /, **state: str | list[str]) -> None:
    """Open the search page in a state, and wait for what it says."""
    page.goto(f"{site}search/?{urlencode(state, doseq=True)}")
    expect(page.locator("#search-status")).to_contain_text(re.compile(r"\d|نتيج|نتائج"))


def type_query(page: Page, text: str) -> None:
    """Type into the search field, key by key."""
    page.locator("#q").press_sequentially(text)


def query_of(page: Page) -> str:
    """The query in the page's address."""
    return state_of(page).get("q", [""])[0]


def state_of(page: Page) -> dict[str, list[str]]:
    """What the page's address says."""
    return parse_qs(urlsplit(page.url).query)


def address_of(link: Locator) -> str:
    """Where a result leads, without the passage."""
    return (link.get_attribute("href") or "").split("#")[0]


def count_of(page: Page) -> int:
    """How many results the page says there are."""
    told = page.locator("#search-status").inner_text()
    found = re.match(r"[\d,]+", told)
    return int(found[0].replace(",", "")) if found else FEW[told]


def open_filters(page: Page) -> None:
    """The filters: open on a desktop, behind their summary on a phone."""
    if page.locator("#filters").get_attribute("open") is None:
        page.locator("#filters > summary").click()


def open_filter(page: Page, kind: str) -> Locator:
    """The values of a kind of filter, which are counted when its summary is clicked."""
    open_filters(page)
    group = page.locator("#facets details", has=page.locator("summary", has_text=kind))
    if group.get_attribute("open") is None:
        group.locator("summary").click()
    expect(group.locator("li").first).to_be_visible()
    return group


def violations(page: Page) -> dict[str, list[list[str]]]:
    """What axe-core finds in either colour scheme: each rule with the first element that breaks it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = {scheme: _violations_in(page, scheme) for scheme in SCHEMES}
    return {scheme: some for scheme, some in found.items() if some}


def _violations_in(page: Page, scheme: Literal["light", "dark"]) -> list[list[str]]:
    page.emulate_media(color_scheme=scheme)
    return page.evaluate(RUN_AXE)  # type: ignore[no-any-return]
