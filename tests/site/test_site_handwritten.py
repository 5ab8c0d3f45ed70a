"""Markdown that a person wrote or broke: what it says is shown, runs nothing, and never stops the site."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest

from archive_build.plugin import NewsArticle

ATOM = "{http://www.w3.org/2005/Atom}"
FIELDS = ("Title", "Kicker", "Deck", "Byline", "Authors", "Publisher", "Category")
GOOD = "Title: خبر سليم\nDate: 2012-09-07\nId: g00dart1c1e2\n\nنصّ سليم.\n"


def hostile(field: str) -> str:
    """A value that would run or render if anything took it for markup."""
    return (
        f"""<script>alert("{field}")</script> '"><img src=x onerror=alert(1)> {{{{ 7*7 }}}} {{% raw %}} &amp {field}"""
    )


HOSTILE = "".join(f"{field}: {hostile(field)}\n" for field in FIELDS) + (
    "Date: 2012-09-07 14:35\nId: h0st1earts1c\n\n"
    '<script>alert("body")</script><img src="x" onerror="alert(1)" style="x">\n\n'
    "[رابط](javascript:alert(1)) {{ 7*7 }} {% raw %} &lt;script&gt;alert(2)&lt;/script&gt; &amp;amp;\n"
)
PLACED = f"Title: خبر من مكان\nPlace: {hostile('Place')}\nId: p1acedart1c1\n\nنصّ.\n"
ARTICLES = {
    "good.md": GOOD,
    "hostile.md": HOSTILE,
    "placed.md": PLACED,
    "baddate.md": "Title: خبر بتاريخ مكسور\nDate: 2012-13-45\n\nنصّ.\n",
    "notitle.md": "Date: 2012-09-07\n\nنصّ بلا عنوان.\n",
    "twin.md": GOOD.replace("سليم", "توأم"),
    "noid.md": "Title: خبر بلا رقم\nDate: 2012-09-07\n\nانظر [الخبر السليم]({filename}good.md).\n",
}
SCRIPTS = ("theme/js/site.js", "theme/js/article.js", "search/page.js")
HOSTILE_URL = "a/h0/st1earts1c.html"


@pytest.fixture(scope="module")
def site(build_site: Callable[..., Any]) -> Any:
    """A site with a hostile article, broken ones and good ones."""
    return build_site(articles=ARTICLES)


@pytest.fixture
def said(site: Any, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """What building the site prints, on long lines."""
    monkeypatch.setenv("COLUMNS", "500")
    site.build()
    return "".join(capfd.readouterr())


def test_an_article_page_shows_hostile_metadata_as_text(site: Any) -> None:
    """Every field's signs are letters on the page, in its title and in its description."""
    page = site.page(HOSTILE_URL)
    assert page.shown["h1"] == [hostile("Title")]
    assert page.shown["title"][0].startswith(hostile("Title"))
    assert hostile("Deck") in page.values("content")
    assert [field for field in FIELDS if field != "Authors" and hostile(field) not in page.text] == []
    assert hostile("Place") in site.page("a/p1/acedart1c1.html").text


def test_no_page_of_a_hostile_site_runs_or_loads_anything(site: Any) -> None:
    """No handler, no style, no picture, no script but the site's own, no odd address, on whatever page it is shown."""
    for path in site.output.rglob("*.html"):
        for tag, attributes in site.page(path.relative_to(site.output).as_posix()).elements:
            assert not [key for key in attributes if key == "style" or key.startswith("on")], path
            assert tag != "img" or attributes == {"src": "x"}, path
            odd = attributes.get("href", "").lower().strip().startswith(("javascript:", "data:"))
            assert not odd or (tag, attributes["rel"]) == ("link", "icon"), path
            if tag == "script" and attributes.get("type") != "application/ld+json":
                assert attributes["src"].endswith(SCRIPTS), path


def test_a_hostile_body_shows_its_text_only(site: Any, read_page: Callable[[str], Any]) -> None:
    """Templates are not run, entities are not resolved twice, a script vanishes with what it says."""
    text = site.page(HOSTILE_URL).text
    assert "رابط {{ 7*7 }} {% raw %} <script>alert(2)</script> &amp;" in text
    assert 'alert("body")' not in text


@pytest.mark.parametrize("list_url", ["", "2012/09/07/", "section/", "publisher/"])
def test_lists_show_hostile_metadata_as_text(site: Any, list_url: str) -> None:
    """Cards, rows and names of sections and papers."""
    shown = {"": ("Title", "Kicker", "Deck", "Category"), "2012/09/07/": ("Title", "Kicker", "Deck", "Publisher")}
    named = {"section/": ("Category",), "publisher/": ("Publisher",)}
    text = site.page(list_url).text
    assert [field for field in (shown | named)[list_url] if hostile(field) not in text] == []


def test_sections_and_papers_of_hostile_names_have_plain_addresses(site: Any) -> None:
    """Their pages exist and are named as written."""
    for folder, field in (("section", "Category"), ("publisher", "Publisher")):
        (path,) = [path for path in (site.output / folder).iterdir() if path.is_dir()]
        assert all(sign.isalnum() or sign == "-" for sign in path.name)
        assert site.page(f"{folder}/{path.name}/").shown["h1"] == [hostile(field)]


def test_the_feed_shows_hostile_metadata_as_text(site: Any) -> None:
    """Title and author are plain text; the summary is HTML to a reader, so its signs are escaped there."""
    root = ElementTree.parse(site.output / "feed.atom").getroot()
    (entry,) = [row for row in root.iter(f"{ATOM}entry") if "h0/st1e" in row.findtext(f"{ATOM}id", "")]
    assert entry.findtext(f"{ATOM}title") == hostile("Title")
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == hostile("Byline")
    summary = entry.findtext(f"{ATOM}summary", "")
    assert "<" not in summary
    assert html.unescape(summary) == hostile("Deck")


def test_structured_data_and_search_show_hostile_metadata_as_text(site: Any) -> None:
    """JSON gives each text back as it was written."""
    (text,) = [text for text in site.page(HOSTILE_URL).shown["script"] if text]
    data = json.loads(text)
    assert (data["headline"], data["articleSection"]) == (hostile("Title"), hostile("Category"))
    assert (data["publisher"]["name"], data["author"][0]["name"]) == (hostile("Publisher"), hostile("Authors"))
    blocks = (site.output / "search" / "titles").rglob("*.json")
    shown = [row for block in blocks for row in json.loads(block.read_text(encoding="utf-8")).values()]
    assert hostile("Title") in {row[1] for row in shown}


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (
            "articles/baddate.md",
            "'2012-13-45' is not a valid date; expected Markdown with metadata as ingest writes it",
        ),
        ("articles/notitle.md", "no Title in its metadata"),
    ],
)
def test_a_broken_article_is_left_out_and_said(site: Any, said: str, name: str, reason: str) -> None:
    """The warning names the file and the reason, and the build goes on."""
    assert f"article {name} is left out: {reason}" in said
    assert len(list((site.output / "a").rglob("*.html"))) == 4


