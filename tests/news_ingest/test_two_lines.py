"""What speaks for two lines as one headline: each sign by itself with its weight."""

from __future__ import annotations

import pytest

from arabic_text.normalize import normalize
from news_ingest.fields.two_lines import Text, join_score, read_text, two_lines
from news_ingest.records import Line

FIRST = "بلدية الوادي ترمم سوقها"
SECOND = "أصحاب المحال شاركوا أمس"
SHORT = 0.3  # two lines of four words at least and of fourteen at most together
NO_TEXT = read_text("")


def line(text: str, number: int = 0) -> Line:
    """A line of a file."""
    return Line(number, text, len(text.split()), text)


def score(first: str, second: str, text: Text = NO_TEXT, gap: int = 0) -> float:
    """How much speaks for two lines as one headline."""
    return join_score(line(first), line(second, 1 + gap), text)


@pytest.mark.parametrize(
    ("first", "second", "weight"),
    [
        (FIRST, SECOND, 0.0),
        (FIRST, f"في {SECOND}", 2.0),
        (FIRST, f"والمحال {SECOND}", 2.0),
        (FIRST, f"أيدياً {SECOND}", 2.0),
        (FIRST, f"أو {SECOND}", 3.0),
        (FIRST, f"تسقي {SECOND}", 0.7),
        (FIRST, f"تطوير {SECOND}", 0.0),
        (f"{FIRST} إلى", SECOND, 2.0),
        (f"بعد {FIRST}", SECOND, -1.0),
        (FIRST, f"العساف: {SECOND}", -1.5),
    ],
)
def test_signs_at_the_break(first: str, second: str, weight: float) -> None:
    """What cannot stand alone goes on; kickers' beginnings and speakers speak against it."""
    assert score(first, second) == pytest.approx(SHORT + weight)


def test_a_gap_between_the_lines() -> None:
    """A blank line speaks against one headline."""
    assert score(FIRST, SECOND, gap=1) == pytest.approx(SHORT - 2.0)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [(4, 4, 0.3), (3, 4, -0.5), (4, 3, 0.0), (7, 7, 0.3), (7, 8, 0.0), (11, 11, 0.0), (11, 12, -1.0)],
)
def test_usual_lengths(first: int, second: int, expected: float) -> None:
    """A first line of three words is a kicker's; more than twenty-two are never one headline."""
    assert score("كلمة " * first, "كلمة " * second) == pytest.approx(expected)


@pytest.mark.parametrize("end", '.!؟:»"”،؛')
def test_a_closed_first_line_is_never_joined(end: str) -> None:
    """However much else speaks for it."""
    assert score(FIRST + end, f"أو {SECOND}") == -1.0


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("أعيد ترميم السوق أصحاب المحال", 1.2),
        ("أصحاب السوق", 0.0),
        ("السوق وكان أصحاب المحال هناك", 1.2),  # stop words stand between no neighbours
        ("السوق الكبيرة أصحاب", 0.0),
    ],
)
def test_the_text_has_the_words_at_the_break_side_by_side(text: str, weight: float) -> None:
    """In this order, their terms compared."""
    assert score("بلدية الوادي ترمم سوق", SECOND, read_text(normalize(text))) == pytest.approx(SHORT + weight)


@pytest.mark.parametrize("last", ["السوق", "سوقه", "سوقها", "للسوق"])
def test_a_word_that_no_genitive_follows_makes_no_bridge(last: str) -> None:
    """With an article or a possessive ending."""
    text = read_text(normalize(f"{last} أصحاب"))
    assert score(f"بلدية الوادي ترمم {last}", SECOND, text) == pytest.approx(SHORT)


@pytest.mark.parametrize("second", ["", "في على"])
def test_without_a_term_there_is_no_bridge(second: str) -> None:
    """A line of stop words has no word that could be a neighbour."""
    text = read_text(normalize("سوق أصحاب"))
    assert score("بلدية الوادي ترمم سوق", second, text) == score("بلدية الوادي ترمم سوق", second)


@pytest.mark.parametrize(("text", "weight"), [("بصمة ابهامه", 1.0), ("ببصمة من بصمة", 0.0), ("اصابع", 0.0)])
def test_a_preposition_glued_to_a_word_of_the_text(text: str, weight: float) -> None:
    """«ببصمة», where the text knows «بصمة», and «ببصمة» is no word of it."""
    assert score(FIRST, "ببصمة إبهامه بعد سنين", read_text(normalize(text))) == pytest.approx(SHORT + weight)


def test_a_text_as_it_is_read() -> None:
    """Words as they stand, terms without stop words, and those that are neighbours."""
    text = read_text(normalize("السوق في المدينة"))
    assert text.words == {"السوق", "في", "المدينه"}
    assert text.terms == ("سوق", "مدين")
    assert text.neighbours == {("سوق", "مدين")}


@pytest.mark.parametrize(
    ("texts", "best", "found"),
    [
        ((FIRST, f"في {SECOND}"), 0, (0, 1)),
        ((FIRST, f"في {SECOND}"), 1, (0, 1)),
        ((FIRST, SECOND), 0, ()),
        ((FIRST,), 0, ()),
        ((f"في {SECOND}", FIRST), 0, ()),
        ((FIRST, SECOND, f"في {SECOND}"), 1, (1, 2)),
        ((FIRST, f"في {SECOND}", SECOND), 1, (0, 1)),
        ((FIRST, f"في {SECOND}", SECOND), 2, ()),
        ((FIRST, f"في {SECOND}", f"أو {SECOND}"), 1, (1, 2)),
    ],
)
def test_the_pair_that_is_joined_holds_the_best_line(texts: tuple[str, ...], best: int, found: tuple[int, ...]) -> None:
    """With the line below it or above it, whichever speaks louder; none where too little does."""
    assert two_lines([line(text, number) for number, text in enumerate(texts)], best, NO_TEXT) == found
