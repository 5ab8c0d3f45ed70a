"""A skip that the README does not name fails the run."""

from __future__ import annotations

import fnmatch
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("workers", ["0", "2"])
@pytest.mark.parametrize(("reason", "status"), [("shared/corpus is not here", 0), ("no reason at all", 1)])
def test_a_skip_needs_a_reason_that_the_readme_names(tmp_path: Path, reason: str, status: int, workers: str) -> None:
    """A run with a named skip passes, one with another fails and says which, in one process and on workers."""
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "tests/conftest.py", tmp_path / "tests")
    shutil.copy(ROOT / "README.md", tmp_path)
    (tmp_path / "tests/test_one.py").write_text(f"import pytest\n\ndef test_one():\n    pytest.skip({reason!r})\n")
    command = [sys.executable, "-m", "pytest", "-q", "-n", workers, "-p", "no:cacheprovider", str(tmp_path / "tests")]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stdout
    assert (f"a skip that README.md does not name: {reason}" in done.stdout) == bool(status)


def test_no_folder_of_tests_is_passed_over(pytestconfig: pytest.Config) -> None:
    """Pytest does not look into folders of some names, such as `build`, unless it is told."""
    folders = {part for path in (ROOT / "tests").rglob("test_*.py") for part in path.relative_to(ROOT).parts[:-1]}
    assert "build" in folders
    passed_over = [fnmatch.filter(folders, pattern) for pattern in pytestconfig.getini("norecursedirs")]
    assert not any(passed_over), passed_over
