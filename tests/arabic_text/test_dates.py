"""Dates as texts state them: the vectors, every name of the calendar, and laws."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from arabic_text.dates import (
    GREGORIAN_YEARS,
    find_dates,
    find_dates_normalized,
    find_periods_normalized,
    find_weekday,
    is_valid,
    names,
)
from arabic_text.formats import format_date
from arabic_text.normalize import normalize

VECTORS = Path(__file__).parents[1] / "vectors" / "dates.json"
ROWS: list[dict[str, Any]] = json.loads(VECTORS.read_text(encoding="utf-8"))
DAYS = st.dates(datetime.date(1800, 1, 1), datetime.date(2100, 12, 31))
NUMBERS = st.sampled_from(["0", "1", "05", "12", "13", "31", "32", "1433", "1799", "2012", "2100", "20123"])
PIECES = NUMBERS | st.sampled_from(
    ["/", "-", ".", " ", "، ", "(", ")", "مارس", "كانون الثاني", "شوال", "هـ", "م", "عام", "\n"]
)
DATE_LIKE = st.lists(PIECES, max_size=14).map("".join)


def named(kind: str) -> list[tuple[str, int]]:
    """Each name of a kind in the calendar, with its number."""
    return [(name, int(number)) for number, forms in names()[kind].items() for name in forms]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["why"])
def test_a_text_states_these_dates(row: dict[str, Any]) -> None:
    """Each vector's dates: calendar, readings, order, and the words of the normalized text."""
    normal = normalize(row["text"])
    found = [
        {
            "words": normal[mention.start : mention.end],
            "hijri": mention.hijri,
            "readings": [list(reading) for reading in mention.readings],
            "order": mention.order,
        }
        for mention in find_dates(row["text"])
    ]
    assert found == row["dates"]


@pytest.mark.parametrize(("name", "month"), named("gregorian_months"))
def test_each_name_of_a_month_is_read(name: str, month: int) -> None:
    """Before the day and after it, also where one name is the beginning of another."""
    for text in (f"5 {name} 2012", f"{name} 5, 2012", f"5-{name}-2012"):
        assert [mention.readings for mention in find_dates(text)] == [((2012, month, 5),)], text


@pytest.mark.parametrize(("name", "month"), named("hijri_months"))
def test_each_name_of_a_hijri_month_is_read(name: str, month: int) -> None:
    """Its year tells nothing; its name does."""
    found = [(mention.hijri, mention.readings) for mention in find_dates(f"5 {name} 1433 هـ")]
    assert found == [(True, ((1433, month, 5),))]


@pytest.mark.parametrize(("name", "number"), named("weekdays"))
def test_each_name_of_a_weekday_is_read(name: str, number: int) -> None:
    """Spelled as newspapers do."""
    assert find_weekday(normalize(f"القاهرة، {name}: 5 مارس")) == number


@pytest.mark.parametrize("text", ["", "5 مارس 2012", "الثلاثاء أو الأربعاء", "الثلاثاء والأربعاء", "أحد", "الخميسات"])
def test_a_text_with_no_or_two_weekdays_names_none(text: str) -> None:
    """Exactly one is named, or none is told; a conjunction is no part of a weekday's name."""
    assert find_weekday(normalize(text)) is None


def test_a_weekday_that_is_named_twice_is_told() -> None:
    """The same day twice is one day, in either spelling."""
    assert find_weekday(normalize("الاثنين 5 مارس، الإثنين مساء")) == 1


def test_places_count_characters_of_the_normalized_text() -> None:
    """With a text that is normalized already they are places of that text."""
    text = normalize("عَقَدَ المَجلس في 14 مـارس 2006 جلسة")
    (mention,) = find_dates_normalized(text)
    assert (text[: mention.start], text[mention.end :]) == ("عقد المجلس في ", " جلسه")


@pytest.mark.parametrize(
    ("date", "hijri", "valid"),
    [
        ((2012, 2, 29), False, True),
        ((2011, 2, 29), False, False),
        ((1900, 2, 29), False, False),
        ((2000, 2, 29), False, True),
        ((1799, 12, 31), False, False),
        ((2101, 1, 1), False, False),
        ((2012, 0, 1), False, False),
        ((2012, 13, 1), False, False),
        ((2012, 1, 0), False, False),
        ((1433, 2, 30), True, True),
        ((1433, 2, 31), True, False),
        ((1501, 1, 1), True, False),
        ((2012, 1, 1), True, False),
    ],
)
def test_a_date_is_possible_or_not(date: tuple[int, int, int], hijri: bool, valid: bool) -> None:
    """Months, days, leap years and the years of each calendar."""
    assert is_valid(date, hijri) is valid


