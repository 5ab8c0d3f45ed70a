"""What near-duplicates are found by, in the ledger: a row an article, and buckets in which similar ones meet.

Which articles are compared (`meetings.py`) depends on the rows alone, not on the order in which they came.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from news_ingest.meetings import ALONE, MET, MET_BY_PIVOT, Meetings
from news_ingest.records import Sketch

SETTLED, STALE, FRESH, REGROUPED = 0, 1, 2, 3
BATCH = 500
SCHEMA = """
CREATE TABLE sketches (
    id TEXT PRIMARY KEY, text TEXT NOT NULL, pieces BLOB NOT NULL, keys TEXT NOT NULL,
    day TEXT NOT NULL, source TEXT NOT NULL, stale INTEGER NOT NULL,
    original TEXT, links TEXT NOT NULL DEFAULT '', linked TEXT NOT NULL DEFAULT ''
);
CREATE INDEX unlinked_sketches ON sketches (id) WHERE links <> linked;
CREATE INDEX exact_copies ON sketches (text) WHERE text <> id;
CREATE TABLE buckets (bucket INTEGER NOT NULL, id TEXT NOT NULL, PRIMARY KEY (bucket, id)) WITHOUT ROWID;
"""
INDEXES = """
CREATE INDEX IF NOT EXISTS unsettled_sketches ON sketches (stale) WHERE stale;
CREATE INDEX IF NOT EXISTS stale_by_age ON sketches (day = '', day, source, id) WHERE stale = 1;
CREATE INDEX IF NOT EXISTS copies_by_original ON sketches (original) WHERE original <> id;
"""
# To a ledger whose articles that stand alone have no original
MIGRATION = f"""
DROP INDEX IF EXISTS stale_sketches;
UPDATE sketches SET original = id WHERE original IS NULL AND stale = 0;
{INDEXES}"""  # noqa: S608 # constants of this file
# `stale AND stale = …` lets SQLite use the index of stale articles.
AGE = "day = '', day, source, sketches.id"
COPIES = f"SELECT id FROM sketches WHERE original = ? AND original <> id ORDER BY {AGE}"  # noqa: S608
INSERT = """
INSERT INTO sketches (id, text, pieces, keys, day, source, stale, linked) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT DO NOTHING
"""
FILL = """
INSERT OR IGNORE INTO buckets
SELECT value, sketches.id FROM sketches JOIN json_each(keys) WHERE stale AND stale = :fresh ORDER BY value, sketches.id
"""
SETTLE_LONELY = f"""
UPDATE sketches SET stale = :settled, original = id, links = '' WHERE stale AND stale = :fresh AND {ALONE}
"""  # noqa: S608 # constants
MAKE_CONCERNED_STALE = f"""
UPDATE sketches SET stale = :stale WHERE stale IN (:settled, :regrouped) AND id IN ({MET_BY_PIVOT})
"""  # noqa: S608 # constants
NEXT_STALE = f"""
SELECT id, text, pieces, day, source FROM sketches INDEXED BY stale_by_age WHERE stale = 1 ORDER BY {AGE} LIMIT 1
"""  # noqa: S608 # constants of this file
CONCERNING = f"""
SELECT sketches.id, ({AGE}) < (:day = '', :day, :source, :id) AS older FROM {MET}
AND ((older AND original = other) OR (NOT older AND stale <> {STALE})) ORDER BY {AGE}
"""  # noqa: S608 # constants
STATES = {"settled": SETTLED, "stale": STALE, "fresh": FRESH, "regrouped": REGROUPED}


@dataclass(frozen=True, slots=True)
class Stale:
    """An article whose original is to be found: its sketch (without keys), its date ("" where unknown), its source."""

    id: str
    sketch: Sketch
    day: str
    source: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many articles repeat their original's raw text, how many its words nearly, and how many originals that is."""

    exact: int
    near: int
    originals: int


