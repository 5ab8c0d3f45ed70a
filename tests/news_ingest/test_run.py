"""Runs over folders of raw files: what is written, what is left alone, what is said."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from news_ingest.errors import IngestError
from news_ingest.report import Summary
from news_ingest.run import ingest
from news_ingest.settings import IngestSettings, from_pelican
from news_ingest.sources.walk import walk

NEWS = """ترميم السوق القديمة في {town} يبدأ بعد تأجيل طويل
{stamp}
أعلنت بلدية {town} صباح أمس بدء العمل في ترميم السوق القديمة، وقال رئيسها إن العمل ينتهي قبل الصيف المقبل.
طباعة"""
INGEST = """
from pathlib import Path
from news_ingest.run import ingest
from news_ingest.settings import IngestSettings
ingest(IngestSettings((Path("content/raw"),), Path("content")))
"""


def news(town: str, stamp: str = "21/07/2015") -> str:
    """A raw article about a town."""
    return NEWS.format(town=town, stamp=stamp)


def brief(town: str) -> str:
    """A raw article of two paragraphs, with a gap behind it."""
    text = (
        f"وقال تجار {town} إنهم شاركوا في وضع الخطة منذ بدايتها، وإن السقوف الخشبية تُرمم أولاً ثم أرضيات الحجر القديم."
    )
    return f"{news(town)}\n{text}\n\n"


def put(root: Path, name: str, text: str | bytes) -> Path:
    """Write a raw file."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def run(tmp_path: Path) -> Summary:
    """Ingest `raw` into `content`."""
    return ingest(IngestSettings((tmp_path / "content" / "raw",), tmp_path / "content"))


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below `folder` with its bytes and the time of its last change."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def articles(tmp_path: Path) -> dict[str, str]:
    """The Markdown files by the raw file that they come from."""
    texts = [path.read_text(encoding="utf-8") for path in (tmp_path / "content/articles").rglob("*.md")]
    return {text.split("\nSource: ")[1].split("\n")[0]: text for text in texts}


