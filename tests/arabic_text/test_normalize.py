"""Normalizing by a table of bytes gives what normalizing any text gives."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arabic_text import code_page
from arabic_text.normalize import _normalized, normalize

IN_CODE_PAGE = st.text(st.sampled_from(code_page.CHARACTERS), max_size=200)


@settings(max_examples=1000, deadline=None)
@given(text=st.one_of(IN_CODE_PAGE, st.text(max_size=100)))
def test_both_ways_give_the_same(text: str) -> None:
    """Whatever characters stand beside each other."""
    assert normalize(text) == _normalized(text)


@pytest.mark.parametrize("character", code_page.CHARACTERS)
def test_each_character_of_the_code_page(character: str) -> None:
    """One by one, and within a word."""
    assert normalize(f"ا{character}ب") == _normalized(f"ا{character}ب")


@pytest.mark.parametrize(("text", "folded"), [("المدرسةُ…", "المدرسه..."), ("½ Café µ™", "1⁄2 cafe μtm"), ("\0", "\0")])
def test_what_does_not_stay_in_the_code_page(text: str, folded: str) -> None:
    """Characters that are written out, or become others, are folded all the same."""
    assert normalize(text) == folded


@settings(max_examples=300, deadline=None)
@given(text=st.one_of(IN_CODE_PAGE, st.text(max_size=100)))
def test_bytes_are_the_text_or_none(text: str) -> None:
    """A byte a character, and back."""
    data = code_page.to_bytes(text)
    assert data is None or (len(data) == len(text) and code_page.to_text(data) == text)
    assert (data is None) == any(character not in code_page.CHARACTERS for character in text)
