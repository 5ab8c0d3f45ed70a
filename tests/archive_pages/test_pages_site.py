"""Which pages an archive has."""

from __future__ import annotations

from collections.abc import Callable

from archive_pages.entries import Entry, Term
from archive_pages.site import FRONT_ENTRIES, FRONT_SECTION_ENTRIES, Archive, Output, archive_of, outputs

Make = Callable[..., Entry]
ALWAYS = ["", "archive/", "publisher/", "search/", "section/", "undated/"]


def archive(*entries: Entry, per_page: int = 20) -> Archive:
    """The archive of rows, with the sections and publishers that they name."""
    sections = dict.fromkeys(entry.section for entry in entries if entry.section)
    publishers = dict.fromkeys(entry.publisher for entry in entries if entry.publisher)
    return archive_of(entries, list(sections), list(publishers), per_page)


def pages(of: Archive) -> dict[str, Output]:
    """The pages by address; none stands twice."""
    made = list(outputs(of))
    assert len({output.save_as for output in made}) == len(made)
    return {output.url: output for output in made}


def test_an_empty_archive_has_its_fixed_pages() -> None:
    """Front, calendar, sections, publishers, shelf and search exist without an article."""
    made = pages(archive())
    assert sorted(made) == ALWAYS
    assert (made[""].context["latest"], made[""].context["total"], made["archive/"].context["periods"]) == ([], 0, [])


def test_a_small_archive_has_a_page_for_each_list(make_entry: Make) -> None:
    """Each section, publisher, year, month and day that has an article has a page, and no other."""
    made = pages(
        archive(
            make_entry("c", "2012-09-07", section="محليات", publisher="السهل"),
            make_entry("b", "2012-09-06", section="محليات"),
            make_entry("a", section="رياضة"),
        )
    )
    calendar = ["2012/", "2012/09/", "2012/09/06/", "2012/09/07/"]
    assert sorted(made) == sorted([*ALWAYS, *calendar, "section/محليات/", "section/رياضة/", "publisher/السهل/"])


def test_an_archive_of_undated_articles_has_no_day(make_entry: Make) -> None:
    """They stand on the shelf and, as there is nothing newer, on the front page."""
    entries = [make_entry("a"), make_entry("b")]
    made = pages(archive(*entries))
    assert sorted(made) == ALWAYS
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
    """Twelve articles, four a section, and how many there are."""
    entries = [make_entry(f"a{n:02}", f"2012-01-{n:02}", section="محليات") for n in range(20, 0, -1)]
    context = pages(archive(*entries))[""].context
    assert context["latest"] == entries[:FRONT_ENTRIES]
    assert context["sections"] == [(entries[0].section, entries[:FRONT_SECTION_ENTRIES], 20)]
    assert (context["total"], context["years"][0].count) == (20, 20)


def test_long_lists_have_pages(make_entry: Make) -> None:
    """Every kind of list is cut: day, section, publisher and shelf."""
    fields = {"section": "محليات", "publisher": "السهل"}
    dated = [make_entry(f"a{n}", "2012-09-07", **fields) for n in range(40)]
    made = pages(archive(*dated, *(make_entry(f"b{n}") for n in range(40)), per_page=2))
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
