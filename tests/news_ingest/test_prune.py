"""`prune` takes out the articles of raw files that are gone, and of no others."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from news_ingest.ledger import Ledger
from news_ingest.prune import is_gone
from news_ingest.report import Summary
from news_ingest.run import ingest
from news_ingest.settings import IngestSettings

NEWS = """ترميم السوق القديمة في {town} يبدأ بعد تأجيل طويل
أعلنت بلدية {town} صباح أمس بدء العمل في ترميم السوق القديمة، وقال رئيسها إن العمل ينتهي قبل الصيف المقبل.
"""
TOWNS = ("تل الغار", "عين السدر", "وادي الشيح")
KILLED = """
import os, signal, sys
from pathlib import Path
from news_ingest.article_files import ArticleFiles
from news_ingest.run import ingest
from news_ingest.settings import IngestSettings

def remove(self, article, left=[int(sys.argv[1])], whole=ArticleFiles.remove):
    whole(self, article)
    left[0] -= 1
    if not left[0]:
        os.kill(os.getpid(), signal.SIGKILL)

ArticleFiles.remove = remove
ingest(IngestSettings((Path("content/raw"),), Path("content"), prune=True))
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with three articles of one source."""
    for town in TOWNS:
        put(tmp_path / "content/raw", town)
    prune(tmp_path / "content")
    return tmp_path / "content"


def put(root: Path, town: str) -> Path:
    """Write the raw file of a town."""
    root.mkdir(parents=True, exist_ok=True)
    path = root / f"{town}.txt"
    path.write_text(NEWS.format(town=town), encoding="utf-8")
    return path


def prune(content: Path, *sources: Path) -> Summary:
    """A run that prunes, over `raw` where no sources are named."""
    return ingest(IngestSettings(sources or (content / "raw",), content, prune=True))


def articles(content: Path) -> dict[str, str]:
    """The Markdown files by the raw file that they come from."""
    texts = [path.read_text(encoding="utf-8") for path in (content / "articles").rglob("*.md")]
    return {text.split("\nSource: ")[1].split("\n")[0]: text for text in texts}


def report(content: Path) -> dict[str, Any]:
    """The report of the last run."""
    loaded: dict[str, Any] = json.loads((content / ".ingest/report.json").read_text(encoding="utf-8"))
    return loaded


def test_the_article_of_a_gone_file_goes(content: Path) -> None:
    """It is named once; the next run knows nothing of it."""
    (content / "raw/تل الغار.txt").unlink()
    assert prune(content).pruned == report(content)["pruned"] == ["تل الغار.txt"]
    assert set(articles(content)) == {"عين السدر.txt", "وادي الشيح.txt"}
    again = prune(content)
    assert (again.pruned, again.vanished, again.unchanged) == ([], [], 2)


def test_without_prune_it_stays(content: Path) -> None:
    """It is named in every run."""
    (content / "raw/تل الغار.txt").unlink()
    for _ in range(2):
        assert ingest(IngestSettings((content / "raw",), content)).vanished == ["تل الغار.txt"]
    assert len(articles(content)) == 3


def test_what_a_person_corrected_stays(content: Path) -> None:
    """It is reported, every time, as corrected and its raw file as gone."""
    path = next(path for path in (content / "articles").rglob("*.md") if "تل الغار" in path.read_text("utf-8"))
    path.write_text(path.read_text("utf-8") + "\nفقرة من المحرر.\n", encoding="utf-8")
    (content / "raw/تل الغار.txt").unlink()
    for _ in range(2):
        summary = prune(content)
        name = path.relative_to(content).as_posix()
        assert (summary.pruned, summary.vanished, summary.corrected) == ([], ["تل الغار.txt"], [name])
    assert len(articles(content)) == 3


def test_a_source_that_is_not_part_of_the_run_keeps_its_articles(content: Path) -> None:
    """Only what is gone from the sources of this run goes."""
    (content / "raw/تل الغار.txt").unlink()
    put(content / "other", "كفر الرمان")
    assert prune(content, content / "other").pruned == []
    assert len(articles(content)) == 4


def test_a_source_without_any_input_keeps_its_articles(content: Path) -> None:
    """An empty folder may be a disk that is not there today."""
    for town in TOWNS:
        (content / f"raw/{town}.txt").unlink()
    assert prune(content).pruned == []
    assert len(articles(content)) == 3


def test_a_moved_file_keeps_its_article(content: Path) -> None:
    """The article belongs to the new place."""
    (content / "raw/تل الغار.txt").rename(content / "raw/منقول.txt")
    assert prune(content).pruned == ["تل الغار.txt"]
    assert set(articles(content)) == {"منقول.txt", "عين السدر.txt", "وادي الشيح.txt"}


def test_a_copy_takes_the_place_of_a_gone_original(content: Path) -> None:
    """Its article gets the id that the original had, and is nobody's duplicate."""
    old = articles(content)["تل الغار.txt"].split("\nId: ")[1][:12]
    (content / "raw/نسخة.txt").write_text(NEWS.format(town="تل الغار"), encoding="utf-8")
    prune(content)
    assert f"Duplicate_of: {old}" in articles(content)["نسخة.txt"]
    (content / "raw/تل الغار.txt").unlink()
    assert prune(content).pruned == ["تل الغار.txt"]
    copy = articles(content)["نسخة.txt"]
    assert (len(articles(content)), copy.split("\nId: ")[1][:12], "Duplicate_of" in copy) == (3, old, False)


