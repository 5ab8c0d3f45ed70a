"""What a page shows of an article's text runs nothing and loads nothing from odd addresses."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_build.sanitize import ATTRIBUTES, SCHEMES, TAGS, safe_html
from archive_build.turning import in_order

ALLOWED = {name for names in ATTRIBUTES.values() for name in names}
RUNNING = """<script> </script> <SCRIPT/x> <svg/onload=alert(1)> <style> </style> </a> </p> <!-- --> <base/href=//x> <td
<iframe/srcdoc='<script>x</script>'> <math><mtext><b> <object/data=x> <form/action=x> <![CDATA[ ]]> < > " ' ` = onload=x
&lt;script&gt; <xmp> <title> <textarea> <plaintext> <img/src='data:text/html,x'> <a/href=&#106;avascript:x> \0 كلمة"""
SPACED = (
    "<img src=x onerror=alert(1)>",
    '<a href=" java\tscript:alert(1)">',
    '<p style="color:red" onclick=x>',
    "<noscript><p title='</noscript><img src=x onerror=x>'>",
)
PIECES = st.sampled_from([" ", *SPACED, *RUNNING.split()])


@given(st.lists(PIECES | st.text(max_size=8), max_size=12).map("".join))
def test_no_text_leaves_anything_that_runs(read_page: Callable[[str], Any], text: str) -> None:
    """However tags are broken, only allowed elements with allowed attributes and addresses come out."""
    for tag, attributes in read_page(safe_html(text)).elements:
        assert tag in TAGS
        assert set(attributes) <= ALLOWED
        for name in ("href", "src"):
            assert urlsplit(attributes.get(name, "")).scheme in {"", *SCHEMES}


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_plain_text_is_kept(read_page: Callable[[str], Any], text: str) -> None:
    """Escaped text is shown letter for letter, whatever it says, but for what would turn its order."""
    assert read_page(f"<p>{safe_html(html.escape(text))}</p>").text == in_order(text)


@pytest.mark.parametrize(
    ("rendered", "safe"),
    [
        ("<p>قبل<script>alert(1)</script>بعد</p>", "<p>قبلبعد</p>"),
        ('<p onclick="alert(1)">نص</p>', "<p>نص</p>"),
        ('<p style="color: red" class="x">نص</p>', "<p>نص</p>"),
        ("<style>p { display: none }</style><p>نص</p>", "<p>نص</p>"),
        ('<a href="javascript:alert(1)">رابط</a>', "<a>رابط</a>"),
        ('<a href="data:text/html,x">رابط</a>', "<a>رابط</a>"),
        ('<img src="data:image/png;base64,AA==" alt="صورة">', '<img alt="صورة">'),
        ("<h1>عنوان</h1><iframe>نص</iframe>", "عنواننص"),
    ],
)
def test_what_is_unsafe_goes_and_its_text_stays(rendered: str, safe: str) -> None:
    """Elements and attributes that may not stand go; only scripts' and style sheets' own text goes with them."""
    assert safe_html(rendered) == safe


def test_what_an_article_needs_stays() -> None:
    """Links, images, tables, quotes, languages and directions are left as they are."""
    text = (
        '<h2 id="a">عنوان</h2><p dir="auto" lang="en">a <strong>b</strong><br><a href="https://x.example/?a=1&amp;b=2">c</a>'
        ' <a href="../b.html">d</a> <a href="mailto:x@x.example">e</a></p><blockquote><p>f</p></blockquote>'
        '<img src="../images/x.png" alt="g" width="1" height="2"><ul><li>h</li></ul>'
        '<table><tbody><tr><th scope="row">i</th><td colspan="2">j</td></tr></tbody></table>'
    )
    assert safe_html(text) == text
