"""What speaks for a headline: each sign by itself with its weight, and what the choice says of itself."""

from __future__ import annotations

from collections import Counter

import pytest

from arabic_text.analyze import stems, words_of
from arabic_text.normalize import normalize
from news_ingest.fields.headline import choose, headline_score, is_display, is_pair, lead_title
from news_ingest.records import Line, Role

PLAIN = "بلدية الوادي ترمم السوق القديمة"
ALONE = 1.6  # of four to fourteen words, with no line above
WORD = "كلمة"


def line(text: str, number: int = 0) -> Line:
    """A line of a file."""
    return Line(number, text, len(text.split()), text)


def score(text: str, lead: str = "", meta_follows: bool = False) -> float:
    """How much speaks for a line that stands alone."""
    one = line(text)
    return headline_score(one, [one], Counter(stems(words_of(normalize(lead)))), meta_follows)


@pytest.mark.parametrize(
    ("words", "expected"),
    [(0, -1.5), (1, -1.5), (2, 0.0), (3, 0.7), (4, 1.6), (14, 1.6), (15, 1.0), (18, 1.0), (19, -0.4)],
)
def test_four_to_fourteen_words_are_a_headlines_length(words: int, expected: float) -> None:
    """Fewer speak against it, one and two most; more than eighteen too."""
    one = Line(0, WORD, words, WORD)
    assert headline_score(one, [one], Counter(), False) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        (PLAIN, 0.0),
        (f"{PLAIN}:", -1.5),
        (f"{PLAIN}،", -1.5),
        (f"{PLAIN},", -1.5),
        (f"{PLAIN}.", -0.7),
        (f"{PLAIN}...", 0.0),
        (f"بعد {PLAIN}", -0.5),
        (f"بعدها {PLAIN}", 0.0),
    ],
)
def test_signs_at_a_lines_ends(text: str, weight: float) -> None:
    """A colon or comma, a full stop, a beginning as kickers have it speak against a headline."""
    assert score(text) == pytest.approx(ALONE + weight)


@pytest.mark.parametrize(
    ("text", "lead", "weight"),
    [
        ("مطار ميناء جسر حديقة", "مطار", 0.25),
        ("مطار ميناء جسر حديقة", "حديقة الجسر مطار", 0.75),
        ("مطار ميناء جسر حديقة", "متحف", 0.0),
        ("مطار مطار مطار مطار", "مطار", 0.5),
    ],
)
def test_words_shared_with_the_lead(text: str, lead: str, weight: float) -> None:
    """Their share of the line's terms, of two at least."""
    assert score(text, lead) == pytest.approx(ALONE + weight)


def test_a_date_behind_the_last_display_line() -> None:
    """It speaks for that line, and for no other."""
    one, two = line(PLAIN, 0), line(f"{PLAIN} اليوم", 1)
    assert score(PLAIN, meta_follows=True) == pytest.approx(ALONE + 0.3)
    assert headline_score(one, [one, two], Counter(), True) == pytest.approx(ALONE)


@pytest.mark.parametrize(
    ("numbers", "at", "expected"),
    [
        ((0, 1), 0, 1.6),
        ((0, 2), 0, 2.8),  # a gap below
        ((0, 1), 1, 1.9),  # right below a first line, which may be the kicker
        ((0, 2), 1, 1.0),
        ((0, 1, 2), 2, 1.0),
        ((0, 1, 3), 1, 3.1),
    ],
)
def test_where_a_line_stands_among_the_others(numbers: tuple[int, ...], at: int, expected: float) -> None:
    """The first, the one below a kicker, and the one above a gap are likelier."""
    lines = [line(f"{PLAIN} {WORD * number}", number) for number in numbers]
    assert headline_score(lines[at], lines, Counter(), False) == pytest.approx(expected)


def test_a_line_that_is_printed_again() -> None:
    """Each repetition speaks for it, in whatever spelling; the line itself is none."""
    lines = [line(PLAIN, 0), line(f"{PLAIN} اليوم", 1), line(PLAIN.replace("ة", "ه"), 2), line(PLAIN, 3)]
    assert headline_score(lines[0], lines, Counter(), False) == pytest.approx(ALONE + 2 * 2.0)


@pytest.mark.parametrize(
    ("words", "end", "display"),
    [
        (0, "", True),
        (12, ".", True),
        (13, "", True),
        (13, ".", False),
        (13, ".»", False),
        (13, '." ', False),
        (13, "...", True),
        (22, "", True),
        (23, "", False),
    ],
)
def test_display_type_is_short_and_no_sentence(words: int, end: str, display: bool) -> None:
    """To twelve words any, to twenty-two what does not end like a sentence."""
    assert is_display(Line(0, f"{WORD}{end}", words, "")) is display


