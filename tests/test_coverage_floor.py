"""Lines and branches of the packages each have a floor."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def file(lines: tuple[int, int], branches: tuple[int, int]) -> dict[str, dict[str, int]]:
    """A file in the report of `coverage json`: what ran, of how much."""
    covered = {"covered_lines": lines[0], "covered_branches": branches[0]}
    return {"summary": {**covered, "num_statements": lines[1], "num_branches": branches[1]}}


@pytest.mark.parametrize(
    ("lines", "branches", "fault"),
    [
        (970, 180, ""),
        (969, 180, "tests run 96.9 % of 1,000 lines of plugins/; expected at least 97 %\n"),
        (970, 179, "tests run 89.5 % of 200 branches of plugins/; expected at least 90 %\n"),
    ],
)
def test_a_floor_that_is_not_kept_fails(tmp_path: Path, lines: int, branches: int, fault: str) -> None:
    """All packages' files are added up, and no other file; what is under its floor is told."""
    files = {
        "plugins/one/a.py": file((500, 500), (0, 0)),
        "plugins/two/b.py": file((lines - 500, 500), (branches, 200)),
        "tasks.py": file((0, 900), (0, 90)),
    }
    (tmp_path / "coverage.json").write_text(json.dumps({"files": files}))
    command = [sys.executable, ROOT / "bench/coverage_floor.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (bool(fault), fault)
    assert "| `one` | 100.0 % of 500 | 100.0 % of 0 |" in done.stdout
