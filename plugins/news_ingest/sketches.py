"""What near-duplicates are found by, in the ledger: a row an article, and buckets in which similar ones meet.

Which articles are compared depends on the rows alone, not on the order in which they came: in a bucket
of more than PIVOTS articles everyone is compared with the PIVOTS smallest ids only, so that a notice
that a thousand articles hold costs a thousand comparisons a pivot, not a million.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from news_ingest.records import Sketch

PIVOTS = 16
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
# A bucket's `edge` is its first id that is no pivot; it has none while everyone is compared with everyone.
BUCKETS = """
WITH own AS MATERIALIZED (
    SELECT value AS bucket, (
        SELECT id FROM buckets WHERE bucket = value ORDER BY id LIMIT 1 OFFSET :pivots
    ) AS edge FROM json_each(:keys)
)
"""
OTHERS = "SELECT id FROM own CROSS JOIN buckets USING (bucket) WHERE"
CANDIDATES = f"{OTHERS} edge IS NULL OR :id < edge UNION {OTHERS} id < edge"
AGE = "day = '', day, source, sketches.id"
OWN_AGE = f"SELECT {AGE} FROM sketches WHERE id = :id"  # noqa: S608 # constants of this file
CONCERNING = f"""{BUCKETS} SELECT sketches.id, ({AGE}) < ({OWN_AGE}) AS older
FROM ({CANDIDATES}) JOIN sketches USING (id)
WHERE (older AND original = sketches.id) OR (NOT older AND stale <> {STALE} AND sketches.id <> :id)
ORDER BY {AGE}"""  # noqa: S608 # constants of this file
CONCERNED = f"{BUCKETS} {OTHERS} :id < edge"
COPIES = f"SELECT id FROM sketches WHERE original = ? AND original <> id ORDER BY {AGE}"  # noqa: S608
FILL = """
INSERT OR IGNORE INTO buckets
SELECT value, sketches.id FROM sketches JOIN json_each(keys) WHERE stale AND stale = :fresh ORDER BY value, sketches.id
"""
SETTLE_LONELY = """
UPDATE sketches SET stale = :settled, original = id, links = '' WHERE stale AND stale = :fresh AND NOT EXISTS (
    SELECT 1 FROM json_each(keys) JOIN buckets ON bucket = value AND buckets.id <> sketches.id
)
"""
FORGET_CROWDED = "DROP TABLE IF EXISTS temp.crowded"
# Those that a fresh article is in; few are crowded, and only their articles concern others
FIND_CROWDED = f"""
CREATE TEMP TABLE crowded AS SELECT DISTINCT value AS bucket FROM sketches JOIN json_each(keys)
WHERE stale AND stale = {FRESH} AND EXISTS (
    SELECT 1 FROM buckets WHERE bucket = value ORDER BY id LIMIT 1 OFFSET {PIVOTS}
)
"""  # noqa: S608 # constants of this file
IN_CROWDED = """
SELECT rowid, id, keys FROM sketches WHERE stale AND stale = :fresh AND rowid > :after AND EXISTS (
    SELECT 1 FROM json_each(keys) WHERE value IN (SELECT bucket FROM temp.crowded)
) ORDER BY rowid LIMIT :batch
"""
STATES = {"settled": SETTLED, "stale": STALE, "fresh": FRESH}


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

    def note(self, article: str, sketch: Sketch, day: str, source: str, linked: str) -> None:
        """Note an article: its sketch, its date ("" where unknown), its source, and the links that its file holds."""
        keys = json.dumps(sketch.keys)
        row = self._db.execute(
            "SELECT text, pieces, keys, day, source, linked FROM sketches WHERE id = ?", (article,)
        ).fetchone()
        if row is None or row[:3] != (sketch.text, sketch.pieces, keys):
            if row:
                self.remove(article)
            self._db.execute(
                "INSERT INTO sketches (id, text, pieces, keys, day, source, stale, linked)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (article, sketch.text, sketch.pieces, keys, day, source, FRESH, linked),
            )
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
        self._db.execute(SETTLE_LONELY, STATES)
        self._db.execute(FORGET_CROWDED)
        self._db.execute(FIND_CROWDED)
        after = 0
        while crowded := self._db.execute(IN_CROWDED, STATES | {"after": after, "batch": BATCH}).fetchall():
            for _, article, keys in crowded:
                rows = self._db.execute(CONCERNED, {"id": article, "keys": keys, "pivots": PIVOTS}).fetchall()
                self._make_stale(other for (other,) in rows)
            after = crowded[-1][0]
        self._db.execute("UPDATE sketches SET stale = :stale WHERE stale AND stale = :fresh", STATES)

    def _make_stale(self, articles: Iterable[str]) -> None:
        self._db.executemany(
            "UPDATE sketches SET stale = ? WHERE id = ? AND stale IN (?, ?)",
            ((STALE, one, SETTLED, REGROUPED) for one in articles),
        )

    def next_stale(self) -> str | None:
        """The oldest of the stale ones, when all fresh ones are gathered: by date, source and id, undated last."""
        row = self._db.execute(
            f"SELECT id FROM sketches INDEXED BY stale_by_age WHERE stale = 1 ORDER BY {AGE} LIMIT 1"  # noqa: S608
        ).fetchone()
        return row[0] if row else None

    def sketch(self, article: str) -> Sketch:
        """A noted article's sketch, without its keys."""
        text, pieces = self._db.execute("SELECT text, pieces FROM sketches WHERE id = ?", (article,)).fetchone()
        return Sketch(text, pieces, ())

    def neighbours(self, article: str) -> tuple[list[str], list[str]]:
        """Whom a noted article may be like: the older originals, by age, and the younger ones that are not stale.

        Who is older must be placed.
        """
        (keys,) = self._db.execute("SELECT keys FROM sketches WHERE id = ?", (article,)).fetchone()
        rows = self._db.execute(CONCERNING, {"id": article, "keys": keys, "pivots": PIVOTS}).fetchall()
        return [one for one, older in rows if older], [one for one, older in rows if not older]

    def place(self, article: str, original: str, younger: Iterable[str]) -> None:
        """Note an article's original, its own id where it is one. `younger` are stale where it became or was one."""
        (last,) = self._db.execute("SELECT original FROM sketches WHERE id = ?", (article,)).fetchone()
        self._db.execute("UPDATE sketches SET stale = ?, original = ? WHERE id = ?", (SETTLED, original, article))
        if (last == article) != (original == article):
            self._make_stale(younger)
        self._db.executemany(
            "UPDATE sketches SET stale = ? WHERE id = ? AND stale = ?",
            ((REGROUPED, one, SETTLED) for one in {original, last or original}),
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
