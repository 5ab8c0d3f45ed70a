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


@dataclass(frozen=True, slots=True)
class File:
    """A source file: its path relative to the content folder (with `/`), time in nanoseconds, and bytes."""

    path: str
    mtime: int
    size: int


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder's files, sorted by name, and a digest of all of them."""

    path: str
    files: tuple[File, ...]

    @property
    def digest(self) -> bytes:
        """Changes with any file's name, time or size."""
        rows = "\n".join([f"{file.path}\t{file.mtime}\t{file.size}" for file in self.files])
        return blake2b(rows.encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).digest()


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
    files, folders = [], []
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if ignored.match(name):
                continue
            if entry.is_dir():
                folders.append(name)
            elif name.rpartition(".")[2] in rules.extensions:
                status = entry.stat()
                files.append(File(prefix + name, status.st_mtime_ns, status.st_size))
    if files:
        yield Folder(relative, tuple(sorted(files, key=lambda file: file.path)))
    for name in sorted(folders):
        if prefix + name not in rules.excluded:
            yield from _walk(f"{folder}/{name}", root, rules, ignored, seen)


def _file(root: Path, path: str) -> File:
    status = (root / path).stat()
    return File(path, status.st_mtime_ns, status.st_size)
