"""Which title holds which word: brought up to date as titles come and go, and kept in the catalogue."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_build.catalogue import Catalogue, Reading
from archive_build.order import UNDATED
from archive_build.rows import Row
from archive_build.scan import Folder
from archive_search import title_words
from archive_search.headwords import Headwords
from archive_search.title_store import KEPT, title_words_of
from archive_search.title_words import TitleWords

CLITICS = ("", "ال", "و", "ب", "بال", "لل", "ولل", "ف", "وب")
STEMS = ("كتاب", "بلد", "بغداد", "مكتبة", "مكتبه", "لبنان", "وظائف", "ﷺ", "في", "2015", "iPhone", "؟")
TITLE = st.lists(st.tuples(st.sampled_from(CLITICS), st.sampled_from(STEMS)).map("".join), max_size=5).map(" ".join)
CHANGES = st.lists(st.dictionaries(st.integers(0, 9), st.none() | TITLE, max_size=4), min_size=1, max_size=5)


def told(words: TitleWords) -> tuple[Any, ...]:
    """All that words say, whatever the order in which they or the titles came."""
    rows = zip(words.surfaces, words.keys, words.clitics, words.counts().tolist(), strict=True)
    ends = np.cumsum(words.sizes).tolist()
    titles = {
        article: {(words.written[one >> 1], one & 1) for one in words.held[end - size : end].tolist()}
        for article, size, end in zip(words.articles.tolist(), words.sizes.tolist(), ends, strict=True)
    }
    own = Headwords(words)
    return dict(zip(words.written, rows, strict=True)), titles, {key: own[key] for key in own.words}


@pytest.mark.parametrize("share", [0, title_words.SHARE_AT_ONCE])
@given(changes=CHANGES)
def test_words_brought_up_to_date_are_those_of_the_titles(share: int, changes: list[dict[int, str | None]]) -> None:
    """Titles that come, change and go; whether all words are taken apart anew or those that may be others."""
    there: dict[int, str] = {3: "وظائف في بغداد", 5: "الوظائف"}
    words = TitleWords.of(there.items())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(title_words, "SHARE_AT_ONCE", share)
        for step in changes:
            new = {number: title for number, title in step.items() if title is not None}
            there = {number: title for number, title in there.items() if number not in step} | new
            words.change(step.keys(), new.items())
            assert told(words) == told(TitleWords.of(there.items()))


def test_a_word_stands_behind_a_preposition_where_it_does_once() -> None:
    """A title has each of its words once; what only joins letters is no word."""
    words = TitleWords.of([(6, "في تونس تونس"), (7, "تونس في تونس"), (8, "تونس إلى"), (9, "؟ …")])
    behind = {("تونس", 1), ("في", 0)}
    assert told(words)[1] == {6: behind, 7: behind, 8: {("تونس", 0), ("إلى", 0)}}


def catalogued(path: Path, titles: Mapping[int, str]) -> Catalogue:
    """A catalogue of articles with these titles, of which those change whose title does."""
    catalogue = Catalogue(path)
    catalogue.prepare("a way of reading")
    files = tuple((f"{number}.md", crc32(title.encode()), 1) for number, title in sorted(titles.items()))
    found = catalogue.compare([Folder("", files)])
    rows = []
    for place in found.to_read:
        number = int(place[1].removesuffix(".md"))
        made, kicker = number == 6, "عاجل" if number == 4 else ""
        more = (kicker, "", "", "", (), "", None, "", "", "", "", (), (), "")
        row = Row(f"{number:012}", "", titles[number], made, *more)
        rows.append((place, Reading(place[1], b"01234567", "published", False, False, "", UNDATED, row)))
    catalogue.put(rows)
    catalogue.settle()
    return catalogue


def test_the_words_of_a_catalogue(tmp_path: Path) -> None:
    """Kickers count among them; titles that were made from the text do not."""
    catalogue = catalogued(tmp_path / "c.sqlite", {4: "في تونس", 6: "خبر", 7: "خبر"})
    texts = [(1, "عاجل في تونس"), (3, "خبر")]
    assert told(title_words_of(catalogue, "code")) == told(TitleWords.of(texts))


@pytest.mark.parametrize("title", ["2012", "في", "خبر", ""])
def test_one_title_is_kept_whatever_its_words(tmp_path: Path, title: str) -> None:
    """A number alone, a stop word alone: then all headwords are empty texts."""
    first = catalogued(tmp_path / "c.sqlite", {1: title})
    found = told(title_words_of(first, "code"))
    assert told(title_words_of(first, "code")) == found == told(TitleWords.of([(1, title)]))
    first.close()
    second = catalogued(tmp_path / "c.sqlite", {1: title, 2: "في تونس"})
    assert told(title_words_of(second, "code")) == told(TitleWords.of([(1, title), (2, "في تونس")]))


def test_what_is_kept_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And is not read anew: only by other code, or where a byte of it is another."""
    titles = {number: f"خبر {number} في تونس" for number in range(1, 9)}
    with_one = {**titles, 3: "كتاب جديد", 9: "وظائف"}
    path = tmp_path / "c.sqlite"
    first = catalogued(path, titles)
    title_words_of(first, "code")
    first.close()
    catalogue = catalogued(path, with_one)
    read: list[bool] = []
    given_titles = Catalogue.titles

    def noting(own: Catalogue, moved: bool = False) -> Any:
        read.append(moved)
        return given_titles(own, moved)

    monkeypatch.setattr(Catalogue, "titles", noting)
    found = told(title_words_of(catalogue, "code"))
    assert read == [True]
    assert told(title_words_of(catalogue, "code")) == found
    assert read == [True]
    assert told(title_words_of(catalogue, "other code")) == found
    assert read == [True, False]
    db = sqlite3.connect(path)
    [data] = db.execute("SELECT value FROM meta WHERE name = ?", (KEPT,)).fetchone()
    db.execute("UPDATE meta SET value = ? WHERE name = ?", (data[:-1] + bytes([data[-1] ^ 1]), KEPT))
    db.commit()
    db.close()
    assert told(title_words_of(catalogue, "other code")) == found
    assert read == [True, False, False]
