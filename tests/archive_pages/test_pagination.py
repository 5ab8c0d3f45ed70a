"""Pages counted from the oldest: laws of a list that grows at its newest end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive_pages.pagination import Page, paginate

COUNTS = st.integers(0, 60)
PER_PAGE = st.integers(1, 12)


def pages_of(count: int, per_page: int) -> list[Page[int]]:
    """The pages of the items `count` … 1; the newest, with the greatest number, comes first."""
    return paginate(range(count, 0, -1), "l/", per_page)


@given(COUNTS, PER_PAGE)
def test_every_item_stands_once_and_in_order(count: int, per_page: int) -> None:
    """The pages one behind the other are the list."""
    assert [item for page in pages_of(count, per_page) for item in page.items] == list(range(count, 0, -1))


@given(COUNTS, PER_PAGE)
def test_numbered_pages_are_full_and_the_list_s_own_holds_one_page_to_two(count: int, per_page: int) -> None:
    """The list's own page has from `per_page` items to twice that less one, or all there are."""
    own, *numbered = pages_of(count, per_page)
    assert {len(page.items) for page in numbered} <= {per_page}
    assert len(own.items) == count if count < per_page else per_page <= len(own.items) < 2 * per_page
    assert [page.number for page in (own, *numbered)] == [None, *range(len(numbered), 0, -1)]


@given(COUNTS, PER_PAGE)
def test_a_page_keeps_its_items_when_an_article_is_added(count: int, per_page: int) -> None:
    """A numbered page stays as it is, but for the link of the newest one to the list's own page."""
    after = {page.number: page for page in pages_of(count + 1, per_page)}
    for page in pages_of(count, per_page)[1:]:
        now = after[page.number]
        assert (now.items, now.url, now.older) == (page.items, page.url, page.older)
        assert now.newer == page.newer or page.newer == "l/"


@given(COUNTS, PER_PAGE)
def test_neighbours_link_to_each_other(count: int, per_page: int) -> None:
    """From the list's own page «older» leads through all pages, and «newer» back."""
    pages = pages_of(count, per_page)
    assert [page.older for page in pages] == [page.url for page in pages[1:]] + [""]
    assert [page.newer for page in pages] == ["", *(page.url for page in pages[:-1])]
    assert len({page.url for page in pages}) == len(pages)


def test_addresses_count_from_the_oldest() -> None:
    """Seven items by twos: 7 6 5, then 4 3 on page 2, then 2 1 on page 1."""
    assert [(page.url, list(page.items)) for page in pages_of(7, 2)] == [
        ("l/", [7, 6, 5]),
        ("l/page/2/", [4, 3]),
        ("l/page/1/", [2, 1]),
    ]


def test_an_empty_list_has_one_empty_page() -> None:
    """Its address answers, with nothing in it."""
    assert pages_of(0, 20) == [Page(items=range(0), number=None, url="l/", newer="", older="")]
