"""A site that is opened from a disk, without a server."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect


def test_a_reader_walks_from_the_front_page_to_an_article(sized: Page, sample_site: Any) -> None:
    """Links lead to pages and not to lists of files; styles and fonts are there."""
    sized.goto((sample_site.output / "index.html").as_uri())
    assert sized.evaluate("document.fonts.ready.then(() => document.fonts.check('20px \"Warraq Sans\"', 'العربية'))")
    for step in ("nav >> text=الأرشيف", ".years a", ".sheet caption a", ".index a", ".card-title a"):
        sized.locator(step).first.click()
        expect(sized.locator("main")).to_be_visible()
    assert sized.locator("[data-article-body] p").count() > 1
    sized.locator(".masthead-name").click()
    expect(sized.locator(".front-latest")).to_be_visible()


def test_the_search_page_says_why_it_cannot_search(sized: Page, sample_site: Any, errors: list[str]) -> None:
    """From the masthead: the reason, and the way to the index of terms; the browser complains of the module."""
    sized.goto((sample_site.output / "about" / "index.html").as_uri())
    sized.locator("#masthead-q").fill("النحل")
    sized.locator("#masthead-q").press("Enter")
    notice = sized.locator("[data-disk=show]")
    expect(notice).to_contain_text("فُتحت هذه الصفحة من القرص")
    expect(sized.locator("#search-form")).to_be_hidden()
    notice.locator("a", has_text="الفهرس").click()
    expect(sized.locator("h1")).to_have_text("فهرس الكلمات")
    assert all("page.js" in error or "ERR_FAILED" in error for error in errors)
    errors.clear()


def test_a_served_search_page_says_nothing_of_it(page: Page, sample_url: str) -> None:
    """The form is there, the reason is not."""
    page.goto(sample_url + "search/")
    expect(page.locator("[data-disk=show]")).to_be_hidden()
    expect(page.locator("#search-form")).to_be_visible()
