"""Hostile and broken files of every kind through the whole of ingest (bench/fuzz_sources.py feeds it thousands)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from news_ingest.run import ingest
from news_ingest.settings import IngestSettings
from news_ingest.sources.inputs import plain_name
from news_ingest.sources.walk import walk

NEWS = "ترميم السوق القديمة في تل الغار\nأعلنت البلدية صباح أمس بدء العمل في ترميم السوق القديمة، وقال رئيسها ذلك."


def test_nothing_crashes_hangs_leaks_or_goes_missing(root: Path) -> None:
    """Three hundred files, made of the sample's: each is an article or in quarantine with a reason."""
    command = [sys.executable, root / "bench/fuzz_sources.py", root / "content/raw", "-n", "300"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("no problems\n")


def test_half_a_surrogate_pair_is_written_out(tmp_path: Path) -> None:
    """JSON may hold one, UTF-8 may not; keys that end up in a reason too."""
    (tmp_path / "a.jsonl").write_text(json.dumps({"title": "x \ud800", "content": f"\udfff {NEWS}"}), encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(r'{"\ud800": "x"}', encoding="utf-8")
    summary = ingest(IngestSettings((tmp_path,), tmp_path / "content"))
    assert (summary.written, summary.rejected) == (1, 1)


def test_a_name_that_is_no_utf8_is_written_out() -> None:
    """Python gives such a file's name halves of surrogate pairs."""
    assert plain_name("خبر \udce1\udcff.txt") == r"خبر \udce1\udcff.txt"


def test_a_link_to_itself_is_in_quarantine(tmp_path: Path) -> None:
    """It can be neither followed nor read."""
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/a.txt").symlink_to("a.txt")
    assert ingest(IngestSettings((tmp_path / "raw",), tmp_path / "content")).rejected == 1


@pytest.mark.parametrize(
    ("name", "unit"), [("a.sgml", "<DOC>"), ("a.json", '["نص"],'), ("a.jsonl", "[\n"), ("a.csv", "نص,نص\n")]
)
def test_millions_of_bad_records_are_given_up(tmp_path: Path, name: str, unit: str) -> None:
    """After ten thousand in a row, and the file is reported."""
    head = {"a.json": "[", "a.csv": "content\n"}.get(name, "")
    (tmp_path / name).write_text(head + unit * 200_000, encoding="utf-8")
    inputs = list(walk(tmp_path, "raw"))
    assert len(inputs) == 10_001
    assert "10000 bad records in a row" in str(inputs[-1].read())
