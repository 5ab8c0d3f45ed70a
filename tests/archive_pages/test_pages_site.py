"""Which pages an archive has."""

from __future__ import annotations

from collections.abc import Callable

from archive_of_rows import archive, pages

from archive_pages.archive import Shape
from archive_pages.entries import Entry, Term
from archive_pages.front_page import ENTRIES, SECTION_ENTRIES
from archive_pages.site import Output

Make = Callable[..., Entry]
ALWAYS = ["", "api/index.json", "api/publishers.json", "api/sections.json", "archive/", "feed.atom", "feed.json"]
ALWAYS += ["feed.rss", "opensearch.xml", "publisher/", "search/", "section/"]
ALWAYS += ["statistics/"]


def test_an_empty_archive_has_its_fixed_pages() -> None:
    """Front, calendar, sections, publishers, feeds, statistics and search exist without an article."""
    made = pages(archive())
    assert sorted(made) == ALWAYS
    assert (made[""].context["latest"], made[""].context["total"], made["archive/"].context["years"]) == ([], 0, [])


def test_a_small_archive_has_a_page_for_each_list(make_entry: Make) -> None:
    """Each section, publisher, year, month and day that has an article has a page, and no other."""
    made = pages(
        archive(
            make_entry("c", "2012-09-07", section="محليات", publisher="السهل"),
            make_entry("b", "2012-09-06", section="محليات"),
            make_entry("a", section="رياضة"),
        )
    )
    calendar = ["2012/", "2012/09/", "2012/09/06/", "2012/09/07/", "on/", "on/09-06/", "on/09-07/"]
    calendar += ["hijri/", "hijri/1433/", "hijri/1433/10/", "on/hijri/", "on/hijri/10-19/", "on/hijri/10-20/"]
    calendar += ["api/days/2012/09/06.json", "api/days/2012/09/07.json", "api/years/2012.json"]
    calendar += [f"api/ids/{prefix}.json" for prefix in "abc"]
    lists = ("section/محليات/", "section/رياضة/", "publisher/السهل/")
    own = [f"{url}{name}" for url in lists for name in ("", "feed.atom", "feed.json")]
    assert sorted(made) == sorted([*ALWAYS, *calendar, *own, "undated/"])


def test_an_archive_of_undated_articles_has_no_day(make_entry: Make) -> None:
    """They stand on the shelf and, as there is nothing newer, on the front page."""
    entries = [make_entry("a"), make_entry("b")]
    made = pages(archive(*entries))
    assert sorted(made) == sorted([*ALWAYS, "undated/", "api/ids/a.json", "api/ids/b.json"])
    assert made["undated/"].context["list_page"].items == entries
    assert made[""].context["latest"] == entries


def test_undated_articles_stand_in_their_lists_but_not_among_the_newest(make_entry: Make) -> None:
    """A section lists all its articles, the front page's newest are dated ones."""
    dated, undated = make_entry("b", "2012-09-07", section="محليات"), make_entry("a", section="محليات")
    made = pages(archive(dated, undated))
    assert made[""].context["latest"] == [dated]
    assert made["section/محليات/"].context["list_page"].items == [dated, undated]
    assert made["section/"].context["terms"] == [(dated.section, 2)]
    assert made["undated/"].context["list_page"].items == [undated]


def test_the_front_page_shows_the_newest_and_each_section_s_newest(make_entry: Make) -> None:
    """Eleven articles, four a section, and how many there are."""
    entries = [make_entry(f"a{n:02}", f"2012-01-{n:02}", section="محليات") for n in range(20, 0, -1)]
    context = pages(archive(*entries))[""].context
    assert context["latest"] == entries[:ENTRIES]
    assert context["sections"] == [(entries[0].section, entries[:SECTION_ENTRIES], 20)]
    assert (context["total"], context["years"][0].count) == (20, 20)


def test_long_lists_have_pages(make_entry: Make) -> None:
    """Every kind of list is cut: day, section, publisher and shelf."""
    fields = {"section": "محليات", "publisher": "السهل"}
    dated = [make_entry(f"a{n}", "2012-09-07", **fields) for n in range(40)]
    made = pages(archive(*dated, *(make_entry(f"b{n}") for n in range(40)), shape=Shape(per_page=2)))
    cut = {url.partition("/page/")[0] for url in made if "/page/" in url}
    assert cut == {"2012/09/07", "publisher/السهل", "section/محليات", "undated"}
    totals = {url: output.context.get("total") for url, output in made.items() if url.startswith("2012/09/07/")}
    assert {url: total for url, total in totals.items() if total} == {"2012/09/07/": 40}  # what grows with the list


