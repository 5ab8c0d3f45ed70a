"""How each value is known: line, span and confidence, and the files that keep it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabic_text.dates import find_dates
from news_ingest.clean import clean_lines
from news_ingest.corrections import Correction, apply
from news_ingest.evidence import to_line
from news_ingest.fields.spans import original_span
from news_ingest.pipeline import make_articles
from news_ingest.records import Article, Given, Known, Origin, RawArticle
from news_ingest.run import ingest
from news_ingest.settings import IngestSettings

LEAD = "أعلنت بلدية الوادي صباح أمس بدء العمل في ترميم السوق القديمة بعد ثلاث سنوات من التأجيل، على أن تُفتح قبل الصيف."
FILE = f"""صحيفة\x0c
  بعد ثلاث   سنوات من الانتظار
بلدية الوادي ترمّم سوقها القديمة
من غير مهلة أخرى
الثلاثاء ٢١ تمّــوز 2015 م
لندن: رنيم حنوش
{LEAD}
جميع الحقوق محفوظة"""


def article(text: str, **given: str) -> Article:
    """The article of a raw text."""
    raw = RawArticle(Origin("raw", "أ.txt", None, None), text, "0" * 64, "utf-8", given=Given(**given))
    [made] = made if isinstance(made := make_articles(raw), tuple) else ()
    return made


def fields(made: Article) -> dict[str, Any]:
    """The evidence as its line of JSON has it."""
    found: dict[str, Any] = json.loads(to_line(made))["fields"]
    return found


def said(text: str, one: dict[str, Any]) -> str:
    """What the evidence points at in the file's cleaned lines."""
    by_number = {line.number: line.text for line in clean_lines(text)[0]}
    places = [[one["line"], *one["span"]], *one.get("also", ())]
    return " ".join(by_number[line][start:end] for line, start, end in places)


def test_each_field_points_at_its_words() -> None:
    """Lines are the file's, spans the cleaned lines': a headline over two lines, a date with tatweel, bylines."""
    found = fields(article(FILE))
    assert {name: said(FILE, one) for name, one in found.items() if "line" in one} == {
        "title": "بلدية الوادي ترمّم سوقها القديمة من غير مهلة أخرى",
        "kicker": "صحيفة بعد ثلاث سنوات من الانتظار",
        "date": "٢١ تمّــوز 2015",
        "byline": "لندن: رنيم حنوش",
        "authors": "رنيم حنوش",
        "place": "لندن",
    }
    assert {one["from"] for name, one in found.items() if name != "section"} == {"stated"}


def test_values_from_outside_the_text() -> None:
    """A record's values have no line; a date from an address has the address."""
    found = fields(article(LEAD, title="ترميم السوق", author="رنيم حنوش", url="https://example.org/2015/07/21/1.html"))
    assert found["title"] == {"from": "record", "confidence": 0.99}
    assert found["date"] == {"from": "url", "text": "https://example.org/2015/07/21/1.html", "confidence": 0.95}
    assert (found["byline"]["from"], "line" in found["byline"]) == ("record", False)


def test_a_made_headline_points_at_the_lead() -> None:
    """Its words are those of the first paragraph."""
    one = fields(article(LEAD))["title"]
    assert (one["from"], one["line"], said(LEAD, one)) == ("lead", 0, " ".join(LEAD.split()[:12]))


def test_a_glued_dateline_points_into_the_lead() -> None:
    """«تل الغار - و ن - …» stays in the text, and the evidence says where."""
    text = f"ترميم السوق القديمة في تل الغار\nتل الغار - و ن - {LEAD}"
    found = fields(article(text))
    assert (said(text, found["place"]), said(text, found["agency"])) == ("تل الغار", "و ن")
    assert found["place"]["from"] == "dateline"


def test_doubt_lowers_confidence() -> None:
    """A weekday that contradicts its date, and rivals close by, make a value less sure."""
    sure = fields(article(f"ترميم السوق القديمة في الوادي\nالثلاثاء 21/07/2015\n{LEAD}"))
    contradicted = fields(article(f"ترميم السوق القديمة في الوادي\nالجمعة 21/07/2015\n{LEAD}"))
    rival = fields(article(f"ترميم السوق القديمة في الوادي\nبدء العمل في السوق بعد سنوات\n{LEAD}"))
    assert sure["date"]["confidence"] > contradicted["date"]["confidence"]
    assert sure["title"]["confidence"] > rival["title"]["confidence"]


