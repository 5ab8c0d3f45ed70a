"""The words of a text as the index counts them, remembered."""

from __future__ import annotations

import pytest

from archive_search import words as remembering
from archive_search.words import _Known, words


def test_words_are_normalized_and_stop_words_left_out() -> None:
    """A ligature is a word or several."""
    assert words("مكافحةُ الإرهاب في ﷺ") == ["مكافحه", "الارهاب", "صلي", "الله", "وسلم"]


def test_only_so_many_words_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """After many that were not known it begins anew; what it gives is the same."""
    monkeypatch.setattr(remembering, "MAX_REMEMBERED", 2)
    monkeypatch.setattr(remembering, "MAX_MISSES", 4)
    known = _Known()
    seen = [(known[raw], len(known)) for raw in ("أمل", "بحر", "أمل", "تمر", "ثلج", "جبل")]
    assert seen == [("امل", 1), ("بحر", 2), ("امل", 2), ("تمر", 2), ("ثلج", 1), ("جبل", 2)]
