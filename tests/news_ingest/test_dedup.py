"""When two articles are one report."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from archive_build.identity import article_id
from news_ingest.dedup import FEWEST_PIECES, same_report, sketch
from news_ingest.records import Sketch

VOCABULARY = "بلدية السوق القديمة مدينة أعلنت وزارة الزراعة خطة جديدة طريق المدرسة صباح أمس وقال مدير الشركة إن العمل"


def words(count: int, seed: int = 1) -> list[str]:
    """A text's words, as much alike as those of one publisher's news."""
    chosen = random.Random(seed)
    return [
        f"{chosen.choice(VOCABULARY.split())}{chosen.choice('ابتثجح')}{chosen.choice('ةهين')}" for _ in range(count)
    ]


def of(text: list[str]) -> Sketch:
    """The sketch of a text by itself."""
    return sketch(article_id(" ".join(text)), (" ".join(text),))


def test_a_reprint_with_changed_words_is_the_same_report() -> None:
    """One word in thirty is another; the pair is proposed and accepted."""
    text = words(300)
    reprint = [word if number % 30 else "كلمة" for number, word in enumerate(text)]
    assert same_report(of(text), of(reprint))
    assert set(of(text).keys) & set(of(reprint).keys)


def test_a_reprint_cut_short_is_the_same_report() -> None:
    """The first half of a long report is nearly whole in it, though it has few of its pieces."""
    text = words(400)
    assert same_report(of(text), of(text[:180]))


def test_other_reports_are_not() -> None:
    """Nor is a report of which every fifth word is another."""
    text = words(300)
    other = [word if number % 5 else "كلمة" for number, word in enumerate(text)]
    assert not same_report(of(text), of(words(300, seed=2)))
    assert not same_report(of(text), of(other))


def test_spelling_and_punctuation_do_not_matter() -> None:
    """Hamza, diacritics, tatweel, digits, signs and doubled spaces are folded before the text is cut."""
    plain = "اعلنت بلديه السهل امس 25 مره ان اعاده ترميم السوق القديمه في المدينه تنتهي في سنه 2015 " * 2
    written = "أَعلنت بلديّة السهل، أمس (٢٥ مرّة)  أنّ «إعـــادة ترميم» السوق القديمة، في المدينة؛ تنتهي في سنة ٢٠١٥. " * 2
    assert sketch("a", (plain,)).pieces == sketch("a", (written,)).pieces


def test_paragraphs_do_not_matter() -> None:
    """Publishers break paragraphs where they like."""
    text = words(120)
    assert sketch("a", (" ".join(text[:50]), " ".join(text[50:]))).pieces == sketch("a", (" ".join(text),)).pieces


def test_short_texts_are_the_same_only_if_they_are_exact_copies() -> None:
    """A few words say too little; their sketch has no bucket but that of their raw text."""
    short = "خبر قصير"
    assert len(sketch("a", (short,)).keys) == 1
    assert not same_report(sketch("a", (short,)), sketch("b", (short,)))
    assert same_report(sketch("a", (short,)), sketch("a", (short,)))


def test_the_signature_is_that_of_the_algorithm_that_the_ledger_holds() -> None:
    """Another rensa must not change signatures unseen: its ALGORITHM_VERSION is part of the rules' digest."""
    made = sketch("a", (" ".join(words(100)),))
    assert len(made.pieces) // 4 >= FEWEST_PIECES
    assert made.keys[1:4] == (5995497658650316032, 506553558262000225, 8239568513022305058)


@given(st.lists(st.sampled_from(VOCABULARY.split()), max_size=80), st.text(max_size=60))
def test_any_text_has_a_sketch_that_is_like_itself(text: list[str], more: str) -> None:
    """Nothing that a text may hold stops the sketch."""
    made = sketch("a", (" ".join(text), more))
    assert same_report(made, made)
    assert all(-(2**63) <= key < 2**63 for key in made.keys)
