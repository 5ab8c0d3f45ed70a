"""Dates of lines, of datelines and from outside the text: what is one, what settles its order, what its words are."""

from __future__ import annotations

import datetime

import pytest

from arabic_text.dates import find_dates_normalized
from arabic_text.normalize import normalize
from news_ingest.fields.date import dateline_dates, day_of, settled_order, stated_date, weekday_doubt
from news_ingest.fields.outside import outside_date
from news_ingest.fields.stamp import stamp_dates, time_of_day, words_behind
from news_ingest.records import NOTHING_KNOWN, Given, Known, Line, StatedDate


def line(text: str, words: int | None = None, number: int = 0) -> Line:
    """A line of a file."""
    return Line(number, text, len(text.split()) if words is None else words, text)


@pytest.mark.parametrize(
    ("text", "words", "dates"),
    [
        ("21/07/2015", None, 1),
        ("نشر في: الثلاثاء 21/07/2015 - 14:35", None, 1),
        ("21 تموز 2015 الموافق 5 شوال 1436", None, 2),
        ("21/07/2015 صحيفة الجبل في بلدتنا", None, 1),
        ("21/07/2015 صحيفة الجبل وأخبار السوق القديمة", None, 0),
        ("21/07/2015 صحيفة الجبل.", None, 0),
        ("21/07/2015 صحيفة الجبل؟", None, 0),
        ("21/07/2015 صحيفة الجبل!", None, 0),
        ("21/07/2015.", None, 1),
        ("السوق 21/07/2015", None, 0),
        ("21/07/2015 السوق 22/07/2015", None, 0),
        ("21/07/2015", 20, 1),
        ("21/07/2015", 21, 0),
        ("الثلاثاء", None, 0),
        ("عام 2015", None, 0),
    ],
)
def test_a_date_line_says_when_and_hardly_anything_else(text: str, words: int | None, dates: int) -> None:
    """Labels, weekdays and numbers beside the date; up to four words behind it; no sentence; twenty words at most."""
    assert len(stamp_dates(line(text, words))) == dates


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("السبت 21/07/2015 الصحوة نت – متابعات", "الصحوة نت – متابعات"),
        ("21/07/2015 الساعة 14:35 الصحوة نت", "الصحوة نت"),
        ("21 تموز 2015 الموافق 5 شوال 1436 هـ الصحوة", "الصحوة"),
        ("21/07/2015 الصحوة 24 نت", "الصحوة نت"),
        ("21/07/2015 الساعة 14:35", ""),
        ("21/07/2015", ""),
        ("21/07/2015 السوق 22/07/2015", ""),
        ("الصحوة نت", ""),
    ],
)
def test_the_words_behind_a_date(text: str, behind: str) -> None:
    """As they stand, without labels before them and without numbers."""
    assert words_behind(line(text)) == behind


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("14:35", "14:35"),
        ("09:05:59", "09:05"),
        ("9:05 م", "21:05"),
        ("9:05 pm", "21:05"),
        ("11:05 م", "23:05"),
        ("1:05 م", "13:05"),
        ("9:05 مساء", "21:05"),
        ("12:05 م", "12:05"),
        ("13:05 م", "13:05"),
        ("9:05 ص", "09:05"),
        ("12:05 ص", "00:05"),
        ("12:05 am", "00:05"),
        ("12:05 صباحا", "00:05"),
        ("11:05 ص", "11:05"),
        ("9:05 متابعات", "09:05"),
        ("00:00", None),
        ("00:01", "00:01"),
        ("12:00 ص", None),
        ("23:59", "23:59"),
        ("24:00", None),
        ("10:60", None),
        ("114:35", None),
        ("الساعة", None),
    ],
)
def test_the_time_of_a_date_line(text: str, time: str | None) -> None:
    """Of twelve or twenty-four hours; midnight is a filler."""
    assert time_of_day(text) == time


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("23/06/2012", "dmy"),
        ("06/23/2012", "mdy"),
        ("10/11/2012", None),
        ("السبت 10/11/2012", "dmy"),
        ("الخميس 10/11/2012", "mdy"),
        ("الجمعة 10/11/2012", None),
        ("الاثنين 07/09/2009 10/11/2012", "dmy"),
        ("10/11/2012 23/06/2012", "dmy"),
        ("23/06/2012 06/23/2012", None),
        ("2012-06-23", None),
        ("23/06/1433", None),
        ("23 يونيو 2012", None),
        ("7/7/2012", None),
    ],
)
def test_what_settles_the_order_of_day_and_month(text: str, order: str | None) -> None:
    """A number above twelve or the weekday that one reading has; not a Hijri date, nor one that is never open."""
    folded = normalize(text)
    assert settled_order(folded, find_dates_normalized(folded)) == order


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("10/11/2012", "dmy", datetime.date(2012, 11, 10)),
        ("10/11/2012", "mdy", datetime.date(2012, 10, 11)),
        ("10/11/2012", None, None),
        ("الخميس 10/11/2012", "dmy", datetime.date(2012, 10, 11)),
        ("23/06/2012", "mdy", datetime.date(2012, 6, 23)),
        ("9-9-1433", None, datetime.date(2012, 7, 28)),
        ("10/11/1433", "dmy", datetime.date(2012, 9, 26)),
        ("الأربعاء 10/11/1433", None, None),
        ("1/1/1200", None, None),
        ("30/2/1433", None, None),
    ],
)
def test_the_day_of_a_date(text: str, order: str | None, day: datetime.date | None) -> None:
    """The weekday before the publisher's order; what the calendar's tables do not have is no day."""
    folded = normalize(text)
    (mention,) = find_dates_normalized(folded)
    assert day_of(folded, mention, order) == day


