"""Feed and sitemap are well-formed whatever the texts hold, and tell what the archive holds."""

from __future__ import annotations

import datetime
import html
from collections.abc import Callable
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from archive_pages.entries import Entry
from archive_pages.xml import URLS_A_SITEMAP, atom, clean, sitemaps

SITE = "https://archive.example/news"
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
Make = Callable[..., Entry]
NASTY = st.text(st.sampled_from("<>&\"'\x00\x08\x0b\x1f\x7f\u0085\u2028\ufffe\uffff]!") | st.characters(), max_size=30)


def feed(*entries: Entry) -> ElementTree.Element:
    """The feed of rows, parsed."""
    return ElementTree.fromstring(atom(entries, "أرشيف <ورّاق> & غيره\x02", SITE, "feed.atom"))


def locations(text: str) -> list[str]:
    """The addresses in a sitemap or an index of sitemaps."""
    return [str(row.text) for row in ElementTree.fromstring(text).iter(f"{MAP}loc")]


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
    assert links == {"alternate": f"{SITE}/", "self": f"{SITE}/feed.atom"}


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
    assert atom(entries, "أ", SITE, "feed.atom") == atom(list(entries), "أ", SITE, "feed.atom")


def test_an_empty_feed_does_not_tell_when_it_was_built() -> None:
    """An archive without a dated article gives the same bytes tomorrow: its time is none of today's."""
    updated = datetime.datetime.fromisoformat(feed().findtext(f"{ATOM}updated", ""))
    assert datetime.datetime.now(datetime.UTC) - updated > datetime.timedelta(days=1)


def test_what_xml_does_not_allow_is_removed_and_nothing_else() -> None:
    """Tabs, line ends and everything printable stay."""
    assert clean("أ\x00\x08\x0b\x0c\x1f\ufffe\uffff\ud800ب\t\n\r <&> \x85\U0001f600") == "أب\t\n\r <&> \x85\U0001f600"


def test_a_sitemap_holds_every_address() -> None:
    """Signs of XML in an address are escaped."""
    files = sitemaps(["", "section/محليات/", "x.html?a=1&b=<2>"], SITE)
    assert list(files) == ["sitemap.xml"]
    assert locations(files["sitemap.xml"]) == [f"{SITE}/", f"{SITE}/section/محليات/", f"{SITE}/x.html?a=1&b=<2>"]


def test_a_sitemap_of_nothing_is_well_formed() -> None:
    """It is a sitemap, not an index, and holds no address."""
    root = ElementTree.fromstring(sitemaps([], SITE)["sitemap.xml"])
    assert (root.tag, len(root)) == (f"{MAP}urlset", 0)


def test_45_000_addresses_are_one_file() -> None:
    """The limit itself needs no index."""
    assert list(sitemaps(["a"] * URLS_A_SITEMAP, SITE)) == ["sitemap.xml"]


def test_more_addresses_are_parts_and_an_index_of_them() -> None:
    """Each part holds up to 45,000, together they hold every address once."""
    urls = [f"a/{n}.html" for n in range(2 * URLS_A_SITEMAP + 1)]
    files = sitemaps(urls, SITE)
    parts = [name.removeprefix(f"{SITE}/") for name in locations(files.pop("sitemap.xml"))]
    assert parts == list(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap-4.xml"]
    held = [locations(files[name]) for name in parts]
    assert max(map(len, held)) <= URLS_A_SITEMAP
    assert sorted(address for part in held for address in part) == sorted(f"{SITE}/{url}" for url in urls)


def test_an_address_more_changes_one_part() -> None:
    """Wherever it stands among the others."""
    urls = [f"a/{n}.html" for n in range(URLS_A_SITEMAP + 1)]
    before, after = sitemaps(urls, SITE), sitemaps([*urls, "a/1000b.html"], SITE)
    assert len([name for name in after if after[name] != before[name]]) == 1
