"""The report: lists in JSON, written a piece at a time, and a page that adds them up."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from news_ingest.figures import Count, Evidence
from news_ingest.ledger import Ledger
from news_ingest.report_page import columns
from news_ingest.run import ingest
from news_ingest.settings import IngestSettings

NEWS = """ترميم السوق القديمة في {town} يبدأ بعد تأجيل طويل
{stamp}
أعلنت بلدية {town} صباح أمس بدء العمل في ترميم السوق القديمة، وقال رئيسها إن العمل ينتهي قبل الصيف المقبل.
طباعة"""
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder of five articles of two publishers, one of them hostile, and two files in quarantine."""
    stamps = ["21/07/2015", "22/07/2015", "13/01/2012", "", "\u2028نشر في: 14/02/2015"]
    for number, stamp in enumerate(stamps):
        folder = tmp_path / "raw" / (HOSTILE.replace("/", "") if number == 4 else "صحيفة السهل")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number}.txt").write_text(NEWS.format(town=f"بلدة {number}", stamp=stamp), encoding="utf-8")
    (tmp_path / "raw/فارغ.txt").write_bytes(b"")
    (tmp_path / "raw/صورة.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    ingest(IngestSettings((tmp_path / "raw",), tmp_path / "content"))
    return tmp_path / "content"


@pytest.fixture
def page(content: Path, read_page: Callable[[str], Any]) -> Any:
    """The page of that run."""
    return read_page((content / ".ingest/report.html").read_text(encoding="utf-8"))


def test_json_that_is_written_in_pieces_has_an_element_a_line(content: Path) -> None:
    """It parses as a whole, and each element of its lists stands on a line of its own."""
    text = (content / ".ingest/report.json").read_text(encoding="utf-8")
    report = json.loads(text)
    lines = [line.strip().removesuffix(",") for line in text.split("\n")]
    for row in (*report["quarantine"], *report["removed"]):
        assert json.dumps(row, ensure_ascii=False) in lines
    assert [row["source"] for row in report["quarantine"]] == ["صورة.txt", "فارغ.txt"]
    assert (len(report["removed"]), report["vanished"]) == (9, [])


def test_the_ledger_adds_up(content: Path) -> None:
    """Articles by year and publisher, what fields rest on, furniture, reasons; every input has its seconds."""
    with Ledger(content / ".ingest/ledger.sqlite") as ledger:
        figures = ledger.figures
        assert (figures.inputs(), figures.articles(), figures.rejected()) == (7, 5, 2)
        assert figures.years() == [Count("2012", 1), Count("2015", 3)]
        assert figures.publishers(1) == [Count("صحيفة السهل", 4)]
        assert figures.reasons(9) == [Count("empty", 1), Count("not text", 1)]
        assert figures.furniture(9) == [Count("طباعة", 5)]
        assert {Evidence("Title", "stated", 5), Evidence("Date", "stated", 4)} <= set(figures.evidence())
        assert len(figures.slowest(9)) == 7
        assert all(row.seconds > 0 for row in figures.slowest(5))


def test_the_page_shows_the_numbers(page: Any) -> None:
    """Each chart has its numbers in a table; Arabic values are isolated."""
    assert page.shown["dd"][:3] == ["7", "5", "2"]
    assert "4 articles have a date, 1 have none." in page.text
    assert {"صحيفة السهل", "طباعة", "empty", "not text"} <= set(page.shown["bdi"])
    heads = ["Articles by year", "Articles by publisher", "What each field rests on", "Lines taken out as furniture"]
    assert page.shown["h2"] == [*heads, "Quarantine", "Slowest inputs"]


def test_the_page_runs_nothing(page: Any) -> None:
    """A hostile name stays text, and the policy allows no script and no style but the page's own."""
    assert "script" not in page.shown
    assert "<script>alert(1)<script>" in page.text
    [policy] = [value for value in page.values("content", "meta") if "default-src" in value]
    style = re.search("<style>(.*)</style>", page.source, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not page.values("style")
    assert not page.values("src")


def test_the_report_goes_where_it_is_told(content: Path, tmp_path: Path) -> None:
    """Another folder gets both files; a dry run's page says that it is one."""
    folder = tmp_path / "elsewhere"
    ingest(IngestSettings((content.parent / "raw",), content, dry_run=True, report=folder))
    assert sorted(path.name for path in folder.iterdir()) == ["report.html", "report.json"]
    assert "A dry run: nothing was written." in (folder / "report.html").read_text(encoding="utf-8")


def test_an_empty_pile_has_a_page_too(tmp_path: Path) -> None:
    """Without inputs there is nothing to divide by."""
    (tmp_path / "raw").mkdir()
    ingest(IngestSettings((tmp_path / "raw",), tmp_path / "content"))
    assert "No article has a date." in (tmp_path / "content/.ingest/report.html").read_text(encoding="utf-8")


def test_an_older_ledger_is_taken_over(content: Path) -> None:
    """A ledger without facts, seconds and evidence gets them when its articles are made anew."""
    with sqlite3.connect(content / ".ingest/ledger.sqlite") as database:
        database.executescript(
            "ALTER TABLE inputs DROP COLUMN seconds; ALTER TABLE articles DROP COLUMN facts;"
            "ALTER TABLE inputs RENAME COLUMN ids TO id; ALTER TABLE articles RENAME COLUMN evidence TO notes;"
            "DROP TABLE dirty;"
            "UPDATE inputs SET rules = 'old'; PRAGMA user_version = 3;"
        )
    database.close()
    assert ingest(IngestSettings((content.parent / "raw",), content)).unchanged == 5
    with Ledger(content / ".ingest/ledger.sqlite") as ledger:
        assert (len(ledger.figures.years()), len(ledger.figures.slowest(9))) == (2, 7)


def test_a_chart_has_a_column_for_every_year() -> None:
    """Years without articles have one of no height; the fullest is as high as the chart; not every one has a label."""
    made = columns([Count("1990", 1), Count("2009", 200)])
    assert [(column.height, column.count) for column in (made[0], made[1], made[-1])] == [(1, 1), (0, 0), (170, 200)]
    assert [column.label for column in made if column.label] == ["1990", "1994", "1998", "2002", "2006"]
    assert columns([]) == []
