"""A publisher's options on the pages of a built site."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest
from site_workshop import Workshop

NEWS = (
    "Title: خبر\nDate: 2012-09-07\nAuthors: أمل\nByline: كتبت أمل\nPlace: القاهرة\nAgency: رويترز\nCategory: رياضة\n"
    "Publisher: السهل\nId: 000000000001\n\nنصّ الخبر.\n"
)
ARTICLE = "a/00/0000000001.html"
SVG = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 240 60'><path d='M0 0h9'/></svg>"
LICENCE = ("CC BY 4.0", "https://licence.example/by")


@pytest.fixture
def shop(workshop: Workshop) -> Workshop:
    """One article."""
    workshop.write("1.md", NEWS)
    return workshop


def page(shop: Workshop, read_page: Callable[[str], Any], name: str = ARTICLE, **settings: Any) -> Any:
    """A page of the site with these settings."""
    return read_page(shop.build(**settings)[name].decode())


def test_a_logo_stands_for_the_name(shop: Workshop, read_page: Callable[[str], Any]) -> None:
    """With its text, its size, and its file."""
    (shop.content / "logo.svg").write_text(SVG, encoding="utf-8")
    shown = page(shop, read_page, NEWS_LOGO=("logo.svg", "شعار"))
    [logo] = [attrs for tag, attrs in shown.elements if tag == "img"]
    assert logo == {"src": "../../theme/img/logo.svg", "alt": "شعار", "width": "240", "height": "60"}
    assert (shop.output / "theme/img/logo.svg").read_text(encoding="utf-8") == SVG


def test_a_licence_is_told_wherever_the_text_is(shop: Workshop, read_page: Callable[[str], Any]) -> None:
    """On the page and in its data, in the feeds and the API."""
    shown = page(shop, read_page, NEWS_LICENCE=LICENCE)
    assert shown.values("href", "a").count(LICENCE[1]) == 2  # at the article and in the footer
    assert json.loads(shown.shown["script"][0])["license"] == LICENCE[1]
    files = {
        name: (shop.output / name).read_text(encoding="utf-8") for name in ("feed.atom", "feed.json", "api/index.json")
    }
    assert [name for name, text in files.items() if LICENCE[1] not in text] == []


def test_menu_and_footer_are_the_publisher_s(shop: Workshop, read_page: Callable[[str], Any]) -> None:
    """Paths lead below the site's root, addresses elsewhere; signs in the footer are text."""
    menu = [("الأرشيف", "archive/"), ("موقعنا", "https://example.org/")]
    shown = page(shop, read_page, NEWS_MENU=menu, NEWS_FOOTER="<b>نحن</b>\nهنا")
    links = shown.values("href", "a")
    assert "https://example.org/" in links
    assert "../../archive/" in links
    assert "../../author/" not in shown.source.partition("</header>")[0]
    assert "<p>&lt;b&gt;نحن&lt;/b&gt;</p>" in shown.source


def test_what_is_left_out_is_still_told_but_leads_nowhere(shop: Workshop, read_page: Callable[[str], Any]) -> None:
    """Author, place and agency stand as texts; nothing leads to what is not there."""
    shown = page(shop, read_page, NEWS_WAYS=[], NEWS_CALENDARS=["gregorian"])
    assert all(name in shown.text for name in ("أمل", "القاهرة", "رويترز"))
    assert "شوال" not in shown.text
    kinds = ("author", "place", "agency", "on/", "hijri", "statistics", "feed.", "api/")
    for name in (ARTICLE, "index.html", "archive/index.html", "2012/09/07/index.html", "section/رياضة/index.html"):
        links = read_page((shop.output / name).read_text(encoding="utf-8")).values("href")
        assert [link for link in links if link.lstrip("./").startswith(kinds)] == [], name


def test_another_skin_changes_style_sheets_and_fonts_alone(shop: Workshop) -> None:
    """Pages are the same but for the fonts that they ask for at once."""
    before, after = shop.build(), shop.build(NEWS_SKIN="archive")
    changed = {name for name in before if before[name] != after[name] and not name.endswith(".html")}
    assert changed == {"theme/css/site.css", "sw.js"}
    fonts = [data[ARTICLE].decode().partition('data-fonts="')[2].partition('"')[0] for data in (before, after)]
    assert ["markazi" in names for names in fonts] == [True, False]
    assert before[ARTICLE].decode().replace(fonts[0], fonts[1]) == after[ARTICLE].decode()


def test_colours_are_tokens(shop: Workshop) -> None:
    """Behind the skin's own."""
    css = shop.build(NEWS_COLOURS={"accent": ("#0b4a8f", "#9cc9ff")})["theme/css/site.css"].decode()
    assert css.index("--accent: light-dark(#7a1f2b, #f0a6a0);") < css.index("--accent: light-dark(#0b4a8f, #9cc9ff);")


def test_a_section_s_name_changes_wherever_it_is_shown(shop: Workshop, read_page: Callable[[str], Any]) -> None:
    """On the article's page and in lists; the site is that of a clean build, and the address stays."""
    shop.build()
    site = shop.build(NEWS_SECTION_NAMES={"رياضة": "ملاعب"})
    assert site == shop.clean(NEWS_SECTION_NAMES={"رياضة": "ملاعب"})
    assert "../../section/رياضة/" in map(unquote, read_page(site[ARTICLE].decode()).values("href", "a"))
    assert all("ملاعب" in read_page(site[name].decode()).text for name in (ARTICLE, "section/رياضة/index.html"))