def test_a_correction_is_sure() -> None:
    """It replaces what was read, says so, and keeps the note."""
    made = apply(article(FILE), [Correction(2, "", "أ.txt", "date", "2015-07-22", "من الطبعة الورقية")])
    assert fields(made)["date"] == {"from": "correction", "text": "من الطبعة الورقية", "confidence": 1.0}


def test_removed_lines_and_cleaning_are_kept() -> None:
    """The line of JSON accounts for what is not in the body."""
    row = json.loads(to_line(article(FILE)))
    assert row["removed"] == [
        [5, "date", "الثلاثاء ٢١ تمّــوز 2015 م"],
        [6, "byline", "لندن: رنيم حنوش"],
        [8, "furniture", "جميع الحقوق محفوظة"],
    ]
    assert row["cleaned"] == {"space": 1}


MARKS = st.text("\u0640\u064b\u0651\u0670\u200f", max_size=3)
MONTHS = st.sampled_from(["تموز", "يوليو", "كانون الأول", "إبريل"])


@given(MARKS, st.sampled_from(["", "نشر في: ", "الثلاثاء، ", "ﷺ ﻻ "]), MONTHS, MARKS)
def test_spans_go_back_through_normalizing(first: str, before: str, month: str, second: str) -> None:
    """The span of a date in the normalized text is its span in the text, marks and presentation forms or not."""
    date = f"21 {month[0]}{first}{month[1:]} {second}2015"
    text = f"{before}{date} م"
    [mention] = find_dates(text)
    start, end = original_span(text, mention.start, mention.end)
    assert (start, text[start:end]) == (len(before), date)


def put(folder: Path, name: str, title: str) -> None:
    """Write a raw article."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(f"{title}\n21/07/2015\n{LEAD} {title}", encoding="utf-8")


def run(tmp_path: Path) -> dict[str, tuple[bytes, int]]:
    """Ingest; the files of evidence with the time of their last change."""
    ingest(IngestSettings((tmp_path / "raw",), tmp_path / "content"))
    files = sorted((tmp_path / "content/.evidence").iterdir())
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def rows(files: dict[str, tuple[bytes, int]]) -> list[dict[str, Any]]:
    """The lines of all files."""
    return [json.loads(line) for data, _ in files.values() for line in data.decode().splitlines()]


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    """A folder with sixty articles."""
    for number in range(60):
        put(tmp_path / "raw", f"{number}.txt", f"ترميم سوق البلدة رقم {number} يبدأ اليوم")
    return tmp_path


def test_an_article_a_line_sorted_by_id(pile: Path) -> None:
    """Each file holds the articles whose ids begin with its name."""
    files = run(pile)
    assert len(rows(files)) == 60
    for name, (data, _) in files.items():
        ids = [json.loads(line)["id"] for line in data.decode().splitlines()]
        assert ids == sorted(ids)
        assert {f"{article[:2]}.jsonl" for article in ids} == {name}


def test_only_files_of_changed_articles_are_written(pile: Path) -> None:
    """A raw file that changes touches its old and new article's files; one that is deleted is made again."""
    before = run(pile)
    assert run(pile) == before
    put(pile / "raw", "7.txt", "ترميم سوق بلدة أخرى تماماً يبدأ اليوم")
    after = run(pile)
    own = {f"{row['id'][:2]}.jsonl" for row in rows(before) + rows(after) if row["source"] == "7.txt"}
    changed = {name for name in before | after if before.get(name) != after.get(name)}
    assert (changed, len(rows(after))) == (own, 60)
    lost = next(iter(after))
    (pile / "content/.evidence" / lost).unlink()
    assert {name: data for name, (data, _) in run(pile).items()} == {name: data for name, (data, _) in after.items()}


def test_the_publishers_order_is_less_than_the_texts_own() -> None:
    """What settled an open order of day and month is told by the date."""
    raw = RawArticle(Origin("raw", "أ.txt", None, None), f"ترميم السوق\n10/11/2012\n{LEAD}", "0" * 64, "utf-8")
    [made] = made if isinstance(made := make_articles(raw, Known(order="mdy")), tuple) else ()
    assert made.date is not None
    assert (made.date.iso, made.date.settled_by) == ("2012-10-11", "publisher")
