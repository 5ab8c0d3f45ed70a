"""What past runs did: SQLite, a row an input and a row an article.

The ledger answers three questions: is an input unchanged, which ids has it, and what did we write
for it last (so that a file that a person corrected is told from one that we wrote).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from news_ingest.errors import IngestError
from news_ingest.figures import Figures
from news_ingest.records import Rejected
from news_ingest.sketches import INDEXES, MIGRATION, Sketches
from news_ingest.sketches import SCHEMA as SKETCHES

PREFIX_LENGTH = 2
AFTER_ALL = "~"
PREFIXES = """
WITH RECURSIVE found (prefix) AS (
    SELECT substr(min(id), 1, 2) FROM articles UNION ALL
    SELECT (SELECT substr(min(id), 1, 2) FROM articles WHERE id > prefix || '~') FROM found WHERE prefix IS NOT NULL
)
SELECT prefix FROM found WHERE prefix IS NOT NULL
"""
SCHEMA_VERSION = 6
DIRTY = "CREATE TABLE dirty (prefix TEXT PRIMARY KEY) WITHOUT ROWID;\n"
# With rows in the order in which they come: to put a long row among its ids' neighbours costs eight times as much
ARTICLES = """
CREATE TABLE articles (
    id TEXT PRIMARY KEY, root TEXT NOT NULL, source TEXT NOT NULL, markdown_sha256 TEXT,
    evidence TEXT NOT NULL, facts TEXT
);
"""
SCHEMA = f"""
CREATE TABLE inputs (
    root TEXT NOT NULL, source TEXT NOT NULL, sha256 TEXT NOT NULL, rules TEXT,
    reason TEXT, first_bytes TEXT, ids TEXT, seconds REAL, PRIMARY KEY (root, source)
) WITHOUT ROWID;{ARTICLES}
CREATE TABLE profiles (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL) WITHOUT ROWID;
{SKETCHES}{INDEXES}{DIRTY}"""
SEEN = "CREATE TEMP TABLE seen (root TEXT, source TEXT, PRIMARY KEY (root, source)) WITHOUT ROWID"
MIGRATIONS = {
    1: """
DROP INDEX inputs_publisher;
ALTER TABLE inputs DROP COLUMN publisher;
ALTER TABLE inputs DROP COLUMN date_order;
CREATE TABLE profiles (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL) WITHOUT ROWID;
""",
    2: f"{SKETCHES} CREATE INDEX stale_sketches ON sketches (stale, id) WHERE stale;",
    3: """
ALTER TABLE inputs RENAME COLUMN id TO ids;
ALTER TABLE inputs ADD COLUMN seconds REAL;
ALTER TABLE articles ADD COLUMN facts TEXT;
""",
    4: DIRTY
    + """
ALTER TABLE articles RENAME COLUMN notes TO evidence;
UPDATE articles SET evidence = json_set(evidence, '$.id', id, '$.source', source, '$.fields', json('{}'));
""",
    5: f"""