@pytest.mark.parametrize(
    ("text", "order", "iso", "settled_by"),
    [
        ("9-9-1433 هـ 29/07/2012", None, "2012-07-29", ""),
        ("21 تموز 2015 22 تموز 2015", None, "2015-07-21", ""),
        ("10/11/2012 21 تموز 2015", None, "2015-07-21", ""),
        ("الخميس 10/11/2012", "dmy", "2012-10-11", "weekday"),
        ("10/11/2012", "dmy", "2012-11-10", "publisher"),
        ("10/11/1433", "dmy", "2012-09-26", "publisher"),
    ],
)
def test_the_date_that_a_line_states(text: str, order: str | None, iso: str, settled_by: str) -> None:
    """The first Gregorian one that can be told, with what settled it."""
    one = line(text, number=3)
    found = stated_date(one, find_dates_normalized(one.folded), order, "stated")
    assert found
    assert (found.iso, found.settled_by, found.evidence) == (iso, settled_by, text)


def test_a_stated_date_tells_its_place_and_time() -> None:
    """The line and the span of the date in it; a time only of a date line; 200 characters of evidence."""
    one = line(f"نشر في: 21 تمّوز 2015 14:35 {'م' * 200}", number=3)
    dates = find_dates_normalized(one.folded)
    found = stated_date(one, dates, None, "stated")
    assert found
    assert (found.iso, found.place, found.evidence) == ("2015-07-21 14:35", (3, 8, 21), one.text[:200])
    dateline = stated_date(one, dates, None, "inferred-dateline")
    assert dateline
    assert dateline.iso == "2015-07-21"
    assert stated_date(line("10/11/2012"), find_dates_normalized("10/11/2012"), None, "stated") is None


@pytest.mark.parametrize(
    ("lead", "dates"),
    [
        ("أبها 25 شوال 1436 هـ واس أعلنت", 1),
        ("أبها 25 شوال 1436 م - أعلنت", 1),
        ("أبها 10 أغسطس 2015 (و ن) أعلنت", 1),
        ("أبها 10 أغسطس 2015: أعلنت", 1),
        ("أبها 10 أغسطس 2015 / أعلنت", 1),
        ("أبها 10 أغسطس 2015 أعلنت", 0),
        ("أبها 25 شوال 1436 هـ الموافق 10 أغسطس 2015 أعلنت", 2),
        ("أبها 25 شوال 1436 كلمة كلمة كلمة كلمة 10 أغسطس 2015 أعلنت", 2),
        ("أبها 25 شوال 1436 كلمة كلمة كلمة كلمة كلمة 10 أغسطس 2015 أعلنت", 0),
        ("أبها 25 شوال 1436 - كلمة كلمة كلمة كلمة كلمة 10 أغسطس 2015 أعلنت", 1),
        ("كلمة كلمة كلمة كلمة 10 أغسطس 2015 - أعلنت", 1),
        ("كلمة كلمة كلمة كلمة كلمة 10 أغسطس 2015 - أعلنت", 0),
        ("أعلن في 10 أغسطس 2015 - واس", 0),
        ("في 10 أغسطس 2015 - واس", 0),
        ("أعلنت الوزارة", 0),
    ],
)
def test_a_date_glued_to_a_lead(lead: str, dates: int) -> None:
    """Behind four words of place at most, before an agency or a separator, or two together."""
    assert len(dateline_dates(line(lead))) == dates


