"""What the archive needs of all articles is kept in the catalogue, as long as it is what the catalogue says."""

from __future__ import annotations

import datetime
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from site_workshop import Workshop

from archive_build.catalogue import Catalogue, Reading
from archive_build.order import age_of
from archive_build.paths import catalogue_path
from archive_build.rows import Row
from archive_build.scan import Folder
from archive_pages.archive import Shape
from archive_pages.columns import KEPT, Columns, columns_of
from archive_pages.stock import stock_of
from archive_pages.terms import Naming

NEWS = "Title: خبر {0}\nDate: 2012-09-0{1}\nCategory: محليات\nPublisher: الأمل\nId: {0:012}\n{2}\nنصّ الخبر {0}.\n"
LONG_AGO = 1_000_000_000
MORE = (
    "Author: سلمى, رامي\nPlace: صور\n",
    "Author: سلمى\nAgency: رويترز; سانا\n",
    "Also_in: 000000000003\n",
    "Duplicate_of: 000000000002\n",
    "Status: hidden\n",
    "Date_from: url\n",
    "",
)


@pytest.fixture
def shop(workshop: Workshop) -> Workshop:
    """Articles of all kinds, one of them without a date, one that goes its own way; with evidence, and built."""
    for number, more in enumerate(MORE):
        workshop.write(f"{number}.md", NEWS.format(number, 1 + number % 3, more))
    workshop.write("7.md", "Title: بلا تاريخ\nId: 000000000007\n\nنصّ.\n")
    workshop.write("8.md", "Title: رابط\nDate: 2013-01-01\nId: 000000000008\n\n[خبر]({filename}0.md)\n")
    for path in (workshop.content / "articles").iterdir():
        os.utime(path, (LONG_AGO, LONG_AGO))  # a file that was just written would be read again
    workshop.write_evidence("000000000001", "line")
    workshop.write_evidence("000000000002", "line")
    workshop.build()
    return workshop


@contextmanager
def catalogue_of(shop: Workshop) -> Iterator[Catalogue]:
    """The catalogue of the last build."""
    catalogue = Catalogue(catalogue_path(shop.content))
    yield catalogue
    catalogue.close()


def kept_and_read(shop: Workshop) -> tuple[Columns, Columns]:
    """The columns as the last build left them, and as they are read out of its catalogue."""
    with catalogue_of(shop) as catalogue:
        assert catalogue.recall(KEPT, f"{catalogue.state} little") is not None
        kept = columns_of(catalogue)
        catalogue.remember(KEPT, "another state", b"")
        return kept, columns_of(catalogue)


def test_what_is_kept_is_what_is_read(shop: Workshop) -> None:
    """Every column, with names in their order."""
    kept, read = kept_and_read(shop)
    assert told(kept) == told(read)
    assert [*kept.lists["authors"].items()] == [*read.lists["authors"].items()]
    assert len(read.numbers) == 8
    assert read.days == [("2013-01-01", 1), ("2012-09-03", 2), ("2012-09-02", 1), ("2012-09-01", 3)]
    assert (read.copies, read.originals) == (
        {"000000000002": ("000000000003",), "000000000003": ("000000000002",)},
        {"000000000003": "000000000002"},
    )
    assert sum(read.origins().values()) == 7
    assert list(read.own_way) == [0]


@pytest.mark.parametrize("change", ["add", "edit", "delete", "withdraw", "evidence", "no evidence"])
def test_what_is_kept_goes_with_a_change(shop: Workshop, change: str) -> None:
    """Of a source, of what is withdrawn, of evidence."""
    source = shop.content / "articles/0.md"
    if change == "add":
        shop.write("9.md", NEWS.format(9, 9, ""))
    elif change == "edit":
        source.write_text(source.read_text("utf-8").replace("صور", "صيدا"), "utf-8")
    elif change == "delete":
        source.unlink()
    elif change == "withdraw":
        (shop.content / "withdrawn.csv").write_text("id,date,by,reason\n000000000000,2012-09-01,سلمى,طلب\n", "utf-8")
    elif change == "evidence":
        shop.write_evidence("000000000000", "line")
    else:
        shop.write_evidence("000000000001", "")
    with catalogue_of(shop) as catalogue:
        before = columns_of(catalogue)
    shop.build()
    kept, read = kept_and_read(shop)
    assert told(kept) == told(read) != told(before)


