"""A skip that the README does not name fails the run."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(("reason", "status"), [("shared/corpus is not here", 0), ("no reason at all", 1)])
def test_a_skip_needs_a_reason_that_the_readme_names(tmp_path: Path, reason: str, status: int) -> None:
    """A run with a named skip passes, one with another fails and says which."""
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "tests/conftest.py", tmp_path / "tests")
    shutil.copy(ROOT / "README.md", tmp_path)
    (tmp_path / "tests/test_one.py").write_text(f"import pytest\n\ndef test_one():\n    pytest.skip({reason!r})\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path / "tests")]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stdout
    assert (f"a skip that README.md does not name: {reason}" in done.stdout) == bool(status)
