"""What is wrong with a feed or a sitemap, told with what was expected."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from archive_check import feeds
from archive_check.check import Rules, _sitemaps
from archive_check.feeds import feed_faults, sitemap_faults
from archive_check.page import Page

URL = "https://archive.example"
FILES = {"index.html", "a.html"}
HEAD = "<id>x</id><title>x</title><updated>2015-07-21T00:00:00Z</updated>"
ENTRY = HEAD.replace("<id>x", "<id>y")
FEED = f'<feed xmlns="http://www.w3.org/2005/Atom">{HEAD}<entry>{ENTRY}<link href="a.html"/></entry></feed>'
SITEMAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'


def faults(text: str) -> list[str]:
    """What is wrong with a feed."""
    return [one.detail for one in feed_faults("feed.atom", text.encode(), URL, FILES)]


def faults_of_map(text: str, listed: Counter[str] | None = None) -> list[str]:
    """What is wrong with a sitemap."""
    found = sitemap_faults("sitemap.xml", text.encode(), URL, FILES, Counter() if listed is None else listed)
    return [one.detail for one in found]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("<feed ", "<rss ", "no XML: Opening and ending tag mismatch"),
        ("2005/Atom", "none", "{http://www.w3.org/none}feed; expected an Atom feed"),
        ("<title>x</title>", "<title> </title>", "feed without title"),
        ("<id>y</id>", "", "entry without id"),
        ("00:00:00Z", "00:00:00", "updated '2015-07-21T00:00:00'; expected a date in RFC 3339 with its time zone"),
        ("2015-07-21T00:00:00Z", "today", "updated 'today'; expected a date in RFC 3339 with its time zone"),
        ("</entry>", f"</entry><entry>{ENTRY}</entry>", "2 entries with the id 'y'"),
        ('href="a.html"', 'href="b.html"', "leads to 'b.html', which is not there"),
    ],
)
def test_each_fault_of_a_feed_is_told(old: str, new: str, fault: str) -> None:
    """One fault, put into a feed that has none."""
    assert faults(FEED) == []
    assert faults(FEED.replace(old, new))[0].startswith(fault)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("<urlset", "no XML: "),
        ("<urlset/>", "urlset; expected urlset or sitemapindex"),
        (SITEMAP.format("<url/>"), "''; expected an address below https://archive.example/"),
        (SITEMAP.format("<url><loc>/a.html</loc></url>"), "'/a.html'; expected an address below"),
        (SITEMAP.format("<url><loc>https://x.example/</loc></url>"), "'https://x.example/'; expected an address below"),
        (SITEMAP.format(f"<url><loc>{URL}/b.html</loc></url>"), f"'{URL}/b.html' is not there"),
    ],
)
def test_each_fault_of_a_sitemap_is_told(text: str, fault: str) -> None:
    """With the address and what was expected."""
    [found] = faults_of_map(text)
    assert found.startswith(fault)


def test_pages_are_counted_where_they_are_listed() -> None:
    """Those of a sitemap, not the sitemaps of an index."""
    listed: Counter[str] = Counter()
    rows = f"<url><loc>{URL}/a.html</loc></url>" * 2
    assert faults_of_map(SITEMAP.format(rows), listed) == []
    assert faults_of_map(SITEMAP.format(rows).replace("urlset", "sitemapindex"), listed) == []
    assert listed == {"a.html": 2}


def test_a_sitemap_keeps_the_limits_of_the_protocol(monkeypatch: pytest.MonkeyPatch) -> None:
    """50,000 addresses and 50 MiB; here fewer."""
    monkeypatch.setattr(feeds, "MOST_URLS", 1)
    rows = f"<url><loc>{URL}/a.html</loc></url>" * 2
    assert faults_of_map(SITEMAP.format(rows)) == ["2 addresses, 173 bytes; expected at most 1 and 52,428,800"]


def test_a_site_without_a_sitemap_is_told(tmp_path: Path) -> None:
    """One fault, not one an article."""
    article = Page("a.html", frozenset(), frozenset(), frozenset(), (), article="0j66vpypr823")
    found = list(_sitemaps(Rules(tmp_path, URL, "", ()), [], FILES, {"a.html": article}))
    assert [(one.check, one.path, one.detail) for one in found] == [("sitemap", "sitemap.xml", "is not there")]
