"""Pages that are planned by groups: a group is gone over where something that its pages show changed, and only then."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from site_workshop import Workshop

from archive_build.made import GROUPS
from archive_build.paths import made_path
from archive_pages import term_lists

NEWS = (
    "Title: خبر {0}\nDate: {1}\nCategory: {2}\nPublisher: الأمل\nId: {0:012}\n{3}\n"
    "نصّ الخبر {0}.\n\n" + "فقرة ثانية، وهي أطول مما تعرضه القوائم. " * 20 + "\n\nفقرة ثالثة.\n"
)
DAYS = ("2012-08-30", "2012-08-31", "2012-09-02", "2012-09-09", "2013-01-01")


@pytest.fixture
def shop(workshop: Workshop) -> Workshop:
    """Articles of three months and two sections, one of them a copy, built."""
    for number, day in enumerate(DAYS):
        more = "Duplicate_of: 000000000000\n" if number == 1 else "Also_in: 000000000001\n" if number == 0 else ""
        add(workshop, number, day, more)
    for number in range(10, 16):
        add(workshop, number, "2012-08-30")
    workshop.build()
    return workshop


def add(shop: Workshop, number: int, day: str, more: str = "") -> None:
    """Write an article; odd ones are of another section."""
    shop.write(f"{number}.md", NEWS.format(number, day, ("محليات", "رياضة")[number % 2], more))


@pytest.mark.parametrize("day", ["2012-09-01", "2012-08-01", "2012-09-02", "2012-12-31"])
def test_days_have_their_neighbours_across_months(shop: Workshop, day: str) -> None:
    """One comes at a month's end, at its begin, on a day that there is, in a month that there was not."""
    add(shop, 20, day)
    assert shop.build() == shop.clean()


def test_a_comparison_shows_what_no_list_does(shop: Workshop) -> None:
    """A last paragraph that changes."""
    path = shop.content / "articles/1.md"
    path.write_text(path.read_text("utf-8").replace("فقرة ثالثة", "فقرة أخيرة"), "utf-8")
    before = (shop.output / "compare/00/0000000001.html").read_bytes()
    after = shop.build()
    assert after["compare/00/0000000001.html"] != before
    assert after == shop.clean()


@pytest.mark.parametrize("lost", ["section/محليات/index.html", "2012/08/30/index.html", "api/ids/0.json"])
def test_a_page_that_is_lost_is_made_again(shop: Workshop, lost: str) -> None:
    """In a build that has something else to do."""
    assert (shop.output / lost).exists()
    (shop.output / lost).unlink()
    add(shop, 21, "2013-01-01")
    assert shop.build() == shop.clean()


@pytest.mark.parametrize("settings", [{"NEWS_PER_PAGE": 3}, {"NEWS_HIJRI": False}, {"NEWS_WAYS": ["api"]}])
def test_lists_have_another_shape_after_a_setting(shop: Workshop, settings: dict[str, Any]) -> None:
    """As long as it is not set back."""
    assert shop.build(**settings) == shop.clean(**settings)
    assert shop.build() == shop.clean()


def test_lists_follow_their_template(shop: Workshop) -> None:
    """A change that only lists see."""
    path = shop.theme / "templates/list.html"
    path.write_text(path.read_text("utf-8").replace("{% block content %}", "{% block content %}<hr>"), "utf-8")
    after = shop.build()
    assert b"<hr>" in after["section/محليات/index.html"]
    assert after == shop.clean()


@pytest.mark.parametrize("after", range(0, 37, 2))
def test_what_a_killed_build_made_is_not_taken_for_the_earlier(shop: Workshop, after: int) -> None:
    """An article comes, the build is killed, the article goes again: its lists are as they were."""
    add(shop, 22, "2012-08-31")
    assert shop.killed_build(after)
    (shop.content / "articles/22.md").unlink()
    assert shop.build() == shop.clean()


def test_groups_that_were_damaged_are_not_used(shop: Workshop) -> None:
    """A name of one is another, and the database sees nothing."""
    db = sqlite3.connect(made_path(shop.content, shop.output))
    [text] = db.execute("SELECT value FROM meta WHERE name = ?", (GROUPS,)).fetchone()
    db.execute("UPDATE meta SET value = ? WHERE name = ?", (text.replace("2012/08/30/", "2012/08/31/"), GROUPS))
    db.commit()
    db.close()
    add(shop, 23, "2013-01-01")
    assert shop.build() == shop.clean()


def test_only_groups_that_changed_are_gone_over(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the terms' lists that of the article's section and publisher, and none where nothing changed."""
    listed, made = term_lists.listed, []

    def noting(url: str, *given: Any, **more: Any) -> Iterator[Any]:
        made.append(url)
        return listed(url, *given, **more)

    monkeypatch.setattr(term_lists, "listed", noting)
    shop.build()
    assert made == []
    add(shop, 24, "2013-02-02")
    files = shop.build()
    assert sorted(set(made)) == ["publisher/الأمل/", "section/محليات/"]
    assert files == shop.clean()
