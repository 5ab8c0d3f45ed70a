"""Cleaning's short ways give what the long ones give."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_build.identity import article_id
from news_ingest.clean import LONG_CHARACTERS, WORD_RE, clean_line, clean_lines, count_words
from news_ingest.pipeline import make_article
from news_ingest.records import Article, Origin, RawArticle

SIGNS = "كتاب العَرَبيّة ، «»؟_-– \u00a0\u0640\u200c\u200f\u064e\u0650\u0670½²7٣é…x"
TEXT = st.text(st.one_of(st.sampled_from(SIGNS), st.characters(codec="utf-8")), max_size=80)


@settings(max_examples=1000, deadline=None)
@given(text=TEXT)
def test_words_are_counted_as_the_pattern_finds_them(text: str) -> None:
    """Marks and tatweels are part of a word, all other signs are not."""
    assert count_words(text) == len(WORD_RE.findall(text))


def test_running_text_is_counted_by_its_spaces() -> None:
    """A dash counts there."""
    assert count_words("كلمة – " * LONG_CHARACTERS) == 2 * LONG_CHARACTERS + 1


@pytest.mark.parametrize(
    ("raw", "text", "counts"),
    [
        ("خبر عاجل", "خبر عاجل", {}),
        (" خبر عاجل", "خبر عاجل", {"space": 1}),
        ("خبر  عاجل", "خبر عاجل", {"space": 1}),
        ("خبر\tعاجل", "خبر عاجل", {"space": 1}),
        ("خبر\u00a0عاجل", "خبر عاجل", {"space": 1}),
        ("خبر\u202e عاجل", "خبر عاجل", {"bidi control": 1}),
        ("خبر &quot;عاجل&nbsp;", "خبر &quot;عاجل", {"html entity": 2, "space": 1}),
        ("ــــ ــــ", "", {"rule line": 1}),
        ("- خبر", "- خبر", {}),
    ],
)
def test_a_line_and_what_is_counted(raw: str, text: str, counts: dict[str, int]) -> None:
    """Each kind of dirt once."""
    found: Counter[str] = Counter()
    assert clean_line(3, raw, found).text == text
    assert +found == Counter(counts)


@settings(max_examples=500, deadline=None)
@given(lines=st.lists(TEXT, min_size=1, max_size=5))
def test_an_id_is_made_from_the_raw_text(lines: list[str]) -> None:
    """Also where the cleaned lines' words are used for it."""
    text = "\n".join(lines)
    made = make_article(RawArticle(Origin("raw", "a.txt", None, None), text, "0" * 64, "utf-8"))
    assert not isinstance(made, Article) or made.id == article_id(text)
    assert bool(clean_lines(text)[0]) == isinstance(made, Article)
