"""Every kind of page as axe-core judges it."""

from __future__ import annotations

from playwright.sync_api import Page
from search_page import violations
from test_pages import PAGES

ARTICLES = ".card-title a"


def test_axe_finds_nothing_on_any_kind_of_page(sized: Page, skin_url: str) -> None:
    """No violation of WCAG or of axe's best practices, in both skins, colour schemes and widths."""
    found = {}
    for url in [*PAGES, "404.html"]:
        sized.goto(skin_url + url)
        found[url] = violations(sized)
    assert {url: some for url, some in found.items() if some} == {}


def test_axe_finds_nothing_on_an_article_with_all_open(sized: Page, skin_url: str) -> None:
    """Evidence, citations and the reader's choices are shown."""
    sized.goto(skin_url)
    sized.locator(ARTICLES).first.click()
    sized.locator(".choices-body").wait_for(state="attached")
    assert "/a/" in sized.url
    sized.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert violations(sized) == {}


def test_axe_sees_either_scheme(page: Page, skin_url: str) -> None:
    """A pale text on white, a dark one where the page is dark: each is found in its scheme."""
    page.goto(skin_url + "404.html")
    page.evaluate("""() => {
      const [light, dark] = [new CSSStyleSheet(), new CSSStyleSheet()];
      light.replaceSync("@media (prefers-color-scheme: light) { main p { color: #eee !important } }");
      dark.replaceSync("@media (prefers-color-scheme: dark) { main p { color: #222 !important } }");
      document.adoptedStyleSheets = [light, dark];
    }""")
    assert {scheme: [rule for rule, _ in found] for scheme, found in violations(page).items()} == {
        "light": ["color-contrast"],
        "dark": ["color-contrast"],
    }
