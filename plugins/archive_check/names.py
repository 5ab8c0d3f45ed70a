"""Names and sizes of a site's files that some host or file system would not take."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from archive_build.files import TEMPORARY_PREFIX
from archive_build.outputs import JOURNAL
from archive_check.findings import Finding

MOST_NAME_BYTES = 240
MOST_ENTRIES = 10_000
MOST_FILE_BYTES = 25 * 1024 * 1024  # Cloudflare Pages has the lowest limit of the hosts in DESIGN.md


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the site: its path relative to the site, with `/`, and its size in bytes."""

    path: str
    size: int


def entries(site: Path) -> list[Entry]:
    """Every file of a site, sorted by path; names in other encodings are kept as they are."""
    return sorted(_entries(str(site), ""), key=lambda one: one.path)


def _entries(folder: str, above: str) -> Iterator[Entry]:
    with os.scandir(folder) as found:
        for entry in found:
            path = above + entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from _entries(entry.path, f"{path}/")
            elif entry.is_file(follow_symlinks=False):  # a link is not published
                yield Entry(path, entry.stat(follow_symlinks=False).st_size)


def faulty_names(files: Iterable[Entry]) -> Iterator[Finding]:
    """What is wrong with the files' names, sizes and folders."""
    folders: Counter[str] = Counter()
    same: defaultdict[str, set[str]] = defaultdict(set)
    for entry in files:
        parts = entry.path.split("/")
        for depth, part in enumerate(parts):
            path = "/".join(parts[: depth + 1])
            if path not in same[path.casefold()]:
                same[path.casefold()].add(path)
                folders["/".join(parts[:depth])] += 1
                if len(os.fsencode(part)) > MOST_NAME_BYTES:
                    yield Finding("long name", path, f"{len(os.fsencode(part))} bytes")
        if entry.size > MOST_FILE_BYTES:
            yield Finding("large file", entry.path, f"{entry.size:,} bytes; expected at most {MOST_FILE_BYTES:,}")
        if parts[-1].startswith(TEMPORARY_PREFIX) or entry.path == JOURNAL:
            yield Finding("leftover", entry.path, "a build is under way or was interrupted")
    for paths in same.values():
        if len(paths) > 1:
            first, *others = sorted(paths)
            yield Finding("case", first, f"the same name as {', '.join(others)} but for case")
    for folder, count in folders.items():
        if count > MOST_ENTRIES:
            yield Finding("full folder", folder or ".", f"{count:,} entries")
