"""What a field holds does not get out of its place in the feed, the sitemap, the structured data or a citation."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

import pytest
from lxml import etree

BODY = "أعلنت البلدية صباح أمس بدء العمل في ترميم السوق القديمة، وقال رئيسها إن العمل ينتهي قبل الصيف المقبل."
HOSTILE = [
    "]]></title><entry><title>x</title></entry>",
    "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>&y;",
    "</script><script>alert(1)</script>",
    '", "url": "https://evil.example/", "x": "',
    '\\", "author": {"name": "x"}, "y": "\\',
    "x}, url = {https://evil.example/}, note = {",
    "x&rft.au=evil&rft_id=https://evil.example/",
    "\\input{/etc/passwd} $x$ % {",
    "&#0; &#xFFFE; &bogus; &amp;lt;",
    "ER  - TY  - BOOK",
]
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"

KEYS = {"@context", "@type", "articleSection", "author", "datePublished", "headline", "inLanguage", "isPartOf"}
KEYS |= {"publisher", "url"}


@pytest.fixture(scope="module")
def hostile(build_site: Callable[..., Any]) -> Any:
    """A site of records whose title, author, section and publisher are hostile."""
    records = [
        {"title": f"{at} {text}", "content": f"{BODY} {at}", "author": text, "section": text, "source": text}
        | {"date": "2015-07-21"}
        for at, text in enumerate(HOSTILE)
    ]
    return build_site({"a.jsonl": "\n".join(map(json.dumps, records))})


def test_the_feed_has_an_entry_an_article(hostile: Any) -> None:
    """With its own title, and no element that an Atom feed of ours has not."""
    feed = etree.fromstring((hostile.output / "feed.atom").read_bytes())
    titles = {entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")}
    assert len(titles) == len(list(feed.iter(f"{ATOM}entry"))) == len(HOSTILE)
    assert any(title.endswith("]]></title><entry><title>x</title></entry>") for title in titles)
    assert not feed.getroottree().docinfo.doctype


def test_the_sitemap_has_addresses_of_this_site_only(hostile: Any) -> None:
    """Each with one address, whatever sections are called."""
    sitemap = etree.fromstring((hostile.output / "sitemap.xml").read_bytes())
    addresses = [url.text for url in sitemap.iter(f"{SITEMAP}loc")]
    assert len(addresses) == len(list(sitemap)) > 2 * len(HOSTILE)
    assert all(address.startswith("http://localhost:8000/") for address in addresses)


def test_structured_data_and_citations_keep_to_their_fields(hostile: Any, read_page: Callable[[str], Any]) -> None:
    """JSON-LD with the keys of a NewsArticle, one BibTeX entry, one RIS record, one author in COinS."""
    for path in hostile.output.glob("a/*/*.html"):
        source = path.read_text(encoding="utf-8")
        [data] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', source, re.DOTALL)
        found = json.loads(data)
        assert found["url"] == f"http://localhost:8000/{path.relative_to(hostile.output).as_posix()}"
        assert set(found) <= KEYS
        shown = read_page(source)
        [coins] = [attributes["title"] for _, attributes in shown.elements if attributes.get("class") == "Z3988"]
        fields = parse_qs(coins, keep_blank_values=True)
        assert [len(fields[name]) for name in ("rft.atitle", "rft_id")] == [1, 1]
        assert "evil" not in fields["rft_id"][0]
        assert len(re.findall(r"^ER {2}- ", shown.text, re.MULTILINE)) <= 1
        assert len(re.findall(r"^\s*@\w+\{", shown.text, re.MULTILINE)) <= 1
