"""Articles that the site must have, and those that it must not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from archive_check.articles import article_faults, own_words, search_faults, withdrawn_faults
from archive_check.page import Page

NONE: frozenset[Any] = frozenset()


def page(path: str, **of: str) -> Page:
    """A page without links."""
    return Page(path, NONE, NONE, NONE, (), **of)


def test_an_article_has_a_page_and_stands_in_a_list() -> None:
    """By its id, where it has no page."""
    found = article_faults(["one", "two", "three"], {"one": "1.html", "two": "2.html"}, {"1.html"})
    assert [(one.path, one.detail) for one in found] == [
        ("2.html", "no list leads to it"),
        ("three", "no page shows it"),
    ]


@pytest.mark.parametrize(
    ("stands", "faults"),
    [
        (page("a/0j/one.html", withdrawn="0jone"), []),
        (page("a/0j/one.html", article="0jone"), ["shows an article that was withdrawn"]),
        (page("a/0j/one.html", withdrawn="other"), ["no note of the withdrawal stands there"]),
        (page("other.html"), ["no note of the withdrawal stands there"]),
    ],
)
def test_a_note_stands_in_the_place_of_what_was_withdrawn(stands: Page, faults: list[str]) -> None:
    """At the article's address, and no page shows the article."""
    found = list(withdrawn_faults(["0jone"], {stands.path: stands}))
    assert [one.detail for one in found] == faults
    assert all(one.path == "a/0j/one.html" for one in found)


def test_own_words_are_long_ones_without_their_kin() -> None:
    """Of two words with one stem the last stands for both; what is no word or outside the text is left out."""
    html = "<h1>المستشفى</h1><div data-article-body>الاستقلالية استقلالية 12345 من القديمة</div><p>الديمقراطية</p>"
    assert own_words(html.encode()) == ["استقلاليه", "المستشفي", "القديمه"]


def test_own_words_are_those_of_the_index() -> None:
    """A sign that stands for a word («﷼» for «ريال») is none there."""
    html = "<h1>المستشفى</h1><div data-article-body>٥٠٠﷼ مكتبة</div>"
    assert own_words(html.encode()) == ["المستشفي", "مكتبه"]


def test_an_article_under_whose_words_another_is_found_is_told(sample_site: Any, tmp_path: Path) -> None:
    """A page that the index has no entry for, with the words of one that it has."""
    (tmp_path / "search").symlink_to(sample_site.output / "search")
    [source, *_] = sorted(sample_site.output.glob("a/*/*.html"))
    (tmp_path / "new.html").write_bytes(source.read_bytes())
    [found] = search_faults(tmp_path, ["new.html"])
    words = " ".join(own_words(source.read_bytes()))
    assert (found.path, found.detail) == ("new.html", f"not found under «{words}»")