def test_one_line_or_none_is_the_headline() -> None:
    """Without a rival nothing is weighed."""
    assert choose([], None, None).headline == ()
    one = choose([line(WORD, 7)], None, None)
    assert (one.headline, one.scores, one.told_by, one.margin) == ((7,), (), "alone", 0.0)


def test_a_choice_tells_its_scores_and_its_margin() -> None:
    """Kicker above, deck below; a date behind them all speaks for the last."""
    lines = [line("بعد سنوات ثلاث:", 0), line(PLAIN, 1), line("أصحاب المحال شاركوا في وضع خطة لها", 3)]
    made = choose(lines, None, 4)
    assert (made.headline, made.kicker, made.deck, made.told_by) == ((1,), (0,), (3,), "margin")
    assert made.scores == ((0, -1.3), (1, 3.1), (3, 1.3))
    assert made.margin == 1.8
    assert [made.role_of(one) for one in lines] == [Role.KICKER, Role.HEADLINE, Role.DECK]


def test_a_headline_over_two_lines_has_no_rival() -> None:
    """Both lines are it; the margin is the better one's score, where no third line is."""
    made = choose([line(PLAIN, 0), line("في وسط البلدة أمس", 1)], None, None)
    assert (made.headline, made.deck, made.told_by, made.margin) == ((0, 1), (), "joined", 1.6)


def test_scores_and_margins_have_two_decimals() -> None:
    """A third of a line's terms is 0.33."""
    lines = [line("مطار جسر حديقة", 0), line(PLAIN, 2)]
    made = choose(lines, line("مطار"), None)
    assert (made.scores, made.margin) == (((0, 2.23), (2, 1.0)), 1.23)


@pytest.mark.parametrize(("meta_after", "last"), [(None, 1.0), (2, 1.0), (3, 1.3)])
def test_only_a_date_behind_a_line_speaks_for_it(meta_after: int | None, last: float) -> None:
    """One above it, or none, does not."""
    lines = [line(PLAIN, 0), line(f"{PLAIN} غداً", 2)]
    assert choose(lines, None, meta_after).scores[1] == (2, last)


def test_a_headline_that_is_printed_twice() -> None:
    """The first is the headline, the second is nothing, what stands between them is the deck."""
    lines = [line(PLAIN, 0), line("أصحاب المحال شاركوا في وضع الخطة", 1), line(PLAIN, 2)]
    made = choose(lines, None, None)
    assert (made.headline, made.kicker, made.deck, made.told_by) == ((0,), (), (1,), "twice")
    assert made.margin == 1.7  # 3.6 against 1.9


@pytest.mark.parametrize(("kicker_above", "second"), [(None, 1.9), (True, 2.5), (False, 1.3)])
def test_the_publishers_habit_weighs_in_a_pair(kicker_above: bool | None, second: float) -> None:
    """Of two adjacent lines the second is likelier the headline where the first usually is a kicker."""
    lines = [line(PLAIN, 0), line("أصحاب المحال شاركوا أمس", 1)]
    assert choose(lines, None, None, kicker_above).scores == ((0, 1.6), (1, second))


@pytest.mark.parametrize(
    ("texts", "numbers", "pair"),
    [
        ((PLAIN, WORD), (0, 1), True),
        ((PLAIN, WORD), (0, 2), False),
        ((PLAIN, PLAIN), (0, 1), False),
        ((PLAIN,), (0,), False),
        ((PLAIN, WORD, PLAIN), (0, 1, 2), False),
    ],
)
def test_a_pair_is_two_adjacent_lines_that_differ(texts: tuple[str, ...], numbers: tuple[int, ...], pair: bool) -> None:
    """Only there a publisher's habit can be seen."""
    assert is_pair([line(text, number) for text, number in zip(texts, numbers, strict=True)]) is pair


def words(count: int, comma_at: int = 0, comma: str = "،") -> str:
    """So many words, with a comma behind one of them."""
    return " ".join(f"{number}{comma if number == comma_at else ''}" for number in range(1, count + 1))


@pytest.mark.parametrize(
    ("lead", "title"),
    [
        (words(14) + ".", words(14)),
        (words(14) + "؛:،", words(14)),
        (words(15), words(12) + "…"),
        (words(20, comma_at=12), words(12)),
        (words(20, comma_at=7), words(7)),
        (words(20, comma_at=6), words(6, comma_at=6) + " 7 8 9 10 11 12…"),
        (words(20, comma_at=13), words(12) + "…"),
        (words(20, comma_at=9, comma="؟"), words(9) + "؟"),
        (words(20, comma_at=9, comma="!"), words(9) + "!"),
        (words(20, comma_at=9, comma=":"), words(9)),
        (words(20, comma_at=9, comma="."), words(9)),
        (words(20, comma_at=9, comma="؛"), words(9)),
    ],
)
def test_a_headline_made_of_a_lead(lead: str, title: str) -> None:
    """A short lead whole; else to the last clause that ends within seven to twelve words, else twelve words."""
    assert lead_title(lead) == title
