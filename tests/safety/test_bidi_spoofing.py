"""Controls that turn the order of a text (Trojan Source, CVE-2021-42574) reach no reader: not on pages, in feeds, data,
search, exports, the report or on a terminal.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from news_ingest.export import export, to_line
from news_ingest.run import ingest
from news_ingest.settings import IngestSettings

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
TURNING_RE = re.compile(f"[{TURNING}]")
BODY = f"أعلنت البلدية صباح أمس بدء العمل في ترميم{TURNING} السوق القديمة، وقال رئيسها إن العمل ينتهي قبل الصيف المقبل."
RECORD = {
    "title": f"عنوان {TURNING}سجل",
    "content": BODY,
    "author": f"رنيم {TURNING}حنوش",
    "section": f"رياضة{TURNING}",
    "source": f"الواحة{TURNING}",
    "url": f"http://example.org/{TURNING}a",
    "date": f"2015-07-21{TURNING}",
}
ARTICLE = f"<article><h1>صفحة {TURNING}</h1><p>{BODY}</p></article>"
PAGE = f"<html><head><title>{TURNING}صفحة</title></head><body>{ARTICLE}</body></html>"
TEXT = f"عنوان{TURNING} الخبر\nبقلم: رنيم {TURNING}حنوش\n{BODY}"
RAW = {
    f"صحيفة {TURNING}السهل/رياضة{TURNING}/خبر{TURNING}gpj.txt": TEXT,
    f"سجل{TURNING}.jsonl": json.dumps(RECORD),
    f"صفحة{TURNING}.html": PAGE,
    f"معطوب{TURNING}.json": "[{",
}
HEAD = f"Title: عنوان&#x202e; بيد{TURNING}\nId: 0j66vpypr823\nPublisher: ال{TURNING}سهل\nCategory: رأي{TURNING}\n"
BY_HAND = f"{HEAD}\n{BODY} &#x202e;\n"


@pytest.fixture(scope="module")
def spoofed(build_site: Callable[..., Any]) -> Any:
    """A site whose raw files, names, records, pages and Markdown by hand hold every such control."""
    return build_site(RAW, {"x.md": BY_HAND})


def turned(folder: Path) -> list[str]:
    """The files below a folder whose name or text holds one."""
    texts = {path: path.read_bytes().decode("utf-8", "replace") for path in folder.rglob("*") if path.is_file()}
    return [str(path) for path, text in texts.items() if TURNING_RE.search(f"{path.relative_to(folder)}{text}")]


def test_no_output_holds_one(spoofed: Any) -> None:
    """Pages, feed, JSON-LD, sitemap, citations, search."""
    assert turned(spoofed.output) == []
    assert len(list(spoofed.output.glob("a/*/*.html"))) == 4


def test_nothing_that_ingest_writes_holds_one(spoofed: Any) -> None:
    """Markdown (but for what is written by hand), evidence, profiles, report."""
    (spoofed.content / "articles/x.md").rename(spoofed.content / "raw/x.md")
    assert [turned(spoofed.content / name) for name in ("articles", ".evidence", ".ingest", "profiles")] == [[]] * 4
    (spoofed.content / "raw/x.md").rename(spoofed.content / "articles/x.md")


def test_neither_summary_nor_export_holds_one(spoofed: Any) -> None:
    """What a terminal shows; a file's name shows what it holds."""
    summary = ingest(IngestSettings((spoofed.content / "raw",), spoofed.content, dry_run=True, report=spoofed.content))
    rows = "\n".join(map(to_line, export(spoofed.content)))
    assert not TURNING_RE.search("\n".join(summary.lines()) + rows)
    assert r"خبر\\u202a\\u202b" in rows


def test_a_name_says_what_it_holds_in_archives_too(tmp_path: Path) -> None:
    """And publisher and section are told without it."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(f"ال{TURNING}سهل/رياضة/خ.txt", BODY)
    (tmp_path / "a.zip").write_bytes(data.getvalue())
    ingest(IngestSettings((tmp_path / "a.zip",), tmp_path / "content"))
    [made] = (tmp_path / "content/articles").rglob("*.md")
    assert {"Publisher: السهل", "Category: رياضة"} <= set(made.read_text(encoding="utf-8").splitlines())


def test_marks_of_a_direction_stay_in_names(tmp_path: Path) -> None:
    """LRM and RLM turn nothing around them, and stand in many an Arabic file's name."""
    (tmp_path / "\u200fخبر\u200e.txt").write_text(BODY, encoding="utf-8")
    ingest(IngestSettings((tmp_path,), tmp_path / ".content"))
    [made] = (tmp_path / ".content/articles").rglob("*.md")
    assert "Source: \u200fخبر\u200e.txt" in made.read_text(encoding="utf-8")
