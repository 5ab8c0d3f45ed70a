"""Corrections by hand are replayed on every run, win over everything, and are checked before anything is done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from news_ingest.corrections import FIELDS
from news_ingest.errors import IngestError
from news_ingest.report import Summary
from news_ingest.run import ingest
from news_ingest.settings import IngestSettings

HEADER = "id,source,field,value,note"
NEWS = """ترميم السوق القديمة في تل الغار يبدأ بعد تأجيل
21/07/2015
تل الغار: رنيم حنوش
أعلنت البلدية صباح أمس بدء العمل في ترميم السوق القديمة، وقال رئيسها إن العمل ينتهي قبل الصيف المقبل.
"""


def run(tmp_path: Path, *rows: str, header: str = HEADER) -> Summary:
    """Ingest one article with these corrections."""
    (tmp_path / "raw/الواحة").mkdir(parents=True, exist_ok=True)
    (tmp_path / "raw/الواحة/1.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "content").mkdir(exist_ok=True)
    text = "\n".join([header, *rows]) + "\n"
    (tmp_path / "content/corrections.csv").write_text(text, encoding="utf-8-sig")
    return ingest(IngestSettings((tmp_path / "raw",), tmp_path / "content"))


def head(tmp_path: Path) -> dict[str, str]:
    """The article's metadata."""
    (path,) = (tmp_path / "content/articles").rglob("*.md")
    return dict(line.split(": ", 1) for line in path.read_text(encoding="utf-8").partition("\n\n")[0].splitlines())


def test_each_field_can_be_corrected_by_source(tmp_path: Path) -> None:
    """The corrected value stands in the metadata; title and date say where they come from."""
    values = dict.fromkeys(FIELDS, "قيمة المحرر") | {"date": "2017-04-09 14:35", "authors": "أ ب; ج د"}
    run(tmp_path, *(f",الواحة/1.txt,{name},{value}," for name, value in values.items()))
    keys = {"section": "Category"} | {name: name.capitalize() for name in FIELDS if name != "section"}
    assert {name: head(tmp_path)[keys[name]] for name in FIELDS} == values
    assert (head(tmp_path)["Title_from"], head(tmp_path)["Date_from"]) == ("correction", "correction")


def test_by_id_and_with_a_note(tmp_path: Path) -> None:
    """The id is the article's; the note becomes the date's evidence."""
    run(tmp_path)
    article = head(tmp_path)["Id"]
    run(tmp_path, f"{article},,date,2017-04-09,من الطبعة الورقية")
    assert (head(tmp_path)["Date"], head(tmp_path)["Date_evidence"]) == ("2017-04-09", "من الطبعة الورقية")


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_known_only_when_the_file_is_read_is_corrected_at_once(tmp_path: Path, jobs: int) -> None:
    """By the id of an exact copy, by the source of a file's second story: in the first run that makes them."""
    case = json.loads((Path(__file__).parents[1] / "vectors/stories.json").read_text(encoding="utf-8"))[0]
    (tmp_path / "raw").mkdir()
    for name, text in (("1.txt", NEWS), ("2.txt", NEWS), ("3.txt", "\n".join(case["lines"]))):
        (tmp_path / "raw" / name).write_text(text, encoding="utf-8")
    (tmp_path / "content").mkdir()
    ingest(IngestSettings((tmp_path / "raw",), tmp_path / "content"))
    copy = heads(tmp_path)["2.txt"]["Id"]
    rows = [HEADER, f"{copy},,kicker,نسخة,", ",3.txt#2,kicker,خبر ثان,"]
    (tmp_path / "other").mkdir()
    (tmp_path / "other/corrections.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    summary = ingest(IngestSettings((tmp_path / "raw",), tmp_path / "other", jobs))
    found = {source: head.get("Kicker") for source, head in heads(tmp_path, "other").items()}
    assert (found["1.txt"], found["2.txt"], found["3.txt#2"]) == (None, "نسخة", "خبر ثان")
    assert summary.unused_corrections == []
    assert ingest(IngestSettings((tmp_path / "raw",), tmp_path / "other", jobs)).written == 0


def heads(tmp_path: Path, content: str = "content") -> dict[str, dict[str, str]]:
    """The metadata of all articles by their sources."""
    texts = (path.read_text(encoding="utf-8") for path in (tmp_path / content / "articles").rglob("*.md"))
    found = [dict(line.split(": ", 1) for line in text.partition("\n\n")[0].splitlines()) for text in texts]
    return {head["Source"]: head for head in found}


def test_an_empty_value_takes_a_field_away(tmp_path: Path) -> None:
    """What was read wrongly can be made unknown."""
    run(tmp_path, ",الواحة/1.txt,date,,", ",الواحة/1.txt,place,,")
    assert {"Date", "Date_from", "Place"} & head(tmp_path).keys() == set()


def test_a_correction_that_is_taken_back_is_undone(tmp_path: Path) -> None:
    """The next run gives what the text says; a run in between writes nothing."""
    run(tmp_path)
    before = head(tmp_path)
    assert run(tmp_path, ",الواحة/1.txt,title,عنوان آخر,").written == 1
    assert run(tmp_path, ",الواحة/1.txt,title,عنوان آخر,").unchanged == 1
    assert run(tmp_path).written == 1
    assert head(tmp_path) == before


def test_a_correction_of_nothing_is_reported(tmp_path: Path) -> None:
    """A row that names no article of the run is in the summary."""
    summary = run(tmp_path, ",الواحة/9.txt,title,عنوان,", "0123456789ab,,title,عنوان,")
    assert summary.unused_corrections == ["0123456789ab", "الواحة/9.txt"]
    assert "2 corrections name no article: 0123456789ab, الواحة/9.txt" in summary.lines()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (",a.txt,title", "row 2: 3 fields; expected 5"),
        (",,title,x,", "row 2: id '' and source ''; expected one of them"),
        ("0123456789ab,a.txt,title,x,", "row 2: id '0123456789ab' and source 'a.txt'; expected one of them"),
        ("../../x,,title,x,", "row 2: id '../../x'; expected twelve letters and digits"),
        (",a.txt,colour,x,", "row 2: field 'colour'; expected one of title, kicker"),
        (",a.txt,title,,", "row 2: an empty title; expected a text"),
        (",a.txt,date,2012-13-45,", "row 2: date '2012-13-45'; expected YYYY-MM-DD"),
        (",a.txt,title,x,\n,a.txt,title,y,", "row 3: 'title' of 'a.txt' stands in row 2 already"),
    ],
)
def test_a_wrong_row_is_an_error_before_anything_is_done(tmp_path: Path, row: str, message: str) -> None:
    """The message names file, row, value and what was expected; no article is written."""
    with pytest.raises(IngestError) as caught:
        run(tmp_path, row)
    assert "corrections.csv" in str(caught.value)
    assert message in str(caught.value)
    assert not (tmp_path / "content/articles").exists()


def test_another_header_is_an_error(tmp_path: Path) -> None:
    """The columns are named in their order."""
    with pytest.raises(IngestError, match="first row 'id,field'; expected 'id,source,field,value,note'"):
        run(tmp_path, header="id,field")
