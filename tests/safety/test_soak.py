"""Nothing is left behind by cycles of adding, changing and removing (`bench/soak.py` goes through three hundred)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_five_cycles_leave_nothing_behind(root: Path) -> None:
    """No leftovers, no open files, no fault of the site, the same number of articles."""
    command = [sys.executable, root / "bench/soak.py", "5", "--articles", "12"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    head, *rows = [line.split() for line in done.stdout[done.stdout.index(" cycle") :].splitlines() if line][:6]
    figures = [dict(zip(head, row, strict=True)) for row in rows]
    assert len(figures) == 5
    assert {(row["leftovers"], row["temporary"]) for row in figures} == {("0", "0")}
    assert len({row["open_files"] for row in figures[1:]}) == 1
