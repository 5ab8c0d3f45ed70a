"""A reprint and its original beside each other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from search_page import violations

HEAD = "Title: خبر {0}\nDate: 2012-09-0{0}\nPublisher: صحيفة {0}\nId: {0:012}\n{1}\n"
TEXT = "قال {0} إن السوق يفتح غداً.\n\nفقرة هي نفسها في النصّين.\n\nوحضر {1}.\n"


@pytest.fixture(scope="module")
def copies_url(build_site: Callable[..., Any], serve: Callable[[Path], str]) -> str:
    """A site of an article and its copy."""
    old = HEAD.format(1, "Also_in: 000000000002\n") + TEXT.format("الوزير", "الناس")
    new = HEAD.format(2, "Duplicate_of: 000000000001\n") + TEXT.format("المدير", "الناس والصحفيون")
    return serve(build_site(articles={"1.md": old, "2.md": new}).output)


@pytest.mark.parametrize("number", [1, 2])
def test_either_article_leads_there_without_javascript(browser: Browser, copies_url: str, number: int) -> None:
    """The words that differ are marked on their sides, and both articles are linked."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{copies_url}a/00/000000000{number}.html")
        page.get_by_role("link", name="قارن النصّين").click()
        assert page.locator(".diff del").all_inner_texts() == ["الوزير", "الناس."]
        assert page.locator(".diff ins").all_inner_texts() == ["المدير", "الناس والصحفيون."]
        assert page.locator(".diff th a").all_inner_texts() == ["خبر 1", "خبر 2"]


def test_texts_stand_beside_each_other_on_a_desktop_and_below_on_a_phone(sized: Page, copies_url: str) -> None:
    """On a phone what is the same stands once; differences show without colour too."""
    sized.goto(f"{copies_url}compare/00/0000000002.html")
    left, right = (sized.locator(".diff tbody tr").first.locator("td").nth(at).bounding_box() for at in (0, 1))
    assert left
    assert right
    wide = sized.viewport_size is not None and sized.viewport_size["width"] > 800
    assert (left["y"] == right["y"]) == wide
    assert sized.locator(".diff .same td").nth(1).is_visible() == wide
    line = "(name) => getComputedStyle(document.querySelector(`.diff ${name}`)).textDecorationLine"
    assert [sized.evaluate(line, name) for name in ("del", "ins")] == ["line-through", "underline"]
    assert sized.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_axe_finds_nothing(sized: Page, copies_url: str) -> None:
    """In both colour schemes and widths."""
    sized.goto(f"{copies_url}compare/00/0000000002.html")
    assert violations(sized) == {}
