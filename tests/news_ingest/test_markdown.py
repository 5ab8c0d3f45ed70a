"""Markdown gives the raw text back, whatever it holds."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from news_ingest.clean import clean_line, clean_lines
from news_ingest.markdown import escape_paragraph, meta_value, to_markdown
from news_ingest.pipeline import make_article
from news_ingest.records import Article, Origin, RawArticle, Role

HOSTILE = st.text(
    st.one_of(
        st.sampled_from(
            "\\`*_{}[]()#+-.!>~:|=<&;/\"'^$%@ 0129\t\u00a0\u200f\u202b\u2066\u0640\u064e\n\r\u2028\x00\x02\x03\x1f"
        ),
        st.sampled_from("كتاب العربية، «»؟"),
        st.characters(),
    ),
    max_size=60,
)
FRAGMENTS = st.lists(
    st.sampled_from(
        [
            "1990. كان",
            "#هاشتاغ",
            "# عنوان",
            "> قال",
            "- بند",
            "* نجم",
            "+ زائد",
            "***",
            "---",
            "===",
            "```",
            "~~~",
            ":   تعريف",
            "[رابط](http://x)",
            "![](x)",
            "<b>",
            "</p>",
            "<script>",
            "&amp;",
            "&lt;",
            "&#1605;",
            "*[اختصار]: نص",
            "[^1]: حاشية",
            "| أ | ب |",
            "|---|",
            "{: .class}",
            "[1]: http://x",
            "كتاب_قديم_جدا",
            "**غامق**",
            "http://x.org",
            "<http://x.org>",
            "    أربع مسافات",
            "12) بند",
            "\\",
            "`",
            "!",
            "كلمة",
            "{{ jinja }}",
            "{filename}x.md",
            "[TOC]",
            "+++",
            "@",
            "\x02wzxhzdk:0\x03",
        ]
    ),
    min_size=1,
    max_size=4,
).map("".join)
TEXT = st.one_of(HOSTILE, FRAGMENTS)
TAG_RE = re.compile(r"<[^<>]+>")


def render(paragraphs: list[str], extensions: list[str]) -> str:
    """The text that Python-Markdown gives for the escaped paragraphs, without tags."""
    source = "\n\n".join(["Id: 0", *map(escape_paragraph, paragraphs)])
    return html.unescape(TAG_RE.sub("", Markdown(extensions=["meta", *extensions]).convert(source)))


def words(text: str) -> str:
    """`text` with white space folded."""
    return " ".join(text.split())


def cleaned(text: str) -> list[str]:
    """The lines of `text` as the pipeline hands them to Markdown."""
    return [line.text for line in clean_lines(text)[0]]


@pytest.mark.parametrize("extensions", [[], ["extra"], ["extra", "codehilite", "toc", "sane_lists"]])
@settings(max_examples=600, deadline=None)
@example(texts=["1990. كان عاماً", "    أربع"])
@example(texts=["~~~", "نص", "~~~"])
@example(texts=["كلمة", ":   تعريف"])
@given(texts=st.lists(TEXT, min_size=1, max_size=4))
def test_markdown_gives_the_text_back(texts: list[str], extensions: list[str]) -> None:
    """Escaped, rendered and stripped of tags, paragraphs are what they were, but for white space."""
    paragraphs = [line for text in texts for line in cleaned(text)]
    assert words(render(paragraphs, extensions)) == words(" ".join(paragraphs))


@settings(max_examples=300, deadline=None)
@given(text=HOSTILE)
def test_a_metadata_value_stays_on_its_line(text: str) -> None:
    """No text in a metadata value can end its line or begin another key."""
    assert len(meta_value(text).splitlines()) <= 1


@settings(max_examples=300, deadline=None)
@given(text=st.text(st.characters(codec="utf-8"), max_size=200))
def test_cleaning_changes_no_word(text: str) -> None:
    """Cleaning takes away controls and white space only; what is left is the line's own characters in order."""
    line = clean_line(0, text.replace("&", ""), Counter())
    kept = iter(text)
    assert line.text == "" or all(character in kept for character in line.text if character not in " \ufffd")


def article_of(text: str) -> Article:
    """The article of a raw text."""
    article = make_article(RawArticle(Origin("raw", "a.txt", None, None), text, "0" * 64, "utf-8"))
    assert isinstance(article, Article)
    return article


def test_metadata_come_in_their_order_and_only_where_known() -> None:
    """The head holds the known keys of the design, one a line, then a blank line and the text."""
    article = article_of(
        "عنوان الخبر من خمس كلمات\n21/07/2015\nوصل الوفد إلى المدينة مساء أمس في زيارة تستمر ثلاثة أيام."
    )
    markdown = to_markdown(replace(article, section=None))  # whether words show a section is the model's affair
    head, _, body = markdown.partition("\n\n")
    keys = [line.split(":")[0] for line in head.splitlines()]
    assert keys == [
        "Title",
        "Title_from",
        "Date",
        "Date_from",
        "Date_evidence",
        "Lang",
        "Id",
        "Source",
        "Source_sha256",
    ]
    assert body == "وصل الوفد إلى المدينة مساء أمس في زيارة تستمر ثلاثة أيام.\n"


def test_every_line_is_in_the_body_in_the_metadata_or_in_the_report() -> None:
    """Nothing is lost: each raw line is found in one of the three places."""
    lines = ["الرئيسية » محليات", "تمهيد:", "عنوان الخبر من خمس كلمات", "21/07/2015"]
    lines += ["وصل الوفد إلى المدينة مساء أمس في زيارة تستمر ثلاثة أيام.", "طباعة"]
    article = article_of("\n".join(lines))
    places = [article.title, article.kicker or "", *article.paragraphs, *(row.text for row in article.removed)]
    assert sorted(places) == sorted(lines)
    assert {row.role for row in article.removed} == {Role.FURNITURE.value, Role.DATE.value}
