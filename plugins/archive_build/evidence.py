"""Where each article's evidence stands: the lines of `content/.evidence/<first two characters of the id>.jsonl`."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from archive_build.identity import ID_RE, LENGTH
from archive_build.scan import DIGEST_BYTES

FOLDER = ".evidence"
START = b'{"id":"'
RACY_SECONDS = 2
AT_ONCE = 500
SCHEMA = """CREATE TABLE evidence_files (name TEXT PRIMARY KEY, mtime INTEGER NOT NULL, size INTEGER NOT NULL)
  WITHOUT ROWID;
CREATE TABLE evidence (id TEXT PRIMARY KEY, start INTEGER NOT NULL, length INTEGER NOT NULL, digest BLOB NOT NULL)
  WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Span:
    """A line in a file of evidence: its article, where it begins and how long it is in bytes, and its digest."""

    id: str
    start: int
    length: int
    digest: bytes


def evidence_file(content: Path, article: str) -> Path:
    """The file that holds an article's evidence."""
    return content / FOLDER / f"{article[:2]}.jsonl"


def spans(data: bytes) -> Iterator[Span]:
    """The lines of a file of evidence; what does not begin as one is passed over."""
    start = 0
    for line in data.splitlines(keepends=True):
        article = line[len(START) : len(START) + LENGTH].decode("ascii", "replace")
        if line.startswith(START) and ID_RE.fullmatch(article):
            yield Span(article, start, len(line), blake2b(line, digest_size=DIGEST_BYTES).digest())
        start += len(line)


def evidence_line(content: Path, article: str) -> bytes | None:
    """An article's line of evidence, looked for in its file; None where there is none."""
    try:
        data = evidence_file(content, article).read_bytes()
    except OSError:
        return None
    found = (data[one.start : one.start + one.length] for one in spans(data) if one.id == article)
    return next(found, None)


class EvidenceIndex:
    """The spans of all evidence, in tables of the catalogue."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def compare(self, content: Path) -> bool:
        """Bring the spans up to date, within what the catalogue began; whether a file is another than before.

        A file is read only if its time or size changed since the last build. A time within two seconds of now is not
        trusted, as with sources.
        """
        fresh = time.time_ns() - RACY_SECONDS * 10**9
        known = {name: (mtime, size) for name, mtime, size in self._db.execute("SELECT * FROM evidence_files")}
        is_other = False
        for name, mtime, size in _files(content / FOLDER):
            if known.pop(name, None) != (mtime, size):
                is_other = True
                self._forget(name)
                self._put(spans((content / FOLDER / name).read_bytes()))
                row = (name, -1 if mtime > fresh else mtime, size)
                self._db.execute("INSERT OR REPLACE INTO evidence_files VALUES (?, ?, ?)", row)
        for name in known:
            self._forget(name)
            self._db.execute("DELETE FROM evidence_files WHERE name = ?", (name,))
        return is_other or bool(known)

    def _forget(self, name: str) -> None:
        first = name.removesuffix(".jsonl")
        self._db.execute("DELETE FROM evidence WHERE id BETWEEN ? AND ?", (first, f"{first}~"))

    def _put(self, found: Iterable[Span]) -> None:
        rows = ((one.id, one.start, one.length, one.digest) for one in found)
        self._db.executemany("INSERT OR REPLACE INTO evidence VALUES (?, ?, ?, ?)", rows)

    def of(self, articles: Sequence[str]) -> dict[str, Span]:
        """The spans of articles that have evidence, by their ids."""
        found: dict[str, Span] = {}
        for start in range(0, len(articles), AT_ONCE):
            part = articles[start : start + AT_ONCE]
            marks = ", ".join("?" * len(part))
            query = f"SELECT id, start, length, digest FROM evidence WHERE id IN ({marks})"  # noqa: S608 # only marks
            found |= {row[0]: Span(*row) for row in self._db.execute(query, tuple(part))}
        return found


def _files(folder: Path) -> list[tuple[str, int, int]]:
    """Name, time and size of the files of evidence, sorted."""
    if not folder.is_dir():
        return []
    with os.scandir(folder) as entries:
        kept = [(entry.name, entry.stat()) for entry in entries if entry.name.endswith(".jsonl") and entry.is_file()]
    return sorted((name, stat.st_mtime_ns, stat.st_size) for name, stat in kept)
