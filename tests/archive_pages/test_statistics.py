"""What the archive holds, in numbers."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from archive_of_rows import archive, pages
from hypothesis import given
from hypothesis import strategies as st

from archive_pages.entries import Entry
from archive_pages.known import ORIGINS
from archive_pages.statistics import UNTOLD, Share, Year, longest_gaps, origins

Make = Callable[..., Entry]
DAYS = st.sets(st.dates(datetime.date(2011, 12, 1), datetime.date(2012, 4, 1)), min_size=1).map(sorted)


def figures(*entries: Entry) -> Any:
    """What the page shows of these articles."""
    return pages(archive(*entries))["statistics/"].context


def test_years_say_how_many_of_their_days_in_the_covered_range_have_articles(make_entry: Make) -> None:
    """The first and the last year count from the first and to the last day; a year without articles has none."""
    dates = ("2012-01-02", "2012-01-02", "2012-01-01", "2010-12-31", "2010-12-22")
    found = figures(*(make_entry(f"a{at}", date) for at, date in enumerate(dates)))
    assert found["years"] == [
        Year("2012", "2012/", 3, Share("", 2, 2)),
        Year("2011", "", 0, Share("", 0, 365)),
        Year("2010", "2010/", 2, Share("", 2, 10)),
    ]
    assert (found["covered"].count, found["covered"].whole) == (4, 377)
    assert (found["first"], found["last"]) == ("الأربعاء 22 ديسمبر 2010", "الاثنين 2 يناير 2012")


def test_publishers_and_sections_are_told_by_size(make_entry: Make) -> None:
    """With their shares and pages; the undated have theirs of all."""
    found = figures(
        make_entry("a", "2012-01-01", publisher="السهل"),
        make_entry("b", "2012-01-01", publisher="الجبل"),
        make_entry("c", publisher="الجبل"),
    )
    [publishers, sections] = found["kinds"]
    assert publishers[3] == [Share("الجبل", 2, 3, "publisher/الجبل/"), Share("السهل", 1, 3, "publisher/السهل/")]
    assert sections[3:] == ([], 0)
    assert found["undated"].percent == "33.3%"


def test_an_archive_without_dates_has_no_years_and_no_gaps(make_entry: Make) -> None:
    """Only how many articles there are."""
    found = figures(make_entry("a"))
    assert (found["total"], found["years"], found["gaps"], found["origins"], found["covered"]) == (1, [], [], [], None)


def test_a_share_is_told_in_tenths_of_a_percent() -> None:
    """What is there is never said to be nothing."""
    assert [Share("", count, 3000).percent for count in (0, 1, 3, 1000, 3000)] == [
        "0%",
        "<0.1%",
        "0.1%",
        "33.3%",
        "100%",
    ]
    assert Share("", 1, 4).bar == ("75", "25")


def test_gaps_are_told_longest_first() -> None:
    """First and last day without an article, and how many days; the older of equal ones first."""
    days = [datetime.date(2012, 1, day) for day in (1, 2, 5, 8, 10)]
    assert [(gap.first, gap.last, gap.days) for gap in longest_gaps(days)] == [
        ("الثلاثاء 3 يناير 2012", "الأربعاء 4 يناير 2012", 2),
        ("الجمعة 6 يناير 2012", "السبت 7 يناير 2012", 2),
        ("الاثنين 9 يناير 2012", "الاثنين 9 يناير 2012", 1),
    ]


@given(DAYS)
def test_the_longest_gap_is_what_looking_at_each_day_finds(days: list[datetime.date]) -> None:
    """Against counting day by day."""
    longest = run = 0
    for at in range((days[-1] - days[0]).days):
        run = 0 if days[0] + datetime.timedelta(days=at) in days else run + 1
        longest = max(longest, run)
    assert max((gap.days for gap in longest_gaps(days)), default=0) == longest


def test_how_dates_are_known_is_told_in_words(make_entry: Make) -> None:
    """Kinds with the same words are one; what says nothing, or something else, is told as that."""
    assert origins({"stated": 5, "dateline": 1, "inferred-dateline": 2, "": 1, "nonsense": 1}) == [
        Share(ORIGINS["stated"], 5, 10),
        Share("من مطلع الخبر", 3, 10),
        Share(UNTOLD, 2, 10),
    ]
    dated = make_entry("a", "2012-01-01", date_from="url")
    assert figures(dated, make_entry("b", date_from="url"))["origins"] == [Share(ORIGINS["url"], 1, 1)]