@pytest.mark.parametrize(("room", "dates"), [(0, 1), (1, 0)])
def test_a_dateline_ends_within_120_characters(room: int, dates: int) -> None:
    """What stands further behind is text."""
    date = "10 أغسطس 2015"
    lead = "م" * (120 - len(date) - 1 + room) + f" {date} - أعلنت"
    assert len(dateline_dates(line(lead))) == dates


def test_a_weekday_further_behind_is_not_a_datelines() -> None:
    """Only what stands up to the date's end is held against it."""
    evidence = "أبها 4 سبتمبر 2012 - واس: الاثنين"
    assert weekday_doubt(StatedDate("2012-09-04", "inferred-dateline", evidence)) is None
    assert weekday_doubt(StatedDate("2012-09-04", "stated", evidence)) is not None


@pytest.mark.parametrize(
    ("given", "source", "expected"),
    [
        (Given(date="2015-07-21"), "a.txt", ("2015-07-21", "record")),
        (Given(date="2015-07-21T14:35:00Z"), "a.txt", ("2015-07-21 14:35", "record")),
        (Given(date="2015-07-21 14:35"), "a.txt", ("2015-07-21 14:35", "record")),
        (Given(date="2015-07-21 00:00"), "a.txt", ("2015-07-21", "record")),
        (Given(date="2015-02-30"), "a.txt", None),
        (Given(date="21 تموز 2015"), "a.txt", ("2015-07-21", "record")),
        (Given(date="10/11/2012"), "a.txt", None),
        (Given(date="2015-07-21", url="https://a.example/2014/01/02/"), "2013-01-02.txt", ("2015-07-21", "record")),
        (Given(url="https://a.example/2014/01/02/"), "2013-01-02.txt", ("2014-01-02", "url")),
        (Given(url="https://a.example/2014/1/2"), "a.txt", ("2014-01-02", "url")),
        (Given(url="https://a.example/2014/01/023"), "a.txt", None),
        (Given(), "2012/01/02/2013-01-02.txt", ("2013-01-02", "filename")),
        (Given(), "2012/01/02/a.txt", ("2012-01-02", "path")),
        (Given(), "2012/01/02/a.jsonl#2", ("2012-01-02", "path")),
        (Given(), "a.jsonl#2012-01-02", None),
        (Given(), "news_2013.01.02.txt", ("2013-01-02", "filename")),
        (Given(), "20130102.txt", ("2013-01-02", "filename")),
        (Given(), "120130102.txt", None),
        (Given(), "2013-02-30.txt", None),
        (Given(), "2013-02-30/20120102.txt", ("2012-01-02", "filename")),
        (Given(), "1899-01-02.txt", None),
        (Given(), "a.txt", None),
    ],
)
def test_dates_outside_the_text(given: Given, source: str, expected: tuple[str, str] | None) -> None:
    """The record's field, the address, the file's name, its folders: the first that has one."""
    found = outside_date(given, source, NOTHING_KNOWN)
    assert (found and (found.iso, found.origin)) == expected


def test_what_a_date_from_outside_says_of_itself() -> None:
    """It stands in no line; its evidence are 200 characters of field or address; the publisher's order holds."""
    found = outside_date(Given(date="10/11/2012"), "a.txt", Known(order="mdy"))
    assert found == StatedDate("2012-10-11", "record", "10/11/2012", None, "publisher")
    iso = outside_date(Given(date="2015-07-21" + " " * 300), "a.txt", NOTHING_KNOWN)
    assert iso
    assert len(iso.evidence) == 200
    address = "https://a.example/2014/01/02/" + "a" * 180
    url = outside_date(Given(url=address), "a.txt", NOTHING_KNOWN)
    assert url
    assert url.evidence == address[-200:]
