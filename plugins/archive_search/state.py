"""What an index was built of, in SQLite: documents' stamps and lengths, each word's counts, each filter's documents.

The next build takes from it what did not change. It holds for the index that has the same digest.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from archive_search.columns import Numbers
from archive_search.library import STAMP, STAMP_WORDS, Stamps
from archive_search.places import Place, place_in
from archive_search.postings import Lengths

VERSION = 2
SCHEMA = (
    "CREATE TABLE documents (slots BLOB, stamps BLOB, body BLOB, title BLOB, deck BLOB)",
    "CREATE TABLE words (word BLOB, bucket INT, clitic INT, letters INT, documents INT, counts BLOB)",
    "CREATE TABLE filters (key BLOB, slots BLOB)",
    "CREATE TABLE lists (bucket INT, term BLOB, parts INT)",
    "CREATE TABLE digest (value TEXT)",
    f"PRAGMA user_version = {VERSION}",
)
INDEXES = (
    "CREATE UNIQUE INDEX by_word ON words (word, documents)",
    "CREATE INDEX by_bucket ON words (bucket)",
    "CREATE UNIQUE INDEX by_key ON filters (key)",
    "CREATE INDEX lists_by_bucket ON lists (bucket)",
)
LENGTHS = (np.uint32, np.uint8, np.uint8)
CACHE_KB = 8192


class State:
    """The file `path`, made where it is not there. Its methods raise sqlite3.DatabaseError where it is no such file."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.text_factory = bytes
        for pragma in ("synchronous = OFF", "journal_mode = OFF", f"cache_size = -{CACHE_KB}"):
            self._db.execute(f"PRAGMA {pragma}")  # a build that is killed leaves no digest, and nothing is read then
        [version] = self._db.execute("PRAGMA user_version").fetchone()
        if version != VERSION:
            self._clear()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _clear(self) -> None:
        for [name] in self._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            self._db.execute(f'DROP TABLE "{name.decode()}"')
        for statement in SCHEMA:
            self._db.execute(statement)

    def index(self) -> None:
        """Make what is put into an empty state findable: faster when all is in."""
        for statement in INDEXES:
            self._db.execute(statement)

    def digest(self) -> str:
        """The digest of the index that the state holds for; "" where there is none."""
        found = self._db.execute("SELECT value FROM digest").fetchone()
        return str(found[0], "ascii") if found else ""

    def change(self) -> None:
        """From now on until `seal` the state holds for no index."""
        self._db.execute("DELETE FROM digest")
        self._db.execute("BEGIN")

    def seal(self, digest: str) -> None:
        """The state holds for the index with this digest."""
        self._db.execute("INSERT INTO digest VALUES (?)", (digest,))
        self._db.execute("COMMIT")

    def documents(self) -> tuple[Lengths, Stamps]:
        """The lengths of all documents, with their slots, and their stamps in the same order."""
        slots, stamps, *lengths = self._db.execute("SELECT * FROM documents").fetchone() or [b""] * 5
        columns = (np.frombuffer(column, kind) for column, kind in zip(lengths, LENGTHS, strict=True))
        return Lengths(np.frombuffer(slots, np.uint32), *columns), np.frombuffer(stamps, STAMP).reshape(-1, STAMP_WORDS)

    def put_documents(self, lengths: Lengths, stamps: Stamps) -> None:
        """Put all documents in, in place of those that were there."""
        columns = (lengths.slots, stamps, lengths.body, lengths.title, lengths.deck)
        self._db.execute("DELETE FROM documents")
        self._db.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?)", [column.tobytes() for column in columns])

    def words(self) -> Iterator[tuple[str, Numbers]]:
        """Every word with its counts."""
        for word, counts in self._db.execute("SELECT word, counts FROM words"):
            yield _text(word), np.frombuffer(counts, np.uint64)

    def frequency(self, word: str) -> int:
        """How many documents have a word."""
        found = self._db.execute("SELECT documents FROM words WHERE word = ?", (_bytes(word),)).fetchone()
        return int(found[0]) if found else 0

    def word(self, word: str) -> tuple[Place, Numbers] | None:
        """A word's place and counts."""
        query = "SELECT clitic, letters, counts FROM words WHERE word = ?"
        found = self._db.execute(query, (_bytes(word),)).fetchone()
        return (place_in(word, found[0], found[1]), np.frombuffer(found[2], np.uint64)) if found else None

    def bucket(self, number: int) -> Iterator[tuple[Place, Numbers]]:
        """The words of a bucket with their places and counts."""
        query = "SELECT word, clitic, letters, counts FROM words WHERE bucket = ?"
        for word, clitic, letters, counts in self._db.execute(query, (number,)):
            yield place_in(_text(word), clitic, letters), np.frombuffer(counts, np.uint64)

    def put_words(self, rows: Iterable[tuple[int, Place, Numbers]]) -> None:
        """Put words of buckets in, with their places and counts; none of them is there."""
        self._db.executemany(
            "INSERT INTO words VALUES (?, ?, ?, ?, ?, ?)",
            (
                (_bytes(place.word), bucket, place.clitic, len(place.term), len(counts), counts.tobytes())
                for bucket, place, counts in rows
            ),
        )

    def remove_words(self, words: Iterable[str]) -> None:
        """Take words out."""
        self._db.executemany("DELETE FROM words WHERE word = ?", ((_bytes(word),) for word in words))

    def filter(self, key: str) -> NDArray[np.uint32] | None:
        """The slots of a filter's documents."""
        found = self._db.execute("SELECT slots FROM filters WHERE key = ?", (_bytes(key),)).fetchone()
        return np.frombuffer(found[0], np.uint32) if found else None

    def filters(self) -> Iterator[tuple[str, NDArray[np.uint32]]]:
        """Each filter's key and the slots of its documents, in the order of the keys."""
        for key, slots in self._db.execute("SELECT key, slots FROM filters ORDER BY key"):
            yield _text(key), np.frombuffer(slots, np.uint32)

    def put_filters(self, rows: Iterable[tuple[str, NDArray[np.uint32]]]) -> None:
        """Put filters in; none of them is there."""
        self._db.executemany(
            "INSERT INTO filters VALUES (?, ?)", ((_bytes(key), slots.tobytes()) for key, slots in rows)
        )

    def remove_filters(self, keys: Iterable[str]) -> None:
        """Take filters out."""
        self._db.executemany("DELETE FROM filters WHERE key = ?", ((_bytes(key),) for key in keys))

    def lists(self) -> Iterator[tuple[str, int]]:
        """Each term whose list has further parts, and how many these are."""
        for term, parts in self._db.execute("SELECT term, parts FROM lists"):
            yield _text(term), parts

    def put_lists(self, bucket: int, rows: Iterable[tuple[str, int]]) -> None:
        """Put a bucket's terms in whose lists have further parts; none of them is there."""
        self._db.executemany(
            "INSERT INTO lists VALUES (?, ?, ?)", ((bucket, _bytes(term), parts) for term, parts in rows)
        )

    def remove_lists(self, bucket: int) -> None:
        """Take a bucket's terms out."""
        self._db.execute("DELETE FROM lists WHERE bucket = ?", (bucket,))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")
