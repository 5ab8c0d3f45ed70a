"""An address that someone sends: whatever it asks for, it leads nowhere else, runs nothing and changes no object."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page

HOSTILE = [
    "javascript:alert(1)",
    "//evil.example/",
    "https://evil.example/",
    "data:text/html,<script>alert(1)</script>",
]
NAMES = ["url", "next", "redirect", "return", "root", "data-root", "href", "q", "section", "publisher", "from", "sort"]
LINKS = """[...document.querySelectorAll('a[href], form, [src], link[href]')]
    .map((one) => one.tagName === 'FORM' ? one.action : one.href ?? one.src)"""


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("path", ["search/", "", "about/", "a/none.html"])
def test_no_parameter_leads_elsewhere(page: Page, sample_url: str, errors: list[str], path: str, value: str) -> None:
    """Neither the page goes there nor does a link, a form or a resource of it."""
    page.on("dialog", lambda dialog: (errors.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda one: errors.append(one.url) if not one.url.startswith(sample_url) else None)
    page.goto(f"{sample_url}{path}?{urlencode(dict.fromkeys(NAMES, value))}#{value}")
    page.wait_for_load_state("networkidle")
    assert page.url.startswith(sample_url)
    assert [
        address for address in page.evaluate(LINKS) if "evil" in address and not address.startswith(sample_url)
    ] == []
    assert [address for address in page.evaluate(LINKS) if address.startswith(("javascript:", "data:text"))] == []
    errors[:] = [error for error in errors if "404" not in error]


@pytest.mark.parametrize(
    "name", ["__proto__", "constructor", "constructor[prototype][x]", "__proto__[x]", "__proto__.x"]
)
def test_no_parameter_reaches_a_prototype(page: Page, sample_url: str, name: str) -> None:
    """In the page as loaded, after a search and with the filters open."""
    page.goto(f"{sample_url}search/?{urlencode({name: 'y', 'q': '__proto__ constructor السوق', 'section': name})}")
    page.wait_for_function("document.querySelector('#search-status').textContent.trim() !== ''")
    page.locator("#filters summary").first.dispatch_event("click")
    assert page.evaluate("({}).x ?? [].x ?? (() => {}).x ?? null") is None


@pytest.mark.parametrize(
    "stored",
    ["null", "[]", "7", '"x"', '{"a-b": "1"}', '{"theme": {"a": 1}, "size": 7}', '{"__proto__": {"x": 1}}', "{"],
)
def test_what_another_site_of_the_host_stored_breaks_nothing(page: Page, sample_url: str, stored: str) -> None:
    """Project pages of one account share an origin, and with it the storage."""
    page.goto(f"{sample_url}about/")
    page.evaluate("stored => localStorage.setItem('warraq', stored)", stored)
    page.reload()
    page.locator(".choices summary").click()
    page.locator("input[name=choice-theme][value=dark]").check(force=True)
    assert json.loads(page.evaluate("localStorage.getItem('warraq')")) == {"theme": "dark"}
