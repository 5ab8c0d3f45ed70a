"""A browser's own search field leads to the search page."""

from __future__ import annotations

from xml.etree import ElementTree

from archive_pages.imprint import Imprint
from archive_pages.opensearch import NAMESPACE, description

NAMES = {"": NAMESPACE}


def described(name: str) -> ElementTree.Element:
    """The description of a site, parsed."""
    return ElementTree.fromstring(description({}, Imprint(name, "https://archive.example/news")))


def test_the_search_page_is_asked_with_the_reader_s_words() -> None:
    """By its absolute address, with the parameter that it reads."""
    urls = {url.get("type"): url.get("template") for url in described("ورّاق").findall("Url", NAMES)}
    assert urls["text/html"] == "https://archive.example/news/search/?q={searchTerms}"
    assert urls["application/opensearchdescription+xml"] == "https://archive.example/news/opensearch.xml"


def test_a_long_name_or_one_with_signs_stays_within_the_rules() -> None:
    """The short name has at most 16 characters, and signs are text."""
    root = described("أرشيف <الصحف> & غيرها منذ البداية")
    assert root.findtext("ShortName", namespaces=NAMES) == "أرشيف <الصحف> &"
    assert root.findtext("LongName", namespaces=NAMES) == "أرشيف <الصحف> & غيرها منذ البداية"
