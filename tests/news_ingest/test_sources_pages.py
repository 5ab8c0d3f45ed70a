"""Saved web pages: the article without what surrounds it, and only what the page states of it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from trafilatura import load_html

from news_ingest.records import RawArticle, Rejected
from news_ingest.run import ingest
from news_ingest.settings import IngestSettings
from news_ingest.sources.inputs import origin_of
from news_ingest.sources.pages import MAX_PAGE_BYTES, MAX_TAGS, MAX_TAGS_TO_COMPARE, page_date, raw_page

TITLE = "ترميم السوق القديمة في وادي الشيح يبدأ بعد تأجيل طويل"
BODY = [
    "أعلنت بلدية وادي الشيح صباح أمس بدء العمل في ترميم السوق القديمة بعد تأجيل دام ثلاث سنوات، وقال رئيسها إن العمل "
    "ينتهي قبل الصيف المقبل.",
    "وأضاف رئيس البلدية في مؤتمر صحفي أن الكلفة تبلغ مليوني دينار، وأن أصحاب المحال شاركوا في وضع الخطة منذ بدايتها.",
    "من جانبه قال أحد التجار: «انتظرنا هذا اليوم طويلاً، ونأمل أن تعود الحركة إلى السوق كما كانت في السابق».",
]
TEXT = "".join(f"<p>{paragraph}</p>\n" for paragraph in BODY)
MENU = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("الرئيسية", "محليات", "رياضة", "اقتصاد"))
SHARE = '<div class="share"><a href="#">شارك على فيسبوك</a> <a href="#">غرّد</a> <a href="#">طباعة</a></div>'
RELATED = (
    '<aside class="related"><h3>اقرأ أيضاً</h3><ul><li><a href="/1">افتتاح جسر جديد في تل الغار</a> '
    '<time datetime="2019-03-01">01/03/2019</time></li><li><a href="/2">ارتفاع أسعار الخضار</a></li></ul></aside>'
)
FOOTER = "<footer><p>جميع الحقوق محفوظة © 2024 صحيفة السهل</p></footer>"
LINKED = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "BreadcrumbList"}, {"@type": "NewsArticle", "headline": "TITLE", "datePublished": "2015-07-21T09:30:00+03:00",
"dateModified": "2018-01-01", "author": {"@type": "Person", "name": "رنيم حنوش"},
"publisher": {"@type": "Organization", "name": "صحيفة السهل"}}]}</script>""".replace("TITLE", TITLE)
META = """<meta property="og:site_name" content="صحيفة السهل"><meta name="author" content="رنيم حنوش">
<meta property="article:published_time" content="2015-07-21T09:30:00Z">
<meta property="og:url" content="https://sahl.example/a/1"><meta property="article:section" content="محليات">"""


def page(head: str, main: str, charset: str = "utf-8") -> bytes:
    """A page with all that surrounds an article."""
    return (
        f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="{charset}"><title>{TITLE} | صحيفة السهل</title>'
        f"{head}</head><body><nav><ul>{MENU}</ul></nav>{main}{RELATED}{FOOTER}</body></html>"
    ).encode(charset)


def read(data: bytes, source: str = "a.html") -> RawArticle:
    """The page's article."""
    raw = raw_page(origin_of("raw", source), data)
    assert isinstance(raw, RawArticle), raw
    return raw


ARTICLE = f"<article><h1>{TITLE}</h1>{SHARE}{TEXT}{SHARE}</article>"
BLOCKS = f'<div id="content"><h1>{TITLE}</h1>{SHARE}<div class="article-body">{TEXT}</div>{SHARE}</div>'
TABLE = (
    f"<table><tr><td colspan=3><a href=/>الرئيسية</a> | <a href=/s>رياضة</a></td></tr><tr>"
    f"<td><a href=/1>جسر جديد</a></td><td><font size=5><b>{TITLE}</b></font>"
    f"<br><br>{'<br><br>'.join(BODY)}</td></tr></table>"
)


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256"])
@pytest.mark.parametrize("main", [ARTICLE, BLOCKS, TABLE], ids=["article", "blocks", "table"])
@pytest.mark.parametrize("head", [LINKED, META, ""], ids=["json-ld", "meta", "bare"])
def test_an_article_is_found_in_its_page(head: str, main: str, charset: str) -> None:
    """Headline and paragraphs, without menu, share buttons, related articles and copyright line."""
    raw = read(page(head, main, charset))
    assert raw.encoding == charset
    assert [line for line in raw.text.split("\n") if line != TITLE] == BODY
    assert raw.given.title == TITLE
    assert (raw.given.author, raw.given.date[:16]) == (("رنيم حنوش", "2015-07-21T09:30") if head else ("", ""))
    assert raw.origin.publisher == ("صحيفة السهل" if head else None)
    assert raw.origin.section == raw.given.section == "محليات" if head == META else not raw.given.section


