"""Which letters before a word are a clitic: the archive's own words tell."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabic_text.clitics import BARE, cuts
from arabic_text.tables import load
from archive_search.vocabulary import Vocabulary

# Documents a word stands in, as in an archive of some thousand
ARCHIVE = {
    "وظاءف": 200,
    "الوظاءف": 150,
    "ظاءف": 1,
    "بغداد": 400,
    "لبغداد": 6,
    "وبغداد": 20,
    "غداد": 2,
    "كتاب": 300,
    "الكتاب": 200,
    "بكتاب": 9,
    "كتب": 250,
    "بكتب": 4,
    "والكتاب": 60,
    "للكتاب": 40,
    "امير": 80,
    "الامير": 500,
    "والامير": 30,
    "فلسطين": 600,
    "الفلسطين": 1,
    "لفلسطين": 70,
    "سطين": 1,
    "وزير": 300,
    "الوزير": 900,
    "زير": 12,
    "الزير": 7,
    "ولد": 60,
    "لد": 1,
    "لبنان": 500,
    "بنان": 20,
    "بنك": 90,
    "البنك": 120,
    "وبنك": 3,
    "سيارات": 90,
    "السيارات": 80,
    "يارات": 3,
    "يكتب": 40,
    "سيكتب": 8,
    "وسيكتب": 2,
    "بيروت": 100,
    "المانيا": 70,
    "مانيا": 1,
    "وفد": 90,
}


def taken(surface: str, frequencies: Mapping[str, int] = ARCHIVE) -> tuple[str, str]:
    """What is taken off a word, and what remains."""
    cut = Vocabulary(frequencies).cut(surface)
    return ("" if cut.clitic == BARE else load().clitics[cut.clitic - 1].affix, cut.rest)


@pytest.mark.parametrize(
    ("surface", "clitic", "why"),
    [
        ("وظاءف", "", "«الوظائف» shows that the waw is the word's"),
        ("الوظاءف", "ال", "the article before it is one"),
        ("بغداد", "", "«غداد» is hardly ever met"),
        ("لبغداد", "ل", "«بغداد» is met much more often"),
        ("وبغداد", "و", "so also behind a conjunction"),
        ("بكتاب", "ب", "«كتاب» is met much more often"),
        ("بكتب", "ب", "also in another form"),
        ("والامير", "وال", "conjunction and article at once"),
        ("والكتاب", "وال", "so here"),
        ("للكتاب", "لل", "preposition and article at once"),
        ("فلسطين", "", "neither «لسطين» nor «سطين» is a word"),
        ("لفلسطين", "ل", "a country behind a preposition"),
        ("وزير", "", "«الوزير» shows that the waw is the word's"),
        ("لبنان", "", "«بنان» is met, but less often"),
        ("وبنك", "و", "«بنك» is met more often"),
        ("بنك", "", "two letters would remain"),
        ("سيارات", "", "«السيارات» shows that the seen is the word's"),
        ("سيكتب", "س", "the future's seen, as «يكتب» is met more often"),
        ("وسيكتب", "وس", "behind a conjunction"),
        ("بيروت", "", "«يروت» is no word"),
        ("وفد", "", "two letters would remain"),
        ("الامير", "ال", "the article"),
        ("كتاب", "", "«تاب» is no word of this archive"),
    ],
)
def test_a_word_is_cut_as_the_archive_uses_it(surface: str, clitic: str, why: str) -> None:
    """What is taken off, and that the rest is what remains."""
    assert taken(surface) == (clitic, surface.removeprefix(clitic)), why


def test_an_article_is_taken_off_a_word_that_stands_with_it_only() -> None:
    """«ال» is always one, also where no document has the bare word."""
    assert taken("المنامه", {"المنامه": 5}) == ("ال", "منامه")


def test_an_article_behind_a_letter_needs_a_known_word() -> None:
    """«بالون» and «كالسيوم» begin with no article; a word known with or without it does."""
    assert taken("بالون", {"بالون": 9}) == ("", "بالون")
    assert taken("بالغرب", {"بالغرب": 9, "الغرب": 40}) == ("بال", "غرب")
    assert taken("بالغرب", {"بالغرب": 9, "غرب": 40}) == ("بال", "غرب")


def test_a_word_under_an_article_in_one_document_is_not_yet_known() -> None:
    """A slip of the pen does not decide; two documents do."""
    words = {"بكتاب": 1, "كتاب": 30, "البكتاب": 1}
    assert taken("بكتاب", words) == ("ب", "كتاب")
    assert taken("بكتاب", words | {"البكتاب": 2}) == ("", "بكتاب")


def test_a_conjunction_needs_twice_a_preposition_four_times_the_documents() -> None:
    """Below that the letter is the word's own."""
    assert taken("وقلم", {"وقلم": 10, "قلم": 20}) == ("و", "قلم")
    assert taken("وقلم", {"وقلم": 10, "قلم": 19}) == ("", "وقلم")
    assert taken("بقلم", {"بقلم": 10, "قلم": 40}) == ("ب", "قلم")
    assert taken("بقلم", {"بقلم": 10, "قلم": 39}) == ("", "بقلم")


def test_a_rest_in_one_document_is_no_word() -> None:
    """Also for a word that the archive lacks."""
    assert taken("وقلم", {"قلم": 1}) == ("", "وقلم")
    assert taken("وقلم", {"قلم": 2}) == ("و", "قلم")


def test_a_rest_is_known_by_its_forms_with_an_article() -> None:
    """«القلم», «والقلم», «بالقلم» and «للقلم» count for «قلم»."""
    assert taken("وقلم", {"وقلم": 1, "القلم": 1, "والقلم": 1}) == ("و", "قلم")
    assert taken("وقلم", {"وقلم": 1, "بالقلم": 1, "للقلم": 1}) == ("و", "قلم")


@given(st.text(st.sampled_from("وفبلكسارم"), max_size=8), st.data())
def test_a_word_is_cut_in_one_of_the_ways_that_the_rules_allow(word: str, data: st.DataObject) -> None:
    """Whatever an archive holds; and an archive without words takes off nothing but a sure article."""
    parts = [cut.rest for cut in cuts(word)]
    words = data.draw(st.dictionaries(st.sampled_from(parts + ["ال" + part for part in parts]), st.integers(1, 50)))
    assert Vocabulary(words).cut(word) in cuts(word)
    assert taken(word, {})[0] in ("", "ال", "لل", "ولل", "فلل")
