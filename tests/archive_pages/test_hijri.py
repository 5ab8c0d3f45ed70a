"""Days of the Hijra by the Umm al-Qura calendar."""

from __future__ import annotations

import datetime

import pytest

from archive_pages.hijri import FIRST, LAST, hijri_of

KNOWN = {"2015-07-17": "1 شوال 1436 هـ", "2012-09-07": "20 شوال 1433 هـ", "2024-05-19": "11 ذو القعدة 1445 هـ"}


@pytest.mark.parametrize("date", KNOWN)
def test_a_day_has_its_day_of_the_hijra(date: str) -> None:
    """The feast of 2015 was the first of Shawwal 1436."""
    assert str(hijri_of(datetime.date.fromisoformat(date))) == KNOWN[date]


def test_days_that_the_tables_do_not_have_have_none() -> None:
    """The tables reach from 1343 to 1500."""
    day = datetime.timedelta(days=1)
    assert (hijri_of(FIRST - day), hijri_of(LAST + day)) == (None, None)
    assert (str(hijri_of(FIRST)), str(hijri_of(LAST))) == ("1 محرم 1343 هـ", "30 ذو الحجة 1500 هـ")
