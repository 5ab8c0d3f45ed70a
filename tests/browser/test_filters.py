"""Results narrowed by section, publisher, place, author, year and day."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect
from search_page import count_of, open_filter, open_filters, open_search, state_of


def test_a_filter_narrows_to_what_its_count_says(sized: Page, sample_url: str) -> None:
    """A section is ticked: as many results as its count said, all of it, in the address; its chip takes it off."""
    open_search(sized, sample_url, q="البلدية")
    everything = count_of(sized)
    row = open_filter(sized, "القسم").locator("li").first
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
    group = open_filter(sized, "الصحيفة")
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


def test_a_filter_without_a_word_lists_the_newest_first(sized: Page, sample_url: str) -> None:
    """There is nothing to rank by; articles without a date come last."""
    open_search(sized, sample_url, section="محليات")
    metas = sized.locator(".result .card-meta").all_inner_texts()
    years = [int(found[0]) if (found := re.search(r"\b\d{4}\b", meta)) else 0 for meta in metas]
    assert len(years) == 10
    expect(sized.locator("#search-tools")).to_be_hidden()
    assert years == sorted(years, reverse=True)


@pytest.mark.parametrize(("kind", "label"), [("place", "المكان"), ("author", "الكاتب")])
def test_places_and_authors_are_ticked_too(sized: Page, sample_url: str, kind: str, label: str) -> None:
    """The most frequent first, with their counts."""
    open_search(sized, sample_url, q="البلدية")
    group = open_filter(sized, label)
    counts = [int(count) for count in group.locator(".count").all_inner_texts()]
    assert counts == sorted(counts, reverse=True)
    row = group.locator("li").first
    value = row.locator("bdi").inner_text()
    told = sized.locator("#search-status").inner_text()
    row.locator("input").check()
    expect(sized.locator("#search-status")).not_to_have_text(told)
    assert state_of(sized)[kind] == [value]
    assert count_of(sized) == counts[0]


def test_other_values_of_a_lone_filter_can_be_added(sized: Page, sample_url: str) -> None:
    """They are counted among all articles."""
    open_search(sized, sample_url, section="محليات")
    group = open_filter(sized, "القسم")
    counts = dict(zip(group.locator("bdi").all_inner_texts(), group.locator(".count").all_inner_texts(), strict=True))
    assert counts["محليات"] == str(count_of(sized))
    assert len(counts) > 3
    group.locator("li", has_text="رياضة").locator("input").check()
    expect(sized.locator("#search-status")).to_contain_text(str(int(counts["محليات"]) + int(counts["رياضة"])))


def test_a_lone_minus_takes_away_from_what_a_filter_lists(sized: Page, sample_url: str) -> None:
    """A section without the articles that have a word."""
    open_search(sized, sample_url, section="محليات")
    everything = count_of(sized)
    open_search(sized, sample_url, section="محليات", q="البلدية")
    having = count_of(sized)
    open_search(sized, sample_url, section="محليات", q="-البلدية")
    assert count_of(sized) == everything - having


def test_values_are_counted_when_the_reader_opens_them(sized: Page, sample_url: str) -> None:
    """Until then nothing is read for them; what is open is counted again with the next words."""
    open_search(sized, sample_url, q="البلدية")
    open_filters(sized)
    sized.wait_for_load_state("networkidle")
    expect(sized.locator("#facets summary")).to_have_count(5)
    expect(sized.locator("#facets li")).to_have_count(0)
    group = open_filter(sized, "القسم")
    first = group.inner_text()
    sized.locator("#q").fill("القوارب")
    expect(group).not_to_have_text(first, use_inner_text=True)
    expect(group.locator("li").first).to_be_visible()


def test_a_filter_that_is_set_is_open(sized: Page, sample_url: str) -> None:
    """So that it can be seen and taken off, also where no result has it."""
    open_search(sized, sample_url, q="البلدية", place="عين السدر")
    open_filters(sized)
    expect(sized.locator("#facets details[open] input:checked")).to_have_count(1)
    expect(sized.locator("#facets details[open] bdi", has_text="عين السدر")).to_be_visible()


def test_long_lists_of_values_open(sized: Page, sample_url: str) -> None:
    """Eight years are shown, the newest first; «المزيد» shows the others and goes to the first of them."""
    open_search(sized, sample_url, q="البلدية")
    years = open_filter(sized, "السنة")
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
    expect(sized.locator(".result .card-meta").filter(has_not_text=re.compile("20[012]"))).to_have_count(0)
    metas = sized.locator(".result .card-meta").all_inner_texts()
    years = [int(found[0]) for found in (re.search(r"\d{4}", meta) for meta in metas) if found]
    assert years == sorted(years, reverse=True)
    assert all(2003 <= year <= 2020 for year in years)


def test_days_the_wrong_way_round_are_told(sized: Page, sample_url: str) -> None:
    """No day lies between them, and the page says why."""
    sized.goto(sample_url + "search/?" + urlencode({"q": "البلدية", "from": "2020-01-01", "to": "2010-01-01"}))
    expect(sized.locator("#search-status")).to_contain_text("تاريخ البداية بعد تاريخ النهاية")
    expect(sized.locator("#chips")).to_be_visible()
