"""A dry run says what a run would do, and leaves the content folder as it is."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from news_ingest.article_files import ArticleFiles, Overlay
from news_ingest.errors import IngestError
from news_ingest.report import Summary
from news_ingest.run import ingest
from news_ingest.settings import IngestSettings

NEWS = """ترميم السوق القديمة في {town} يبدأ بعد تأجيل طويل
21/07/2015
أعلنت بلدية {town} صباح أمس بدء العمل في ترميم السوق القديمة، وقال رئيسها إن العمل ينتهي قبل الصيف المقبل.
طباعة"""


def put(root: Path, name: str, town: str) -> None:
    """Write a raw file."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(NEWS.format(town=town) if town else "", encoding="utf-8")


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A content folder after a run, whose raw files then changed in every way, and one article was corrected."""
    content = tmp_path / "content"
    towns = ["تل الغار", "عين السدر", "وادي الشيح", "كفر الرمان", "تل الغار"]
    for number, town in enumerate(towns):
        put(content / "raw", f"{number}.txt", town)
    ingest(IngestSettings((content / "raw",), content))
    path = next(path for path in (content / "articles").rglob("*.md") if "وادي الشيح" in path.read_text("utf-8"))
    path.write_text(path.read_text("utf-8") + "\nفقرة من المحرر.\n", encoding="utf-8")
    put(content / "raw", "1.txt", "بئر النعناع")
    put(content / "raw", "5.txt", "عين السدر")
    put(content / "raw", "فارغ.txt", "")
    for number in (0, 2, 3):
        (content / "raw" / f"{number}.txt").unlink()
    return content


def files(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with its bytes and the time of its last change; every folder."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes() if path.is_file() else b"", path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
    }


def run(content: Path, report: Path, dry: bool, prune: bool) -> Summary:
    """A run or a dry run, with its report beside the content folder."""
    return ingest(IngestSettings((content / "raw",), content, dry_run=dry, prune=prune, report=report))


@pytest.mark.parametrize("prune", [False, True])
def test_a_dry_run_reports_what_a_run_does(changed: Path, tmp_path: Path, prune: bool) -> None:
    """Summary and report are the same but for the first line; no file of the content folder changes, nor its time."""
    before = files(changed)
    dry = run(changed, tmp_path / "dry", dry=True, prune=prune)
    assert files(changed) == before
    real = run(changed, tmp_path / "real", dry=False, prune=prune)
    assert dry.lines() == ["a dry run, nothing is written; a run would give:", *real.lines()]
    reports = [json.loads((tmp_path / name / "report.json").read_text("utf-8")) for name in ("dry", "real")]
    assert reports[0] == reports[1]
    assert (real.written > 0, len(real.corrected), real.rejected) == (True, int(prune), 1)


def test_a_dry_run_may_be_the_first(changed: Path, tmp_path: Path) -> None:
    """Without a report folder only the summary is given; a fresh content folder is not even made."""
    summary = ingest(IngestSettings((changed / "raw",), tmp_path / "fresh/content", dry_run=True))
    assert summary.written == 3
    assert not (tmp_path / "fresh").exists()


def test_a_dry_run_names_the_files_that_are_wrong(changed: Path) -> None:
    """Not the copies that it works on."""
    shutil.copyfile(changed / "raw/4.txt", changed / ".ingest/ledger.sqlite")
    with pytest.raises(IngestError) as raised:
        ingest(IngestSettings((changed / "raw",), changed, dry_run=True))
    assert f"ledger '{changed}/.ingest/ledger.sqlite': " in str(raised.value)


def test_an_overlay_leaves_what_is_below(tmp_path: Path) -> None:
    """Written over, taken away and written again, the file below keeps its bytes."""
    below = ArticleFiles(tmp_path / "below")
    below.write("0123", b"first")
    over = Overlay(tmp_path / "over", below)
    assert (over.read("0123"), over.exists("4567")) == (b"first", False)
    over.remove("0123")
    assert (over.read("0123"), over.exists("0123")) == (None, False)
    over.write("0123", b"second")
    assert (over.read("0123"), below.read("0123")) == (b"second", b"first")
