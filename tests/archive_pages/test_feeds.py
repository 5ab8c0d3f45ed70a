"""Feeds are well-formed whatever the texts hold, and tell what the archive holds."""

from __future__ import annotations

import datetime
import html
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

from archive_of_rows import archive, pages
from hypothesis import given
from hypothesis import strategies as st

from archive_pages.entries import Entry
from archive_pages.feeds import Feed, atom, json_feed, rss
from archive_pages.imprint import Imprint, Licence
from archive_pages.xml import clean

SITE = "https://archive.example/news"
SECTION = quote("section/محليات/")
ATOM = "{http://www.w3.org/2005/Atom}"
Make = Callable[..., Entry]
NASTY = st.text(
    st.sampled_from("<>&\"'\x00\x08\x0b\x1f\x7f\u0085\u2028\ufffe\uffff]!") | st.characters(exclude_categories=["Cs"]),
    max_size=30,
)


def made(*entries: Entry, name: str = "أرشيف <ورّاق> & غيره\x02", licence: Licence | None = None) -> Feed:
    """The feed of rows."""
    return Feed(
        "section/محليات/feed.atom", name, "section/محليات/", entries, Imprint(name, SITE, "سطر", licence=licence)
    )


def feed(*entries: Entry) -> ElementTree.Element:
    """The feed of rows as Atom, parsed."""
    return ElementTree.fromstring(atom(made(*entries)))


def test_a_feed_names_its_articles_and_where_they_are(make_entry: Make) -> None:
    """Title, address, id, date, author and section of each, in the order given."""
    root = feed(
        make_entry("b", "2012-09-07", section="محليات", time="14:35", byline="كتب: نزار", deck="موجز"),
        make_entry("a", "2012-09-06"),
    )
    assert [row.findtext(f"{ATOM}id") for row in root.iter(f"{ATOM}entry")] == [f"{SITE}/a/b.html", f"{SITE}/a/a.html"]
    first = root.find(f"{ATOM}entry")
    assert first is not None
    assert [first.findtext(f"{ATOM}{tag}") for tag in ("title", "published", f"author/{ATOM}name")] == [
        "عنوان b",
        "2012-09-07T14:35:00+00:00",
        "كتب: نزار",
    ]
    assert [row.get("term") for row in first.iter(f"{ATOM}category")] == ["محليات"]
    assert root.findtext(f"{ATOM}updated") == "2012-09-07T14:35:00+00:00"


def test_the_feed_s_own_title_and_addresses(make_entry: Make) -> None:
    """Signs in the site's name are text, and what XML does not allow is left out."""
    root = feed(make_entry("a", "2012-09-06"))
    assert root.findtext(f"{ATOM}title") == "أرشيف <ورّاق> & غيره"
    links = {row.get("rel"): row.get("href") for row in root.findall(f"{ATOM}link")}
    assert links == {"alternate": f"{SITE}/{SECTION}", "self": f"{SITE}/{SECTION}feed.atom"}


@given(NASTY, NASTY, NASTY)
def test_no_text_breaks_the_feed(make_entry: Make, title: str, deck: str, byline: str) -> None:
    """It parses, and the title and author are the text but for what XML does not allow."""
    row = feed(make_entry("a", "2012-09-07", title=title, deck=deck, byline=byline)).find(f"{ATOM}entry")
    assert row is not None
    assert one_line(row.findtext(f"{ATOM}title", "")) == one_line(clean(title))
    assert one_line(row.findtext(f"{ATOM}author/{ATOM}name", "")) == one_line(clean(byline))


def one_line(text: str) -> str:
    """`text` with XML's own folding of line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def test_a_deck_is_shown_as_text_by_a_feed_reader(make_entry: Make) -> None:
    """A summary is HTML to a reader, so the deck's signs are escaped in it: they neither vanish nor run."""
    deck = "السعر < 5 & <script>alert(1)</script>"
    summary = feed(make_entry("a", "2012-09-07", deck=deck)).find(f"{ATOM}entry/{ATOM}summary")
    assert summary is not None
    read = html.unescape(str(summary.text)) if summary.get("type") == "html" else summary.text
    assert read == deck
    assert summary.get("type") != "html" or "<" not in str(summary.text)


