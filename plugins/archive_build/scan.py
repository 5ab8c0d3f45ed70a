"""Which source files there are: their paths, times and sizes, folder by folder, without opening one."""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

DIGEST_BYTES = 8


Stamp = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder's source files, sorted by name: each its path relative to the content folder (with `/`), its time in
    nanoseconds, and its bytes.
    """

    path: str
    files: tuple[Stamp, ...]

    @property
    def digest(self) -> bytes:
        """Changes with any file's name, time or size."""
        return blake2b(repr(self.files).encode("ascii", "backslashreplace"), digest_size=DIGEST_BYTES).digest()


@dataclass(frozen=True, slots=True)
class Rules:
    """What counts as a source: the paths to look in, folders to leave out (all relative to the content folder),
    patterns of names to ignore, and file name extensions without the dot.
    """

    paths: tuple[str, ...]
    excluded: frozenset[str]
    ignored: tuple[str, ...]
    extensions: frozenset[str]


def scan(root: Path, rules: Rules) -> Iterator[Folder]:
    """Every folder with source files, as Pelican finds them: links are followed, a file's own path may be named."""
    ignored = re.compile("|".join(map(fnmatch.translate, rules.ignored)) or "(?!)")
    seen: set[str] = set()
    for path in rules.paths:
        if (root / path).is_file():
            yield Folder(path, (_file(root, path),))
        else:
            yield from _walk(os.path.normpath(root / path), str(root), rules, ignored, seen)


def _walk(folder: str, root: str, rules: Rules, ignored: re.Pattern[str], seen: set[str]) -> Iterator[Folder]:
    relative = os.path.relpath(folder, root)
    if not os.path.isdir(folder) or relative in seen:  # noqa: PTH112 # half the time of a Path, for each folder
        return
    seen.add(relative)
    prefix = "" if relative == "." else f"{relative}/"
    files: list[Stamp] = []
    folders = []
    for entry in _entries(folder):
        name = entry.name
        if ignored.match(name):
            continue
        if entry.is_dir():
            folders.append(name)
        elif name.rpartition(".")[2] in rules.extensions:
            status = entry.stat()
            files.append((prefix + name, status.st_mtime_ns, status.st_size))
    if files:
        yield Folder(relative, tuple(sorted(files)))
    for name in sorted(folders):
        if prefix + name not in rules.excluded:
            yield from _walk(f"{folder}/{name}", root, rules, ignored, seen)


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    """What lies in a folder; it is open meanwhile, so that a question about a file need not find the way again."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        with os.scandir(handle) as entries:
            yield from entries
    finally:
        os.close(handle)


def _file(root: Path, path: str) -> Stamp:
    status = (root / path).stat()
    return (path, status.st_mtime_ns, status.st_size)
