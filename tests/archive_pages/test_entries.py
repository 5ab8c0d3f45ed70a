"""An article's row, made from a real Pelican article."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape
from pelican.settings import read_settings
from pelican.urlwrappers import Author, Category

from archive_build.order import newest_first
from archive_build.plugin import NewsArticle
from archive_build.rows import SUMMARY_WORDS, summary_of
from archive_pages.entries import Entry, Term, entry_of

UTC = datetime.UTC
Make = Callable[..., Entry]


@pytest.fixture(scope="module")
def row(root: Path) -> Make:
    """The row of an article with these metadata and this body."""
    settings = read_settings(str(root / "pelicanconf.py"))
    sections = {"محليات": Term("محليات", "section/محليات/")}
    publishers = {"okaz": Term("عكاظ", "publisher/okaz/")}

    def make(body: str = "<p>نص</p>", **metadata: Any) -> Entry:
        if "category" in metadata:
            metadata["category"] = Category(metadata["category"], settings)
        if "authors" in metadata:
            metadata["authors"] = [Author(name, settings) for name in metadata["authors"]]
        article = NewsArticle(body, {"title": "عنوان", "id": "z94andtpz6hh", **metadata}, settings=settings)
        return entry_of(article, sections, publishers)

    return make


def test_a_row_has_the_article_s_metadata(row: Make) -> None:
    """Names of sections and publishers become terms with addresses."""
    entry = row(
        category="محليات", publisher="okaz", kicker="تحقيق", deck="موجز", date=datetime.datetime(2012, 9, 7, 14, 5)
    )
    assert (entry.url, entry.title, entry.kicker, entry.deck) == ("a/z9/4andtpz6hh.html", "عنوان", "تحقيق", "موجز")
    assert (entry.section, entry.publisher) == (Term("محليات", "section/محليات/"), Term("عكاظ", "publisher/okaz/"))
    assert (entry.date, entry.time, entry.date_text) == (datetime.date(2012, 9, 7), "14:05", "الجمعة 7 سبتمبر 2012")


def test_an_article_with_nothing_but_a_title_has_a_blank_row(row: Make) -> None:
    """What is not known is absent: no date, no section, no publisher, no author."""
    entry = row()
    assert (entry.date, entry.time, entry.date_text) == (None, "", "بلا تاريخ")
    assert (entry.section, entry.publisher, entry.byline, entry.authors) == (None, None, "", ())


def test_midnight_is_no_time(row: Make) -> None:
    """A date without a time of day is not told as 00:00."""
    assert row(date=datetime.datetime(2012, 9, 7)).time == ""


def test_a_byline_stands_as_printed_or_names_the_authors(row: Make) -> None:
    """Where no byline was printed, the authors stand with an Arabic comma between them."""
    assert row(byline="كتب: نزار الحمدان", authors=["نزار الحمدان"]).byline == "كتب: نزار الحمدان"
    assert row(authors=["نزار الحمدان", "هالة السمّان"]).byline == "نزار الحمدان، هالة السمّان"


def test_only_a_title_made_from_the_lead_is_a_made_title(row: Make) -> None:
    """A title from elsewhere is the paper's own."""
    assert (row(title_from="lead").made_title, row(title_from="record").made_title, row().made_title) == (
        True,
        False,
        False,
    )


@pytest.mark.parametrize("key", ["title", "kicker", "deck", "place", "byline"])
def test_a_value_that_runs_over_two_lines_is_one_text(row: Make, key: str) -> None:
    """Python-Markdown gives a value of several lines as a list."""
    assert getattr(row(**{key: ["سطر أول", "وثانٍ"]}), key) == "سطر أول وثانٍ"


def test_articles_in_their_order_are_in_the_order_of_their_days(row: Make) -> None:
    """Dates with an offset of their own do not part a day in two: the calendar takes a day's articles as neighbours."""
    offset = datetime.timezone(datetime.timedelta(hours=3))
    moments = (
        datetime.datetime(2012, 9, 7, 23, tzinfo=UTC),
        datetime.datetime(2012, 9, 8, 1, tzinfo=offset),
        datetime.datetime(2012, 9, 7, 10, tzinfo=UTC),
    )
    found = sorted((SimpleNamespace(id=str(n), date=date) for n, date in enumerate(moments)), key=newest_first)
    days = [row(date=article.date).date for article in found]
    assert days == sorted(days, reverse=True)


WORDS = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=12)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=20), max_size=6))
def test_a_summary_is_the_first_words_of_the_text(paragraphs: list[list[str]]) -> None:
    """Thirty-two words over all paragraphs, and «…» where more follow."""
    body = Markup("\n").join(Markup("<p>{}</p>").format(" ".join(words)) for words in paragraphs)
    words = [word for paragraph in paragraphs for word in paragraph]
    assert summary_of(body) == " ".join(words[:SUMMARY_WORDS]) + ("…" if len(words) > SUMMARY_WORDS else "")


def test_a_summary_is_text_not_html() -> None:
    """Tags go and entities are signs again."""
    assert summary_of(Markup("<p>أ <strong>ب</strong> &amp; &lt;ج&gt;</p>")) == "أ ب & <ج>"


def test_a_summary_is_not_cut_inside_a_tag() -> None:
    """A very long address in the first paragraph leaves none of itself in the summary."""
    body = Markup('<p>قبل <a href="https://x.example/{}">رابط</a> بعد</p>').format(escape("a" * 5000))
    assert summary_of(body) == "قبل رابط بعد"
