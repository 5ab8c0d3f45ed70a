"""What each output of the last build was made from: fingerprints by key, in SQLite.

Pages of articles are keyed by the article's id, all others by their names, what is made together by its folder
(«search/»); the inputs of templates («list/value SITENAME») only tell what changed. A key without a fingerprint may lie
in the output folder, made from something else: it is made again. So a build forgets the fingerprints of all that it is
about to write or delete before it does so, and a killed one is gone over again.

`everything` stands for all pages together, so that where nothing changed they are not gone over one by one.

The fingerprints hold for one output folder as the last build left it: `stamp` tells it from another.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from archive_build.fingerprint import digest
from archive_build.outputs import file_at

VERSION = 2
SCHEMA = (
    "CREATE TABLE pages (id TEXT PRIMARY KEY, fingerprint BLOB) WITHOUT ROWID",
    "CREATE TABLE others (name TEXT PRIMARY KEY, fingerprint BLOB) WITHOUT ROWID",
    "CREATE TABLE folders (name TEXT PRIMARY KEY, fingerprint BLOB) WITHOUT ROWID",
    "CREATE TABLE inputs (name TEXT PRIMARY KEY, fingerprint BLOB) WITHOUT ROWID",
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID",
    f"PRAGMA user_version = {VERSION}",
)
PAGES, OTHERS, FOLDERS, INPUTS = "pages", "others", "folders", "inputs"
GROUPS = "groups"
KEYS = {PAGES: "id", OTHERS: "name", FOLDERS: "name", INPUTS: "name"}


class Held(NamedTuple):
    """The pages of a group that is planned together: the addresses of those that are to be found, and others' files."""

    found: list[str]
    hidden: list[str]

    def names(self) -> Iterator[str]:
        """All files."""
        return chain(map(file_at, self.found), self.hidden)


def adopt(path: Path, stamp: str) -> None:
    """Have the fingerprints in the file `path` hold for an output folder that was brought back with them.

    Its inode is another then, and its time may be cut to seconds; what differs otherwise is another folder.
    """
    if not path.is_file():
        return
    db = sqlite3.connect(path, isolation_level=None)
    try:
        known = db.execute("SELECT value FROM meta WHERE name = 'stamp'").fetchone()
        if known and stamp and _lasting(known[0]) == _lasting(stamp):
            db.execute("UPDATE meta SET value = ? WHERE name = 'stamp'", (stamp,))
    except sqlite3.DatabaseError:  # the build makes the file anew, and says so
        pass
    finally:
        db.close()


def _lasting(stamp: str) -> tuple[str, ...]:
    """Of a stamp (inode, time, size) what an archiver keeps: seconds and size."""
    _, time, size = stamp.split()
    return time[:-9], size


class Made:
    """The fingerprints in the file `path`. Raises sqlite3.DatabaseError where it is no such file."""

    def __init__(self, path: Path, stamp: str) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, timeout=10, check_same_thread=False)
        self._db.execute("PRAGMA synchronous = OFF")  # a killed process loses nothing; a sync would wait for every page
        [version] = self._db.execute("PRAGMA user_version").fetchone()
        if version != VERSION or self._meta("stamp") != stamp:
            self._clear()

    def _meta(self, name: str) -> str:
        found = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(found[0]) if found else ""

    def _clear(self) -> None:
        self._db.execute("BEGIN")
        for [name] in self._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            self._db.execute(f'DROP TABLE "{name}"')
        for statement in SCHEMA:
            self._db.execute(statement)
        self._db.execute("COMMIT")

    def all(self, kind: str) -> Iterator[tuple[str, bytes]]:
        """Every fingerprint of a kind by its key, in the order of the keys."""
        key = KEYS[kind]
        yield from self._db.execute(f"SELECT {key}, fingerprint FROM {kind} ORDER BY {key}")  # noqa: S608 # constants

    def keys(self, kind: str) -> Iterator[str]:
        """Every key of a kind, in order."""
        key = KEYS[kind]
        return (name for [name] in self._db.execute(f"SELECT {key} FROM {kind} ORDER BY {key}"))  # noqa: S608 # constants

    def get(self, kind: str, key: str) -> bytes | None:
        """One fingerprint; None where there is none."""
        query = f"SELECT fingerprint FROM {kind} WHERE {KEYS[kind]} = ?"  # noqa: S608 # constants
        found = self._db.execute(query, (key,)).fetchone()
        return bytes(found[0]) if found else None

    def forget(self, kind: str, keys: Iterable[str]) -> None:
        """Take fingerprints out, before their outputs are written or deleted."""
        rows = [(key,) for key in keys]
        if rows:
            self._change("DELETE FROM meta WHERE name = ?", [("everything",), (GROUPS,)])
            self._change(f"DELETE FROM {kind} WHERE {KEYS[kind]} = ?", rows)  # noqa: S608 # constants

    def note(self, kind: str, rows: Iterable[tuple[str, bytes]]) -> None:
        """Put in the fingerprints of outputs that are written."""
        self._change(f"INSERT OR REPLACE INTO {kind} VALUES (?, ?)", rows)  # noqa: S608 # constants

    def seal(self, stamp: str) -> None:
        """The output folder is as these fingerprints say, and has this stamp."""
        self._put("stamp", stamp)

    @property
    def everything(self) -> str:
        """The fingerprint of all pages together; "" where they are not known to be made from one."""
        return self._meta("everything")

    def settle(self, everything: str) -> None:
        """All pages are made, and from this."""
        self._put("everything", everything)

    def groups(self, of: str) -> dict[str, Held]:
        """The groups of pages by their keys, as they were when all pages were made from `of`; none where they were not.
        A value that was damaged is none: the database does not see that.
        """
        head, _, text = self._meta(GROUPS).partition("\n")
        if head != f"{of} {_seal(text)}":
            return {}
        return {key: Held(*held) for key, held in json.loads(text).items()}

    def settle_groups(self, of: str, groups: Mapping[str, Held]) -> None:
        """All pages are made from `of`, and these are their groups."""
        text = json.dumps(groups, separators=(",", ":"))
        self._put(GROUPS, f"{of} {_seal(text)}\n{text}")

    def _put(self, name: str, value: str) -> None:
        if self._meta(name) != value:
            self._change("INSERT OR REPLACE INTO meta VALUES (?, ?)", [(name, value)])

    def _change(self, query: str, rows: Iterable[tuple[object, ...]]) -> None:
        self._db.execute("BEGIN")
        self._db.executemany(query, rows)
        self._db.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def _seal(text: str) -> str:
    return digest(text.encode("ascii", "replace")).hex()
