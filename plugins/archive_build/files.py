"""Write a file whole or not at all."""

from __future__ import annotations

import filecmp
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

TEMPORARY_PREFIX = ".writing-"
READ_BYTES = 1 << 16


def write_bytes(path: str | Path, data: bytes, scratch: str | Path | None = None) -> None:
    """Put `data` at `path` by a rename, so that a reader or a killed run never leaves half a file.

    The file is made in the folder `scratch`, on the same file system (None: in its own). Many files for many folders
    are made several times faster in one: a file system such as ext4 spreads folders over the disk.
    """
    folder, name = os.path.split(path)
    temporary = os.path.join(scratch or folder, TEMPORARY_PREFIX + name)
    try:
        _put(temporary, data)
    except FileNotFoundError:
        os.makedirs(scratch or folder, exist_ok=True)
        _put(temporary, data)
    try:
        os.replace(temporary, path)
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)
        os.replace(temporary, path)


@contextmanager
def _named(path: str) -> Iterator[None]:
    """Have errors say which file: those of writing do not."""
    try:
        yield
    except OSError as error:
        error.filename = error.filename or path
        raise


def write_if_changed(path: Path, data: bytes) -> bool:
    """Write `data` unless `path` holds it already; whether it was written."""
    try:
        if path.read_bytes() == data:
            return False
    except FileNotFoundError:
        pass
    write_bytes(path, data)
    return True


def read_file(path: str, most: int = sys.maxsize) -> bytes:
    """A regular file's bytes, the first `most` of them, in as few calls of the system as it takes. Raises OSError.

    A block is small: what is asked for is made room for first, and that takes longer than to read a small file.
    """
    blocks = []
    handle = os.open(path, os.O_RDONLY)
    try:
        while most and (block := os.read(handle, min(READ_BYTES, most))):
            blocks.append(block)
            most = most - len(block) if len(block) == READ_BYTES else 0
    finally:
        os.close(handle)
    return b"".join(blocks)


def write_output(root: Path, name: str, data: bytes) -> bool:
    """As `write_if_changed`, for a file `name` below `root`, in as few calls of the system as it takes."""
    path = f"{root}/{name}"
    try:
        if os.access(path, os.F_OK) and read_file(path) == data:  # an error that is raised costs more than the question
            return False
    except FileNotFoundError:
        pass  # it went in between
    folder, _, last = path.rpartition("/")
    temporary = f"{folder}/{TEMPORARY_PREFIX}{last}"
    try:
        _put(temporary, data)
    except FileNotFoundError:
        Path(folder).mkdir(parents=True, exist_ok=True)
        _put(temporary, data)
    os.replace(temporary, path)  # a Path costs more than the call
    return True


def _put(path: str, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    try:
        while data := data[os.write(handle, data) :]:
            pass
    except OSError as error:
        error.filename = path
        raise
    finally:
        os.close(handle)


def write_pieces_if_changed(path: Path, pieces: Iterable[str]) -> bool:
    """Write a text that is given in pieces, in UTF-8, unless `path` holds it already; whether it was written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{TEMPORARY_PREFIX}{path.name}")
    with _named(str(temporary)), temporary.open("w", encoding="utf-8", newline="") as stream:
        stream.writelines(pieces)
    if path.exists() and filecmp.cmp(path, temporary, shallow=False):
        temporary.unlink()
        return False
    temporary.replace(path)
    return True


def sweep(folder: Path) -> None:
    """Remove what a killed run left behind below `folder`."""
    for path in folder.rglob(f"{TEMPORARY_PREFIX}*"):
        path.unlink()
