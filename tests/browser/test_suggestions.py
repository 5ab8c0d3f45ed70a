"""Words under the search field that complete the one being typed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from search_page import violations


@pytest.fixture
def search(sized: Page, sample_url: str) -> Page:
    """The sample site's search page, at both widths."""
    sized.goto(sample_url + "search/")
    return sized


def options(page: Page) -> Locator:
    """The suggestions that are shown."""
    return page.locator("#suggestions [role=option]")


def offered(page: Page, typed: str) -> list[str]:
    """What is suggested for a beginning of a word."""
    page.locator("#q").fill("")
    expect(page.locator("#suggestions")).to_be_hidden()
    page.locator("#q").fill(typed)
    expect(options(page).first).to_be_visible()
    return options(page).all_inner_texts()


def test_words_of_the_archive_are_suggested_as_it_spells_them(search: Page) -> None:
    """Typed without hamza, with an article or a conjunction; what was typed before the word stays."""
    assert "القوارب" in offered(search, "سباق قو")
    assert "القوارب" in offered(search, "سباق القو")
    assert "والقوارب" in offered(search, "والقو")
    assert all(re.match("[أإا]", word) for word in offered(search, "اع"))


def test_arrows_and_enter_complete_the_word(search: Page) -> None:
    """The field says which one is active; the completed query is asked at once, and the list closes."""
    words = offered(search, "سباق القو")
    field = search.locator("#q")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowUp")
    expect(options(search).last).to_have_attribute("aria-selected", "true")
    field.press("ArrowDown")
    expect(field).not_to_have_attribute("aria-activedescendant", re.compile("."))
    field.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "suggestion-0")
    field.press("Enter")
    expect(field).to_have_value(f"سباق {words[0]}")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(search.locator(".result").first).to_be_visible()
    expect(search).to_have_title(re.compile(f"^سباق {words[0]}"))


def test_a_click_completes_the_word(search: Page) -> None:
    """The focus stays in the field, what stands behind the word stays."""
    field = search.locator("#q")
    field.fill("القو سباق")
    field.evaluate("input => { input.setSelectionRange(4, 4); input.dispatchEvent(new Event('input')); }")
    word = options(search).first
    text = word.inner_text()
    word.click()
    expect(field).to_have_value(f"{text} سباق")
    expect(field).to_be_focused()
    expect(options(search)).to_have_count(0)


def test_escape_closes_the_list_and_then_empties_the_field(search: Page) -> None:
    """Another field that gets the focus closes it too."""
    field = search.locator("#q")
    offered(search, "القو")
    field.press("Escape")
    expect(search.locator("#suggestions")).to_be_hidden()
    expect(field).to_have_value("القو")
    field.press("Escape")
    expect(field).to_have_value("")
    offered(search, "القو")
    field.press("Tab")
    expect(search.locator("#suggestions")).to_be_hidden()


def test_enter_without_a_choice_asks_what_was_typed(search: Page) -> None:
    """The list is an offer."""
    offered(search, "القو")
    search.locator("#q").press("Enter")
    expect(search.locator("#suggestions")).to_be_hidden()
    expect(search).to_have_url(re.compile("q="))
    expect(search.locator("#q")).to_have_value("القو")


def test_a_reader_hears_how_many_there_are(search: Page) -> None:
    """A live region tells the number and the keys, and is empty again when the list closes."""
    offered(search, "ال مد")
    expect(search.locator("#suggestions-status")).to_contain_text("اقتراح")
    search.locator("#q").press("Escape")
    expect(search.locator("#suggestions-status")).to_be_empty()


def test_nothing_is_fetched_for_a_single_letter(page: Page, sample_url: str) -> None:
    """Suggestions are read when the second letter is typed."""
    page.goto(sample_url + "search/")
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("#q").evaluate("input => { input.value = 'م'; input.setSelectionRange(1, 1); }")
    page.locator("#q").dispatch_event("keyup")
    assert asked == []
    assert page.locator("#suggestions").is_hidden()


def test_axe_finds_nothing_in_an_open_list(search: Page) -> None:
    """With an active option."""
    offered(search, "القو")
    search.locator("#q").press("ArrowDown")
    search.wait_for_load_state("networkidle")
    assert violations(search) == {}
