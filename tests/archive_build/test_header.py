"""A head that is read without Pelican gives the row that Pelican's readers give."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.readers import Readers
from pelican.settings import read_settings

from archive_build.contents import LeftOut, NewsReader, read_article
from archive_build.header import plain_row, plain_values
from archive_build.order import newest_first
from archive_build.rows import row_of

VALUES = st.lists(
    st.sampled_from(
        ["كلمة", " ", "  ", "a", ":", ";", ",", "&amp;", "&nbsp;", "<b>", "\u00a0", '"', "-", "1", "\u200f"]
    )
).map("".join)
KEYS = st.sampled_from(
    ["Title", "Title_from", "Kicker", "Deck", "Byline", "Authors", "Place", "Publisher", "Category", "Source", "Lang"]
)
DATES = st.sampled_from(["", "2012-09-07", "2012-09-07 14:35", "2012-09-07T00:00:30+03:00", "2012-09", "الأحد"])
BODIES = st.lists(st.sampled_from(["نصّ ", "كلمة أخرى ", "\u00a0", "\n\n", "&lt;", "\\*", "- ", "a", "> "])).map("".join)


@pytest.fixture(scope="module")
def pelican(root: Path) -> Readers:
    """Pelican's readers with the repository's settings."""
    readers = Readers(read_settings(str(root / "pelicanconf.py")))
    readers.readers["md"] = NewsReader(readers.settings)
    return readers


@given(st.lists(st.tuples(KEYS, VALUES), max_size=6), DATES, BODIES)
def test_the_short_way_gives_pelican_s_row_or_nothing(
    pelican: Readers, tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]], date: str, body: str
) -> None:
    """Whatever ingest or a person writes: the same row and place in the order, or Pelican's readers read it."""
    head = "".join(f"{key}: {value}\n" for key, value in [("Title", "خبر"), *pairs, ("Date", date)] if value)
    text = f"{head}Id: 000000000001\n\n{body}\n"
    found = plain_row(text)
    if found is None:
        return
    path = tmp_path_factory.mktemp("article") / "a.md"
    path.write_text(text, encoding="utf-8")
    article = read_article(pelican.read_file, None, str(path.parent), "a.md", {})
    assert not isinstance(article, LeftOut)
    assert found == (row_of(article), newest_first(article)[0])


@pytest.mark.parametrize(
    "line", ["Slug: x", "Title: ثانٍ", "    تتمة", "Status: draft", "كلام", "Date: 2012", "Tags: أ"]
)
def test_what_ingest_does_not_write_is_pelican_s(line: str) -> None:
    """Other keys, values over several lines, repeated keys and half dates are not read the short way."""
    assert plain_row(f"Title: خبر\nId: 000000000001\n{line}\n\nنصّ.\n") is None
    assert plain_row("Title: خبر\nId: 000000000001\n\nنصّ.\n") is not None


@pytest.mark.parametrize("line", ["Place: \x0bتل", "Place: \u202eتل", "Tags: تل", "Title: آخر", "no metadata"])
def test_a_head_that_ingest_does_not_write_is_not_plain(line: str) -> None:
    """Controls, other keys, a key twice: Pelican's readers know what to make of them."""
    assert plain_values("Title: خبر\nPlace: تل") == {"title": "خبر", "place": "تل"}
    assert plain_values(f"Title: خبر\n{line}") is None