def test_its_fields_reach_the_markdown(tmp_path: Path) -> None:
    """The date is the page's metadata's and says so; the folder's publisher wins over the page's name for itself."""
    (tmp_path / "raw/السهل").mkdir(parents=True)
    (tmp_path / "raw/السهل/a.htm").write_bytes(page(META, ARTICLE))
    ingest(IngestSettings((tmp_path / "raw",), tmp_path / "content"))
    (made,) = (tmp_path / "content/articles").rglob("*.md")
    head, _, body = made.read_text(encoding="utf-8").partition("\n\n")
    lines = dict(line.split(": ", 1) for line in head.splitlines())
    assert (lines["Title"], lines["Title_from"], body) == (TITLE, "record", "\n\n".join(BODY) + "\n")
    assert (lines["Date"], lines["Date_from"]) == ("2015-07-21 09:30", "record")
    assert (lines["Authors"], lines["Publisher"]) == ("رنيم حنوش", "السهل")
    assert lines["Source_url"] == "https://sahl.example/a/1"


def test_a_date_below_the_headline_is_the_articles() -> None:
    """One in a related article, the site's header or its footer is not."""
    shown = '<span class="date">الثلاثاء 21 يوليو 2015</span>'
    assert read(page("", BLOCKS.replace("</h1>", f"</h1>{shown}"))).text.startswith("الثلاثاء 21 يوليو 2015\n")
    raw = read(page("", f"<div>الأحد 1 مارس 2020</div>{BLOCKS}"))
    assert (raw.given.date, "مارس" in raw.text) == ("", False)


def test_the_address_it_was_saved_from() -> None:
    """Browsers leave it in a comment."""
    data = b"<!-- saved from url=(0030)https://www.sahl.example/a/1 -->\n" + page("", ARTICLE)
    raw = read(data)
    assert (raw.given.url, raw.origin.publisher) == ("https://www.sahl.example/a/1", "sahl.example")


@pytest.mark.parametrize("said", ["", '<meta charset="utf-8">', '<meta charset="punycode">'])
def test_a_wrong_or_missing_charset_is_seen_through(said: str) -> None:
    """What the letters show wins over what cannot be."""
    data = page("", ARTICLE, "windows-1256").replace(b'<meta charset="windows-1256">', said.encode())
    assert read(data).text.endswith(BODY[-1])
    data = page("", ARTICLE).replace(b'<meta charset="utf-8">', b'<meta charset="windows-1256">')
    assert read(data).text.endswith(BODY[-1])


@pytest.mark.parametrize(
    "data",
    [
        page("", f"<div>{MENU}</div>"),
        b"<html></html>",
        b"<html><body><p>Hi",
        b"<",
        b"<<<>>>&&&",
    ],
)
def test_a_page_without_an_article_is_rejected(data: bytes) -> None:
    """A list of links, an empty page and no page at all."""
    raw = raw_page(origin_of("raw", "a.html"), data)
    assert isinstance(raw, Rejected)
    assert raw.reason == "no article is found in the page"


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, b"", b"<p>" * (MAX_TAGS + 1), b"a" * (MAX_PAGE_BYTES + 1)]
)
def test_what_is_no_page_is_rejected(data: bytes) -> None:
    """Binary data, nothing, and more than can be read in seconds."""
    assert isinstance(raw_page(origin_of("raw", "a.html"), data), Rejected)


@pytest.mark.parametrize(
    "unit", ["<p>نص", "<div><p>نص</p></div>", "<br>نص", "<table><tr><td>نص", '<script type="a">', "&amp;"]
)
@pytest.mark.parametrize("tags", [MAX_TAGS, MAX_TAGS_TO_COMPARE])
def test_a_hostile_page_takes_seconds(unit: str, tags: int) -> None:
    """At the limits of size."""
    started = time.process_time()
    raw_page(origin_of("raw", "a.html"), (unit * (tags // max(1, unit.count("<")))).encode()[:MAX_PAGE_BYTES])
    assert time.process_time() - started < 30


@pytest.mark.parametrize(
    "script",
    [
        "{",
        "[" * 100_000,
        '["x", 1, {"@type": "NewsArticle", "datePublished": 2015}]',
        '{"@type": "Event", "datePublished": "2001-01-01"}',
    ],
)
def test_data_that_are_none_of_an_article_are_passed_over(script: str) -> None:
    """Broken, too deep, of the wrong kind: the next that says when counts."""
    data = f'<script type="application/ld+json">{script}</script><script>x</script>'
    tree = load_html(f"<html><head>{data}{META}</head><body><p>x</p></body></html>")
    assert page_date(tree) == "2015-07-21T09:30:00Z"


@pytest.mark.parametrize("mark", ['itemprop="datePublished"', "pubdate"])
def test_a_time_may_state_the_day(mark: str) -> None:
    """Where it says that it is the article's; other times are those of other articles."""
    times = f'<time datetime="2001-01-01">x</time><time {mark} datetime="2015-07-21">x</time>'
    assert page_date(load_html(f"<html><body><p>{times}</p></body></html>")) == "2015-07-21"


def test_a_page_that_breaks_its_reader_is_in_quarantine(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what the reader says."""
    monkeypatch.setattr("trafilatura.bare_extraction", lambda *args, **options: [][0])
    raw = raw_page(origin_of("raw", "a.html"), page("", f"<article><h1>{TITLE}</h1>{TEXT}</article>"))
    assert isinstance(raw, Rejected)
    assert raw.reason == "the page cannot be read: IndexError: list index out of range"
