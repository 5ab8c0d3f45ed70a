"""A damaged file of the search index: the page says so in Arabic, shows nothing wrong, and mends itself."""

from __future__ import annotations

from playwright.sync_api import Page, Route, expect
from search_page import type_query


def damage(route: Route) -> None:
    """A host's answer with its last byte changed."""
    data = route.fetch().body()
    route.fulfill(body=data[:-1] + bytes([data[-1] ^ 1]))


def test_a_damaged_file_is_told_and_no_result_shown(page: Page, sample_url: str) -> None:
    """Whatever was found before is gone; with a whole file the button finds."""
    page.goto(f"{sample_url}search/")
    page.route("**/search/terms/**", damage)
    type_query(page, "البلدية")
    expect(page.locator("#search-status")).to_contain_text("وصل ملف من فهرس البحث تالفاً")
    assert page.locator(".result").count() == 0
    page.unroute("**/search/terms/**")
    page.locator("#search-status button").click()
    expect(page.locator(".result").first).to_be_visible()


def test_what_a_cache_had_damaged_is_fetched_past_it(page: Page, sample_url: str) -> None:
    """The second fetch asks the host itself."""
    asked: list[str] = []

    def damage_once(route: Route) -> None:
        asked.append(route.request.url)
        damage(route) if asked.count(route.request.url) == 1 else route.continue_()

    page.goto(f"{sample_url}search/")
    page.route("**/search/titles/**", damage_once)
    type_query(page, "البلدية")
    expect(page.locator(".result").first).to_be_visible()
    assert asked
    assert all(asked.count(address) == 2 for address in asked)
