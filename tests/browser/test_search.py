"""The search page as a reader uses it."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

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


def open_search(page: Page, site: str, /, **state: str | list[str]) -> None:
    """Open the search page in a state, and wait for what it says."""
    page.goto(f"{site}search/?{urlencode(state, doseq=True)}")
    expect(page.locator("#search-status")).to_contain_text(re.compile(r"\d|نتيج|نتائج"))


def state_of(page: Page) -> dict[str, list[str]]:
    """What the page's address says."""
    return parse_qs(urlsplit(page.url).query)


def open_filters(page: Page) -> None:
    """The filters: open on a desktop, behind their summary on a phone."""
    if page.locator("#filters").get_attribute("open") is None:
        page.locator("#filters summary").click()
    expect(page.locator("#facets fieldset").first).to_be_visible()


def count_of(page: Page) -> int:
    """How many results the page says there are."""
    found = re.match(r"\d+", page.locator("#search-status").inner_text())
    return int(found[0]) if found else {"نتيجة واحدة.": 1, "نتيجتان.": 2}[page.locator("#search-status").inner_text()]


def test_a_filter_narrows_to_what_its_count_says(sized: Page, sample_url: str) -> None:
    """A section is ticked: as many results as its count said, all of it, in the address; its chip takes it off."""
    open_search(sized, sample_url, q="البلدية")
    everything = count_of(sized)
    open_filters(sized)
    row = sized.locator("#facets fieldset", has_text="القسم").locator("li").first
    section, count = row.locator("bdi").inner_text(), int(row.locator(".count").inner_text())
    assert 0 < count < everything
    row.locator("input").check()
    expect(sized.locator("#search-status")).to_contain_text(str(count))
    assert state_of(sized) == {"q": ["البلدية"], "section": [section]}
    assert all(section in meta for meta in sized.locator(".result .card-meta").all_inner_texts())
    expect(sized.locator("#facets input:focus")).to_be_checked()
    sized.locator("#chips button").click()
    expect(sized.locator("#search-status")).to_contain_text(str(everything))
    assert state_of(sized) == {"q": ["البلدية"]}


def test_values_of_one_kind_are_alternatives(sized: Page, sample_url: str) -> None:
    """Two publishers give the results of both; the others keep their counts, so that one may be added."""
    open_search(sized, sample_url, q="البلدية", publisher=["صحيفة السهل", "مجلة الواحة"])
    open_filters(sized)
    group = sized.locator("#facets fieldset", has_text="الصحيفة")
    counts = dict(zip(group.locator("bdi").all_inner_texts(), group.locator(".count").all_inner_texts(), strict=True))
    assert count_of(sized) == int(counts["صحيفة السهل"]) + int(counts["مجلة الواحة"])
    assert len(counts) > 2


def test_filters_alone_list_their_articles(sized: Page, sample_url: str) -> None:
    """A place and an author in the address, without a word, list what falls under them."""
    open_search(sized, sample_url, place="عين السدر")
    expect(sized.locator("#search-status")).to_have_text("3 نتائج.")
    open_search(sized, sample_url, author="عبير الشمّاع", sort="date")
    expect(sized.locator("#search-status")).to_have_text("نتيجتان.")
    assert sized.locator("#chips button").first.inner_text().startswith("الكاتب: عبير الشمّاع")


def test_long_lists_of_values_open(sized: Page, sample_url: str) -> None:
    """Eight years are shown, the newest first; «المزيد» shows the others and goes to the first of them."""
    open_search(sized, sample_url, q="البلدية")
    open_filters(sized)
    years = sized.locator("#facets fieldset", has_text="السنة")
    expect(years.locator("li")).to_have_count(8)
    years.locator("button").click()
    shown = years.locator("bdi").all_inner_texts()
    assert len(shown) > 8
    assert shown == sorted(shown, reverse=True)
    expect(years.locator("li").nth(8).locator("input")).to_be_focused()


def test_days_and_order(sized: Page, sample_url: str) -> None:
    """Results from one day to another, the newest first."""
    open_search(sized, sample_url, q="البلدية")
    open_filters(sized)
    sized.get_by_label("من", exact=True).fill("2003-01-01")
    expect(sized.locator("#chips button")).to_have_count(1)
    sized.get_by_label("إلى", exact=True).fill("2020-12-31")
    expect(sized.locator("#chips button")).to_have_count(3)
    sized.get_by_label("الأحدث").check()
    expect(sized.locator(".result").first).to_be_visible()
    assert state_of(sized) == {"q": ["البلدية"], "from": ["2003-01-01"], "to": ["2020-12-31"], "sort": ["date"]}
    expect(sized.locator("#sort-date")).to_be_checked()
    sized.wait_for_function(
        "[...document.querySelectorAll('.result .card-meta')].every(one => /20[012]/.test(one.innerText))"
    )
    metas = sized.locator(".result .card-meta").all_inner_texts()
    years = [int(found[0]) for found in (re.search(r"\d{4}", meta) for meta in metas) if found]
    assert years == sorted(years, reverse=True)
    assert all(2003 <= year <= 2020 for year in years)


def test_days_the_wrong_way_round_are_told(sized: Page, sample_url: str) -> None:
    """No day lies between them, and the page says why."""
    sized.goto(sample_url + "search/?" + urlencode({"q": "البلدية", "from": "2020-01-01", "to": "2010-01-01"}))
    expect(sized.locator("#search-status")).to_contain_text("تاريخ البداية بعد تاريخ النهاية")
    expect(sized.locator("#chips")).to_be_visible()