def test_the_trail_leads_up_the_calendar(make_entry: Make) -> None:
    """A day's page links to its month, year and the archive."""
    made = pages(archive(make_entry("a", "2012-09-07")))
    assert made["2012/09/07/"].context["trail"] == [
        Term("الأرشيف", "archive/"),
        Term("2012", "2012/"),
        Term("سبتمبر 2012", "2012/09/"),
    ]


def test_addresses_are_files() -> None:
    """An address that ends with a slash is its folder's index."""
    assert [Output(url, "", {}).save_as for url in ("", "2012/", "feed.html")] == [
        "index.html",
        "2012/index.html",
        "feed.html",
    ]


def test_authors_places_and_agencies_have_lists_and_letters(make_entry: Make) -> None:
    """Names stand under their first letter without the article; each has its own list."""
    one = make_entry("b", "2012-09-07", authors=("أمل", "إيمان"), place="القاهرة", agencies=("رويترز",))
    made = pages(archive(one, make_entry("a", "2010-01-01", authors=("أمل",))))
    assert {url for url in made if url.startswith(("author", "place", "agency"))} == {
        *("author/", "authors/ا/", "author/أمل/", "author/إيمان/"),
        *("place/", "places/ق/", "place/القاهرة/", "agency/", "agency/رويترز/"),
    }
    assert made["author/"].context["count"] == 2
    assert [count for _, count in made["author/"].context["most"]] == [2, 1]
    assert made["author/أمل/"].context["chart"].counts == ((2010, 1), (2011, 0), (2012, 1))
    assert made["author/إيمان/"].context["chart"] is None


def test_a_day_of_the_year_has_its_years_newest_first(make_entry: Make) -> None:
    """By both calendars; the front page shows the newest day's like in other years."""
    entries = [make_entry(f"a{year}", f"{year}-09-07") for year in (2012, 2011, 2008)]
    made = pages(archive(*entries))
    assert [year for year, _, _ in made["on/09-07/"].context["days"]] == ["2012", "2011", "2008"]
    assert made["on/hijri/10-20/"].context["title"] == "20 شوال"
    term, others = made[""].context["on_this_day"]
    assert term == Term("7 سبتمبر", "on/09-07/")
    assert [(day.date.year, rows) for day, rows in others] == [(2011, entries[1:2]), (2008, entries[2:])]


def test_days_that_the_hijri_calendar_does_not_have_have_no_pages_there(make_entry: Make) -> None:
    """Its tables begin with 1343, and no link leads to what is not there."""
    made = pages(archive(make_entry("a", "1911-05-02")))
    assert not [url for url in made if "hijri" in url]
    assert not made["archive/"].context["both_calendars"]


def test_a_month_s_days_weigh_by_its_fullest_day(make_entry: Make) -> None:
    """Its sheet begins with Saturday; a fullest day has weight 4, one of an eighth of it 1."""
    entries = [make_entry(f"a{n}", "2012-09-07") for n in range(8)] + [make_entry("b", "2012-09-06")]
    sheet = pages(archive(*entries))["2012/09/"].context["sheet"]
    first = sheet.weeks[0]
    assert [cell.day if cell else 0 for cell in first] == [1, 2, 3, 4, 5, 6, 7]
    assert [cell.level for cell in first if cell] == [0, 0, 0, 0, 0, 1, 4]


def test_a_day_of_the_year_leads_to_those_around_it_that_have_articles(make_entry: Make) -> None:
    """Whatever their years; the first and the last lead one way, and a day without articles has no page."""
    made = pages(archive(*(make_entry(day, day) for day in ("2012-12-31", "2011-03-01", "2010-02-28"))))
    around = {
        url: (made[url].context["older"], made[url].context["newer"]) for url in made if url[:4] in ("on/0", "on/1")
    }
    days = [Term("28 فبراير", "on/02-28/"), Term("1 مارس", "on/03-01/"), Term("31 ديسمبر", "on/12-31/")]
    assert around == {days[0].url: (None, days[1]), days[1].url: (days[0], days[2]), days[2].url: (days[1], None)}
