"""Skins look otherwise and read alike; what browsers and feed readers look for is there."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page
from test_pages import PAGES

WIDTHS = (390, 820, 1440)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_of_a_skin_complains_or_scrolls_sideways(page: Page, skin_url: str, width: int) -> None:
    """No console error, no policy violation, no overflow."""
    page.set_viewport_size({"width": width, "height": 900})
    for url in PAGES:
        page.goto(skin_url + url)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, url


def test_nothing_moves_while_a_page_of_a_skin_loads(page: Page, skin_url: str) -> None:
    """The sum of layout shifts is 0."""
    page.add_init_script(
        "globalThis.shift = 0; new PerformanceObserver((list) => {"
        " for (const one of list.getEntries()) shift += one.value })"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    for url in ("", "section/رياضة/", "statistics/"):
        page.goto(skin_url + url)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("shift") == 0, url


def test_headlines_are_set_in_a_face_of_the_site_at_first_sight(page: Page, skin_url: str) -> None:
    """Latin letters in them too: all come with the faces that are asked for at once."""
    page.goto(skin_url)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(
        "(() => { const { fontFamily, fontWeight } = getComputedStyle(document.querySelector('.card-title'));"
        " return document.fonts.check(`${fontWeight} 20px ${fontFamily.split(',')[0]}`, 'عنوان WHO 12'); })()"
    )


def test_a_list_fills_a_wide_screen(page: Page, skin_url: str) -> None:
    """The first article of a list stands at the right edge of the content, another at its left."""
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(skin_url + "section/رياضة/")
    edges = page.evaluate(
        "[...document.querySelectorAll('.list .card')].map((card) => card.getBoundingClientRect())"
        ".map(({ left, right }) => [left, right])"
    )
    box = page.locator(".list").bounding_box()
    assert box
    assert max(right for _, right in edges) == pytest.approx(box["x"] + box["width"], abs=1)
    assert min(left for left, _ in edges) == pytest.approx(box["x"], abs=1)


def test_feeds_and_search_are_discovered(page: Page, sample_url: str) -> None:
    """Each address that a page names as a feed or as its search's description is there, of the kind that it says."""
    page.goto(sample_url + "section/رياضة/")
    links = page.evaluate(
        "[...document.querySelectorAll('link[rel=alternate], link[rel=search]')].map(({ type, href }) => [type, href])"
    )
    kinds = [kind for kind, _ in links]
    assert sorted(kinds) == sorted(
        ["application/atom+xml", "application/feed+json"] * 2
        + ["application/rss+xml", "application/opensearchdescription+xml"]
    )
    for kind, href in links:
        text = page.request.get(href).text()
        assert text.startswith("{" if "json" in kind else "<?xml"), href


def test_statistics_need_no_javascript(browser: Browser, sample_url: str) -> None:
    """From the footer; the chart's table opens."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(sample_url)
        page.get_by_role("contentinfo").get_by_role("link", name="إحصاءات").click()
        page.get_by_text("المقالات سنة بسنة").click()
        assert page.locator(".chart table").is_visible()
        assert page.locator("#gaps ~ table tr").count() > 1
