"""Every kind of page as axe-core judges it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from search_page import violations
from test_pages import PAGES

from archive_build.run import Options, build
from archive_build.withdrawn import Withdrawal
from news_ingest.withdraw import withdraw_article

ARTICLES = ".card-title a"
ARTICLE = "Title: خبر {0}\nDate: 2015-07-21\nCategory: رياضة\nId: {0:012}\n\nنصّ الخبر.\n"


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


@pytest.fixture(scope="module", params=["newspaper", "archive"])
def gone_url(request: pytest.FixtureRequest, build_site: Callable[..., Any], serve: Callable[..., str]) -> str:
    """The address, in each skin, of a site with an article that was withdrawn and an address that moved."""
    site = build_site(articles={f"{number}.md": ARTICLE.format(number) for number in (1, 2)})
    list(withdraw_article(site.content, Withdrawal("000000000001", "2026-03-14", "", "طلب صاحب الشأن (by request)")))
    (site.content / "redirects.csv").write_text("old,new,note\n/old/1.html,000000000002,\n", encoding="utf-8")
    with contextlib.chdir(Path(__file__).parents[2]):
        build(site.content, site.output, options=Options(skin=request.param))
    return serve(site.output)


def test_axe_finds_nothing_on_what_is_gone(sized: Page, gone_url: str) -> None:
    """The note in a withdrawn article's place, the list of them, and a page that leads on, before it does."""
    sized.route("**/a/00/0000000002.html", lambda route: route.fulfill(status=204))
    pages = {"a/00/0000000001.html": "withdrawn", "withdrawn/": "withdrawn-list", "old/1.html": "moved"}
    for url, kind in pages.items():
        sized.goto(gone_url + url)
        assert sized.get_attribute("body", "data-kind") == kind
        assert violations(sized) == {}
