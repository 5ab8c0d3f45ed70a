"""The rows that suggestions are read from: bounded, and seldom changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from archive_search import suggestions
from archive_search.suggestions import LARGE, MAX_WORDS, weight
from archive_search.terms import Headword
from archive_search.tree import Row

LETTERS = "ابتثجحخدذرزسشصضطظعغ"


def headword(key: str, titles: int = 5, written: str = "", article: bool = False) -> Headword:
    """A headword that is written as its key unless told otherwise."""
    return Headword(key, written or key, article, titles)


class Words(dict[str, Headword]):
    """Headwords by their keys."""

    def titles(self) -> dict[str, int]:
        """How many titles hold each."""
        return {key: word.titles for key, word in self.items()}


def suggestion_rows(words: Iterable[Headword], titles: int) -> Iterator[Row]:
    """The rows of headwords."""
    own: Any = Words({word.key: word for word in words})
    return suggestions.suggestion_rows(own, titles)


def test_a_row_holds_weight_article_and_spelling() -> None:
    """The spelling is left out where it is the key."""
    rows = suggestion_rows([headword("مكتبه", 4, "مكتبة"), headword("جزاءر", 8, "جزائر", True), headword("وزير", 1)], 3)
    assert dict(rows) == {
        "جزاءر": bytes([25]) + "جزائر".encode(),
        "مكتبه": bytes([16]) + "مكتبة".encode(),
        "وزير": b"\0",
    }


def test_two_letters_have_two_hundred_words_at_most() -> None:
    """The most frequent ones, in the order of their keys."""
    many = [headword(f"مك{one}{two}", 2 + len(LETTERS) * at) for at, one in enumerate(LETTERS) for two in LETTERS]
    rows = [key for key, _ in suggestion_rows([*many, headword("باب", 1)], 3)]
    assert (len(rows), rows[0]) == (MAX_WORDS + 1, "باب")
    assert rows == sorted(rows)
    assert {key[2] for key in rows[1:]} == set(LETTERS[-11:])


def test_a_word_of_one_title_is_left_out_of_a_large_archive() -> None:
    """Mistyped words stand in one title, mostly; a small archive shows what it has."""
    words = [headword("مكتبه", 1), headword("مكتب", 2)]
    assert [len(list(suggestion_rows(words, titles))) for titles in (LARGE - 1, LARGE)] == [2, 1]


def test_weights_grow_by_quarters_of_a_doubling() -> None:
    """So that one more title seldom rewrites a file."""
    assert [weight(count) for count in (1, 2, 3, 4, 100, 101, 1_000_000)] == [0, 4, 6, 8, 26, 26, 79]
