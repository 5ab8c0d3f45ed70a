"""Text to terms: the shared vectors, and laws that hold for any text. `tests/js/analyze.test.js` is the twin."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from arabic_text.analyze import analyze, stems, words_of
from arabic_text.normalize import FEW_CHARACTERS, normalize
from arabic_text.stem import stem, strip_endings
from arabic_text.tables import Affix, load
from arabic_text.tokenize import tokenize

VECTORS = Path(__file__).parents[1] / "vectors"
ANALYZER: list[dict[str, Any]] = json.loads((VECTORS / "analyzer.json").read_text(encoding="utf-8"))
OFFSETS: list[dict[str, Any]] = json.loads((VECTORS / "offsets.json").read_text(encoding="utf-8"))

# Arabic letters, marks, digits, joiners, other scripts with accents, and anything else
TEXT = (
    st.text(
        st.sampled_from(
            "ابتهيوىةأؤئگیےۀۓ\u064b\u0651\u0654\u0670ـ٣۴5ﷺﻻﷲ \u200c\u200d\u200f\ufeffİÉßΣς\u0301\u0307é«»،😀𝐀"
        )
    )
    | st.text()
)


@pytest.mark.parametrize("row", ANALYZER, ids=lambda row: row["why"])
def test_a_text_gives_the_terms_that_the_rules_promise(row: dict[str, Any]) -> None:
    """Each vector's stems and surface forms, in order."""
    assert [[term.stem, term.surface] for term in analyze(row["text"])] == row["terms"]


@pytest.mark.parametrize("row", OFFSETS, ids=lambda row: row["why"])
def test_a_term_stands_where_its_word_stands(row: dict[str, Any]) -> None:
    """Each vector's spans, in code points, are the words as the text writes them."""
    text, spans = row["text"], row["spans"]
    terms = list(analyze(text))
    assert [text[term.start : term.end] for term in terms] == spans
    assert [term.start for term in terms] == [text.index(span) for span in spans]


def test_every_stop_word_is_left_out() -> None:
    """A stop word written in the table as no normalized word is would never be met."""
    assert [word for word in sorted(load().stop_words) if list(analyze(word))] == []


def test_no_fold_is_folded_again() -> None:
    """A letter's fold is none of the folded letters, so that their order does not matter."""
    folds = load().letters
    assert not set("".join(folds.values())) & folds.keys()


@given(st.text(st.sampled_from([*load().letters, *"اب 1é"]), min_size=FEW_CHARACTERS + 1, max_size=2 * FEW_CHARACTERS))
def test_a_long_text_is_folded_as_its_letters_are(text: str) -> None:
    """What a text becomes does not depend on its length."""
    assert normalize(text) == "".join(map(normalize, text))


def has_vector(affix: Affix, before: bool) -> bool:
    """Whether a vector's stem has the least rest and its word just this affix before or behind it."""
    pairs = [pair for row in ANALYZER for pair in row["terms"] if len(pair[0]) == affix.rest]
    return any(surface == (affix.affix + stem if before else stem + affix.affix) for stem, surface in pairs)


def test_every_affix_has_a_vector_with_its_least_rest() -> None:
    """A rule that is added to the table is added to the vectors too."""
    tables = load()
    endings = [ending for of_letter in tables.endings.values() for ending in of_letter]
    missing = [one for one in (*tables.conjunctions, *tables.prefixes) if not has_vector(one, before=True)]
    missing += [one for one in endings if not has_vector(one, before=False)]
    assert missing == []


@settings(max_examples=500, deadline=None)
@given(TEXT)
@example("İstanbul")
@example("ᄀ\u200dᅡ")
@example("न\u200d\u093c")
@example("ا\u200f\u0654")
@example("ﷺۓ")
def test_normalizing_twice_changes_nothing(text: str) -> None:
    """A normalized text is its own normal form, so that it does not matter how often a word passes the analyzer."""
    assert normalize(normalize(text)) == normalize(text)


@settings(max_examples=300, deadline=None)
@given(TEXT)
def test_spans_are_in_order_and_inside_the_text(text: str) -> None:
    """Each token stands after the one before it, or in the same place where one character gives several."""
    end, earlier = 0, (0, 0)
    for token in tokenize(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.start >= end or (token.start, token.end) == earlier
        end, earlier = token.end, (token.start, token.end)


@settings(max_examples=300, deadline=None)
@given(TEXT)
@example("İstanbul")
def test_a_surface_form_is_a_token_of_its_own(text: str) -> None:
    """Surface forms that are read again give themselves: the index and the query meet in them."""
    surfaces = [token.surface for token in tokenize(text)]
    assert [token.surface for token in tokenize(" ".join(surfaces))] == surfaces


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("ابتجدهـوليمكنف"), min_size=1, max_size=12))
def test_a_stem_is_a_part_of_its_word(letters: str) -> None:
    """Stemming only takes letters off the two ends, and leaves two at least of a word that has them."""
    word = normalize(letters)
    assert stem(word) in word
    assert len(stem(word)) >= min(2, len(word))


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("رسنتهاويمك"), max_size=16))
def test_what_lost_five_endings_or_all_of_them_has_no_more_to_lose(letters: str) -> None:
    """Where fewer than five were taken off, taking off again changes nothing; no ending leaves less than its rest."""
    first = strip_endings(letters)
    assert letters.startswith(first)
    assert first == letters or len(first) >= 3
    if len(letters) - len(first) < load().ending_rounds:
        assert strip_endings(first) == first


PLAIN = [row for row in ANALYZER if unicodedata.is_normalized("NFKC", row["text"])]


@pytest.mark.parametrize("row", PLAIN, ids=lambda row: row["why"])
def test_words_of_a_normalized_text_have_its_stems(row: dict[str, Any]) -> None:
    """The way of running text gives the same terms where no sign becomes a letter."""
    assert stems(words_of(normalize(row["text"]))) == [stem for stem, _ in row["terms"]]
