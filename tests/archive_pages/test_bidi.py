"""What runs from left to right within Arabic is isolated, and nothing else is changed."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from archive_pages.bidi import body_html, isolated

CASES = {
    "شركة Boeing 787 الأميركية": "شركة <bdi>Boeing 787</bdi> الأميركية",
    "شبكة 5G.": "شبكة <bdi>5G</bdi>.",
    "شركة AT&T (NASA) هنا": "شركة <bdi>AT&amp;T</bdi> (<bdi>NASA</bdi>) هنا",
    "بنسبة 3.5% أو 26 %": 'بنسبة <bdi dir="ltr">3.5%</bdi> أو <bdi dir="ltr">26 %</bdi>',
    "حرارة -5 درجات": 'حرارة <bdi dir="ltr">-5</bdi> درجات',
    "هاتف 011-456-7890": 'هاتف <bdi dir="ltr">011-456-7890</bdi>',
    "بين 2010-2015": "بين 2010-2015",
    "فاز 3-1": "فاز 3-1",
    "في 10/11/2012 و«20» <ب>": "في 10/11/2012 و«20» &lt;ب&gt;",
}


@pytest.mark.parametrize("text", CASES)
def test_runs_from_left_to_right_are_isolated(text: str) -> None:
    """Latin words with what stands between them, signed numbers, percents and telephone numbers; no ranges or dates."""
    assert isolated(text) == CASES[text]


def test_paragraphs_have_ids_and_tags_stay() -> None:
    """Only paragraphs without attributes count; addresses within tags are left alone."""
    html = '<p>أ <a href="https://x.example/a-1">رابط</a></p>\n<p>ب IBM</p>\n<ul>\n<li>ج</li>\n</ul>'
    assert body_html(html) == (
        '<p id="p1">أ <a href="https://x.example/a-1">رابط</a></p>\n<p id="p2">ب <bdi>IBM</bdi></p>\n'
        "<ul>\n<li>ج</li>\n</ul>"
    )


@given(st.text(st.sampled_from("ابج aZmp;59%+-−&<>\"'.,:/() ٥"), max_size=40))
def test_isolating_adds_elements_only(text: str) -> None:
    """Without its isolates a text is what escaping gives."""
    bare = re.sub(r"</?bdi[^>]*>", "", isolated(text))
    assert bare == str(escape(text))
    assert "".join(map(unescape, re.split(r"<[^>]*>", isolated(text)))) == text
    assert re.sub(r"</?bdi[^>]*>", "", body_html(f"<p>{bare}</p>")) == f'<p id="p1">{bare}</p>'