ALTER TABLE articles RENAME TO old_articles;{ARTICLES}
INSERT INTO articles SELECT id, root, source, markdown_sha256, evidence, facts FROM old_articles;
DROP TABLE old_articles;
{MIGRATION}""",  # noqa: S608 # constants of these files
}


@dataclass(frozen=True, slots=True)
class InputRow:
    """What is known of an input: its bytes' hash, the rules it was last read with, and what came of it.

    `ids` are its articles', in the order of its stories: none where there is a `reason`.
    """

    sha256: str
    rules: str | None
    reason: str | None
    ids: tuple[str, ...]


class Ledger:
    """The ledger file; use it as a context manager. Nothing is on disk before `commit`."""

    def __init__(self, path: Path) -> None:
        """Open or make the ledger at `path`. Raises IngestError where the file is no ledger of this version."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._soiled: set[str] = set()
        self._db = sqlite3.connect(path, timeout=30)
        try:
            self._prepare()
            self._db.execute(SEEN)
            self.sketches = Sketches(self._db)
            self.figures = Figures(self._db)
        except sqlite3.DatabaseError as error:
            self._db.close()
            raise IngestError(
                f"ledger {str(path)!r}: {error}; expected a ledger of version {SCHEMA_VERSION}. "
                "Move it away to begin a new one: no article is lost, and corrected ones are kept"
            ) from error

    def _prepare(self) -> None:
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if version == SCHEMA_VERSION:
            return
        if version and version not in MIGRATIONS:
            raise sqlite3.DatabaseError(f"version {version}")
        steps = "".join(MIGRATIONS[number] for number in range(version, SCHEMA_VERSION)) if version else SCHEMA
        self._db.executescript(f"BEGIN; {steps} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def commit(self) -> None:
        """Make what was noted last."""
        self._db.commit()

    def input(self, root: str, source: str) -> InputRow | None:
        """What is known of an input."""
        row = self._db.execute(
            "SELECT sha256, rules, reason, ids FROM inputs WHERE root = ? AND source = ?", (root, source)
        ).fetchone()
        return InputRow(row[0], row[1], row[2], tuple((row[3] or "").split())) if row else None

    def settle(
        self, root: str, source: str, sha256: str, rules: str, outcome: Sequence[str] | Rejected, seconds: float
    ) -> None:
        """Note an input's bytes, the rules it was read with, what came of it, and how long that took.

        `outcome` are the articles' ids, or why there is none.
        """
        row: tuple[str | None, ...]
        if isinstance(outcome, Rejected):
            row = (outcome.reason, outcome.first_bytes, None)
        else:
            row = (None, None, " ".join(outcome))
        self._db.execute(
            "INSERT OR REPLACE INTO inputs (root, source, sha256, rules, reason, first_bytes, ids, seconds)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (root, source, sha256, rules, *row, seconds),
        )

    def unsettle(self, root: str, source: str) -> None:
        """Have an input's article made anew by whoever comes to it next."""
        self._db.execute("UPDATE inputs SET rules = NULL WHERE root = ? AND source = ?", (root, source))

    def copies(self, article: str) -> list[tuple[str, str]]:
        """(root, source) of the inputs with the raw text of which `article` is the own id, but for its holder."""
        return self._db.execute(
            "SELECT articles.root, articles.source FROM sketches JOIN articles USING (id)"
            " WHERE text = ? AND text <> sketches.id",
            (article,),
        ).fetchall()

    def profile(self, name: str) -> str | None:
        """The SHA-256 of the profile that was last written under this name."""
        row = self._db.execute("SELECT sha256 FROM profiles WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def note_profile(self, name: str, sha256: str) -> None:
        """Note the profile that was written."""
        self._db.execute("INSERT OR REPLACE INTO profiles (name, sha256) VALUES (?, ?)", (name, sha256))

    def holder(self, article: str) -> tuple[str, str] | None:
        """(root, source) of the input that has the id."""
        row = self._db.execute("SELECT root, source FROM articles WHERE id = ?", (article,)).fetchone()
        return (row[0], row[1]) if row else None

    def written(self, article: str) -> str | None:
        """The SHA-256 of the Markdown, without its links, that was last written for an article."""
        row = self._db.execute("SELECT markdown_sha256 FROM articles WHERE id = ?", (article,)).fetchone()
        return row[0] if row else None

    def note_article(
        self, article: str, root: str, source: str, markdown_sha256: str | None, evidence: str, facts: str
    ) -> None:
        """Note an article: its input, the Markdown that was written for it, its evidence and facts as JSON."""
        if article[:PREFIX_LENGTH] not in self._soiled and not self._is_known(article, evidence):
            self._soil(article)
        self._db.execute(
            "INSERT INTO articles (id, root, source, markdown_sha256, evidence, facts) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET root = excluded.root, source = excluded.source,"
            " markdown_sha256 = excluded.markdown_sha256, evidence = excluded.evidence, facts = excluded.facts",
            (article, root, source, markdown_sha256, evidence, facts),
        )

    def _is_known(self, article: str, evidence: str) -> bool:
        row = self._db.execute("SELECT 1 FROM articles WHERE id = ? AND evidence = ?", (article, evidence)).fetchone()
        return row is not None

    def forget(self, article: str) -> None:
        """Take an article out."""
        self._soil(article)
        self._db.execute("DELETE FROM articles WHERE id = ?", (article,))
        self.sketches.remove(article)

    def _soil(self, article: str) -> None:
        prefix = article[:PREFIX_LENGTH]
        if prefix not in self._soiled:
            self._soiled.add(prefix)
            self._db.execute("INSERT OR IGNORE INTO dirty (prefix) VALUES (?)", (prefix,))

    def dirty(self) -> list[str]:
        """The prefixes of ids, in order, whose evidence has changed since it was last written to files."""
        return [prefix for (prefix,) in self._db.execute("SELECT prefix FROM dirty ORDER BY 1")]

    def prefixes(self) -> list[str]:
        """The prefixes of all articles' ids, in order."""
        return [prefix for (prefix,) in self._db.execute(PREFIXES)]

    def clean(self, prefix: str) -> None:
        """Note that a prefix's evidence is written."""
        self._soiled.discard(prefix)
        self._db.execute("DELETE FROM dirty WHERE prefix = ?", (prefix,))

    def evidence(self, prefix: str) -> Iterator[str]:
        """The lines of evidence of all articles whose ids begin with `prefix`, sorted by id."""
        rows = self._db.execute(
            "SELECT evidence FROM articles WHERE id >= ? AND id < ? ORDER BY id", (prefix, f"{prefix}{AFTER_ALL}")
        )
        return (line for (line,) in rows)

    def rejected(self) -> Iterator[Rejected]:
        """Every input that gave no article, sorted by source."""
        rows = self._db.execute("SELECT source, reason, first_bytes FROM inputs WHERE reason IS NOT NULL ORDER BY 1")
        return (Rejected(*row) for row in rows)

    def see(self, root: str, source: str) -> None:
        """Note, for this run only, that an input is there."""
        self._db.execute("INSERT OR IGNORE INTO temp.seen (root, source) VALUES (?, ?)", (root, source))

    def is_seen(self, root: str, source: str) -> bool:
        """Whether an input is there in this run."""
        row = self._db.execute("SELECT 1 FROM temp.seen WHERE root = ? AND source = ?", (root, source)).fetchone()
        return row is not None

    def vanished(self) -> list[tuple[str, str, tuple[str, ...]]]:
        """(root, source, ids) of what the ledger knows of this run's roots and is not there any more, by source.

        A root where nothing was seen is taken to be away as a whole.
        """
        rows = self._db.execute(
            "SELECT root, source, ids FROM inputs WHERE root IN (SELECT DISTINCT root FROM temp.seen) AND NOT EXISTS"
            " (SELECT 1 FROM temp.seen WHERE seen.root = inputs.root AND seen.source = inputs.source)"
            " ORDER BY source, root"
        ).fetchall()
        return [(root, source, tuple((ids or "").split())) for root, source, ids in rows]

    def drop(self, root: str, source: str) -> None:
        """Take an input out."""
        self._db.execute("DELETE FROM inputs WHERE root = ? AND source = ?", (root, source))
