"""Structured data is JSON that no text can break out of."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from archive_pages.entries import Entry
from archive_pages.imprint import Imprint, Licence
from archive_pages.structured import dublin_core, news_article

Make = Callable[..., Entry]
NASTY = st.lists(
    st.sampled_from(["</script>", "<!--", "<script>", "-->", "]]>", '"', "\\", "\u2028", "{{", "&quot;", "ع"])
    | st.text(max_size=6),
    max_size=6,
).map("".join)


def parsed(entry: Entry, site_url: str = "https://archive.example") -> dict[str, Any]:
    """The data of a row."""
    data = json.loads(news_article(entry, Imprint("ورّاق", site_url)))
    assert isinstance(data, dict)
    return data


@given(NASTY, NASTY, NASTY)
def test_no_text_ends_the_element_and_every_text_comes_back(
    make_entry: Make, title: str, name: str, section: str
) -> None:
    """There is no `<`, `>` or `&` in the data, and read as JSON they hold the texts unchanged."""
    entry = make_entry("a", title=title, authors=(name,), section=section)
    assert not set("<>&") & set(news_article(entry, Imprint("ورّاق", "")))
    data = parsed(entry)
    assert (data["headline"], data["author"][0]["name"]) == (title, name)
    assert data.get("articleSection", "") == section


def test_what_is_known_is_told(make_entry: Make) -> None:
    """Address, date with its time, section, authors and publisher, in schema.org's terms."""
    data = parsed(
        make_entry("a", "2012-09-07", section="محليات", publisher="السهل", time="14:35", authors=("نزار", "هالة"))
    )
    assert (data["@context"], data["@type"], data["inLanguage"]) == ("https://schema.org", "NewsArticle", "ar")
    assert (data["url"], data["datePublished"]) == ("https://archive.example/a/a.html", "2012-09-07T14:35")
    assert (data["articleSection"], data["publisher"]["name"]) == ("محليات", "السهل")
    assert [author["name"] for author in data["author"]] == ["نزار", "هالة"]


def test_what_is_not_known_is_absent(make_entry: Make) -> None:
    """No date, section, author, publisher or address is made up."""
    data = parsed(make_entry("a"), site_url="")
    assert set(data) == {"@context", "@type", "headline", "inLanguage", "isPartOf"}


def test_a_day_without_a_time_is_a_day(make_entry: Make) -> None:
    """Midnight is not told where no time is known."""
    assert parsed(make_entry("a", "2012-09-07"))["datePublished"] == "2012-09-07"


def test_the_licence_of_the_texts_is_told(make_entry: Make) -> None:
    """By its address, as schema.org wants it."""
    imprint = Imprint("ورّاق", "", licence=Licence("CC BY 4.0", "https://licence.example"))
    assert json.loads(news_article(make_entry("a"), imprint))["license"] == "https://licence.example"


@given(NASTY, NASTY)
def test_dublin_core_holds_every_text_as_it_is(
    make_entry: Make, read_page: Callable[[str], Any], title: str, name: str
) -> None:
    """No text ends its attribute."""
    page = read_page(dublin_core(make_entry("a", title=title, authors=(name,)), Imprint("ورّاق", "")))
    told = [(attrs["name"], attrs["content"]) for _, attrs in page.elements]
    assert [value for key, value in told if key == "DC.title"] == [title] * bool(title)
    assert [value for key, value in told if key == "DC.creator"] == [name] * bool(name)


def test_dublin_core_tells_what_is_known(make_entry: Make, read_page: Callable[[str], Any]) -> None:
    """Date, publisher, section, address and licence; an article of a site without an address has its id."""
    imprint = Imprint("ورّاق", "https://archive.example", licence=Licence("CC BY 4.0", "https://licence.example"))
    known = make_entry("a", "2012-09-07", section="محليات", publisher="السهل")
    told = {attrs["name"]: attrs["content"] for _, attrs in read_page(dublin_core(known, imprint)).elements}
    assert (told["DC.date"], told["DC.publisher"], told["DC.subject"]) == ("2012-09-07", "السهل", "محليات")
    assert (told["DC.identifier"], told["DC.rights"]) == ("https://archive.example/a/a.html", "https://licence.example")
    assert 'content="a"' in dublin_core(make_entry("a"), Imprint("ورّاق", ""))
