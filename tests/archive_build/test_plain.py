"""The short way from Markdown to HTML gives what Python-Markdown gives, or nothing.

`HYPOTHESIS_PROFILE=heavy pytest tests/archive_build/test_plain.py` tries 10,000 bodies of each kind.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from archive_build.plain import plain_html
from archive_build.sanitize import safe_html
from news_ingest.markdown import escape_paragraph

PIECES = [
    *("كلمة", "خبر ", " ", "  ", "a", "1", "12. ", "3) ", "1990", ">", '"', "'", "(", ")", "!", "#", " #", "+", "-"),
    *("- ", "=", "~", ":", "|", ".", "\n\n", "\n", "\n\n\n", "http://x.y/z?a=b", "a@b.c", "--", "==", "…", ";", "\\"),
    *("\u00a0", "\u200f", "\u2003", "\ufeff", "\u00ad", "\u0651", "\U0001f600", "\t", "\r", "\x0b", "\x85"),
    *("\u2028", "<b>", "amp;", "&", "*", "_", "`", "[", "]", *(f"\\{sign}" for sign in "\\`*_{}[]()#>+-.!x")),
    *("&amp;", "&lt;", "&#41;", "&#58;", "&#61;", "&#124;", "&#126;", "&copy;"),
]
BODIES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=16).map("".join)
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # cleaning takes them out
SIGNS = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters=TURNING)
LINES = st.text(SIGNS, min_size=1, max_size=40)


def reference(body: str) -> str:
    """A body's safe HTML by Python-Markdown, as Pelican runs it: behind metadata, with a new object."""
    markdown = Markdown(extensions=["markdown.extensions.meta"], output_format="html")
    return safe_html(markdown.convert(f"Title: x\n\n{body}\n"))


@given(BODIES)
def test_what_is_taken_for_plain_is_as_python_markdown_makes_it(body: str) -> None:
    """Whatever signs meet: the same bytes, or the body is left to Python-Markdown."""
    assert plain_html(body) in (None, reference(body))


@given(st.lists(LINES.map(str.strip).filter(lambda line: "\ufeff" not in line and line), min_size=1, max_size=4))
def test_what_ingest_writes_is_plain(paragraphs: list[str]) -> None:
    """Any text, escaped as ingest escapes it, goes the short way, and to the same bytes."""
    body = "\n\n".join(map(escape_paragraph, paragraphs))
    assert plain_html(body) == reference(body)


@pytest.mark.parametrize(
    "body", ["- بند", "# عنوان", "1. بند", "<b>غامق</b>", "سطر\nوسطر", "*مائل*", "&copy; 2012", "    رمز", "أ\u2028ب"]
)
def test_all_other_markdown_is_not_plain(body: str) -> None:
    """Lists, headings, markup, entities and lines within a paragraph are Python-Markdown's."""
    assert plain_html(body) is None


def test_an_empty_body_is_plain() -> None:
    """There is nothing to render."""
    assert plain_html("\n") == "" == reference("")
