"""Pages with a reprint and its original beside each other, on a built site."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from site_workshop import Workshop

NEWS = "Title: خبر {0}\nDate: 2012-09-0{0}\nPublisher: صحيفة {0}\nId: {0:012}\n{1}\nنصّ الخبر {0}.\n"
PAGE = "compare/00/0000000002.html"


@pytest.fixture
def shop(workshop: Workshop) -> Workshop:
    """An original, its copy, and a third that has them both."""
    workshop.write("1.md", NEWS.format(1, "Also_in: 000000000002; 000000000003\n"))
    workshop.write("2.md", NEWS.format(2, "Duplicate_of: 000000000001\nAlso_in: 000000000003\n"))
    workshop.write("3.md", NEWS.format(3, "Also_in: 000000000001; 000000000002\n"))
    return workshop


def test_a_copy_and_its_original_lead_to_their_comparison(shop: Workshop, read_page: Callable[[str], Any]) -> None:
    """No other article does; search engines are asked to pass it by."""
    files = shop.build()
    assert [name for name in files if name.startswith("compare/")] == [PAGE]
    leading = [name for name, data in files.items() if PAGE.encode() in data and name.endswith(".html")]
    assert leading == ["a/00/0000000001.html", "a/00/0000000002.html"]
    page = read_page(files[PAGE].decode())
    assert (page.shown["del"][-1], page.shown["ins"][-1]) == ("1.", "2.")
    assert "noindex" in page.source
    assert PAGE not in files["sitemap.xml"].decode()


@pytest.mark.parametrize("number", [1, 2])
def test_a_text_that_changes_changes_its_comparison(shop: Workshop, number: int) -> None:
    """The original's as the copy's."""
    before = shop.build()[PAGE]
    path = shop.content / f"articles/{number}.md"
    path.write_text(path.read_text(encoding="utf-8").replace("نصّ", "متن"), encoding="utf-8")
    after = shop.build()
    assert after[PAGE] != before
    assert after == shop.clean() == shop.clean(NEWS_FAST=False)


def test_a_copy_that_is_none_any_more_has_no_comparison(shop: Workshop) -> None:
    """Nor does its former original lead to it."""
    shop.build()
    shop.write("2.md", NEWS.format(2, "Also_in: 000000000001; 000000000003\n"))
    files = shop.build()
    assert PAGE not in files
    assert not any(PAGE.encode() in data for data in files.values())
    assert files == shop.clean() == shop.clean(NEWS_FAST=False)


def test_a_copy_of_itself_or_of_what_is_not_there_has_no_comparison(workshop: Workshop) -> None:
    """What a hand-written head says may be anything."""
    workshop.write("1.md", NEWS.format(1, "Duplicate_of: 000000000001\n"))
    workshop.write("2.md", NEWS.format(2, "Duplicate_of: 000000000009\n"))
    workshop.write("3.md", NEWS.format(3, "Duplicate_of: ../x\n"))
    files = workshop.build()
    assert not [name for name in files if name.startswith("compare/")]
    assert files == workshop.clean(NEWS_FAST=False)
