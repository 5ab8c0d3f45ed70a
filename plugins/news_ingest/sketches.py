"""What near-duplicates are found by, in the ledger: a row an article, and buckets in which similar ones meet.

Which articles are compared depends on the rows alone, not on the order in which they came: in a bucket
of more than PIVOTS articles everyone is compared with the PIVOTS smallest ids only, so that a notice
that a thousand articles hold costs a thousand comparisons a pivot, not a million.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

from news_ingest.records import Sketch

PIVOTS = 16
SETTLED, STALE, FRESH = 0, 1, 2
BATCH = 500
SCHEMA = """
CREATE TABLE sketches (
    id TEXT PRIMARY KEY, text TEXT NOT NULL, pieces BLOB NOT NULL, keys TEXT NOT NULL,
    day TEXT NOT NULL, source TEXT NOT NULL, stale INTEGER NOT NULL,
    original TEXT, links TEXT NOT NULL DEFAULT '', linked TEXT NOT NULL DEFAULT ''
);
CREATE INDEX stale_sketches ON sketches (stale, id) WHERE stale;
CREATE INDEX unlinked_sketches ON sketches (id) WHERE links <> linked;
CREATE INDEX exact_copies ON sketches (text) WHERE text <> id;
CREATE TABLE buckets (bucket INTEGER NOT NULL, id TEXT NOT NULL, PRIMARY KEY (bucket, id)) WITHOUT ROWID;
"""
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
CANDIDATES = f"{BUCKETS} {OTHERS} edge IS NULL OR :id < edge UNION {OTHERS} id < edge"
CONCERNED = f"{BUCKETS} {OTHERS} :id < edge"
FILL = """
INSERT OR IGNORE INTO buckets
SELECT value, sketches.id FROM sketches JOIN json_each(keys) WHERE stale AND stale = :fresh ORDER BY value, sketches.id
"""
SETTLE_LONELY = """
UPDATE sketches SET stale = :settled, original = NULL, links = '' WHERE stale AND stale = :fresh AND NOT EXISTS (
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
SELECT id, keys FROM sketches WHERE stale AND stale = :fresh AND id > :after AND EXISTS (
    SELECT 1 FROM json_each(keys) WHERE value IN (SELECT bucket FROM temp.crowded)
) ORDER BY id LIMIT :batch
"""
STATES = {"settled": SETTLED, "stale": STALE, "fresh": FRESH}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many articles repeat their original's raw text, how many its words nearly, and how many originals that is."""

    exact: int
    near: int
    originals: int


class Sketches:
    """The ledger's two tables of sketches and buckets. An article is stale until its group is worked out anew."""

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
            self.remove(article)
            self._db.execute(
                "INSERT INTO sketches (id, text, pieces, keys, day, source, stale, linked)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (article, sketch.text, sketch.pieces, keys, day, source, FRESH, linked),
            )
        elif row[3:] != (day, source, linked):
            self._db.execute(
                "UPDATE sketches SET day = ?, source = ?, linked = ?, stale = ? WHERE id = ?",
                (day, source, linked, FRESH, article),
            )

    def remove(self, article: str) -> None:
        """Take an article out; those who met it are stale."""
        row = self._db.execute("SELECT keys FROM sketches WHERE id = ?", (article,)).fetchone()
        if row is None:
            return
        self._db.execute("DELETE FROM sketches WHERE id = ?", (article,))
        self._db.execute(
            "DELETE FROM buckets WHERE id = ? AND bucket IN (SELECT value FROM json_each(?))", (article, *row)
        )
        met = self._db.execute("SELECT DISTINCT buckets.id FROM json_each(?) JOIN buckets ON bucket = value", row)
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
        after = ""
        while crowded := self._db.execute(IN_CROWDED, STATES | {"after": after, "batch": BATCH}).fetchall():
            for article, keys in crowded:
                self._make_stale(self._ask(CONCERNED, article, keys))
            after = crowded[-1][0]
        self._db.execute("UPDATE sketches SET stale = :stale WHERE stale AND stale = :fresh", STATES)

    def _make_stale(self, articles: Collection[str], if_now: int = SETTLED) -> None:
        self._db.executemany(
            "UPDATE sketches SET stale = ? WHERE id = ? AND stale = ?", ((STALE, one, if_now) for one in articles)
        )

    def _ask(self, question: str, article: str, keys: str) -> set[str]:
        rows = self._db.execute(question, {"id": article, "keys": keys, "pivots": PIVOTS})
        return {other for (other,) in rows}

    def next_stale(self) -> str | None:
        """The smallest stale id, when all fresh ones are gathered."""
        row = self._db.execute(
            "SELECT id FROM sketches WHERE stale AND stale = ? ORDER BY id LIMIT 1", (STALE,)
        ).fetchone()
        return row[0] if row else None

    def sketch(self, article: str) -> Sketch:
        """A noted article's sketch, without its keys."""
        text, pieces = self._db.execute("SELECT text, pieces FROM sketches WHERE id = ?", (article,)).fetchone()
        return Sketch(text, pieces, ())

    def candidates(self, article: str) -> set[str]:
        """Whom a noted article is to be compared with."""
        (keys,) = self._db.execute("SELECT keys FROM sketches WHERE id = ?", (article,)).fetchone()
        return self._ask(CANDIDATES, article, keys) - {article}

    def by_age(self, articles: Collection[str]) -> list[str]:
        """The articles in the order in which one may be the others' original: by date, source and id, undated last."""
        rows = self._db.execute(
            "SELECT sketches.id FROM json_each(?) JOIN sketches ON sketches.id = value"
            " ORDER BY day = '', day, source, sketches.id",
            (json.dumps(list(articles)),),
        )
        return [article for (article,) in rows]

    def settle(self, article: str, original: str | None, links: str) -> None:
        """Note an article's original (its own id where it is the original, None where it is alone) and its links."""
        self._db.execute(
            "UPDATE sketches SET stale = ?, original = ?, links = ? WHERE id = ?", (SETTLED, original, links, article)
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