def report(tmp_path: Path) -> dict[str, Any]:
    """The report of the last run."""
    loaded: dict[str, Any] = json.loads((tmp_path / "content/.ingest/report.json").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A source folder with three articles of one publisher."""
    root = tmp_path / "content" / "raw"
    for town in ("وادي الشيح", "تل الغار", "عين السدر"):
        put(root, f"صحيفة السهل/محليات/{town}.txt", news(town))
    return root


def test_one_file_an_article(raw: Path, tmp_path: Path) -> None:
    """Each raw file gives a Markdown file that names it, its publisher and its section."""
    assert run(tmp_path).written == 3
    made = articles(tmp_path)["صحيفة السهل/محليات/تل الغار.txt"]
    assert "\nPublisher: صحيفة السهل\nCategory: محليات\n" in made
    assert "\nDate: 2015-07-21\n" in made


def test_a_second_run_writes_nothing(raw: Path, tmp_path: Path) -> None:
    """Over unchanged input no file changes, the ledger and the report included, quarantine or not."""
    put(raw, "فارغ.txt", "")
    run(tmp_path)
    before = state(tmp_path / "content")
    summary = run(tmp_path)
    assert (summary.written, summary.unchanged, summary.rejected) == (0, 3, 1)
    assert state(tmp_path / "content") == before


def test_a_corrected_file_is_kept_and_reported(raw: Path, tmp_path: Path) -> None:
    """What a person changed is never overwritten, even when the raw file changes after it."""
    run(tmp_path)
    path = next((tmp_path / "content/articles").rglob("*.md"))
    corrected = path.read_text(encoding="utf-8").replace("Title: ", "Title: بيد المحرر ")
    path.write_text(corrected, encoding="utf-8")
    source = corrected.split("\nSource: ")[1].split("\n")[0]
    assert run(tmp_path).corrected == [path.relative_to(tmp_path / "content").as_posix()]
    put(raw, source, news("بلدة أخرى"))
    run(tmp_path)
    assert path.read_text(encoding="utf-8") == corrected


def test_a_corrected_file_is_kept_without_a_ledger(raw: Path, tmp_path: Path) -> None:
    """In a fresh clone there is no ledger: a file that ingest would not have written is a person's."""
    run(tmp_path)
    path = next((tmp_path / "content/articles").rglob("*.md"))
    path.write_text(path.read_text(encoding="utf-8") + "\nفقرة من المحرر.\n", encoding="utf-8")
    kept = path.read_bytes()
    (tmp_path / "content/.ingest/ledger.sqlite").unlink()
    summary = run(tmp_path)
    assert (summary.unchanged, len(summary.corrected), path.read_bytes()) == (2, 1, kept)
    assert run(tmp_path).corrected == summary.corrected


def test_bad_files_go_to_quarantine_and_stop_nothing(raw: Path, tmp_path: Path) -> None:
    """Each is reported with its path, a reason and its first bytes."""
    put(raw, "صورة.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    put(raw, "فارغ.txt", b"\r\n \x00")
    put(raw, "خطوط.txt", "ــــــ\n-----\nــــ")
    assert (run(tmp_path).written, run(tmp_path).rejected) == (3, 3)
    rows = {row["source"]: (row["reason"], row["first_bytes"][:8]) for row in report(tmp_path)["quarantine"]}
    assert rows == {
        "صورة.txt": ("not text", "89504e47"),
        "فارغ.txt": ("empty", "0d0a2000"),
        "خطوط.txt": ("no words", "d980d980"),
    }


def test_a_mended_file_leaves_the_quarantine(raw: Path, tmp_path: Path) -> None:
    """A file that becomes readable gives its article."""
    put(raw, "فارغ.txt", "")
    run(tmp_path)
    put(raw, "فارغ.txt", news("رأس المرجان"))
    assert (run(tmp_path).written, report(tmp_path)["quarantine"]) == (1, [])


def test_removed_lines_are_in_the_report(raw: Path, tmp_path: Path) -> None:
    """Furniture and date lines are listed with file, line number and what they were taken for."""
    run(tmp_path)
    run(tmp_path)
    rows = [row for row in report(tmp_path)["removed"] if row["source"].endswith("تل الغار.txt")]
    assert [(row["line"], row["role"], row["text"]) for row in rows] == [
        (1, "date", "21/07/2015"),
        (3, "furniture", "طباعة"),
    ]


def test_exact_copies_are_kept_apart_and_linked(raw: Path, tmp_path: Path) -> None:
    """The same text in two files gives two articles, the later of which names the first."""
    put(raw, "وكالة النخيل/نسخة.txt", news("تل الغار").encode("utf-16"))
    run(tmp_path)
    made = articles(tmp_path)
    first = made["صحيفة السهل/محليات/تل الغار.txt"].split("\nId: ")[1][:12]
    assert len(made) == 4
    assert f"\nDuplicate_of: {first}\n" in made["وكالة النخيل/نسخة.txt"]


def test_a_renamed_file_keeps_its_article(raw: Path, tmp_path: Path) -> None:
    """The id is made from the text, so a raw file that moves keeps its address."""
    run(tmp_path)
    old = articles(tmp_path)["صحيفة السهل/محليات/تل الغار.txt"].split("\nId: ")[1][:12]
    (raw / "صحيفة السهل/محليات/تل الغار.txt").rename(raw / "منقول.txt")
    summary = run(tmp_path)
    assert summary.vanished == ["صحيفة السهل/محليات/تل الغار.txt"]
    assert articles(tmp_path)["منقول.txt"].split("\nId: ")[1][:12] == old


def test_a_changed_text_replaces_its_article(raw: Path, tmp_path: Path) -> None:
    """A raw file with another text has another id; the old Markdown goes."""
    run(tmp_path)
    put(raw, "صحيفة السهل/محليات/تل الغار.txt", news("كفر الرمان"))
    assert (run(tmp_path).replaced, len(list((tmp_path / "content/articles").rglob("*.md")))) == (1, 3)


def test_a_file_of_two_stories(raw: Path, tmp_path: Path) -> None:
    """Each story has an article; when the file changes, those that are gone go, and the others keep their ids."""
    one, two, three = (brief(town) for town in ("رأس المرجان", "ضهر الصنوبر", "جبل الرخام"))
    put(raw, "نشرة.txt", one + two)
    assert (run(tmp_path).written, run(tmp_path).unchanged) == (5, 5)
    before = articles(tmp_path)
    assert {"نشرة.txt", "نشرة.txt#2"} <= before.keys()
    put(raw, "نشرة.txt", one + three)
    assert (run(tmp_path).written, run(tmp_path).unchanged) == (2, 5)
    after = articles(tmp_path)
    assert (after["نشرة.txt"].split("\nSource_sha256")[0], len(after)) == (
        before["نشرة.txt"].split("\nSource_sha256")[0],
        5,
    )
    assert "جبل الرخام" in after["نشرة.txt#2"]
    put(raw, "نشرة.txt", one)
    run(tmp_path)
    assert articles(tmp_path).keys() == before.keys() - {"نشرة.txt#2"}


def test_a_story_that_is_twice_in_a_file_or_elsewhere(raw: Path, tmp_path: Path) -> None:
    """Copies within a file and between files are kept apart."""
    put(raw, "نشرة.txt", brief("رأس المرجان") * 2)
    put(raw, "واحدة.txt", brief("رأس المرجان"))
    run(tmp_path)
    made = articles(tmp_path)
    assert {"نشرة.txt", "نشرة.txt#2", "واحدة.txt"} <= made.keys()
    assert len({text.split("\nId: ")[1][:12] for text in made.values()}) == 6
    before = state(tmp_path / "content")
    run(tmp_path)
    assert state(tmp_path / "content") == before


def test_a_publishers_other_files_settle_the_order_of_day_and_month(raw: Path, tmp_path: Path) -> None:
    """10/11/2012 is in November where the same newspaper prints 23/06/2012, and unknown where nothing tells."""
    put(raw, "جريدة الميناء/أ.txt", news("جبل الطيون", "نشر في: 10/11/2012"))
    run(tmp_path)
    assert "\nDate: " not in articles(tmp_path)["جريدة الميناء/أ.txt"]
    put(raw, "جريدة الميناء/ب.txt", news("بئر النعناع", "نشر في: 23/06/2012"))
    run(tmp_path)
    assert "\nDate: 2012-11-10\n" in articles(tmp_path)["جريدة الميناء/أ.txt"]


def test_a_link_out_of_the_source_folder_is_not_read(raw: Path, tmp_path: Path) -> None:
    """A symbolic link to a file elsewhere is reported, not followed."""
    secret = put(tmp_path, "secret.txt", news("سرّ"))
    (raw / "وصلة.txt").symlink_to(secret)
    assert run(tmp_path).rejected == 1
    assert report(tmp_path)["quarantine"][0]["reason"] == "a link that leads out of the source folder"


def test_a_pipe_and_a_dangling_link_are_named_and_stop_nothing(raw: Path, tmp_path: Path) -> None:
    """What is no regular file is never waited for."""
    os.mkfifo(raw / "أنبوب.txt")
    (raw / "وصلة.txt").symlink_to(raw / "لا شيء")
    (raw / "مجلد.txt").mkdir()
    assert (run(tmp_path).written, run(tmp_path).rejected) == (3, 2)
    rows = {row["source"]: row["reason"] for row in report(tmp_path)["quarantine"]}
    assert rows == {"أنبوب.txt": "no regular file", "وصلة.txt": "cannot be read: No such file or directory"}


def test_texts_that_change_places_are_both_kept(raw: Path, tmp_path: Path) -> None:
    """Two raw files that swap their texts leave an article for each text."""
    run(tmp_path)
    one, two = (raw / f"صحيفة السهل/محليات/{town}.txt" for town in ("تل الغار", "عين السدر"))
    first = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(first)
    run(tmp_path)
    texts = articles(tmp_path)
    assert "بلدية عين السدر" in texts["صحيفة السهل/محليات/تل الغار.txt"]
    assert "بلدية تل الغار" in texts["صحيفة السهل/محليات/عين السدر.txt"]


def test_one_file_is_a_source_too(tmp_path: Path) -> None:
    """A source may be a file; its article's Source is the file's name."""
    path = put(tmp_path, "raw/خبر.txt", news("تل الغار"))
    ingest(IngestSettings((path,), tmp_path / "content"))
    assert list(articles(tmp_path)) == ["خبر.txt"]


def test_a_missing_source_is_an_error(tmp_path: Path) -> None:
    """The message names the source and what was expected."""
    with pytest.raises(
        IngestError, match=r"source '.*raw': no such file or folder; expected a folder or a file of \.txt, \.html"
    ):
        run(tmp_path)


def test_a_broken_ledger_is_an_error(raw: Path, tmp_path: Path) -> None:
    """A file that is no ledger is named, and nothing is overwritten."""
    path = put(tmp_path, "content/.ingest/ledger.sqlite", b"no ledger " * 100)
    with pytest.raises(IngestError, match=r"ledger '.*ledger\.sqlite': .*; expected a ledger of version 6"):
        run(tmp_path)
    assert path.read_bytes() == b"no ledger " * 100


def test_pelicans_setting_is_checked() -> None:
    """NEWS_RAW_PATHS is a list; a text is a mistake that would be read letter by letter."""
    with pytest.raises(IngestError, match=r"setting NEWS_RAW_PATHS: 'raw'; expected a list of paths"):
        from_pelican({"NEWS_RAW_PATHS": "raw", "PATH": "content"})
    assert from_pelican({"PATH": "content"}) is None


def test_a_killed_run_is_finished_by_the_next(tmp_path: Path) -> None:
    """Killed with SIGKILL at ten moments and then finished, Markdown and evidence are those of an undisturbed run."""
    towns = [f"بلدة رقم {number}" for number in range(400)]
    for side in ("killed", "calm"):
        for number, town in enumerate(towns):
            put(
                tmp_path / side / "content/raw",
                f"{number:03}.txt",
                news(town, f"{number % 28 + 1}/{number % 12 + 1}/2012"),
            )
    moments = random.Random(7)
    for _ in range(10):
        process = subprocess.Popen([sys.executable, "-c", INGEST], cwd=tmp_path / "killed")
        time.sleep(moments.uniform(0.15, 0.6))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    for side in ("killed", "calm"):
        run(tmp_path / side)
    for folder, least in (("articles", 400), (".evidence", 300)):
        killed, calm = (state(tmp_path / side / "content" / folder) for side in ("killed", "calm"))
        assert len(calm) >= least
        assert {name: data for name, (data, _) in killed.items()} == {name: data for name, (data, _) in calm.items()}
    assert report(tmp_path / "killed") == report(tmp_path / "calm")


def test_two_sources_with_files_of_one_name(tmp_path: Path) -> None:
    """Each is an article of its own, now and when it is run again."""
    roots = tuple(tmp_path / name for name in ("a", "b", "c"))
    for root in roots:
        root.mkdir()
        for number in range(3):
            (root / f"{number}.txt").write_text(news(f"كفر {root.name} {number}"), encoding="utf-8")
    settings = IngestSettings(roots, tmp_path / "content")
    assert ingest(settings).written == 9
    assert ingest(settings).unchanged == 9


def test_names_that_differ_in_their_unicode_form_only(tmp_path: Path) -> None:
    """Such files and folders are told apart, and each has its article, now and when it is run again."""
    composed, decomposed = (unicodedata.normalize(form, "é") for form in ("NFC", "NFD"))
    for folder in (composed, decomposed):
        (tmp_path / "raw" / folder).mkdir(parents=True)
        for name in (composed, decomposed):
            town = f"كفر {folder.encode().hex()} {name.encode().hex()}"
            (tmp_path / "raw" / folder / f"{name}.txt").write_text(news(town), encoding="utf-8")
    settings = IngestSettings((tmp_path / "raw",), tmp_path / "content")
    assert ingest(settings).written == 4
    assert ingest(settings).unchanged == 4
    assert list(walk(tmp_path / "raw", "raw"))[-1].origin.source == "é~2/é.txt~2"
