"""Which words of the titles become terms of the index from أ to ي."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from archive_pages.entries import Entry
from archive_search import term_index
from archive_search.shelved import titles_of
from archive_search.term_index import NEWEST
from archive_search.terms import IndexTerm
from archive_search.title_words import TitleWords

Titled = Callable[..., list[Entry]]


def shown(entries: list[Entry], most: int = 100) -> list[str]:
    """The terms as they are shown."""
    return [term.word.shown for term in index_terms(entries, most)]


def index_terms(entries: list[Entry], most: int) -> list[IndexTerm]:
    """At most so many terms; the articles' numbers are others than their places."""
    numbers = [7 * at % 1009 for at in range(1, len(entries) + 1)]
    titles = TitleWords.of((numbers[at], title) for at, title in titles_of(entries))
    return term_index.index_terms(entries, numbers, titles, most)


def test_nouns_and_names_of_two_titles_are_terms(titled: Titled) -> None:
    """What stands behind a preposition, of its own or written with the word; verbs, adjectives and numbers are none."""
    rows = titled(
        "يبحث الوزير بناء جسر كبير في تونس 2015",
        "يبحث الوزير ترميم جسر كبير من تونس 2015",
        "مهرجان للوزير في 2015",
    )
    assert shown(rows) == ["تونس", "الوزير"]


def test_a_word_of_one_title_is_no_term(titled: Titled) -> None:
    """However often it stands there."""
    assert shown(titled("في تونس ثم في تونس", "في المغرب")) == []


def test_a_word_of_more_than_two_percent_is_no_term(titled: Titled) -> None:
    """Five titles are never too many."""
    often, seldom = ["في تونس"] * 7, ["في المغرب"] * 5
    assert shown(titled(*often, *seldom, *["خبر"] * 200)) == ["المغرب"]
    assert shown(titled(*often, *seldom, *["خبر"] * 400)) == ["تونس", "المغرب"]


def test_titles_made_from_the_text_count_for_nothing(titled: Titled) -> None:
    """They are no titles."""
    assert shown([*titled("في تونس"), *titled("في تونس", made=True)]) == []


def test_the_most_informative_are_taken_and_come_by_their_letters(titled: Titled) -> None:
    """Four titles of many tell more than two; alef with hamza is alef."""
    rows = titled(*["في وهران"] * 4, *["في تونس"] * 2, *["في أمريكا"] * 3, *["خبر"] * 300)
    assert shown(rows) == ["أمريكا", "تونس", "وهران"]
    assert shown(rows, 2) == ["أمريكا", "وهران"]
    assert shown(rows, 0) == []


def test_a_term_has_its_newest_articles_and_the_number_of_all(titled: Titled) -> None:
    """A title that has the word twice counts once."""
    rows = titled("الجديد في تونس وعن تونس", *["في تونس"] * 6, *["خبر"] * 400)
    (term,) = index_terms(rows, 10)
    assert (term.titles, [entry.id for entry in term.newest]) == (7, [f"a{at}" for at in range(NEWEST)])


def test_one_word_of_a_title_is_enough_to_show_a_noun(titled: Titled) -> None:
    """«بتونس» does, «تونس» in the same title does not; the title counts once."""
    rows = titled(*["تونس تفتح ميناء"] * 8, *["تونس تفتح مطارا بتونس"] * 2, *["خبر"] * 490)
    assert [(term.word.shown, term.titles) for term in index_terms(rows, 10)] == [("تونس", 10)]


@pytest.mark.parametrize("title", ["", "من في على", "؟!", "١٢٣"])
def test_titles_without_words_give_no_terms(titled: Titled, title: str) -> None:
    """Neither does an archive without articles."""
    assert shown(titled(title, title)) == shown([]) == []
