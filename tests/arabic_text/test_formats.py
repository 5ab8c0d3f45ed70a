"""Dates and counts as Arabic prose writes them."""

from __future__ import annotations

import datetime

import pytest

from arabic_text.formats import (
    count_articles,
    count_days,
    count_minutes,
    format_date,
    format_month,
    hijri_month_name,
    month_name,
    month_names,
)


@pytest.mark.parametrize(
    ("date", "text"),
    [
        (datetime.date(2006, 3, 14), "الثلاثاء 14 مارس 2006"),
        (datetime.date(2012, 2, 29), "الأربعاء 29 فبراير 2012"),
        (datetime.date(2015, 1, 1), "الخميس 1 يناير 2015"),
        (datetime.date(2015, 7, 20), "الاثنين 20 يوليو 2015"),
        (datetime.date(1899, 12, 31), "الأحد 31 ديسمبر 1899"),
    ],
)
def test_a_date_has_its_weekday(date: datetime.date, text: str) -> None:
    """Weekday, day, month, year, without leading zeros."""
    assert format_date(date) == text


def test_months_have_twelve_names() -> None:
    """From January to December, as Egypt and the Gulf write them."""
    names = [
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ]
    assert [month_name(month) for month in range(1, 13)] == names


def test_months_of_other_regions() -> None:
    """Twelve in each; the eastern ones are those of `month_name`."""
    names = month_names()
    assert {region: len(found) for region, found in names.items()} == dict.fromkeys(
        ("eastern", "levantine", "maghrebi", "moroccan"), 12
    )
    assert names["eastern"] == [month_name(month) for month in range(1, 13)]
    assert (names["levantine"][0], names["maghrebi"][0], names["moroccan"][6]) == ("كانون الثاني", "جانفي", "يوليوز")


def test_hijri_months_have_their_usual_names() -> None:
    """The first of the names that texts have for each."""
    names = ["محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان", "رمضان"]
    names += ["شوال", "ذو القعدة", "ذو الحجة"]
    assert [hijri_month_name(month) for month in range(1, 13)] == names


def test_a_month_has_its_year() -> None:
    """Month and year."""
    assert format_month(2006, 3) == "مارس 2006"


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "لا مقالات"),
        (1, "مقال واحد"),
        (2, "مقالان"),
        (3, "3 مقالات"),
        (10, "10 مقالات"),
        (11, "11 مقالاً"),
        (99, "99 مقالاً"),
        (100, "100 مقال"),
        (101, "101 مقال"),
        (102, "102 مقال"),
        (103, "103 مقالات"),
        (111, "111 مقالاً"),
        (200, "200 مقال"),
        (1000, "1,000 مقال"),
        (1004, "1,004 مقالات"),
        (1_234_567, "1,234,567 مقالاً"),
    ],
)
def test_a_count_takes_the_form_of_its_number(count: int, text: str) -> None:
    """The six plural forms, by the last two digits."""
    assert count_articles(count) == text


@pytest.mark.parametrize(
    ("count", "minutes", "days"),
    [
        (0, "أقل من دقيقة", "لا أيام"),
        (1, "دقيقة واحدة", "يوم واحد"),
        (2, "دقيقتان", "يومان"),
        (3, "3 دقائق", "3 أيام"),
        (11, "11 دقيقة", "11 يوماً"),
        (100, "100 دقيقة", "100 يوم"),
    ],
)
def test_minutes_and_days_are_counted_alike(count: int, minutes: str, days: str) -> None:
    """Each with its own six forms."""
    assert (count_minutes(count), count_days(count)) == (minutes, days)
