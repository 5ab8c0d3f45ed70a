"""Where a value stands in its line."""

from __future__ import annotations

import pytest

from news_ingest.fields.spans import original_span, place_of
from news_ingest.records import Line


@pytest.mark.parametrize(
    ("text", "place"), [("لندن", (7, 0, 4)), ("رنيم", (7, 6, 10)), ("باريس", (7, 0, 10)), ("لندن: رنيم", (7, 0, 10))]
)
def test_the_place_of_a_text_in_its_line(text: str, place: tuple[int, int, int]) -> None:
    """Where it stands; the whole line where it does not stand there as it is."""
    assert place_of(Line(7, "لندن: رنيم", 2, "لندن: رنيم"), text) == place


@pytest.mark.parametrize(
    ("text", "start", "end", "span"),
    [
        ("ابت", 0, 1, (0, 1)),
        ("ابت", 1, 3, (1, 3)),
        ("اَبت", 1, 2, (2, 3)),  # a mark goes, and belongs to no span that begins behind it
        ("اَبت", 0, 1, (0, 1)),
        ("ﻻب", 0, 1, (0, 1)),  # one character, two letters
        ("ﻻب", 1, 2, (0, 1)),
        ("ﻻب", 2, 3, (1, 2)),
        ("ابت", 1, 9, (1, 3)),  # longer than the text: to its end
        ("", 0, 1, (0, 0)),
    ],
)
def test_the_span_that_normalizing_made_a_span_of(text: str, start: int, end: int, span: tuple[int, int]) -> None:
    """Marks that go and ligatures that become letters are counted."""
    assert original_span(text, start, end) == span
