"""Two builds never write at the same time."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from archive_build.lock import Lock

HOLD = """
import pathlib, sys
from archive_build.lock import Lock
lock = Lock(pathlib.Path(sys.argv[1]))
print(1, flush=True)
sys.stdin.read()
"""


def holder(folder: Path) -> subprocess.Popen[str]:
    """A process that takes the lock and has it until its standard input ends."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([sys.executable, "-c", HOLD, str(folder)], text=True, **pipes)


def test_a_second_build_waits_and_says_so(tmp_path: Path) -> None:
    """It goes on as soon as the first ends, however that ends."""
    lock = Lock(tmp_path)
    process = holder(tmp_path)
    assert process.stderr and process.stdout
    assert process.stderr.readline() == f"waiting: another run is at work on {str(tmp_path)!r}\n"
    lock.close()
    assert process.stdout.readline() == "1\n"
    process.kill()
    process.wait()
    Lock(tmp_path).close()


def test_a_lock_that_is_let_go_of_is_free(tmp_path: Path) -> None:
    """A build that failed within a process that goes on keeps nobody out."""
    Lock(tmp_path)
    before = time.monotonic()
    Lock(tmp_path).close()
    assert time.monotonic() - before < 5


def test_folders_are_made_and_locked_once(tmp_path: Path) -> None:
    """A folder that is named twice, also by another path, does not lock itself out."""
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "a").mkdir()
    Lock(tmp_path / "a", tmp_path / "b", tmp_path / "c").close()
    assert (tmp_path / "c").is_dir()
