"""A weekday beside a date is a check: a wrong one is told, and the date stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from news_ingest.fields.date import weekday_doubt
from news_ingest.records import StatedDate
from news_ingest.run import ingest
from news_ingest.settings import IngestSettings


@pytest.mark.parametrize(
    ("evidence", "origin", "doubt"),
    [
        ("الثلاثاء 4 سبتمبر 2012", "stated", None),
        ("4 سبتمبر 2012", "stated", None),
        ("الاثنين 4 سبتمبر 2012", "stated", "weekday الاثنين, the date is a الثلاثاء"),
        ("الإثنين 4 سبتمبر 2012", "record", "weekday الاثنين, the date is a الثلاثاء"),
        ("أبها الثلاثاء 4 سبتمبر 2012 - واس: قال الوزير يوم الجمعة", "inferred-dateline", None),
        ("أبها الاثنين 4 سبتمبر 2012 - واس", "inferred-dateline", "weekday الاثنين, the date is a الثلاثاء"),
        ("أبها الاثنين - واس", "inferred-dateline", None),
        ("news/الاثنين/2012/09/04", "path", None),
        ("من الطبعة الصادرة الاثنين", "correction", None),
    ],
)
def test_a_weekday_is_held_against_its_date(evidence: str, origin: str, doubt: str | None) -> None:
    """Only where weekday and date stand together in the text or in a record's field."""
    assert weekday_doubt(StatedDate("2012-09-04 14:35", origin, evidence)) == doubt


def run(tmp_path: Path, correction: str = "") -> tuple[str, list[str], dict[str, object]]:
    """Ingest an article with a wrong weekday: its Markdown, the summary's lines, the report."""
    (tmp_path / "raw").mkdir(exist_ok=True)
    text = (
        "ترميم السوق القديمة يبدأ\nالاثنين 4 سبتمبر 2012\nأعلنت البلدية بدء العمل في ترميم السوق القديمة وسط المدينة."
    )
    (tmp_path / "raw/1.txt").write_text(text, encoding="utf-8")
    (tmp_path / "content").mkdir(exist_ok=True)
    (tmp_path / "content/corrections.csv").write_text(f"id,source,field,value,note\n{correction}", encoding="utf-8")
    lines = ingest(IngestSettings((tmp_path / "raw",), tmp_path / "content")).lines()
    (path,) = (tmp_path / "content/articles").rglob("*.md")
    report = json.loads((tmp_path / "content/.ingest/report.json").read_text(encoding="utf-8"))
    return path.read_text(encoding="utf-8"), lines, report


def test_the_date_stays_and_the_doubt_is_reported(tmp_path: Path) -> None:
    """The summary counts it, the report has the words."""
    markdown, lines, report = run(tmp_path)
    assert "\nDate: 2012-09-04\n" in markdown
    assert "1 articles have a doubtful value: 1.txt" in lines
    assert report["doubts"] == [{"source": "1.txt", "doubt": "weekday الاثنين, the date is a الثلاثاء"}]


def test_a_corrected_date_is_not_in_doubt(tmp_path: Path) -> None:
    """An editor's date settles it."""
    _, lines, report = run(tmp_path, ",1.txt,date,2012-09-03,\n")
    assert (len(lines), report["doubts"]) == (1, [])