def test_what_was_damaged_is_not_used(shop: Workshop) -> None:
    """A byte of the value is another, and the database sees nothing."""
    with catalogue_of(shop) as catalogue:
        good = columns_of(catalogue)
        path = catalogue_path(shop.content)
        db = sqlite3.connect(path)
        [data] = db.execute("SELECT value FROM meta WHERE name = ?", (KEPT,)).fetchone()
        db.execute("UPDATE meta SET value = ? WHERE name = ?", (data[:-1] + bytes([data[-1] ^ 1]), KEPT))
        db.commit()
        db.close()
        assert columns_of(catalogue) == good


def test_pages_are_told_apart_by_what_they_are_made_of(shop: Workshop) -> None:
    """The short way to fingerprints gives those of the pages themselves."""
    with catalogue_of(shop) as catalogue:
        leaves = stock_of(catalogue, Shape(), Naming()).leaves
        assert [*leaves.prints()] == [(leaf.id, leaf.parts) for leaf in leaves]
        assert {leaf.id for leaf in leaves} == {f"{number:012}" for number in range(8)}


NAMES = ["سلمى", "رامي", "نور"]
ROW = st.fixed_dictionaries(
    {
        "day": st.sampled_from(["", "2012-09-01", "2012-09-02", "2013-01-05"]),
        "authors": st.lists(st.sampled_from(NAMES), max_size=3, unique=True),
        "section": st.sampled_from(["", "محليات", "رياضة"]),
        "date_from": st.sampled_from(["", "line", "url"]),
        "copy_of": st.integers(-1, 9),
        "own_way": st.booleans(),
        "status": st.sampled_from(["published", "published", "hidden"]),
        "digest": st.binary(min_size=8, max_size=8),
    }
)
DATED = {
    **{"day": "2012-09-01", "authors": ["سلمى"], "section": "محليات", "date_from": "line", "copy_of": -1},
    **{"own_way": False, "status": "published", "digest": b"01234567"},
}
CHANGES = st.lists(st.dictionaries(st.integers(0, 9), st.none() | ROW, max_size=5), min_size=1, max_size=4)


def reading(number: int, given: dict[str, Any]) -> Reading:
    """What the source of an article says."""
    day = datetime.datetime.fromisoformat(given["day"]) if given["day"] else None
    copies = (f"{given['copy_of']:012}",) if given["copy_of"] >= 0 else ()
    row = Row(
        *(f"{number:012}", "", "خبر", False, "", "", "", "", tuple(given["authors"]), "", day and day.date(), ""),
        *(given["date_from"], given["section"], "الأمل", (), copies, "".join(copies)),
    )
    age = age_of(day)
    return Reading(f"{number}.md", given["digest"], given["status"], given["own_way"], False, "", age, row)


def told(columns: Columns) -> tuple[Any, ...]:
    """All that columns say, whatever the order in which names came."""
    kinds = [columns.kinds[kind] for kind in columns.kind_of]
    own = (columns.numbers, columns.ids, columns.rows, columns.files, columns.evidence, kinds, columns.days)
    return (*own, columns.lists, columns.own_way, columns.copies, columns.originals, columns.origins())


@given(CHANGES)
def test_what_is_brought_up_to_date_is_what_is_read(steps: list[dict[int, dict[str, Any] | None]]) -> None:
    """Articles that come, change and go, several at a time, some hidden; the one way gives what the other does."""
    with TemporaryDirectory() as folder:
        path, there = Path(folder) / "catalogue.sqlite", dict[int, int]()
        for step, changes in enumerate([{1: DATED, 5: DATED | {"day": ""}}, *steps]):
            there |= {number: step for number, given in changes.items() if given}
            there = {number: at for number, at in there.items() if changes.get(number, at) is not None}
            catalogue = Catalogue(path)
            catalogue.prepare("a way of reading")
            files = tuple((f"{number}.md", at, 1) for number, at in sorted(there.items()))
            found = catalogue.compare([Folder("", files)] if files else [])
            rows = {f"{number}.md": reading(number, given) for number, given in changes.items() if given}
            catalogue.put((place, rows[place[1]]) for place in found.to_read)
            catalogue.settle(frozenset({"000000000007"}) if step % 2 else frozenset())
            columns = columns_of(catalogue)
            catalogue.remember(KEPT, "another state", b"")
            catalogue.state_before = ""
            assert told(columns) == told(columns_of(catalogue))
            catalogue.close()