def test_an_article_with_another_s_id_is_left_out_and_said(said: str) -> None:
    """The warning names the id and both files."""
    one = "article articles/twin.md is left out: has the Id 'g00dart1c1e2' of articles/good.md"
    other = "article articles/good.md is left out: has the Id 'g00dart1c1e2' of articles/twin.md"
    assert (one in said) != (other in said)


def test_an_article_without_an_id_has_an_address(site: Any) -> None:
    """It is made from the file's path, and links by `{filename}` lead on from it."""
    (path,) = [path for path in (site.output / "a").rglob("*.html") if "بلا رقم" in site.page(str(path)).shown["h1"][0]]
    assert "../../a/g0/0dart1c1e2.html" in site.page(str(path)).values("href")


PELICANS_OWN = {
    *("settings", "metadata", "translations", "source_path", "relative_source_path", "locale_date", "slug"),
    *(
        "author",
        "authors",
        "category",
        "tags",
        "in_default_lang",
        "summary",
        "keep",
        "entry",
        "json_ld",
        "newer",
        "older",
    ),
}


@pytest.fixture
def publish(site: Any) -> Callable[..., Any]:
    """The site built of these articles alone, in new folders, with the fonts that are cut already."""

    def build(**articles: str) -> Any:
        alone = replace(site, content=site.content.with_name("alone"), output=site.output.with_name("alone-output"))
        for folder in (alone.content, alone.output):
            shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(site.output / "theme", alone.output / "theme")
        alone.content.mkdir()
        alone.write({f"{name}.md": text for name, text in articles.items()})
        alone.build()
        return alone

    return build


def pages_of(site: Any) -> set[str]:
    """The articles' pages, by title."""
    return {site.page(str(path)).shown["h1"][0] for path in (site.output / "a").rglob("*.html")}


@pytest.mark.parametrize("value", ["2019-05", "2019", "14:35", "Friday"])
def test_a_part_of_a_date_is_not_filled_up_with_today_s(publish: Callable[..., Any], value: str) -> None:
    """What the metadata don't say is not made up: no day of the calendar lists the article."""
    site = publish(a=f"Title: خبر\nDate: {value}\n\nنصّ.\n", good=GOOD)
    days = {path.parent.relative_to(site.output).as_posix() for path in site.output.glob("[0-9]*/*/*/index.html")}
    assert days == {"2012/09/07"}


def test_a_date_that_no_calendar_holds_is_left_out(publish: Callable[..., Any]) -> None:
    """A number too big for a date stops nothing."""
    assert pages_of(publish(a="Title: خبر\nDate: 99999999999999999999\n\nنصّ.\n", good=GOOD)) == {"خبر سليم"}