class Sketches:
    """The ledger's two tables of sketches and buckets.

    An article is fresh until it is in its buckets, then stale until its original is found; an original whose copies
    are others now is regrouped until their links are made.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        """The tables of an open ledger."""
        self._db = database
        self._meetings = Meetings(database)

    def note(self, article: str, sketch: Sketch, day: str, source: str, linked: str) -> None:
        """Note an article: its sketch, its date ("" where unknown), its source, and the links that its file holds."""
        keys = json.dumps(sketch.keys)
        new = (article, sketch.text, sketch.pieces, keys, day, source, FRESH, linked)
        if self._db.execute(INSERT, new).rowcount:
            return
        row = self._db.execute(
            "SELECT text, pieces, keys, day, source, linked FROM sketches WHERE id = ?", (article,)
        ).fetchone()
        if row[:3] != (sketch.text, sketch.pieces, keys):
            self.remove(article)
            self._db.execute(INSERT, new)
        elif row[3:5] != (day, source):
            self._leave(article, keys)
            self._db.execute(
                "UPDATE sketches SET day = ?, source = ?, linked = ?, stale = ? WHERE id = ?",
                (day, source, linked, FRESH, article),
            )
        else:
            self.saw(article, linked)

    def remove(self, article: str) -> None:
        """Take an article out; those who met it are stale."""
        row = self._db.execute("SELECT keys FROM sketches WHERE id = ?", (article,)).fetchone()
        if row is None:
            return
        self._db.execute("DELETE FROM sketches WHERE id = ?", (article,))
        self._leave(article, row[0])

    def _leave(self, article: str, keys: str) -> None:
        """Take an article out of its buckets; those who are there are stale."""
        self._db.execute(
            "DELETE FROM buckets WHERE id = ? AND bucket IN (SELECT value FROM json_each(?))", (article, keys)
        )
        met = self._db.execute("SELECT DISTINCT buckets.id FROM json_each(?) JOIN buckets ON bucket = value", (keys,))
        self._make_stale({other for (other,) in met})

    def saw(self, article: str, linked: str) -> None:
        """Note the links that an article's file holds."""
        self._db.execute("UPDATE sketches SET linked = ? WHERE id = ? AND linked <> ?", (linked, article, linked))

    def gather(self) -> None:
        """Put fresh articles into their buckets; stale is who met somebody there, and whom that concerns.

        Those are, beside the fresh one and who is like it, all in its crowded buckets: the pivot that it
        drove out is compared with fewer now. Keys are put in by their size, which spares the disk.
        """
        self._db.execute(FILL, STATES)
        self._meetings.forget()
        self._meetings.share(FRESH)
        self._db.execute(SETTLE_LONELY, STATES)
        self._db.execute(MAKE_CONCERNED_STALE, STATES)
        self._meetings.share(STALE)
        self._meetings.meet()
        self._db.execute("UPDATE sketches SET stale = :stale WHERE stale AND stale = :fresh", STATES)

    def _make_stale(self, articles: Iterable[str]) -> None:
        self._db.executemany(
            "UPDATE sketches SET stale = ? WHERE id = ? AND stale IN (?, ?)",
            ((STALE, one, SETTLED, REGROUPED) for one in articles),
        )

    def next_stale(self) -> Stale | None:
        """The oldest of the stale ones, when all fresh ones are gathered: by date, source and id, undated last."""
        row = self._db.execute(NEXT_STALE).fetchone()
        return Stale(row[0], Sketch(row[1], row[2], ()), row[3], row[4]) if row else None

    def sketch(self, article: str) -> Sketch:
        """A noted article's sketch, without its keys."""
        text, pieces = self._db.execute("SELECT text, pieces FROM sketches WHERE id = ?", (article,)).fetchone()
        return Sketch(text, pieces, ())

    def neighbours(self, one: Stale) -> tuple[list[str], list[str]]:
        """Whom a stale article may be like: the older originals, by age, and the younger ones that are not stale.

        Who is older must be placed.
        """
        rows = self._db.execute(CONCERNING, {"id": one.id, "day": one.day, "source": one.source}).fetchall()
        return [other for other, older in rows if older], [other for other, older in rows if not older]

    def place(self, article: str, original: str, younger: Sequence[str]) -> None:
        """Note an article's original, its own id where it is one. `younger` are stale where it became or was one.

        The originals that it has and had are regrouped; one that was placed never before has no links yet.
        """
        (last,) = self._db.execute("SELECT original FROM sketches WHERE id = ?", (article,)).fetchone()
        self._db.execute("UPDATE sketches SET stale = ?, original = ? WHERE id = ?", (SETTLED, original, article))
        if younger and (last == article) != (original == article):
            self._make_stale(younger)
            self._meetings.add(younger)
        self._db.executemany(
            "UPDATE sketches SET stale = ? WHERE id = ? AND stale = ?",
            ((REGROUPED, one, SETTLED) for one in {original, last or original} if last or one != article),
        )

    def next_regrouped(self) -> str | None:
        """An original whose copies' links are to be made, when all are placed."""
        row = self._db.execute("SELECT id FROM sketches WHERE stale AND stale = ? LIMIT 1", (REGROUPED,)).fetchone()
        return row[0] if row else None

    def group(self, article: str) -> list[str]:
        """An article and its copies, by age."""
        return [article, *(one for (one,) in self._db.execute(COPIES, (article,)))]

    def settle(self, group: Mapping[str, str]) -> None:
        """Note the links of an original and its copies, by id."""
        rows = ((links, one) for one, links in group.items())
        self._db.executemany("UPDATE sketches SET links = ? WHERE id = ?", rows)
        self._db.executemany(
            "UPDATE sketches SET stale = ? WHERE id = ? AND stale = ?", ((SETTLED, one, REGROUPED) for one in group)
        )

    def unlinked(self, after: str = "") -> list[tuple[str, str]]:
        """(id, links) of up to BATCH articles with larger ids than `after` whose files do not hold their links."""
        return self._db.execute(
            "SELECT id, links FROM sketches WHERE links <> linked AND id > ? ORDER BY id LIMIT ?", (after, BATCH)
        ).fetchall()

    def counts(self) -> Counts:
        """What has been found so far."""
        row = self._db.execute(
            "SELECT TOTAL(copy.text = first.text), TOTAL(copy.text <> first.text), COUNT(DISTINCT first.id)"
            " FROM sketches AS copy JOIN sketches AS first ON first.id = copy.original AND first.id <> copy.id"
        ).fetchone()
        return Counts(*map(int, row))
