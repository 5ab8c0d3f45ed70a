"""Sitemaps are well-formed and complete, and texts are what XML allows."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree

from hypothesis import strategies as st

from archive_pages.entries import Entry
from archive_pages.xml import URLS_A_SITEMAP, clean, sitemaps

SITE = "https://archive.example/news"
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
Make = Callable[..., Entry]
NASTY = st.text(st.sampled_from("<>&\"'\x00\x08\x0b\x1f\x7f\u0085\u2028\ufffe\uffff]!") | st.characters(), max_size=30)


def locations(text: str) -> list[str]:
    """The addresses in a sitemap or an index of sitemaps."""
    return [str(row.text) for row in ElementTree.fromstring(text).iter(f"{MAP}loc")]


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
