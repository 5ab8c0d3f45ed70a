"""Columns of records: known by their usual names, or named by the user."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from news_ingest.errors import IngestError
from news_ingest.records import RawArticle
from news_ingest.run import ingest
from news_ingest.settings import IngestSettings, from_pelican
from news_ingest.sources.columns import MAX_KNOWN, MAX_NAMES, Columns, host_of, parse_fields
from news_ingest.sources.walk import walk

BODY = "أعلنت البلدية صباح أمس بدء العمل في ترميم السوق القديمة، وقال رئيسها إن العمل ينتهي قريباً."
ROW = {"title": "رقم 7", "عنوان الصفحة": "ترميم السوق", "نص الصفحة": BODY, "أضيف": "2015-07-21"}
FIELDS = {"title": "عنوان الصفحة", "content": "نص الصفحة", "date": "أضيف"}


def put(folder: Path, *names: str, row: dict[str, str] = ROW) -> Path:
    """Files that hold one record each."""
    texts = {".csv": f"{','.join(row)}\n{','.join(row.values())}\n", ".json": json.dumps([row])}
    (folder / "raw").mkdir(exist_ok=True)
    for name in names:
        (folder / "raw" / name).write_text(texts.get(Path(name).suffix, json.dumps(row)), encoding="utf-8")
    return folder / "raw"


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.jsonl"])
def test_a_named_column_holds_its_field(tmp_path: Path, name: str) -> None:
    """And no other column does, whatever it is called."""
    (item,) = walk(put(tmp_path, name), "raw", columns=Columns(FIELDS))
    raw = item.read()
    assert isinstance(raw, RawArticle)
    assert (raw.given.title, raw.given.date, raw.text) == ("ترميم السوق", "2015-07-21", BODY)


def test_elsewhere_the_usual_names_hold(tmp_path: Path) -> None:
    """A file without the named column is read by the usual names; the fields that are not named always are."""
    root = put(tmp_path, "a.csv")
    put(tmp_path, "b.csv", row={"title": "خبر", "text": BODY, "author": "رنيم حنوش"})
    raws = [item.read() for item in walk(root, "raw", columns=Columns(FIELDS))]
    assert [raw.given.title for raw in raws if isinstance(raw, RawArticle)] == ["ترميم السوق", "خبر"]
    assert isinstance(raws[1], RawArticle)
    assert raws[1].given.author == "رنيم حنوش"


def test_an_unknown_field_is_an_error(tmp_path: Path) -> None:
    """Named with those there are."""
    message = (
        r"fields: 'titel' \(for column 'x'\); expected one of title, content, date, author, url, publisher, section"
    )
    with pytest.raises(IngestError, match=message):
        ingest(IngestSettings((put(tmp_path, "a.csv"),), tmp_path / "content", fields={"titel": "x"}))


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_a_column_that_no_file_has_is_an_error(tmp_path: Path, name: str) -> None:
    """It is named with those there are, before anything is written."""
    settings = IngestSettings((put(tmp_path, name),), tmp_path / "content", fields={"content": "نص الصفحه!"})
    with pytest.raises(IngestError, match=r"fields: column 'نص الصفحه!' for 'content'; expected one of .*نص الصفحة"):
        ingest(settings)
    assert not list((tmp_path / "content/articles").iterdir())


def test_without_files_of_records_there_is_none_to_name(tmp_path: Path) -> None:
    """The message says so."""
    (tmp_path / "raw").mkdir()
    with pytest.raises(IngestError, match="column 'x' for 'title'; expected one of none: no file of records was found"):
        ingest(IngestSettings((tmp_path / "raw",), tmp_path / "content", fields={"title": "x"}))


def test_fields_as_they_are_typed() -> None:
    """Pairs with `=`, between commas; anything else is an error that says so."""
    assert parse_fields("title=عنوان الخبر, content = نص") == {"title": "عنوان الخبر", "content": "نص"}
    assert parse_fields("") == {}
    with pytest.raises(IngestError, match="fields: 'title'; expected FIELD=COLUMN, as in 'title=عنوان الخبر'"):
        parse_fields("content=x,title")


def test_fields_as_a_setting(tmp_path: Path) -> None:
    """NEWS_FIELDS is a mapping; another value is an error that names it."""
    settings = from_pelican({"NEWS_RAW_PATHS": ["raw"], "PATH": str(tmp_path), "NEWS_FIELDS": FIELDS})
    assert settings is not None
    put(tmp_path, "a.csv")
    assert ingest(settings).written == 1
    with pytest.raises(IngestError, match=r"setting NEWS_FIELDS: \['title'\]; expected columns by field"):
        from_pelican({"NEWS_RAW_PATHS": ["raw"], "PATH": ".", "NEWS_FIELDS": ["title"]})


def test_many_kinds_of_records_are_told_apart() -> None:
    """However many sets of columns there are, and however many columns a record has."""
    columns = Columns(None)
    for number in range(2 * MAX_KNOWN):
        assert columns.fields([f"x{number}", "title"]) == {"title": "title"}
    many = [f"x{number}" for number in range(MAX_NAMES)]
    assert columns.fields([*many, "content"]) == {"content": "content"}


@pytest.mark.parametrize(
    ("url", "host"), [("https://www.sahl.example/1", "sahl.example"), ("https://[x", None), ("", None)]
)
def test_a_publisher_is_told_by_an_address(url: str, host: str | None) -> None:
    """By what stands there as a host; nothing by what is no address."""
    assert host_of(url) == host