def test_an_article_without_a_deck_is_told_by_its_summary(make_entry: Make) -> None:
    """The first words of its text stand in."""
    root = feed(make_entry("a", "2012-09-07", summary="أول النص…"))
    assert root.findtext(f"{ATOM}entry/{ATOM}summary") == "أول النص…"


def test_the_same_articles_give_the_same_feed(make_entry: Make) -> None:
    """No time of building and no order of memory is in it."""
    entries = [make_entry(str(n), f"2012-09-{n:02}", section="محليات") for n in range(9, 0, -1)]
    for write in (atom, rss, json_feed):
        assert write(made(*entries)) == write(made(*entries))


def test_an_empty_feed_does_not_tell_when_it_was_built() -> None:
    """An archive without a dated article gives the same bytes tomorrow: its time is none of today's."""
    updated = datetime.datetime.fromisoformat(feed().findtext(f"{ATOM}updated", ""))
    assert datetime.datetime.now(datetime.UTC) - updated > datetime.timedelta(days=1)


def items(*entries: Entry) -> list[dict[str, Any]]:
    """The items of the JSON Feed of rows."""
    found = json.loads(json_feed(made(*entries)))["items"]
    assert isinstance(found, list)
    return found


@given(NASTY, NASTY, NASTY)
def test_no_text_breaks_rss_or_json(make_entry: Make, title: str, deck: str, byline: str) -> None:
    """Both parse, and the title is the text."""
    entry = make_entry("a", "2012-09-07", title=title, deck=deck, byline=byline)
    item = ElementTree.fromstring(rss(made(entry))).find("channel/item")
    assert item is not None
    assert one_line(item.findtext("title", "")) == one_line(clean(title))
    assert items(entry)[0].get("title", "") == title


def test_json_feed_tells_what_atom_tells(make_entry: Make) -> None:
    """Version 1.1 with id, address, text, date, authors and section; what is not known is absent."""
    known = make_entry("b", "2012-09-07", section="محليات", time="14:35", authors=("نزار", "هالة"), deck="موجز")
    head = json.loads(json_feed(made(known, make_entry("a", "2012-09-06"))))
    assert (head["version"], head["language"]) == ("https://jsonfeed.org/version/1.1", "ar")
    assert head["items"][0] == {
        "id": f"{SITE}/a/b.html",
        "url": f"{SITE}/a/b.html",
        "title": "عنوان b",
        "content_text": "موجز",
        "date_published": "2012-09-07T14:35:00+00:00",
        "authors": [{"name": "نزار"}, {"name": "هالة"}],
        "tags": ["محليات"],
    }
    assert head["items"][1].keys() == {"id", "url", "title", "content_text", "date_published"}


def test_a_licence_is_told_by_every_feed(make_entry: Make) -> None:
    """As rights, copyright, and an extension of JSON Feed."""
    feed = made(make_entry("a", "2012-09-06"), licence=Licence("CC BY 4.0", "https://licence.example"))
    told = "CC BY 4.0: https://licence.example"
    assert ElementTree.fromstring(atom(feed)).findtext(f"{ATOM}rights") == told
    assert ElementTree.fromstring(rss(feed)).findtext("channel/copyright") == told
    assert json.loads(json_feed(feed))["_licence"] == {"name": "CC BY 4.0", "url": "https://licence.example"}


def test_articles_without_a_date_are_no_news(make_entry: Make) -> None:
    """No feed has them, and nothing is said to be of 1970."""
    assert items(make_entry("b", "2012-09-07"), make_entry("a"))[0]["id"].endswith("a/b.html")
    assert len(items(make_entry("a"))) == 0


def test_all_sections_and_publishers_have_feeds(make_entry: Make) -> None:
    """Each in two forms, all together in three; lists name theirs."""
    made = pages(archive(make_entry("a", "2012-09-07", section="محليات", publisher="السهل")))
    assert sorted(url for url in made if "feed." in url) == sorted(
        ["feed.atom", "feed.rss", "feed.json"]
        + [f"{home}feed.{kind}" for home in ("section/محليات/", "publisher/السهل/") for kind in ("atom", "json")]
    )
    assert made["section/محليات/"].context["feed"] == "section/محليات/"
    assert made["2012/09/07/"].context["feed"] == ""
