"""The objects of a site as they are published."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive_build.files import TEMPORARY_PREFIX, read_file
from archive_build.outputs import JOURNAL, is_private
from archive_publish.errors import PublishError

NOTE = ".warraq-published.json"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells whether an object changed: its size in bytes and 16 hexadecimal digits of its SHA-256."""

    size: int
    digest: str


def must_be_whole(site: Path) -> None:
    """Raises PublishError where `site` is no built site, or its last build did not finish."""
    if not (site / "index.html").is_file():
        raise PublishError(f"site {str(site)!r}: no index.html; expected a folder that 'invoke build' made")
    if (site / JOURNAL).exists():
        raise PublishError(f"site {str(site)!r}: its build is under way or was interrupted; expected a finished one")


def stamps(site: Path) -> Iterator[tuple[str, Stamp]]:
    """Every object of a site that is published, by path (relative, with `/`), in the order of their paths."""
    yield from _stamps(str(site), "")


def _stamps(folder: str, above: str) -> Iterator[tuple[str, Stamp]]:
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        path = above + entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _stamps(entry.path, f"{path}/")
        elif entry.is_file(follow_symlinks=False) and _is_published(path, entry.name):
            yield path, stamp(read_file(entry.path))


def _is_published(path: str, name: str) -> bool:
    return path != NOTE and not is_private(path) and not name.startswith(TEMPORARY_PREFIX)


def stamp(data: bytes) -> Stamp:
    """The stamp of an object's bytes."""
    return Stamp(len(data), hashlib.sha256(data).hexdigest()[:16])