def test_dates_with_offsets_stop_nothing(publish: Callable[..., Any]) -> None:
    """Articles of two days in one order of time are listed, each day once."""
    dates = ("2012-09-07T23:00", "2012-09-08T01:00+03:00", "2012-09-07T10:00")
    site = publish(**{f"a{n}": f"Title: خبر {n}\nDate: {date}\n\nنصّ.\n" for n, date in enumerate(dates)})
    assert len(pages_of(site)) == 3


def test_a_draft_is_not_published_and_stops_nothing(publish: Callable[..., Any]) -> None:
    """What its author calls a draft is in no page, list, feed, sitemap or index."""
    site = publish(a="Title: مسودّة سرّية\nStatus: draft\nDate: 2012-09-07\n\nنصّ.\n", good=GOOD)
    assert [name for name, data in site.files().items() if "سرّية".encode() in data] == []
    assert "خبر سليم" in pages_of(site)


def test_a_hidden_article_is_in_no_list(publish: Callable[..., Any]) -> None:
    """Pelican's «hidden» has a page, but nothing leads to it."""
    site = publish(a="Title: خبر مخفيّ\nStatus: hidden\nDate: 2012-09-07\n\nنصّ.\n", good=GOOD)
    assert [name for name, data in site.files().items() if "مخفيّ".encode() in data and name[:2] != "a/"] == []


@pytest.mark.parametrize(
    "line", ["Body: س", "Url: javascript:x", "Save_as: ../../x.html", "Status: قديم", "Template: س"]
)
def test_odd_metadata_stop_nothing(publish: Callable[..., Any], line: str) -> None:
    """A key that Pelican or this program uses is ignored, or its article is left out; the rest is built."""
    site = publish(a=f"Title: خبر\n{line}\n\nنصّ.\n", good=GOOD)
    assert pages_of(site) - {"خبر"} == {"خبر سليم"}
    assert not (site.output.parent / "x.html").exists()


def test_no_key_stops_the_build(publish: Callable[..., Any]) -> None:
    """A key named like anything that Pelican's or this program's articles have is no more than a key."""
    names = {name for name in {*dir(NewsArticle), *PELICANS_OWN} if re.fullmatch(r"[A-Za-z0-9_-]+", name)}
    known = {"title", "id", "date", "status", "timezone", "lang", "date_format"}
    articles = {f"k{n}": f"Title: خبر\n{name}: س\n\nنصّ.\n" for n, name in enumerate(sorted(names - known))}
    site = publish(**articles, good=GOOD)
    assert len(list((site.output / "a").rglob("*.html"))) == len(articles) + 1


def test_equal_titles_on_one_day_have_two_pages(publish: Callable[..., Any]) -> None:
    """An address holds no title, so that repeated headlines stand side by side."""
    text = "Title: أسعار العملات\nDate: 2012-09-07\n\nنصّ.\n"
    assert len(list((publish(a=text, b=text).output / "a").rglob("*.html"))) == 2


def test_which_of_two_articles_with_one_id_stays_is_no_accident(
    publish: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However Python's hashes fall, the same one of ten stays, so that builds of the same give the same."""
    articles = {f"a{n}": f"Title: خبر {n}\nId: g00dart1c1e2\n\nنصّ.\n" for n in range(10)}
    kept = []
    for seed in ("1", "2", "3"):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        kept.append(pages_of(publish(**articles)))
    assert kept[0] == kept[1] == kept[2]


def test_only_undated_articles_are_a_site(publish: Callable[..., Any]) -> None:
    """They are on the front page and the shelf; the feed is empty and the same each time."""
    article = {"a": "Title: خبر بلا تاريخ\n\nنصّ.\n"}
    site = publish(**article)
    assert "خبر بلا تاريخ" in site.page("").text and "خبر بلا تاريخ" in site.page("undated/").text
    assert not list(site.output.glob("[0-9]*/"))
    before = site.files()
    assert publish(**article).files() == before


def test_no_articles_are_a_site(publish: Callable[..., Any]) -> None:
    """The front page says what there is, and the search has an empty index."""
    site = publish()
    assert pages_of(site) == set()
    assert "لا مقالات مؤرخة بعد." in site.page("archive/").text
    assert json.loads((site.output / "search" / "manifest.json").read_text())["count"] == 0


def test_pages_are_made_safe_and_linked_too(site: Any, publish: Callable[..., Any]) -> None:
    """A page beside the articles shows its text and runs nothing."""
    alone = publish(good=GOOD)
    (alone.content / "pages").mkdir()
    (alone.content / "pages" / "x.md").write_text(
        f"Title: {hostile('Page')}\nSlug: x\n\nنصّ <script>alert(1)</script> <b onclick='x'>غامق</b>\n", encoding="utf-8"
    )
    alone.build()
    page = alone.page("x/")
    assert page.shown["h1"] == [hostile("Page")]
    assert page.values("onclick") == []
    assert set(page.shown["script"]) == {""}  # the site's own, by their addresses
    assert "x/" in {link.removeprefix("./") for link in alone.page("").values("href")}
