"""The catalogue: a row for each source file in SQLite, kept from build to build, so that a body is read only to render.

It is a cache: a file that cannot be read, or is of another version, is set aside and made anew from the sources.
"""

from __future__ import annotations

import contextlib
import datetime
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path
from typing import Any

from archive_build.evidence import SCHEMA as EVIDENCE
from archive_build.evidence import EvidenceIndex
from archive_build.rows import Row
from archive_build.scan import DIGEST_BYTES, Folder

VERSION = 4
RACY_SECONDS = 2
LOCKED_SECONDS = 10.0  # how long another program may have the file
AT_ONCE = 500
MOST_MOVED = 5_000
SEPARATOR = "\x1f"
COLUMNS = (
    *("id", "source", "title", "made_title", "kicker", "deck", "summary", "byline", "authors", "place", "date"),
    *("time", "date_from", "section", "publisher", "agencies", "copies", "original"),
)
COLUMNS_OF = attrgetter(*COLUMNS)
SEVERAL = ("authors", "agencies", "copies")
UNLISTED = ("copies", "original")
LISTED_OF = attrgetter(*(name for name in COLUMNS if name not in UNLISTED))
WRITTEN = (
    *("folder", "path", "mtime", "size", "digest", "status", "own_way", "plain", "remark", "age", "row_digest"),
    *COLUMNS,
)
SHOWN = "status = 'published' AND twin_of IS NULL"
NOT_SHOWN = "status != 'published' OR twin_of IS NOT NULL"
REMARKABLE = "remark != '' OR own_way OR twin_of IS NOT NULL"
SCHEMA = f"""
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE folders (path TEXT PRIMARY KEY, digest BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE files (
  number INTEGER PRIMARY KEY, folder TEXT NOT NULL, path TEXT NOT NULL UNIQUE, mtime INTEGER NOT NULL,
  size INTEGER NOT NULL, digest BLOB NOT NULL, status TEXT NOT NULL, own_way INTEGER NOT NULL, plain INTEGER NOT NULL,
  remark TEXT NOT NULL,  twin_of TEXT, age REAL, row_digest BLOB, {", ".join(COLUMNS)}
);
CREATE INDEX files_by_folder ON files (folder);
CREATE INDEX files_by_id ON files (id);
CREATE INDEX files_by_remark ON files (path) WHERE {REMARKABLE};
CREATE INDEX files_not_shown ON files (id) WHERE {NOT_SHOWN};
{EVIDENCE}"""
WITHDRAWN = "withdrawn.csv"  # stands where the path of a twin would


MOVED = """
CREATE TEMP TABLE moved (number INTEGER PRIMARY KEY);
CREATE TEMP TRIGGER came AFTER INSERT ON files BEGIN INSERT OR IGNORE INTO moved VALUES (new.number); END;
CREATE TEMP TRIGGER changed AFTER UPDATE ON files BEGIN INSERT OR IGNORE INTO moved VALUES (old.number); END;
CREATE TEMP TRIGGER went AFTER DELETE ON files BEGIN INSERT OR IGNORE INTO moved VALUES (old.number); END;
CREATE TEMP TRIGGER proven AFTER INSERT ON evidence
  BEGIN INSERT OR IGNORE INTO moved SELECT number FROM files WHERE id = new.id; END;
CREATE TEMP TRIGGER unproven AFTER DELETE ON evidence
  BEGIN INSERT OR IGNORE INTO moved SELECT number FROM files WHERE id = old.id; END;
"""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a source file says. `status` is Pelican's, or "left out"; `remark` is a warning to repeat at each build.

    `own_way`: its text links to other sources, so that it goes Pelican's own way, whole. `plain`: head and body are as
    ingest writes them. `row` is None where the article is not shown; `age` as in `order.age_of`; `digest` is of the
    file's bytes.
    """

    path: str
    digest: bytes
    status: str
    own_way: bool
    plain: bool
    remark: str
    age: float
    row: Row | None


@dataclass(frozen=True, slots=True)
class Source:
    """An article's source file, as it was catalogued."""

    path: str
    digest: bytes
    plain: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """What a scan found: files to read (new or changed), and how many are gone."""

    to_read: tuple[tuple[str, str, int, int], ...]
    gone: int


def file_digest(data: bytes) -> bytes:
    """The digest of a source file's bytes, or of others."""
    return blake2b(data, digest_size=DIGEST_BYTES).digest()