def test_an_address_that_says_nonsense_is_read_as_far_as_it_goes(sized: Page, sample_url: str) -> None:
    """Days, pages and orders that are none count as not said."""
    open_search(sized, sample_url, q="البلدية", to="amen", page="-3", sort="x", exact="9", **{"from": "2024-13-77"})
    expect(sized.locator(".result")).to_have_count(10)
    expect(sized.locator("#chips")).to_be_hidden()


def test_exact_forms_only(sized: Page, sample_url: str) -> None:
    """The page names the other forms that it looked for; the switch leaves their articles out, its chip adds them."""
    open_search(sized, sample_url, q="بلدية")
    everything = count_of(sized)
    expect(sized.locator("#search-notes")).to_contain_text("بحثنا أيضاً عن «")
    sized.locator("#exact").check()
    expect(sized.locator("#chips button")).to_have_count(1)
    expect(sized.locator("#search-notes")).not_to_contain_text("بحثنا أيضاً عن")
    assert count_of(sized) < everything
    assert state_of(sized)["exact"] == ["1"]
    sized.locator("#chips button").click()
    expect(sized.locator("#exact")).not_to_be_checked()
    expect(sized.locator("#search-status")).to_contain_text(str(everything))


def test_back_and_forward_walk_the_states(sized: Page, sample_url: str) -> None:
    """Each filter is a step in the history, with its results, controls and title."""
    open_search(sized, sample_url, q="البلدية")
    everything = sized.locator("#search-status").inner_text()
    sized.locator("#sort-date").check()
    expect(sized).to_have_url(re.compile("sort=date"))
    sized.locator("#q").fill("النحل")
    sized.locator("#q").press("Enter")
    expect(sized).to_have_title(re.compile("^النحل"))
    sized.go_back()
    sized.go_back()
    expect(sized.locator("#q")).to_have_value("البلدية")
    expect(sized.locator("#sort-relevance")).to_be_checked()
    expect(sized.locator("#search-status")).to_have_text(everything)
    sized.go_forward()
    expect(sized.locator("#sort-date")).to_be_checked()


def test_the_pages_shown_are_in_the_address(sized: Page, sample_url: str) -> None:
    """After «نتائج أخرى» the first new result has the focus, and the address gives as many results again."""
    open_search(sized, sample_url, q="البلدية")
    sized.locator("#more").click()
    expect(sized.locator(".result")).to_have_count(20)
    expect(sized.locator(".result-title a").nth(10)).to_be_focused()
    expect(sized.locator("#search-status")).to_contain_text("المعروض منها 20")
    sized.reload()
    expect(sized.locator(".result")).to_have_count(20)


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
    sized.wait_for_function("scrollY > 0")


def fold_spaces(text: str) -> str:
    """Text with single spaces."""
    return " ".join(text.split())


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


def exported(page: Page, name: str) -> str:
    """The file that a button gives."""
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    return Path(download.value.path()).read_bytes().decode("utf-8")


def test_selected_results_are_exported(sized: Page, sample_url: str) -> None:
    """Two results, then all that are shown, as CSV, RIS, BibTeX and JSON lines, with their absolute addresses."""
    open_search(sized, sample_url, q="البلدية", publisher="صحيفة السهل")
    expect(sized.get_by_role("button", name="CSV")).to_be_disabled()
    titles = sized.locator(".result-title a").all_inner_texts()
    for at in (0, 2):
        sized.locator(".result-pick").nth(at).check()
    rows = list(csv.DictReader(io.StringIO(exported(sized, "CSV").removeprefix("\ufeff"))))
    assert [row["title"] for row in rows] == [titles[0], titles[2]]
    assert all(row["url"].startswith(sample_url) and row["publisher"] == "صحيفة السهل" for row in rows)
    sized.locator("#pick-all").check()
    lines = [json.loads(line) for line in exported(sized, "JSON Lines").splitlines()]
    assert [line["title"] for line in lines] == titles
    assert any(line["authors"] for line in lines)
    ris = exported(sized, "RIS")
    assert (ris.count("TY  - NEWS\r\n"), ris.count("ER  - ")) == (len(titles), len(titles))
    bibtex = exported(sized, "BibTeX")
    assert bibtex.count("@article{") == len(titles)
    assert len(set(re.findall(r"@article\{(.+),", bibtex))) == len(titles)


def test_exports_are_escaped(search: Page) -> None:
    """Formulas, quotes, line breaks and TeX's own characters stay text."""
    title = '=HYPERLINK("x")\n{50%} & $_#~^\\'
    reference = {
        "url": "https://example.org/a/zz/1.html",
        "title": title,
        "date": "2012-03-05",
        "section": "",
        "publisher": "",
        "authors": ["- أ", "ب"],
    }
    script = (
        "async one => { const { FORMATS } = await import(new URL('exports.js', location.href).href);"
        " return Object.fromEntries(Object.entries(FORMATS).map(([key, format]) => [key, format.write([one])])); }"
    )
    written = search.evaluate(script, reference)
    (row,) = csv.DictReader(io.StringIO(written["csv"].removeprefix("\ufeff"), newline=""))
    assert (row["title"], row["authors"]) == ("'" + title, "'- أ; ب")
    assert 'TI  - =HYPERLINK("x") {50%} & $_#~^\\\r\n' in written["ris"]
    assert "DA  - 2012/03/05\r\n" in written["ris"]
    escaped = r"\{50\%\} \& \$\_\#\textasciitilde{}\textasciicircum{}\textbackslash{}"
    assert escaped in written["bibtex"]
    assert "author = {{- أ} and {ب}}" in written["bibtex"]
    assert json.loads(written["jsonl"]) == reference


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
