"""The index from أ to ي, which needs no JavaScript."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from search_page import violations


def test_an_article_is_reached_without_javascript(browser: Browser, sample_url: str) -> None:
    """From the search page, which says that it needs scripts, by a letter and a term to an article that has it."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(sample_url + "search/")
        page.locator("noscript a", has_text="الفهرس").click()
        expect(page.locator("h1")).to_have_text("فهرس الكلمات")
        page.locator(".letters a").first.click()
        term = page.locator(".term").first
        word = term.locator("h2 bdi").inner_text()
        assert term.locator("li").count() >= 2
        assert all(word.removeprefix("ال") in title for title in term.locator("li a").all_inner_texts())
        term.locator("li a").first.click()
        assert page.locator("[data-article-body] p").count() > 1


def test_the_letters_lead_from_one_to_another(sized: Page, sample_url: str) -> None:
    """The page's own letter is marked; the header and the footer lead to the index."""
    sized.goto(sample_url)
    sized.locator(".colophon a", has_text="فهرس الكلمات").click()
    sized.locator(".letters a").nth(1).click()
    expect(sized.locator(".letters [aria-current]")).to_have_text("ب")
    sized.locator(".letters a").nth(2).click()
    expect(sized.locator("h1")).to_have_text("حرف ت")
    sized.locator("nav >> text=الفهرس").first.click()
    expect(sized.locator("h1")).to_have_text("فهرس الكلمات")


@pytest.mark.parametrize("url", ["terms/", "terms/alef/", "terms/seen/"])
def test_axe_finds_nothing(sized: Page, sample_url: str, url: str) -> None:
    """Letters, and a letter's terms."""
    sized.goto(sample_url + url)
    assert violations(sized) == {}


def test_the_sitemap_has_the_index(sample_site: Any) -> None:
    """Each of its pages."""
    sitemap = (sample_site.output / "sitemap.xml").read_text(encoding="utf-8")
    letters = sorted((sample_site.output / "terms").glob("*/index.html"))
    assert len(letters) > 5
    assert all(f"/terms/{path.parent.name}/</loc>" in sitemap for path in letters)
    assert "/terms/</loc>" in sitemap