def test_articles_of_a_damaged_archive_stay(content: Path) -> None:
    """What cannot be read today is not gone; when the archive is mended without a member, that one is."""
    pack(content, TOWNS)
    prune(content)
    whole = (content / "raw/رزمة.zip").read_bytes()
    (content / "raw/رزمة.zip").write_bytes(whole[:100])
    assert prune(content).pruned == []
    pack(content, TOWNS[:2])
    assert prune(content).pruned == ["رزمة.zip/في الرزمة وادي الشيح.txt"]


def pack(content: Path, towns: tuple[str, ...]) -> None:
    """An archive of articles."""
    with zipfile.ZipFile(content / "raw/رزمة.zip", "w") as archive:
        for town in towns:
            archive.writestr(f"في الرزمة {town}.txt", NEWS.format(town=f"ضاحية {town}"))


def test_a_file_that_is_there_but_passed_over_is_not_gone(content: Path) -> None:
    """A folder that became a link out of the source is not followed, and prunes nothing."""
    put(content / "raw/قسم", "كفر الرمان")
    prune(content)
    (content / "raw/قسم").rename(content / "elsewhere")
    (content / "raw/قسم").symlink_to(content / "elsewhere")
    assert prune(content).pruned == []


def test_inputs_in_quarantine_go_without_a_trace(content: Path) -> None:
    """A gone file that never was an article leaves the ledger and the report."""
    (content / "raw/فارغ.txt").write_bytes(b"")
    assert prune(content).rejected == 1
    (content / "raw/فارغ.txt").unlink()
    assert (prune(content).pruned, report(content)["quarantine"]) == (["فارغ.txt"], [])


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_run_that_is_killed_between_file_and_ledger_is_finished_by_the_next(content: Path, at: int) -> None:
    """Killed with SIGKILL right after it took a file away, the next run that prunes takes out the rest."""
    put(content / "raw", "كفر الرمان")
    prune(content)
    for town in TOWNS:
        (content / f"raw/{town}.txt").unlink()
    done = subprocess.run([sys.executable, "-c", KILLED, str(at)], cwd=content.parent, check=False)
    assert (done.returncode, len(articles(content))) == (-signal.SIGKILL, 4 - at)
    assert sorted(prune(content).pruned) == sorted(f"{town}.txt" for town in TOWNS)
    assert set(articles(content)) == {"كفر الرمان.txt"}
    with Ledger(content / ".ingest/ledger.sqlite") as ledger:
        known = [ledger.input("raw", f"{town}.txt") for town in (*TOWNS, "كفر الرمان")]
    assert [row is not None for row in known] == [False, False, False, True]


@pytest.mark.parametrize(("name", "gone"), [("none.txt", True), ("تل الغار.txt/x", True), ("x" * 300, False)])
def test_only_what_the_file_system_says_is_gone_is_gone(content: Path, name: str, gone: bool) -> None:
    """A name that it cannot even look for is no sign."""
    with Ledger(content / ".ingest/ledger.sqlite") as ledger:
        assert is_gone(ledger, content, "raw", name) is gone


def test_many_files_go_a_part_at_a_time(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was taken out so far is noted in between."""
    monkeypatch.setattr("news_ingest.run.COMMIT_EVERY", 1)
    for town in TOWNS[:2]:
        (content / f"raw/{town}.txt").unlink()
    assert sorted(prune(content).pruned) == sorted(f"{town}.txt" for town in TOWNS[:2])
    assert len(articles(content)) == 1
