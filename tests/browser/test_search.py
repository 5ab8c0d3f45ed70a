"""The search page as a reader types into it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Page, expect
from search_page import address_of, open_search, query_of, type_query

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"


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


def test_more_results_follow(search: Page, sample_url: str) -> None:
    """Ten at a time, each once."""
    open_search(search, sample_url, q="البلدية")
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
        ("-البلدية", "أضف كلمة تبحث عنها"),
        ("-قسطنطينوبوليتان", "أضف كلمة تبحث عنها"),
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
    """Opening the search page starts no worker and loads no index; nor does typing what is no word."""
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(urlsplit(request.url).path))
    page.goto(sample_url + "search/")
    type_query(page, " «؟!")
    expect(page.locator("#search-status")).to_contain_text("اكتب كلمة أخصّ")
    page.wait_for_load_state("networkidle")
    assert [path for path in fetched if path.endswith((".json", ".bin", "worker.js", "exports.js"))] == []
    with page.expect_request("**/search/worker.js"):
        type_query(page, "ا")


def test_a_page_of_results_asks_for_six_files_beside_those_of_its_words_and_titles(page: Page, sample_url: str) -> None:
    """The page, its style sheet, the site's script, the search's own, its worker and the manifest."""
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(urlsplit(request.url).path))
    page.goto(sample_url + "search/?q=النحل")
    expect(page.locator(".result").first).to_be_visible()
    titles = max(at for at, path in enumerate(fetched) if path.startswith("/search/titles/"))
    others = [path for path in fetched[:titles] if not path.startswith(("/search/terms/", "/search/titles/"))]
    code = ["/search/manifest.json", "/search/page.js", "/search/worker.js"]
    assert sorted(others) == ["/search/", *code, "/theme/css/site.css", "/theme/js/site.js"]


def test_who_goes_to_the_field_of_a_page_has_the_search_fetched_meanwhile(page: Page, sample_url: str) -> None:
    """Its two scripts and the manifest, once, and not before."""
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(urlsplit(request.url).path))
    page.goto(sample_url + "about/")
    page.wait_for_load_state("networkidle")
    assert [path for path in fetched if path.startswith("/search/")] == []
    for _ in range(2):
        page.locator("#masthead-q").focus()
        page.wait_for_load_state("networkidle")
        page.locator("#masthead-q").blur()
    ahead = ["/search/manifest.json", "/search/page.js", "/search/worker.js"]
    assert sorted(path for path in fetched if path.startswith("/search/")) == ahead


def test_latin_keys_of_an_arabic_keyboard(sized: Page, sample_url: str) -> None:
    """What gives nothing in Latin letters is offered in the Arabic of the same keys."""
    sized.goto(sample_url + "search/?" + urlencode({"q": "hgfg]dm"}))
    link = sized.locator("#search-notes a")
    expect(link).to_have_text("البلدية")
    link.click()
    expect(sized.locator(".result")).to_have_count(10)
    assert query_of(sized) == "البلدية"


def test_two_words_written_as_one_are_offered_apart(sized: Page, sample_url: str) -> None:
    """«هل تقصد» links to the query as it was meant; words that nothing is like are named."""
    open_search(sized, sample_url, q="سباقالقوارب قسطنطينوبوليتان")
    expect(sized.locator("#search-status")).to_contain_text("لم نجد «قسطنطينوبوليتان» ولا ما يشبهها.")
    sized.locator("#search-notes a", has_text="سباق القوارب").click()
    expect(sized.locator("#q")).to_have_value("سباق القوارب قسطنطينوبوليتان")


def test_keys_reach_the_field_on_an_arabic_keyboard(search: Page) -> None:
    """The key of `/` gives «ظ» there; from a ticked result the arrows go on to the next one."""
    type_query(search, "البلدية")
    search.locator(".result-pick").first.check()
    search.keyboard.press("ArrowDown")
    expect(search.locator(".result-title a").nth(1)).to_be_focused()
    search.evaluate(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'ظ', code: 'Slash', bubbles: true}))"
    )
    expect(search.locator("#q")).to_be_focused()


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
