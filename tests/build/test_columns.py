"""What the archive needs of all articles is kept in the catalogue, as long as it is what the catalogue says."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from site_workshop import Workshop

from archive_build.catalogue import Catalogue
from archive_build.paths import catalogue_path
from archive_pages.archive import Shape
from archive_pages.columns import KEPT, Columns, columns_of
from archive_pages.stock import stock_of
from archive_pages.terms import Naming

NEWS = "Title: خبر {0}\nDate: 2012-09-0{1}\nCategory: محليات\nPublisher: الأمل\nId: {0:012}\n{2}\nنصّ الخبر {0}.\n"
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
    workshop.write_evidence("000000000001", "line")
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
    assert kept == read
    assert [*kept.lists["authors"].items()] == [*read.lists["authors"].items()]
    assert len(read.numbers) == 8
    assert read.days == [("2013-01-01", 1), ("2012-09-03", 2), ("2012-09-02", 1), ("2012-09-01", 3)]
    assert (read.copies, read.originals) == (
        {"000000000002": ("000000000003",), "000000000003": ("000000000002",)},
        {"000000000003": "000000000002"},
    )
    assert sum(read.origins.values()) == 7
    assert read.own_way == [0]


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
    before, _ = kept_and_read(shop)
    shop.build()
    kept, read = kept_and_read(shop)
    assert kept == read != before


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
