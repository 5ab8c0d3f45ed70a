"""What an article's page offers to its reader."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from archive_build.identity import ID_RE


@pytest.fixture
def article(page: Page, sample_url: str) -> Page:
    """The newest article of the sample."""
    page.goto(sample_url)
    page.locator(".card-title a").first.click()
    page.wait_for_url("**/a/**")
    page.locator(".choices-body").wait_for(state="attached")
    return page


def choose(page: Page, group: str, option: str) -> None:
    """Open the panel of choices and choose."""
    page.locator(".choices summary").click()
    page.get_by_role("group", name=group).get_by_role("radio", name=option, exact=True).check()
    page.keyboard.press("Escape")


def test_a_paragraph_s_address_can_be_copied(article: Page, context: BrowserContext) -> None:
    """The link behind a paragraph leads to it and puts its address on the clipboard."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    article.get_by_role("link", name="رابط الفقرة 2", exact=True).click()
    assert article.url.endswith("#p2")
    expect(article.get_by_role("status").filter(has_text="نُسخ رابط الفقرة")).to_have_count(1)
    assert article.evaluate("navigator.clipboard.readText()") == article.url


def test_a_citation_can_be_copied(article: Page, context: BrowserContext) -> None:
    """BibTeX as it stands on the page."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    article.get_by_text("الاستشهاد بهذا المقال").click()
    article.get_by_role("button", name="نسخ BibTeX").click()
    expect(article.get_by_text("نُسخ", exact=True)).to_be_visible()
    assert article.evaluate("navigator.clipboard.readText()").startswith("@article{")


def test_reading_managers_find_the_article(article: Page) -> None:
    """COinS, and the id that is the article's own."""
    assert "rft.genre=article" in (article.locator(".Z3988").get_attribute("title") or "")
    assert ID_RE.fullmatch(article.locator("article").get_attribute("data-id") or "")


def test_evidence_and_citations_need_no_javascript(browser: Browser, article: Page) -> None:
    """They open without scripts; the panel of choices, which needs them, is not shown."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(article.url)
        page.get_by_text("كيف عرفنا").click()
        assert "%" in page.locator(".facts").inner_text()
        assert re.fullmatch("[0-9a-f]{64}", page.locator(".origin code").inner_text())
        assert not page.locator(".choices").is_visible()


def test_colours_follow_the_device_until_the_reader_chooses(article: Page) -> None:
    """The choice holds over pages and is there before anything is shown."""
    paper = "getComputedStyle(document.body).backgroundColor"
    light = article.evaluate(paper)
    article.emulate_media(color_scheme="dark")
    dark = article.evaluate(paper)
    assert light != dark
    choose(article, "الألوان", "فاتحة")
    assert article.evaluate(paper) == light
    article.goto(article.url)
    assert article.evaluate(paper) == light


def test_digits_are_shown_as_chosen_without_a_change_of_text(article: Page) -> None:
    """The faces for digits are loaded, the text stays, and nothing moves by a line."""
    before = article.locator(".story-when").inner_text()
    choose(article, "الأرقام", "١٢٣")
    article.wait_for_function(
        "[...document.fonts].some((face) => face.family.includes('Arabic Digits') && face.status === 'loaded')"
    )
    assert article.locator(".story-when").inner_text() == before
    assert article.evaluate("document.documentElement.dataset.digits") == "arabic"


def test_months_have_the_names_that_the_reader_chose(article: Page, sample_url: str) -> None:
    """On this page, on the next, and back again."""
    assert "نوفمبر" in article.locator(".story-when").inner_text()
    choose(article, "أسماء الأشهر", "الشام والعراق")
    assert "تشرين الثاني" in article.locator(".story-when").inner_text()
    article.goto(sample_url)
    expect(article.locator(".card time").first).to_contain_text("تشرين الثاني")
    choose(article, "أسماء الأشهر", "مصر والخليج")
    expect(article.locator(".card time").first).to_contain_text("نوفمبر")


def test_text_grows(article: Page) -> None:
    """By the reader's choice, without scrolling sideways."""
    size = "parseFloat(getComputedStyle(document.querySelector('.story-body')).fontSize)"
    before = article.evaluate(size)
    choose(article, "حجم النص", "أكبر جداً")
    assert article.evaluate(size) > before * 1.2
    assert article.evaluate("document.documentElement.scrollWidth") <= 390


def test_nothing_moves_while_a_page_loads(page: Page, sample_url: str) -> None:
    """The sum of layout shifts is 0 on the front page and on an article."""
    page.add_init_script(
        "globalThis.shift = 0; new PerformanceObserver((list) => {"
        " for (const one of list.getEntries()) shift += one.value })"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    page.goto(sample_url)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("shift") == 0
    page.locator(".card-title a").first.click()
    page.wait_for_url("**/a/**")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("shift") == 0


def test_an_article_prints_on_clean_paper(article: Page, tmp_path: Path) -> None:
    """A short one on one sheet of A4, without navigation, search or panels."""
    article.emulate_media(media="print")
    for hidden in (".masthead-bar", ".masthead-search", ".kin", ".story-foot details", ".para"):
        assert not article.locator(hidden).first.is_visible(), hidden
    pdf = article.pdf(path=tmp_path / "article.pdf", format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) in (1, 2)


def test_an_article_is_light_on_a_first_visit(browser: Browser, article: Page) -> None:
    """With style sheets, scripts and fonts, as a host compresses them, and a few Latin words: 120 KB, the page 12."""
    with browser.new_context() as context:
        page = context.new_page()
        loaded: dict[str, bytes] = {}
        page.on("response", lambda response: loaded.update({response.url: response.body()}))
        page.goto(article.url)
        page.wait_for_load_state("networkidle")
    seen = {url: len(gzip.compress(data, 9)) for url, data in loaded.items() if "/search/" not in url}
    assert any(url.endswith(".woff2") for url in seen)
    assert seen[article.url] < 12_000
    assert sum(seen.values()) < 120_000, seen
