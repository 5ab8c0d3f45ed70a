"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import resource
from pathlib import Path

import pytest

from archive_build.files import (
    TEMPORARY_PREFIX,
    sweep,
    write_bytes,
    write_if_changed,
    write_output,
    write_pieces_if_changed,
)


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    """Folders that are missing are made."""
    write_bytes(tmp_path / "أ" / "ب" / "خبر.html", "نص".encode())
    assert (tmp_path / "أ" / "ب" / "خبر.html").read_text(encoding="utf-8") == "نص"


def test_a_reader_of_the_old_file_reads_it_to_its_end(tmp_path: Path) -> None:
    """A file is replaced, never written into: who has it open sees none of the new bytes."""
    path = tmp_path / "index.html"
    path.write_bytes(b"old " * 10_000)
    with path.open("rb") as reader:
        write_bytes(path, b"new")
        assert reader.read() == b"old " * 10_000
    assert path.read_bytes() == b"new"


def test_no_temporary_file_stays(tmp_path: Path) -> None:
    """After a write the folder holds the file and nothing else."""
    write_bytes(tmp_path / "index.html", b"1")
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]


def test_what_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    """A write that fails (here: a folder stands at the path) changes nothing of what stands there."""
    (tmp_path / "a" / "b").mkdir(parents=True)
    with pytest.raises(OSError, match="a"):
        write_bytes(tmp_path / "a", b"1")
    assert (tmp_path / "a" / "b").is_dir()


def test_a_leftover_of_a_killed_run_is_swept(tmp_path: Path) -> None:
    """A half-written file is removed wherever it lies; whole ones stay."""
    (tmp_path / "2012" / "09").mkdir(parents=True)
    (tmp_path / "2012" / "09" / f"{TEMPORARY_PREFIX}index.html").write_bytes(b"<!doc")
    (tmp_path / "2012" / "index.html").write_bytes(b"whole")
    sweep(tmp_path)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["index.html"]


def test_the_same_bytes_are_not_written_again(tmp_path: Path) -> None:
    """An unchanged file keeps its time; a changed one is said to be written."""
    path = tmp_path / "feed.atom"
    assert write_if_changed(path, b"1")
    before = path.stat()
    assert not write_if_changed(path, b"1")
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert write_if_changed(path, b"2")
    assert path.read_bytes() == b"2"


def test_a_text_in_pieces_is_written_only_where_it_differs(tmp_path: Path) -> None:
    """The same text leaves the file alone, line ends and all; another replaces it, and no temporary file stays."""
    path = tmp_path / "new/report.json"
    assert write_pieces_if_changed(path, ("خ", "بر\r\n"))
    before = path.stat().st_mtime_ns
    assert not write_pieces_if_changed(path, ["خبر\r\n"])
    assert (path.read_bytes(), path.stat().st_mtime_ns) == ("خبر\r\n".encode(), before)
    assert write_pieces_if_changed(path, ["آخر"])
    assert [found.name for found in path.parent.iterdir()] == ["report.json"]


def test_a_file_that_grows_too_large_is_named(tmp_path: Path) -> None:
    """The system's error has the path of what could not be written to its end."""
    most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, most[1]))
    try:
        with pytest.raises(OSError, match=r"File too large: '.*/\.writing-a\.html'") as caught:
            write_output(tmp_path, "a.html", bytes(1 << 21))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, most)
    assert caught.value.errno == errno.EFBIG
    assert not (tmp_path / "a.html").exists()
