"""A site that comes back from a CI's cache, with what is kept of its builds, is gone on from."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from archive_build.made import adopt
from archive_build.run import Options, build


def restored(site: Any, folder: Path, seconds: bool) -> None:
    """Have the output folder go and come back as an archiver brings it, to the nanosecond or to the second."""
    site.output.rename(folder)  # it stays, so that the inode is not given again
    shutil.copytree(folder, site.output)
    if seconds:
        path = site.output / ".warraq-outputs.json"
        os.utime(path, ns=(0, path.stat().st_mtime_ns // 10**9 * 10**9))


@pytest.mark.parametrize("seconds", [False, True])
def test_nothing_is_made_again(
    build_site: Any, root: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: Any, seconds: bool
) -> None:
    """Nothing is to be written where nothing changed; without the word the folder is another, and all is."""
    monkeypatch.chdir(root)
    site = build_site({"1.txt": "عنوان الخبر\n\nنصّ الخبر كله في سطر.\n"})
    restored(site, tmp_path / "kept", seconds)
    capfd.readouterr()
    build(site.content, site.output, options=Options(restored=True, plan=True))
    assert "write " not in capfd.readouterr().out
    restored(site, tmp_path / "again", seconds)
    build(site.content, site.output, options=Options(plan=True))
    assert "write   index.html" in capfd.readouterr().out


@pytest.mark.parametrize("stamp", ["8 1000000000000000001 7", "8 2000000000000000000 6", ""])
def test_another_folder_stays_another(tmp_path: Path, stamp: str) -> None:
    """One of another size or time is no copy of the one that is known."""
    path = tmp_path / "made.sqlite"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT)")
        db.execute("INSERT INTO meta VALUES ('stamp', '7 1000000000000000000 6')")
    db.close()
    adopt(path, stamp)
    assert sqlite3.connect(path).execute("SELECT value FROM meta").fetchone() == ("7 1000000000000000000 6",)


def test_a_broken_file_is_left_to_the_build(tmp_path: Path) -> None:
    """So is one that is not there."""
    adopt(tmp_path / "none.sqlite", "1 1 1")
    (tmp_path / "broken.sqlite").write_bytes(b"no database, but long enough to be read as one")
    adopt(tmp_path / "broken.sqlite", "1 1 1")
    assert (tmp_path / "broken.sqlite").exists()
