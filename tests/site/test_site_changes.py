"""What happens to a built site when articles come and go: only what they stand in changes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import unquote

import pytest

FIRST = date(2012, 1, 1)
COUNT = 45
SECTION = "section/محليات/"
PUBLISHER = "publisher/جريدة-الميناء/"


def article_id(number: int) -> str:
    """An article's id; by these ids a list of all has two pages."""
    return f"{4 * number:012}"


def markdown(number: int, day: str, extra: str = "") -> str:
    """An article of a given day, in the one section and paper that there are."""
    return (
        f"Title: خبر رقم {number}\nDate: {day}\nCategory: محليات\nPublisher: جريدة الميناء\n"
        f"Id: {article_id(number)}\n\nنصّ الخبر رقم {number} كما نُشر.{extra}\n"
    )


def url(number: int) -> str:
    """An article's address."""
    return f"a/{article_id(number)[:2]}/{article_id(number)[2:]}.html"


@dataclass(frozen=True)
class History:
    """A site's files at first, with a newer article and a picture added, with both removed again, and built afresh."""

    first: dict[str, bytes]
    added: dict[str, bytes]
    removed: dict[str, bytes]
    clean: dict[str, bytes]


@pytest.fixture(scope="module")
def history(build_site: Callable[..., Any]) -> History:
    """Forty-five articles on as many days (so that lists have several pages), then one more, then not."""
    days = {number: (FIRST + timedelta(number)).isoformat() for number in range(COUNT)}
    site = build_site(articles={f"{number}.md": markdown(number, day) for number, day in days.items()})
    first = site.files()
    site.write({"99.md": markdown(99, "2013-05-06", "\n\n![صورة]({static}/images/صورة.png)")})
    (site.content / "images").mkdir()
    (site.content / "images" / "صورة.png").write_bytes(b"png")
    site.build()
    added = site.files()
    afresh = replace(site, output=site.output.with_name("afresh"))
    afresh.build()
    (site.content / "articles" / "99.md").unlink()
    shutil.rmtree(site.content / "images")
    site.build()
    return History(first, added, site.files(), afresh.files())


def test_an_added_article_has_its_page_day_month_and_year(history: History) -> None:
    """And its picture; nothing else is new."""
    calendar = {f"{period}/index.html" for period in ("2013", "2013/05", "2013/05/06")}
    new = {name for name in set(history.added) - set(history.first) if not name.startswith("search/")}
    calendar |= {"api/years/2013.json", "api/days/2013/05/06.json"}
    calendar |= {f"{page}/index.html" for page in ("hijri/1434", "hijri/1434/06", "on/05-06", "on/hijri/06-26")}
    assert new == {url(99), "images/صورة.png", *calendar}
    assert b'src="../../images/' in history.added[url(99)]


def pages_below(files: dict[str, bytes], folder: str) -> list[str]:
    """The files of a list's pages but its own."""
    return [name for name in files if name.startswith(f"{folder}page/")]


def test_an_older_page_keeps_its_bytes_when_an_article_is_added(history: History) -> None:
    """A list's own page grows, its others do not change."""
    for folder in (SECTION, PUBLISHER):
        assert pages_below(history.first, folder)
        for name in pages_below(history.first, folder):
            assert history.first[name] == history.added[name]
        assert history.first[f"{folder}index.html"] != history.added[f"{folder}index.html"]


def test_a_list_s_pages_link_to_each_other(history: History, read_page: Callable[[str], Any]) -> None:
    """«Older» leads from the list's own page to the next, and «newer» back; every article stands on one of them."""
    seen, listed, name = [], [], f"{SECTION}index.html"
    while name:
        page = read_page(history.first[name].decode())
        rels = [(a["rel"], unquote(a["href"])) for tag, a in page.elements if tag == "a" and "rel" in a]
        links = {rel: address for rel, address in rels if rel in ("next", "prev")}
        assert ("prev" in links) == bool(seen)
        seen.append(name)
        listed += [link.split("/a/")[1] for link in page.values("href", "a") if "/a/" in link]
        name = links["next"].lstrip("./") if "next" in links else ""
    assert sorted(seen[1:]) == sorted(pages_below(history.first, SECTION))
    assert listed == [url(number).removeprefix("a/") for number in range(COUNT - 1, -1, -1)]


def test_only_what_shows_the_new_article_changes(history: History) -> None:
    """Its lists, the calendars' upper pages, the article, day, month and year before it, the feed, the sitemap and the
    search index.
    """
    changed = {name for name, data in history.first.items() if history.added.get(name) != data}
    assert {name for name in changed if not name.startswith("search/")} == {
        ".warraq-outputs.json",
        *("index.html", "feed.atom", "feed.rss", "feed.json", "sitemap.xml", "archive/index.html"),
        *("statistics/index.html", "api/index.json", "api/sections.json", "api/publishers.json"),
        f"api/ids/{url(COUNT)[2]}.json",
        *(f"{home}feed.{kind}" for home in (SECTION, PUBLISHER) for kind in ("atom", "json")),
        *("section/index.html", f"{SECTION}index.html", "publisher/index.html", f"{PUBLISHER}index.html"),
        *(f"{before}/index.html" for before in ("2012", "2012/02", "2012/02/14", "hijri/1433", "hijri/1433/03")),
        *(
            "on/index.html",
            "on/02-14/index.html",
            "on/hijri/index.html",
            "on/hijri/03-22/index.html",
            "hijri/index.html",
        ),
        url(COUNT - 1),
    }
    assert all(not name.endswith(".js") for name in changed)


def test_a_removed_article_disappears_with_everything_that_it_alone_made(history: History) -> None:
    """Its page, picture, day, month and year go, no list, feed or index names it, and all is as it was before."""
    assert history.removed == history.first


def test_an_incremental_build_equals_a_clean_one(history: History) -> None:
    """Byte for byte, the manifest too."""
    assert {name for name in history.clean if history.clean[name] != history.added.get(name)} == set()
    assert set(history.clean) == set(history.added)
