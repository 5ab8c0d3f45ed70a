"""One raw file, explained: what each line was taken for, and why."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from news_ingest.errors import IngestError
from news_ingest.explain import explain
from news_ingest.run import ingest
from news_ingest.settings import IngestSettings

CASES = json.loads((Path(__file__).parents[1] / "vectors/stories.json").read_text(encoding="utf-8"))
NEWS = """مشروع طال انتظاره
ترميم السوق القديمة في {town} يبدأ بعد تأجيل طويل
كتب: رنيم حنوش
21/07/2015
أعلنت بلدية {town} صباح أمس بدء العمل في ترميم السوق القديمة، وقال رئيسها إن العمل ينتهي قبل الصيف المقبل.
"""


@pytest.fixture
def settings(tmp_path: Path) -> IngestSettings:
    """A text, a file of two stories, a record and an empty file, ingested."""
    raw = tmp_path / "raw"
    raw.mkdir()
    record = {"title": "ترميم السوق", "content": NEWS.format(town="عين السدر"), "date": "2015-07-21"}
    (raw / "1.txt").write_text(NEWS.format(town="تل الغار"), encoding="utf-8")
    (raw / "2.txt").write_text("\n".join(CASES[0]["lines"]), encoding="utf-8")
    (raw / "3.jsonl").write_text(json.dumps(record), encoding="utf-8")
    (raw / "4.txt").touch()
    made = IngestSettings((raw,), tmp_path / "content")
    ingest(made)
    return made


def said(settings: IngestSettings, name: str) -> str:
    """All that is said of a raw file."""
    [root] = settings.sources
    return "\n".join(explain(Path(root, name), settings))


def test_each_line_is_shown_with_what_it_was_taken_for(settings: IngestSettings) -> None:
    """Headlines with their scores, dates and bylines as they were read; then the metadata and what they rest on."""
    text = said(settings, "1.txt")
    assert text.startswith("1.txt (utf-8), profile: ")
    assert re.search(r"^   0  kicker +[+-]\d\.\d\d  مشروع طال انتظاره$", text, re.M)
    assert re.search(r"^   1  headline +[+-]\d\.\d\d  ترميم السوق القديمة في تل الغار", text, re.M)
    assert re.search(r"^   2  byline +كتب: رنيم حنوش\n +label: كتب \| person: رنيم حنوش$", text, re.M)
    assert re.search(r"^   3  date +21/07/2015\n +Gregorian 2015-07-21$", text, re.M)
    assert re.search(r"^headline told by: margin of \d\.\d\d over the next line$", text, re.M)
    assert re.search(r"^Date: 2015-07-21$", text, re.M)
    assert re.search(r"^evidence: title \d\.\d\d, stated, line 1 \[0:\d+\]$", text, re.M)


def test_the_stories_of_a_file_are_shown_one_by_one(settings: IngestSettings) -> None:
    """Each with the line where it begins."""
    text = said(settings, "2.txt")
    second = CASES[0]["lines"].index(CASES[0]["titles"][1])
    assert re.findall(r"^story from line (\d+): (.+)$", text, re.M) == [("0", "2.txt"), (str(second), "2.txt#2")]


def test_a_record_is_found_in_its_file(settings: IngestSettings) -> None:
    """By the file's name."""
    assert said(settings, "3.jsonl").startswith("3.jsonl#1 (record), profile: ")


def test_what_is_in_quarantine_says_why(settings: IngestSettings) -> None:
    """As the report does."""
    assert said(settings, "4.txt").startswith("4.txt: in quarantine: ")


def test_a_source_may_be_one_file(settings: IngestSettings) -> None:
    """Without a profile where there was no run."""
    [root] = settings.sources
    alone = IngestSettings((Path(root, "1.txt"),), settings.content.parent / "new")
    assert said(settings, "1.txt").splitlines()[1:4] == list(explain(Path(root, "1.txt"), alone))[1:4]
    assert next(explain(Path(root, "1.txt"), alone)) == "1.txt (utf-8), profile: none"


def test_a_file_elsewhere_is_refused(settings: IngestSettings, tmp_path: Path) -> None:
    """The message names the sources that there are."""
    (tmp_path / "x.txt").touch()
    for name in ("../x.txt", "none.txt"):
        with pytest.raises(IngestError, match=r"no such file below the sources; expected one of .*raw$"):
            said(settings, name)
    with pytest.raises(IngestError, match="expected one of a folder or file on this machine"):
        list(explain(tmp_path / "x.txt", IngestSettings(("memory://x",), tmp_path / "content")))