@settings(max_examples=200, deadline=None)
@given(DAYS)
def test_a_written_date_is_read_back(day: datetime.date) -> None:
    """What the pages write is one date, and its weekday is told."""
    text = format_date(day)
    assert [mention.readings for mention in find_dates(text)] == [((day.year, day.month, day.day),)]
    assert find_weekday(normalize(text)) == day.isoweekday()


@settings(max_examples=200, deadline=None)
@given(DAYS, st.sampled_from("/-."), st.sampled_from(["dmy", "mdy", "ymd"]))
def test_a_date_in_numbers_is_among_its_readings(day: datetime.date, separator: str, order: str) -> None:
    """The true day is always read; a told order is the true one."""
    numbers = {"d": f"{day.day:02}", "m": f"{day.month:02}", "y": f"{day.year:04}"}
    (mention,) = find_dates(separator.join(numbers[letter] for letter in order))
    assert (day.year, day.month, day.day) in mention.readings
    assert mention.order in (order, "")
    assert (len(mention.readings) == 2) == (mention.order == "" and day.day != day.month)


@settings(max_examples=200, deadline=None)
@given(DAYS, st.sampled_from("0159٣۴"), st.sampled_from(["{d:02}/{m:02}/{y}", "{y}-{m:02}-{d:02}", "{d:02} مارس {y}"]))
def test_a_date_inside_a_longer_number_is_none(day: datetime.date, digit: str, form: str) -> None:
    """One more digit at either end, of any kind, and it is no date."""
    text = form.format(d=day.day, m=day.month, y=day.year)
    assert (find_dates(digit + text), find_dates(text + digit)) == ([], [])


@settings(max_examples=500, deadline=None)
@given(DATE_LIKE | st.text(max_size=60))
@example("31/12/2012/12/31")
@example("15 شوال 1433 مارس 5, 2012")
def test_any_text_gives_possible_dates_in_order(text: str) -> None:
    """No text raises; dates stand in order, apart from each other, and each reading can be a date."""
    end = 0
    for mention in find_dates(text):
        assert mention.start >= end
        assert mention.end > mention.start
        assert mention.readings
        assert all(is_valid(reading, mention.hijri) for reading in mention.readings)
        end = mention.end
    assert end <= len(normalize(text))


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 31), st.integers(1, 12), st.sampled_from(GREGORIAN_YEARS))
def test_only_possible_days_are_read(day: int, month: int, year: int) -> None:
    """A date is read where the calendar has it, and only there."""
    try:
        expected = [((datetime.date(year, month, day).timetuple()[:3]),)]
    except ValueError:
        expected = []
    assert [mention.readings for mention in find_dates(f"{year}-{month}-{day}")] == expected


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("في سبتمبر 2012", [(2012, 9)]),
        ("أيلول (سبتمبر) 2012 وشباط/فبراير عام 2013", [(2012, 9), (2013, 2)]),
        ("كانون الثاني من عام 2012", [(2012, 1)]),
        ("عام 2012 مقارنة بالعام 2011", [(2012, 0), (2011, 0)]),
        ("عام 2011 إلى سبتمبر 2012 ثم عام 2013", [(2011, 0), (2012, 9), (2013, 0)]),
        ("سبتمبر عام 2012", [(2012, 9)]),
        ("2012 ريال، عام 2012/2013، عام 20125، لعام 2012، مايوه 2012", []),
    ],
)
def test_months_and_years(text: str, periods: list[tuple[int, int]]) -> None:
    """A month with its year, a year with the word for it; bare numbers, seasons and longer numbers are none."""
    assert [(found.year, found.month) for found in find_periods_normalized(normalize(text))] == periods


PERIOD_PIECES = st.sampled_from(
    ["عام", "سنة", "سبتمبر", "أيلول", "كانون الثاني", " ", "، ", "(", ")", "2012", "1950", "من"]
)


@given(st.lists(PERIOD_PIECES, max_size=16).map("".join))
def test_any_text_gives_months_and_years_in_order(text: str) -> None:
    """They stand in order, apart from each other, and each ends with its year."""
    normal, end = normalize(text), 0
    for period in find_periods_normalized(normal):
        assert period.start >= end
        assert 0 <= period.month <= 12
        assert normal[: period.end].endswith(str(period.year))
        end = period.end
