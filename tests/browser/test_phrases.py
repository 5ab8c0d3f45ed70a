"""Words between quotation marks, and the passages that results show."""

from __future__ import annotations

import re
from urllib.parse import unquote

from playwright.sync_api import Page, expect
from search_page import address_of, count_of, open_search


def test_phrases_are_checked_against_the_texts(sized: Page, sample_url: str) -> None:
    """Words in quotes stand side by side in every result; the page says how many texts it read."""
    open_search(sized, sample_url, q="رأس المرجان")
    loose = count_of(sized)
    for quoted in ("«رأس المرجان»", '"رأس المرجان"', "“رأس المرجان”"):
        open_search(sized, sample_url, q=quoted)
        expect(sized.locator("#search-status")).to_contain_text("بنصّها")
        assert 0 < sized.locator(".result").count() < loose
    open_search(sized, sample_url, q="«المرجان رأس»")
    expect(sized.locator("#search-status")).to_contain_text("لم نجد العبارة بنصّها. فُحصت نصوص")
    expect(sized.locator(".result")).to_have_count(0)


def test_a_phrase_reads_only_texts_that_have_all_its_words(sized: Page, sample_url: str) -> None:
    """The index knows which: fewer texts are read than have any of the words."""
    open_search(sized, sample_url, q="رأس المرجان")
    anywhere = count_of(sized)
    open_search(sized, sample_url, q="«رأس المرجان»")
    told = sized.locator("#search-status").inner_text()
    checked = re.search(r"فُحصت نصوص (\d+) مقال", told)
    assert checked, told
    assert int(checked[1]) < anywhere


def test_a_phrase_beside_other_words_is_let_go_where_no_text_has_it(sized: Page, sample_url: str) -> None:
    """The page says so, and shows the results of the words."""
    open_search(sized, sample_url, q='"المرجان رأس" البلدية')
    expect(sized.locator("#search-status")).to_contain_text("لم نجد ما بين علامتي التنصيص بنصّه")
    expect(sized.locator(".result")).to_have_count(10)


def test_a_phrase_with_a_word_that_the_archive_lacks_reads_nothing(sized: Page, sample_url: str) -> None:
    """It is told at once, and what to try."""
    open_search(sized, sample_url, q="«سباق القسطنطينوبوليتان»")
    expect(sized.locator("#search-status")).to_contain_text("لم نجد مقالاً فيه كل كلمات العبارة")
    expect(sized.locator("#search-status")).to_contain_text("من دون علامتي التنصيص")


def test_the_passage_of_a_phrase_is_shown(sized: Page, sample_url: str) -> None:
    """Its words are marked side by side, and nothing else is."""
    open_search(sized, sample_url, q="«رأس المرجان»")
    expect(sized.locator("mark").first).to_be_visible()
    for result in sized.locator(".result").all():
        result.scroll_into_view_if_needed()
    sized.wait_for_load_state("networkidle")
    shown = [result for result in sized.locator(".result").all() if result.locator("mark").count()]
    assert len(shown) > 2
    for result in shown:
        assert {fold_spaces(mark) for mark in result.locator("mark").all_inner_texts()} == {"رأس", "المرجان"}
        assert "رأس المرجان" in fold_spaces(result.locator(".result-snippet").inner_text())


def test_phrases_come_page_by_page(sized: Page, sample_url: str) -> None:
    """Each result once; the address of the second page gives both again."""
    open_search(sized, sample_url, q="«في المدينة»")
    total = 0
    while sized.locator("#more").is_visible():
        total = sized.locator(".result").count()
        sized.locator("#more").click()
        expect(sized.locator("#more")).to_be_enabled()
    links = [address_of(link) for link in sized.locator(".result-title a").all()]
    assert len(set(links)) == len(links) >= total
    sized.reload()
    expect(sized.locator(".result")).to_have_count(len(links))
    assert [address_of(link) for link in sized.locator(".result-title a").all()] == links


def test_a_result_opens_at_its_passage(sized: Page, sample_url: str) -> None:
    """The link names the marked words and those before them, well encoded, and the browser goes there."""
    open_search(sized, sample_url, q="القوارب")
    link = sized.locator(".result-title a").first
    expect(link).to_have_attribute("href", re.compile("#:~:text="))
    directives = (link.get_attribute("href") or "").split("#:~:")[1].split("&")
    texts = [unquote(directive.removeprefix("text=").split("-,")[-1]) for directive in directives]
    marks = {fold_spaces(mark) for mark in sized.locator(".result").first.locator("mark").all_inner_texts()}
    assert set(" ".join(texts).split()) <= {word for mark in marks for word in mark.split()}
    sized.set_viewport_size({"width": 390, "height": 300})
    link.click()
    expect(sized.locator("[data-article-body]")).to_contain_text(texts[0])
    sized.evaluate("async () => { while (scrollY === 0) await new Promise(done => setTimeout(done, 20)); }")


def fold_spaces(text: str) -> str:
    """Text with single spaces."""
    return " ".join(text.split())
