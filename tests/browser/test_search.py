"""The search page as a reader uses it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"


def query_of(page: Page) -> str:
    """The query in the page's address."""
    return parse_qs(urlsplit(page.url).query).get("q", [""])[0]


def address_of(link: Locator) -> str:
    """Where a result leads, without the passage."""
    return (link.get_attribute("href") or "").split("#")[0]


def type_query(page: Page, text: str) -> None:
    """Type into the search field, key by key."""
    page.locator("#q").press_sequentially(text)


@pytest.fixture
def search(page: Page, sample_url: str) -> Page:
    """The sample site's search page."""
    page.goto(sample_url + "search/")
    return page


def test_typing_finds_and_marks(search: Page) -> None:
    """Without hamza, teh marbuta or article, the word is found; snippets mark whole words as they stand."""
    type_query(search, "سباق القوارب")
    first = search.locator(".result").first
    expect(first.locator("mark").first).to_be_visible()
    marks = {mark.strip() for mark in search.locator("mark").all_inner_texts()}
    assert any("سباق" in mark for mark in marks)
    assert query_of(search) == "سباق القوارب"
    assert (
        "نتيجة" in search.locator("#search-status").inner_text()
        or "نتائج" in search.locator("#search-status").inner_text()
    )


def test_spelling_variants_find_the_same(search: Page) -> None:
    """Hamza, teh marbuta, diacritics and tatweel make no difference."""
    found = []
    for text in ("بلدية", "بلديه", "بَلَدِيّة", "بلـــدية", "البلدية"):
        search.locator("#q").fill(text)
        search.locator("#search-form").evaluate("form => form.requestSubmit()")
        expect(search.locator("#search-status")).not_to_be_empty()
        expect(search.locator(".result").first).to_be_visible()
        found.append({address_of(link) for link in search.locator(".result-title a").all()})
    assert all(len(links & found[0]) >= 8 for links in found)


def test_an_address_is_a_query(page: Page, sample_url: str) -> None:
    """`?q=` searches at once; a result opens its article, and back returns to the results."""
    page.goto(sample_url + "search/?q=النحل")
    link = page.locator(".result-title a").first
    title = link.inner_text()
    link.click()
    expect(page.locator("h1")).to_have_text(title)
    page.go_back()
    expect(page.locator(".result-title a").first).to_have_text(title)


def test_the_masthead_searches_too(page: Page, sample_url: str) -> None:
    """The field on every page leads to the search page."""
    page.goto(sample_url + "about/")
    page.locator("#masthead-q").fill("النحل")
    page.locator("#masthead-q").press("Enter")
    expect(page.locator(".result").first).to_be_visible()
    assert query_of(page) == "النحل"


def test_keys(search: Page) -> None:
    """Arrows walk the results, `/` returns to the field, Escape empties it."""
    type_query(search, "البلدية")
    expect(search.locator(".result").first).to_be_visible()
    search.keyboard.press("ArrowDown")
    search.keyboard.press("ArrowDown")
    second = search.locator(".result-title a").nth(1)
    expect(second).to_be_focused()
    search.keyboard.press("ArrowUp")
    expect(search.locator(".result-title a").first).to_be_focused()
    search.keyboard.press("/")
    expect(search.locator("#q")).to_be_focused()
    search.keyboard.press("Escape")
    expect(search.locator(".result")).to_have_count(0)
    assert (search.locator("#q").input_value(), query_of(search)) == ("", "")


def test_more_results_follow(search: Page) -> None:
    """Ten at a time, each once."""
    type_query(search, "البلدية")
    expect(search.locator(".result")).to_have_count(10)
    search.locator("#more").click()
    expect(search.locator(".result")).to_have_count(20)
    links = [address_of(link) for link in search.locator(".result-title a").all()]
    assert len(set(links)) == 20


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("قسطنطينوبوليتان", "لا نتائج"),
        ("من في على", "كلمات شائعة"),
        ("!!! ؟؟ «»", "كلمات شائعة"),
        ("سباقالقوارب", "فبحثنا عن «سباق القوارب»"),
    ],
)
def test_the_page_says_what_it_did(search: Page, text: str, message: str) -> None:
    """No result, only common words, and words looked for otherwise are told in words."""
    type_query(search, text)
    expect(search.locator("#search-status")).to_contain_text(message)


@pytest.mark.parametrize(
    "text",
    [
        '+"title:x^9~2 -*',
        "\\",
        "كلمة" * 2500,
        "😀 النحل 🐝",
        "<img src=x onerror=alert(1)>",
        "__proto__ constructor",
        "\ud800",
    ],
)
def test_nothing_typed_breaks_it(search: Page, text: str) -> None:
    """Query syntax, 10,000 characters, emoji, markup, object keys: the page answers and stays usable."""
    search.locator("#q").evaluate("(input, text) => { input.value = text; input.form.requestSubmit(); }", text)
    expect(search.locator("#search-status")).not_to_be_empty()
    search.locator("#q").fill("النحل")
    expect(search.locator(".result").first).to_be_visible()
    assert search.locator("main img").count() == 0


def test_a_failed_load_is_told_and_tried_again(page: Page, sample_url: str, errors: list[str]) -> None:
    """Without its index the page says so in Arabic and offers another try, which works."""
    page.context.route("**/search/manifest.json", lambda route: route.abort())
    page.goto(sample_url + "search/?q=النحل")
    expect(page.locator("#search-status")).to_contain_text("تعذّر تحميل فهرس البحث")
    page.context.unroute("**/search/manifest.json")
    page.locator("#search-status button").click()
    expect(page.locator(".result").first).to_be_visible()
    errors.clear()


def test_nothing_is_fetched_before_the_reader_asks(page: Page, sample_url: str) -> None:
    """Opening the search page loads no index."""
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(urlsplit(request.url).path))
    page.goto(sample_url + "search/")
    page.wait_for_load_state("networkidle")
    assert [path for path in fetched if path.endswith(".json")] == []


def real_articles(folder: Path) -> dict[str, str]:
    """The seed and 500 real articles as a scrape leaves them, by file name."""
    command = [sys.executable, str(SHARED / "tools/raw_corpus.py"), str(folder), "-n", "500"]
    subprocess.run(command, check=True)
    texts = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.txt")}
    return texts | {"seed.txt": (SHARED / "seed/article.txt").read_text(encoding="utf-8")}


@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="shared/corpus is not here")
def test_the_seed_is_found_among_real_articles(
    page: Page, serve: Callable[[Path], str], build_site: Callable[..., Any], tmp_path: Path
) -> None:
    """«مكافحه الارهاب في العراق», typed on a site of the seed and 500 real articles, finds it in the first three."""
    site = build_site(real_articles(tmp_path))
    page.goto(serve(site.output) + "search/")
    type_query(page, "مكافحه الارهاب في العراق")
    expect(page.locator(".result")).to_have_count(10)
    titles = page.locator(".result-title a").all_inner_texts()
    assert "واشنطن: «داعش» يرصّ صفوفه وما زال يمثل خطراً" in titles[:3]
    page.get_by_role("link", name="واشنطن: «داعش»").first.click()
    expect(page.locator(".story-deck")).to_contain_text("التحالف الدولي يسعى إلى سد منافذ التجنيد")
    expect(page.locator(".story-meta")).to_contain_text("بلا تاريخ")
    expect(page.locator("[data-article-body]")).not_to_contain_text("لم تشترك بعد")
