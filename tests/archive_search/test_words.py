"""The words of a text as the index counts them, remembered."""

from __future__ import annotations

import pytest

from archive_search import words as remembering
from archive_search.words import numbering, words


def test_words_are_normalized_and_stop_words_left_out() -> None:
    """A ligature is a word or several."""
    assert words("مكافحةُ الإرهاب في ﷺ") == ["مكافحه", "الارهاب", "صلي", "الله", "وسلم"]


def test_only_so_many_words_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """After many the numbering begins anew; what it gives is the same."""
    monkeypatch.setattr(remembering, "MAX_REMEMBERED", 2)
    seen = [(words(text), len(numbering())) for text in ("أمل بحر أمل تمر", "أمل في", "أمل ﷺ")]
    assert seen == [
        (["امل", "بحر", "امل", "تمر"], 0),
        (["امل"], 2),
        (["امل", "صلي", "الله", "وسلم"], 0),
    ]
