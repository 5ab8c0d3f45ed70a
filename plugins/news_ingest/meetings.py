"""Whom the ledger's articles meet in their buckets, worked out for many at once.

In a bucket of more than PIVOTS articles everyone is compared with the PIVOTS smallest ids only, so that a notice
that a thousand articles hold costs a thousand comparisons a pivot, not a million.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

PIVOTS = 16
# A bucket's `edge` is its first id that is no pivot; it has none while everyone is compared with everyone
TABLES = (
    "CREATE TEMP TABLE shared (id TEXT, bucket INTEGER, edge TEXT)",
    "CREATE TEMP TABLE met (id TEXT, other TEXT, PRIMARY KEY (id, other)) WITHOUT ROWID",
)
# Keys in order have SQLite pass through the buckets once; to look up one after another costs three times as much
SHARE = """
INSERT INTO temp.shared WITH own AS MATERIALIZED (
    SELECT value AS bucket, sketches.id AS id FROM sketches JOIN json_each(keys) WHERE {which} ORDER BY value
)
SELECT id, bucket, (SELECT id FROM buckets WHERE bucket = own.bucket ORDER BY id LIMIT 1 OFFSET {pivots})
FROM own WHERE EXISTS (SELECT 1 FROM buckets WHERE bucket = own.bucket AND id <> own.id)
"""
SHARE_STATE = SHARE.format(which="stale AND stale = ?", pivots=PIVOTS)
SHARE_ONE = SHARE.format(which="sketches.id = ?", pivots=PIVOTS)
OTHERS = "FROM temp.shared CROSS JOIN buckets USING (bucket) WHERE"
MEET = f"""
INSERT OR IGNORE INTO temp.met
SELECT shared.id, buckets.id {OTHERS} edge IS NULL OR shared.id < edge
UNION SELECT shared.id, buckets.id {OTHERS} buckets.id < edge ORDER BY 1, 2
"""
ALONE = "sketches.id NOT IN (SELECT id FROM temp.shared)"
MET_BY_PIVOT = f"SELECT buckets.id {OTHERS} shared.id < edge"
MET = "temp.met JOIN sketches ON sketches.id = other WHERE met.id = :id AND other <> :id"


class Meetings:
    """Two temporary tables: the buckets that some articles share with others, and whom articles are compared with."""

    def __init__(self, database: sqlite3.Connection) -> None:
        """The tables of an open ledger, empty."""
        self._db = database
        for table in TABLES:
            self._db.execute(table)

    def forget(self) -> None:
        """Empty the tables: what they hold is true until an article goes into a bucket, or out of one."""
        self._db.execute("DELETE FROM temp.shared")
        self._db.execute("DELETE FROM temp.met")

    def share(self, state: int) -> None:
        """Find the buckets that unsettled articles in a `state` share with others."""
        self._db.execute(SHARE_STATE, (state,))

    def meet(self) -> None:
        """Work out whom the articles are compared with whose shared buckets were found."""
        self._db.execute(MEET)
        self._db.execute("DELETE FROM temp.shared")

    def add(self, articles: Iterable[str]) -> None:
        """Work out whom these articles are compared with."""
        self._db.executemany(SHARE_ONE, ((one,) for one in articles))
        self.meet()
