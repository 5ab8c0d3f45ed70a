"""Articles by year, month and day."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_pages.calendar import Period, day_url, days_of, years
from archive_pages.entries import Entry

DATES = st.lists(
    st.dates(datetime.date(1, 1, 1), datetime.date(9999, 12, 31))
    | st.dates(datetime.date(2011, 12, 1), datetime.date(2012, 1, 31)),
    max_size=30,
)


def days(top: list[Period]) -> list[Period]:
    """The days of years."""
    return [day for year in top for month in year.parts for day in month.parts]


@given(DATES)
def test_every_article_stands_on_its_day_once(make_entry: Callable[..., Entry], dates: list[datetime.date]) -> None:
    """Year by year, month by month, the days give the list back; each day's articles have that day's date."""
    entries = [make_entry(str(n), date.isoformat()) for n, date in enumerate(sorted(dates, reverse=True))]
    found = days(years(days_of(entries)))
    assert [entry for day in found for entry in day.entries] == entries
    assert all(day.url == day_url(entry.date) for day in found for entry in day.entries if entry.date)


@given(DATES)
def test_counts_add_up_and_addresses_are_unique(make_entry: Callable[..., Entry], dates: list[datetime.date]) -> None:
    """A year counts what its months count, a month what its days hold; no two periods have one address."""
    entries = [make_entry(str(n), date.isoformat()) for n, date in enumerate(sorted(dates, reverse=True))]
    top = years(days_of(entries))
    months = [month for year in top for month in year.parts]
    assert all(period.count == sum(part.count for part in period.parts) for period in (*top, *months))
    assert all(day.count == len(day.entries) > 0 for day in days(top))
    urls = [period.url for period in (*top, *months, *days(top))]
    assert len(set(urls)) == len(urls)


def test_periods_are_named_in_arabic_and_newest_first(make_entry: Callable[..., Entry]) -> None:
    """A year by its number, a month by its name and year, a day by its date in words."""
    year, older = years(days_of([make_entry("b", "2012-09-07"), make_entry("a", "1998-01-31")]))
    assert (year.name, year.parts[0].name, year.parts[0].parts[0].name) == (
        "2012",
        "سبتمبر 2012",
        "الجمعة 7 سبتمبر 2012",
    )
    assert older.name == "1998"


@pytest.mark.parametrize(
    ("date", "url"), [("2006-03-14", "2006/03/14/"), ("0899-12-01", "0899/12/01/"), ("9999-01-02", "9999/01/02/")]
)
def test_a_day_s_address_has_four_digits_and_twice_two(date: str, url: str) -> None:
    """Years before 1000 are padded."""
    assert day_url(datetime.date.fromisoformat(date)) == url


def test_an_undated_article_has_no_place_in_the_calendar(make_entry: Callable[..., Entry]) -> None:
    """The error names it and says what was expected."""
    with pytest.raises(ValueError, match="article z94: has no date; expected dated entries only"):
        years(days_of([make_entry("z94")]))
