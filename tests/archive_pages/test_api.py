"""Files for programs (docs/API.md)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from archive_of_rows import archive, pages

from archive_pages.api import prefix_length, record
from archive_pages.data import DATA
from archive_pages.entries import Entry
from archive_pages.imprint import Imprint, Licence

Make = Callable[..., Entry]
IMPRINT = Imprint("ورّاق", "https://archive.example", licence=Licence("CC BY 4.0", "https://licence.example"))


def files(*entries: Entry) -> dict[str, Any]:
    """The files of an archive's API, parsed, by what follows `api/`."""
    made = pages(archive(*entries))
    return {
        name.removeprefix("api/"): json.loads(DATA[output.template](output.context, IMPRINT))
        for name, output in made.items()
        if name.startswith("api/")
    }


def test_every_article_is_in_one_bucket_and_dated_ones_in_their_day(make_entry: Make) -> None:
    """Buckets by the id's first character, articles by id; an undated article is in no day."""
    found = files(make_entry("b2", "2012-09-07"), make_entry("b1", "2012-09-06"), make_entry("a1"))
    by_file = {
        name: [one["id"] for one in value["articles"]]
        for name, value in found.items()
        if "/" in name and "articles" in value
    }
    assert by_file == {
        "ids/a.json": ["a1"],
        "ids/b.json": ["b1", "b2"],
        "days/2012/09/06.json": ["b1"],
        "days/2012/09/07.json": ["b2"],
    }
    assert (found["ids/b.json"]["prefix"], found["days/2012/09/06.json"]["date"]) == ("b", "2012-09-06")


def test_the_index_leads_to_everything(make_entry: Make) -> None:
    """Counts, the site and its licence, years with their files, and the templates of all addresses."""
    found = files(make_entry("b", "2012-09-07", section="محليات", publisher="السهل"), make_entry("a"))
    index = found["index.json"]
    assert (index["version"], index["articles"], index["undated"], index["prefix_length"]) == (1, 2, 1, 1)
    assert index["site"] == {"name": "ورّاق", "url": "https://archive.example/", "language": "ar"}
    assert index["licence"] == {"name": "CC BY 4.0", "url": "https://licence.example"}
    assert index["years"] == [{"year": 2012, "articles": 1, "path": "api/years/2012.json"}]
    names = {"year": "2012", "month": "09", "day": "07", "prefix": "a"}
    paths = {path.format(**names).removeprefix("api/") for path in index["paths"].values()}
    assert paths == {*found} - {"index.json", "ids/b.json"}


def test_years_and_terms_tell_where_their_articles_are(make_entry: Make) -> None:
    """A year its days, a section its list and feeds."""
    found = files(make_entry("b", "2012-09-07", section="محليات"))
    days = [{"date": "2012-09-07", "articles": 1, "path": "api/days/2012/09/07.json"}]
    assert found["years/2012.json"] == {"version": 1, "year": 2012, "days": days}
    feeds = {"atom": "section/محليات/feed.atom", "json_feed": "section/محليات/feed.json"}
    assert found["sections.json"]["sections"] == [{"name": "محليات", "path": "section/محليات/", "articles": 1, **feeds}]
    assert found["publishers.json"]["publishers"] == []


def test_what_is_not_known_of_an_article_is_absent(make_entry: Make) -> None:
    """Only its id, page and title are always there."""
    assert record(make_entry("a")) == {"id": "a", "path": "a/a.html", "title": "عنوان a"}
    assert record(make_entry("a", made_title=True))["title_made"] is True


def test_every_field_of_an_article_is_documented(make_entry: Make, root: Path) -> None:
    """By its name in docs/API.md."""
    told = (root / "docs/API.md").read_text(encoding="utf-8")
    texts = ("kicker", "deck", "summary", "time", "date_from", "byline", "place", "source")
    known = make_entry(
        "a",
        "2012-09-07",
        "محليات",
        "السهل",
        made_title=True,
        authors=("أ",),
        agencies=("و",),
        **dict.fromkeys(texts, "x"),
    )
    found = record(known)
    assert len(found) == 17
    assert [name for name in found if f"`{name}`" not in told] == []


@pytest.mark.parametrize(
    ("articles", "length"), [(0, 1), (16_384, 1), (16_385, 2), (524_288, 2), (524_289, 3), (10_000_000, 3)]
)
def test_buckets_stay_small_and_few(articles: int, length: int) -> None:
    """512 articles each at most on average."""
    assert prefix_length(articles) == length