def row_digest(row: Row) -> bytes:
    """Changes with anything that lists show of the row."""
    return blake2b(repr(list(LISTED_OF(row))).encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).digest()


class Catalogue:
    """The catalogue in the file `path`; one build at a time has it open for writing."""

    def __init__(self, path: Path, read_only: bool = False) -> None:
        uri = f"{path.absolute().as_uri()}?{'mode=ro' if read_only else 'mode=rwc'}"
        self._db = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=LOCKED_SECONDS, check_same_thread=False)
        self._db.execute("PRAGMA synchronous = OFF")  # a killed process loses nothing; a sync would wait for every page
        self.evidence = EvidenceIndex(self._db)
        self.state_before = ""

    def prepare(self, reading: str) -> bool:
        """Make the tables where they are missing or of another version or way of reading; whether rows are kept.

        `reading` stands for the code and the settings that rows depend on. Raises sqlite3.DatabaseError where the
        file is no catalogue.
        """
        [version] = self._db.execute("PRAGMA user_version").fetchone()
        if version == VERSION and self._meta("reading") == reading:
            self.state_before = self.state
            self._db.executescript(MOVED)
            return True
        self._db.execute("BEGIN")
        tables = self._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for [name] in tables:
            self._db.execute(f'DROP TABLE "{name}"')
        for statement in SCHEMA.split(";\n"):
            self._db.execute(statement)
        self._db.execute(f"PRAGMA user_version = {VERSION}")
        self._db.execute("INSERT INTO meta VALUES ('reading', ?)", (reading,))
        self._db.execute("COMMIT")
        return False

    def _meta(self, name: str) -> str:
        found = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(found[0]) if found else ""

    @property
    def state(self) -> str:
        """Stands for all rows, evidence included: another whenever one of them is. `state_before` is that of the last
        build, "" where nothing of it is kept.
        """
        return self._meta("state")

    def moved(self) -> set[int]:
        """The numbers of articles whose row or evidence came, changed or went since `state_before`; none where that is
        not known, or where so many did that what was kept of it is sooner made anew.
        """
        if not self.state_before:
            return set()
        found = {number for [number] in self._db.execute("SELECT number FROM moved")}
        return found if len(found) <= MOST_MOVED else set()

    def recall(self, name: str, key: str) -> bytes | None:
        """The value that was remembered under `name` with the same `key`; None where there is none, or where it was
        damaged: the database does not see what changed within a value.
        """
        if self._meta(f"{name} key") != key:
            return None
        [value] = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        sealed, data = value[:DIGEST_BYTES], value[DIGEST_BYTES:]
        return data if file_digest(data) == sealed else None

    def remember(self, name: str, key: str, value: bytes) -> None:
        """Keep a value that takes long to work out, and stands for `key`."""
        rows = ((name, file_digest(value) + value), (f"{name} key", key))
        self._db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", rows)

    def compare(self, folders: Iterable[Folder]) -> Changes:
        """What is new, changed or gone since the last build; what is gone is taken out.

        A file is unchanged if its time and size are. A time within two seconds of the scan is not trusted: the
        file may change again without it.
        """
        now = time.time_ns() - RACY_SECONDS * 10**9
        known = dict(self._db.execute("SELECT path, digest FROM folders"))
        to_read: list[tuple[str, str, int, int]] = []
        gone: list[str] = []
        self._begin()
        for folder in folders:
            digest = folder.digest
            if known.pop(folder.path, None) == digest:
                continue
            files = {row[0]: row[1:] for row in self._files_in(folder.path)}
            trusted = True
            for path, mtime, size in folder.files:
                if files.pop(path, None) != (mtime, size):
                    fresh = mtime > now
                    to_read.append((folder.path, path, -1 if fresh else mtime, size))
                    trusted &= not fresh
            gone += files
            self._db.execute("INSERT OR REPLACE INTO folders VALUES (?, ?)", (folder.path, digest if trusted else b""))
        for lost in known:
            gone += [row[0] for row in self._files_in(lost)]
            self._db.execute("DELETE FROM folders WHERE path = ?", (lost,))
        self._db.executemany("DELETE FROM files WHERE path = ?", ((path,) for path in gone))
        return Changes(tuple(to_read), len(gone))

    def _files_in(self, folder: str) -> list[tuple[str, int, int]]:
        return self._db.execute("SELECT path, mtime, size FROM files WHERE folder = ?", (folder,)).fetchall()

    def put(self, readings: Iterable[tuple[tuple[str, str, int, int], Reading]]) -> None:
        """Note what files that `compare` named say."""
        names = ", ".join(WRITTEN)
        marks = ", ".join("?" * len(WRITTEN))
        anew = ", ".join(f"{name} = excluded.{name}" for name in WRITTEN)
        query = f"INSERT INTO files ({names}) VALUES ({marks}) ON CONFLICT (path) DO UPDATE SET {anew}"  # noqa: S608 # constants
        self._db.executemany(query, (_written(place, reading) for place, reading in readings))

    def leaves_out(self, withdrawn: frozenset[str]) -> bool:
        """Whether exactly these articles (by id), as far as there are any, are left out as withdrawn."""
        found = self._db.execute("SELECT id FROM files WHERE twin_of IS NOT NULL AND twin_of = ?", (WITHDRAWN,))
        shown = "SELECT 1 FROM files WHERE id = ? AND (twin_of IS NULL OR twin_of != ?)"
        return {article for [article] in found} <= withdrawn and not any(
            self._db.execute(shown, (article, WITHDRAWN)).fetchone() for article in sorted(withdrawn)
        )

    def settle(self, withdrawn: frozenset[str] = frozenset()) -> None:
        """Of articles that share an id only the first by path is shown; those that were withdrawn (by id) are not.
        Ends what `compare` began; rows are others than before.
        """
        self._db.execute("UPDATE files SET twin_of = NULL WHERE twin_of IS NOT NULL")
        shared = self._db.execute(
            "SELECT id FROM files WHERE id IS NOT NULL GROUP BY id HAVING count(*) > 1 ORDER BY id"
        ).fetchall()
        for [article] in shared:
            [first] = self._db.execute("SELECT min(path) FROM files WHERE id = ?", (article,)).fetchone()
            self._db.execute("UPDATE files SET twin_of = ? WHERE id = ? AND path != ?", (first, article, first))
        for article in sorted(withdrawn):
            self._db.execute("UPDATE files SET twin_of = ? WHERE id = ?", (WITHDRAWN, article))
        state = str(int(self.state or 0) + 1)
        self._db.execute("INSERT OR REPLACE INTO meta VALUES ('state', ?)", (state,))
        self._db.execute("COMMIT")

    def end(self) -> None:
        """End what `compare` began, where nothing came or went."""
        self._db.execute("COMMIT")

    def remarks(self) -> Iterator[tuple[str, str]]:
        """Warnings as (path, what is said of it), by path."""
        for path, remark, article, twin in self._db.execute(
            f"SELECT path, remark, id, twin_of FROM files WHERE {REMARKABLE} ORDER BY path"  # noqa: S608 # a constant
        ):
            if remark:
                yield path, remark
            if twin and twin != WITHDRAWN:
                yield path, f"is left out: has the Id {article!r} of {twin}"

    def order(self, moved: bool = False) -> Iterator[tuple[Any, ...]]:
        """All articles that lists show, or those among `moved`, newest first, each as (number, id, ISO date, row's
        digest, file's digest, whether it goes its own way, evidence's digest if there is any, `Date_from`, copies,
        original, section, publisher, authors, place, agencies); several names are parted by SEPARATOR.
        """
        yield from self._db.execute(
            "SELECT number, files.id, date, row_digest, files.digest, own_way, evidence.digest, date_from, copies, "  # noqa: S608 # constants
            "original, section, publisher, authors, place, agencies FROM files "
            f"LEFT JOIN evidence ON files.id = evidence.id WHERE {SHOWN} {'AND number IN moved' if moved else ''} "
            "ORDER BY age, files.id"
        )

    def rank(self, number: int) -> tuple[float, str]:
        """What the order goes by: the article's age and id."""
        age, article = self._db.execute("SELECT age, id FROM files WHERE number = ?", (number,)).fetchone()
        return age, article

    def hidden(self) -> list[tuple[Any, ...]]:
        """Articles with a page that no list shows: (number, id, row's digest, file's, evidence's, section, publisher,
        authors, place, agencies).
        """
        return self._db.execute(
            "SELECT number, files.id, row_digest, files.digest, evidence.digest, section, publisher, authors, place, "  # noqa: S608 # a constant
            "agencies FROM files LEFT JOIN evidence ON files.id = evidence.id "
            f"WHERE ({NOT_SHOWN}) AND status = 'hidden' AND twin_of IS NULL ORDER BY files.id"
        ).fetchall()

    def own_way(self) -> list[str]:
        """The paths of sources that go Pelican's own way."""
        found = self._db.execute("SELECT path FROM files WHERE own_way AND twin_of IS NULL ORDER BY path")
        return [path for [path] in found]

    def rows(self, numbers: Sequence[int]) -> list[Row]:
        """The rows of these numbers, in their order."""
        found: dict[int, Row] = {}
        names = ", ".join(COLUMNS)
        for start in range(0, len(numbers), AT_ONCE):
            part = numbers[start : start + AT_ONCE]
            marks = ", ".join("?" * len(part))
            query = f"SELECT number, {names} FROM files WHERE number IN ({marks})"  # noqa: S608 # constants and marks
            for number, *values in self._db.execute(query, tuple(part)):
                found[number] = _row(values)
        return [found[number] for number in numbers]

    def titles(self, moved: bool = False) -> Iterator[tuple[int, bool, str, str]]:
        """All articles that lists show, or those among `moved`: (number, whether the title was made from the text,
        kicker, title).
        """
        among = "AND number IN moved" if moved else ""
        query = f"SELECT number, made_title, kicker, title FROM files WHERE {SHOWN} {among}"  # noqa: S608 # constants
        for number, made, kicker, title in self._db.execute(query):
            yield number, bool(made), kicker, title

    def sources(self, numbers: Sequence[int]) -> dict[int, Source]:
        """The source files of these numbers."""
        found: dict[int, Source] = {}
        for start in range(0, len(numbers), AT_ONCE):
            part = numbers[start : start + AT_ONCE]
            marks = ", ".join("?" * len(part))
            query = f"SELECT number, path, digest, plain FROM files WHERE number IN ({marks})"  # noqa: S608 # only marks
            found |= {number: Source(*rest) for number, *rest in self._db.execute(query, tuple(part))}
        return found

    def source_of(self, article: str) -> Source | None:
        """The source file of the article that has this id, if it has a page."""
        found = self._db.execute(
            "SELECT path, digest, plain FROM files WHERE id = ? AND twin_of IS NULL AND row_digest IS NOT NULL",
            (article,),
        ).fetchone()
        return Source(*found) if found else None

    def count(self) -> int:
        """How many articles lists show."""
        [files] = self._db.execute("SELECT count(*) FROM files").fetchone()
        [others] = self._db.execute(f"SELECT count(*) FROM files WHERE {NOT_SHOWN}").fetchone()  # noqa: S608 # a constant
        return int(files - others)

    def paths(self) -> Iterator[str]:
        """The paths of all articles that lists show, sorted."""
        for [path] in self._db.execute(f"SELECT path FROM files WHERE {SHOWN} ORDER BY path"):  # noqa: S608 # a constant
            yield path

    def id_at(self, path: str) -> str | None:
        """The id of the article at a path, if it has a page."""
        found = self._db.execute(
            "SELECT id FROM files WHERE path = ? AND twin_of IS NULL AND row_digest IS NOT NULL", (path,)
        ).fetchone()
        return str(found[0]) if found else None

    def _begin(self) -> None:
        if not self._db.in_transaction:
            self._db.execute("BEGIN IMMEDIATE")

    def close(self) -> None:
        """Close the file; what was not settled is undone."""
        with contextlib.suppress(sqlite3.Error):
            self._db.close()


def _written(place: tuple[str, str, int, int], reading: Reading) -> tuple[object, ...]:
    """The values of the columns WRITTEN."""
    row = reading.row
    own = _values(row) if row else (None,) * len(COLUMNS)
    state = (reading.digest, reading.status, reading.own_way, reading.plain, reading.remark, reading.age)
    return *place, *state, row_digest(row) if row else None, *own


def _values(row: Row) -> tuple[object, ...]:
    values = list(COLUMNS_OF(row))
    for name in SEVERAL:
        values[COLUMNS.index(name)] = SEPARATOR.join(getattr(row, name))
    values[COLUMNS.index("date")] = row.date.isoformat() if row.date else None
    return tuple(values)


def _row(values: Sequence[Any]) -> Row:
    *first, date, time_, date_from, section, publisher, agencies, copies, original = values
    article, source, title, made, kicker, deck, summary, byline, authors, place = first
    day = datetime.date.fromisoformat(date) if date else None
    texts = (kicker, deck, summary, byline, _several(authors), place, day, time_, date_from, section, publisher)
    return Row(article, source, title, bool(made), *texts, _several(agencies), _several(copies), original)


def _several(value: str) -> tuple[str, ...]:
    return tuple(value.split(SEPARATOR)) if value else ()
