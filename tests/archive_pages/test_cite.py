"""An article's citations."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qsl, quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_pages.cite import QUOTED, Citation, citation
from archive_pages.entries import Entry

Make = Callable[..., Entry]


@pytest.fixture
def cited(make_entry: Make) -> Citation:
    """The citations of an article with all that can be cited."""
    entry = make_entry(
        "a1",
        "2015-07-21",
        section="محليات",
        publisher="صحيفة السهل",
        title="ترميم  50% {من} السوق",
        authors=("رنيم", "هالة"),
    )
    return citation(entry, "https://archive.example", "الأرشيف")


def test_the_plain_form_names_author_title_paper_day_and_address(cited: Citation) -> None:
    """As a footnote would."""
    assert (
        cited.plain
        == "رنيم، هالة، «ترميم 50% {من} السوق»، صحيفة السهل، 21 يوليو 2015. https://archive.example/a/a1.html"
    )


def test_ris_has_a_line_a_value(cited: Citation) -> None:
    """A newspaper article, with one author a line."""
    assert cited.ris.splitlines() == [
        *("TY  - NEWS", "TI  - ترميم 50% {من} السوق", "AU  - رنيم", "AU  - هالة", "T2  - صحيفة السهل", "KW  - محليات"),
        *("PY  - 2015", "DA  - 2015/07/21", "LA  - ar", "UR  - https://archive.example/a/a1.html", "ER  - "),
    ]


def test_bibtex_escapes_what_tex_would_read(cited: Citation) -> None:
    """Braces and percents are the text's own."""
    assert "  title = {{ترميم 50\\% \\{من\\} السوق}},\n" in cited.bibtex
    assert "  author = {{رنيم} and {هالة}},\n" in cited.bibtex


def test_coins_are_an_open_url(cited: Citation) -> None:
    """Keys and values as reference managers read them."""
    found = parse_qsl(cited.coins)
    assert ("rft.atitle", "ترميم 50% {من} السوق") in found
    assert [value for key, value in found if key == "rft.au"] == ["رنيم", "هالة"]
    assert ("rft.date", "2015-07-21") in found


def test_what_is_not_known_is_not_cited(make_entry: Make) -> None:
    """Without author, paper, date and address the site's name stands in, and the date is said to be missing."""
    found = citation(make_entry("a1"), "", "الأرشيف")
    assert found.plain == "«عنوان a1»، الأرشيف، بلا تاريخ."
    assert "AU" not in found.ris
    assert "rft.date" not in found.coins


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_signs_are_quoted_as_in_any_address(text: str) -> None:
    """One by one, as all together."""
    assert text.translate(QUOTED) == quote(text, safe="")
