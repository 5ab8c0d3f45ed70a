"""The words of titles: how they are written, what is taken off them, how many titles hold them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_search.headwords import Headwords
from archive_search.terms import Headword
from archive_search.title_words import TitleWords


def words_of(*titles: str) -> dict[str, Headword]:
    """The headwords of titles by their keys."""
    words = Headwords(TitleWords.of(enumerate(titles)))
    found = {key: words[key] for key in words.words}
    assert words.titles() == {key: word.titles for key, word in found.items()}
    return found


def test_a_word_is_written_as_most_titles_write_it() -> None:
    """Hamza and teh marbuta are those of the titles, not the key's; diacritics and tatweel are left out."""
    words = words_of("أمريكا", "أَمريكـا", "امريكا", "مكتبة", "مكتبة", "مكتبه")
    assert {key: word.written for key, word in words.items()} == {"امريكا": "أمريكا", "مكتبه": "مكتبة"}
    assert words["امريكا"].titles == 3


def test_what_stands_before_a_word_is_taken_off() -> None:
    """Article, conjunction and preposition, where the titles hold the word without them."""
    words = words_of("مدرسة", "المدرسة", "مدرسة", "والمدرسة", "بالمدرسة", "مدرسة وكتاب", "كتاب", "الكتاب", "كتاب")
    assert {key: word.titles for key, word in words.items()} == {"مدرسه": 6, "كتاب": 4}


@pytest.mark.parametrize(
    ("titles", "shown"),
    [
        (["الجزائر", "الجزائر", "بالجزائر", "جزائر"], "الجزائر"),
        (["مكتبة", "المكتبة"], "مكتبة"),
        (["وزير"], "وزير"),
    ],
)
def test_the_article_is_shown_where_three_quarters_have_it(titles: list[str], shown: str) -> None:
    """«الجزائر» is no name without it."""
    (word,) = words_of(*titles).values()
    assert word.shown == shown


def test_stop_words_and_numbers_are_no_headwords() -> None:
    """Latin names are, as they are written."""
    assert {word.shown for word in words_of("من 1990 إلى ٢٠١٥ في iPhone").values()} == {"iPhone"}


@given(st.lists(st.text("ابلوفكمدرسهةأإ ـ", max_size=12), max_size=12))
def test_the_order_of_titles_makes_no_difference(titles: list[str]) -> None:
    """Forms that are equally frequent are told apart by their letters."""
    assert words_of(*titles) == words_of(*titles[::-1])
