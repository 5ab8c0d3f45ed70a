"""What earlier checks saw, so that a file that did not change is not looked at again: SQLite beside the catalogue.

A row holds for the bytes of its file (by digest) and for what they were held against (`rules`), and for no other.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from archive_check.findings import Finding
from archive_check.look import Look
from archive_check.page import Page

VERSION = 1
AT_ONCE = 500
SCHEMA = f"""
CREATE TABLE meta (rules BLOB);
CREATE TABLE valid (digest BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE looks (path TEXT PRIMARY KEY, digest BLOB, look TEXT) WITHOUT ROWID;
PRAGMA user_version = {VERSION};
"""


class Kept:
    """The looks in the file `path` (None: none are kept) that hold for `rules`."""

    def __init__(self, path: Path | None, rules: bytes) -> None:
        self._path = path
        try:
            self._open(rules)
        except sqlite3.DatabaseError:
            self._db.close()
            (path or Path()).unlink()  # a broken file, which only speeds checks up
            self._open(rules)

    def _open(self, rules: bytes) -> None:
        self._db = sqlite3.connect(self._path or ":memory:", isolation_level=None)
        self._db.execute("PRAGMA synchronous = OFF")
        [version] = self._db.execute("PRAGMA user_version").fetchone()
        if version != VERSION:
            for [name] in self._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                self._db.execute(f'DROP TABLE "{name}"')
            self._db.executescript(SCHEMA)
        if self._db.execute("SELECT rules FROM meta").fetchall() != [(rules,)]:
            self._db.execute("DELETE FROM looks")
            self._db.execute("DELETE FROM valid")
            self._db.execute("DELETE FROM meta")
            self._db.execute("INSERT INTO meta VALUES (?)", (rules,))

    def digests(self) -> Mapping[str, bytes]:
        """The digests of all files that are known, by path."""
        return dict(self._db.execute("SELECT path, digest FROM looks"))

    def looks(self, paths: Iterable[str]) -> Iterator[Look]:
        """What is known of files."""
        left = iter(paths)
        while part := list(islice(left, AT_ONCE)):
            marks = ", ".join("?" * len(part))
            rows = self._db.execute(f"SELECT path, look FROM looks WHERE path IN ({marks})", part)  # noqa: S608 # only marks
            known: dict[str, str] = dict(rows.fetchall())
            yield from (_read(path, json.loads(known[path])) for path in part)

    def settle(self, seen: Iterable[tuple[str, bytes, Look]], gone: Iterable[str]) -> None:
        """Keep what was seen of files with these digests; forget files that are gone."""
        self._db.execute("BEGIN")
        rows = ((path, digest, _text(look)) for path, digest, look in seen)
        self._db.executemany("INSERT OR REPLACE INTO looks VALUES (?, ?, ?)", rows)
        self._db.executemany("DELETE FROM looks WHERE path = ?", ((path,) for path in gone))
        self._db.execute("COMMIT")

    def valid(self) -> frozenset[bytes]:
        """What was noted of pages that are valid HTML: the validator's digest and the page's."""
        return frozenset(one for [one] in self._db.execute("SELECT digest FROM valid"))

    def note_valid(self, digests: Iterable[bytes]) -> None:
        """Keep that pages with these digests (the validator's before) are valid HTML."""
        self._db.executemany("INSERT OR IGNORE INTO valid VALUES (?)", ((one,) for one in digests))

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def _text(look: Look) -> str:
    """A look as JSON. A file's own findings are those of its page too."""
    page = look.page
    own = (
        [sorted(page.files), sorted(page.anchors), sorted(page.ids), page.article, page.is_hidden, page.moved_to]
        if page
        else None
    )
    found = [[one.check, one.detail] for one in look.findings]
    return json.dumps([found, own and [*own, page.withdrawn if page else ""]], ensure_ascii=False)


def _read(path: str, row: Any) -> Look:
    found, own = row
    findings = tuple(Finding(check, path, detail) for check, detail in found)
    if own is None:
        return Look(None, findings)
    files, anchors, ids, article, is_hidden, moved_to, withdrawn = own
    page = Page(
        path,
        frozenset(files),
        frozenset((file, anchor) for file, anchor in anchors),
        frozenset(ids),
        (),
        article,
        is_hidden,
        moved_to,
        withdrawn,
    )
    return Look(page, findings)
