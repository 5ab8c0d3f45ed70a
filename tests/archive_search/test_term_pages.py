"""The pages of the index from أ to ي."""

from __future__ import annotations

from collections.abc import Callable

from archive_pages.entries import Entry
from archive_search.headwords import Headword
from archive_search.term_index import IndexTerm
from archive_search.term_pages import LETTERS, PER_PAGE, term_pages


def terms(*keys: str) -> list[IndexTerm]:
    """Terms with these keys, without articles."""
    return [IndexTerm(Headword(key, key, False, 2), 2, ()) for key in sorted(keys)]


def test_each_letter_has_its_page() -> None:
    """Addresses are the letters' names in Unicode; what begins otherwise has a page for all of it."""
    made = {output.url: output for output in term_pages(terms("بحر", "امر", "ابل", "iphone", "پاریس"))}
    assert list(made) == ["terms/", "terms/alef/", "terms/beh/", "terms/other/"]
    letters = [(row.name, row.count) for row in made["terms/"].context["letters"]]
    assert letters == [("أ", 2), ("ب", 1), ("حروف أخرى", 2)]
    assert made["terms/"].context["count"] == 5


def test_long_letters_have_numbered_pages() -> None:
    """A hundred terms a page; each page knows the spans of all."""
    many = [f"ب{number:03}" for number in range(2 * PER_PAGE + 1)]
    made = list(term_pages(terms(*many)))[1:]
    assert [output.url for output in made] == ["terms/beh/", "terms/beh/2/", "terms/beh/3/"]
    assert [page.span for page in made[0].context["letter_pages"]] == ["ب000 – ب099", "ب100 – ب199", "ب200"]
    assert all(output.context["letter"].url == "terms/beh/" for output in made)


def test_no_terms_have_no_pages() -> None:
    """An archive without articles, or a setting of 0."""
    assert list(term_pages([])) == []


def test_addresses_are_plain() -> None:
    """Every letter of the alphabet has a name of its own in ASCII."""
    names = [name for _, name in LETTERS.values()]
    assert len(set(names)) == 28
    assert all(name.isascii() and name.isalpha() for name in names)


def test_a_page_lists_articles(titled: Callable[..., list[Entry]]) -> None:
    """A term's articles reach the template."""
    (row,) = titled("في تونس")
    shown = list(term_pages([IndexTerm(Headword("تونس", "تونس", False, 2), 2, (row,))]))[1].context["terms"]
    assert shown[0]["newest"] == (row,)
