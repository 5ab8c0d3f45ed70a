"""Pages cut by the articles' ids: laws of a list that grows and shrinks anywhere."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate
from statistics import mean
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_build.identity import article_id
from archive_pages.entries import Entry
from archive_pages.pagination import Page, paginate

Make = Callable[..., Entry]
PER_PAGE = st.integers(1, 12)
NUMBERS = st.lists(st.integers(0, 999), max_size=90, unique=True)


def pages_of(make_entry: Make, numbers: list[int], per_page: int) -> list[Page]:
    """The pages of articles that are known by numbers."""
    return paginate([make_entry(article_id(str(number))) for number in numbers], "l/", per_page)


@given(NUMBERS, PER_PAGE)
def test_every_item_stands_once_and_in_order(make_entry: Make, numbers: list[int], per_page: int) -> None:
    """The pages one behind the other are the list."""
    shown = [item.id for page in pages_of(make_entry, numbers, per_page) for item in page.items]
    assert shown == [article_id(str(number)) for number in numbers]


@given(NUMBERS, PER_PAGE)
def test_pages_begin_where_a_draw_is_least(make_entry: Make, numbers: list[int], per_page: int) -> None:
    """At every such place, as the module says it, but where the list's own page would be too short."""
    draws = [crc32(article_id(str(number)).encode()) for number in numbers]
    around = per_page // 2
    least = [
        at
        for at in range(around, len(draws) - around - 1)
        if all(draws[at] < other for other in draws[at - around : at])
        and all(draws[at] <= other for other in draws[at + 1 : at + around + 1])
    ]
    ends = list(accumulate(len(page.items) for page in pages_of(make_entry, numbers, per_page)))
    assert ends[:-1] == [at + 1 for at in least if at + 1 >= per_page]


@given(NUMBERS, PER_PAGE)
def test_no_page_is_small(make_entry: Make, numbers: list[int], per_page: int) -> None:
    """The list's own page has `per_page` items or all there are, the others more than half as many."""
    own, *others = pages_of(make_entry, numbers, per_page)
    assert len(own.items) >= min(per_page, len(numbers))
    assert all(len(page.items) > per_page // 2 for page in others)


def test_pages_are_about_as_long_as_asked_for(make_entry: Make) -> None:
    """Of 20,000 articles by twenties: 21 on average, none beyond 80."""
    _, *others = pages_of(make_entry, list(range(20_000)), 20)
    lengths = [len(page.items) for page in others]
    assert 20 <= mean(lengths) <= 22
    assert max(lengths) <= 80


def test_sequential_ids_are_cut_too(make_entry: Make) -> None:
    """Ids that a person counted up make no list of one page."""
    _, *others = paginate([make_entry(f"{number:012}") for number in range(5_000)], "l/", 20)
    assert max(len(page.items) for page in others) <= 100


@given(NUMBERS, st.data(), PER_PAGE)
def test_one_article_touches_few_pages_wherever_it_comes(
    make_entry: Make, numbers: list[int], data: st.DataObject, per_page: int
) -> None:
    """Of all pages but the list's own at most six are others than before (their links included), whatever the length of
    the list, and these lie beside each other.
    """
    at = data.draw(st.integers(0, len(numbers)))
    before = pages_of(make_entry, numbers, per_page)
    after = pages_of(make_entry, [*numbers[:at], 1000, *numbers[at:]], per_page)
    changed = [page for page in after[1:] if page not in before]
    assert len(changed) <= 6
    places = [after.index(page) for page in changed]
    assert places == list(range(min(places, default=0), max(places, default=-1) + 1))


@given(NUMBERS, PER_PAGE)
def test_neighbours_link_to_each_other(make_entry: Make, numbers: list[int], per_page: int) -> None:
    """From the list's own page «older» leads through all pages, and «newer» back."""
    pages = pages_of(make_entry, numbers, per_page)
    assert [page.older for page in pages] == [page.url for page in pages[1:]] + [""]
    assert [page.newer for page in pages] == ["", *(page.url for page in pages[:-1])]
    assert [page.is_first for page in pages] == [True, *[False] * (len(pages) - 1)]
    assert len({page.url for page in pages}) == len(pages)


def test_an_address_names_the_oldest_article_of_its_page(make_entry: Make) -> None:
    """In folders of at most 1,024 parts, so that no folder is too full for a host."""
    own, *others = pages_of(make_entry, list(range(100)), 5)
    assert own.url == "l/"
    assert [page.url for page in others] == [
        f"l/page/{page.items[-1].id[:2]}/{page.items[-1].id[2:]}.html" for page in others
    ]


def test_an_empty_list_has_one_empty_page() -> None:
    """Its address answers, with nothing in it."""
    assert paginate([], "l/", 20) == [Page(items=[], url="l/", newer="", older="")]


@pytest.mark.parametrize(
    ("dates", "span"),
    [
        (("2012-09-08", "2012-09-07", "2012-09-06"), "الخميس 6 سبتمبر 2012 – السبت 8 سبتمبر 2012"),
        (("2012-09-07", "2012-09-07"), "الجمعة 7 سبتمبر 2012"),
        (("", ""), ""),
    ],
)
def test_a_page_says_which_days_it_spans(make_entry: Make, dates: tuple[str, ...], span: str) -> None:
    """From the oldest to the newest; a day once; undated articles have none."""
    items = [make_entry(str(at), date) for at, date in enumerate(dates)]
    page = Page(items, "l/", "", "")
    assert page.span == span
