"""Every kind of page in a real browser, under its policy."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

PAGES = [
    "",
    "archive/",
    "2024/",
    "2024/05/",
    "2024/05/19/",
    "hijri/",
    "hijri/1445/",
    "hijri/1445/11/",
    "on/",
    "on/05-19/",
    "on/hijri/",
    "on/hijri/11-11/",
    "author/",
    "place/",
    "agency/",
    "section/",
    "section/رياضة/",
    "publisher/",
    "statistics/",
    "undated/",
    "terms/",
    "terms/alef/",
    "search/",
    "about/",
]


@pytest.mark.parametrize("width", [390, 820, 1280])
def test_no_page_complains_or_scrolls_sideways(page: Page, sample_url: str, width: int) -> None:
    """At phone, tablet and desktop width: no console error, no policy violation, no overflow, right to left."""
    page.set_viewport_size({"width": width, "height": 900})
    for url in [*PAGES, _first_article(page, sample_url)]:
        page.goto(sample_url + url)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, url
        assert page.evaluate("getComputedStyle(document.body).direction") == "rtl", url


def _first_article(page: Page, sample_url: str) -> str:
    page.goto(sample_url)
    href = page.locator(".card-title a").first.get_attribute("href") or ""
    return href.removeprefix("./")


def test_the_faces_are_the_sites_own(page: Page, sample_url: str) -> None:
    """Text and headings are set in the subset faces, which cover all letters of the page."""
    page.goto(sample_url + _first_article(page, sample_url))
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('20px \"Warraq Text\"', 'العربية'))")
    loaded = page.evaluate("[...document.fonts].filter(face => face.status === 'loaded').map(face => face.family)")
    assert {name.strip('"') for name in loaded} == {"Warraq Text", "Warraq Display", "Warraq Sans"}


def test_an_unknown_address_gets_the_sites_own_page(page: Page, sample_url: str, errors: list[str]) -> None:
    """404 is said in Arabic, with status 404, and its links work from any depth."""
    response = page.goto(sample_url + "a/zz/nothing.html")
    assert response is not None
    assert response.status == 404
    assert page.locator("h1").inner_text() == "الصفحة غير موجودة"
    errors.clear()


def test_reading_needs_no_javascript(browser: Browser, sample_url: str) -> None:
    """From the front page to an article by the calendar, with scripts off."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(sample_url)
        for step in ("nav >> text=الأرشيف", ".years a", ".sheet caption a", ".index a", ".card-title a"):
            page.locator(step).first.click()
        assert page.locator("[data-article-body] p").count() > 1
        page.goto(sample_url + "search/")
        assert "يحتاج البحث إلى" in page.locator("#content noscript").inner_text()


def test_the_keyboard_reaches_the_content(page: Page, sample_url: str) -> None:
    """The first stop is a link that skips the masthead."""
    page.goto(sample_url)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "إلى المحتوى"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
