"""What the ledger's rows add up to, for the report. SQLite counts, so that memory does not grow with the pile."""

# ruff: noqa: S608 # what the questions are put together from are constants of this file

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

REMOVED = "articles JOIN json_each(articles.evidence, '$.removed') AS line"
NUMBER, ROLE, TEXT = (f"json_extract(line.value, '$[{at}]')" for at in range(3))
YEAR, PUBLISHER = "json_extract(facts, '$.year')", "ifnull(json_extract(facts, '$.publisher'), '')"


@dataclass(frozen=True, slots=True)
class Count:
    """How often something was found."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """How many articles have a field that rests on one kind of evidence (`stated`, `url`, `lead` …)."""

    field: str
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Timing:
    """How many seconds it took to read an input and to make its article."""

    source: str
    seconds: float


class Figures:
    """Counts over the ledger's inputs and articles."""

    def __init__(self, database: sqlite3.Connection) -> None:
        """The figures of an open ledger."""
        self._db = database

    def articles(self) -> int:
        """How many articles there are."""
        return self._number("SELECT count(*) FROM articles")

    def inputs(self) -> int:
        """How many inputs there are, those in quarantine included."""
        return self._number("SELECT count(*) FROM inputs")

    def rejected(self) -> int:
        """How many inputs are in quarantine."""
        return self._number("SELECT count(*) FROM inputs WHERE reason IS NOT NULL")

    def years(self) -> list[Count]:
        """Articles by the year of their date, the earliest first; undated ones are not counted."""
        return self._counts(f"SELECT {YEAR}, count(*) FROM articles WHERE {YEAR} IS NOT NULL GROUP BY 1 ORDER BY 1")

    def publishers(self, most: int) -> list[Count]:
        """Articles by publisher, the `most` frequent; "" is the name of those that have none."""
        return self._counts(f"SELECT {PUBLISHER}, count(*) FROM articles GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?", most)

    def reasons(self, most: int) -> list[Count]:
        """Inputs in quarantine by reason, the `most` frequent."""
        return self._counts(
            "SELECT reason, count(*) FROM inputs WHERE reason IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?", most
        )

    def furniture(self, most: int) -> list[Count]:
        """Lines that were taken out as furniture, the `most` frequent."""
        return self._counts(
            f"SELECT {TEXT}, count(*) FROM {REMOVED} WHERE {ROLE} = 'furniture' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?",
            most,
        )

    def evidence(self) -> list[Evidence]:
        """Articles by field and by what it rests on, the most frequent kind of each field first."""
        rows = self._db.execute(
            "SELECT found.key, found.value, count(*) FROM articles JOIN json_each(articles.facts, '$.from') AS found"
            " GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2"
        )
        return [Evidence(*row) for row in rows]

    def doubtful(self) -> int:
        """How many articles have a doubtful value."""
        return self._number("SELECT count(*) FROM articles WHERE json_array_length(evidence, '$.doubts') > 0")

    def slowest(self, most: int) -> list[Timing]:
        """The `most` slowest inputs."""
        rows = self._db.execute(
            "SELECT source, seconds FROM inputs WHERE seconds IS NOT NULL ORDER BY seconds DESC, source LIMIT ?",
            (most,),
        )
        return [Timing(*row) for row in rows]

    def cleaned(self) -> dict[str, int]:
        """How often each kind of damage was cleaned, by name."""
        rows = self._db.execute(
            "SELECT kind.key, sum(kind.value) FROM articles JOIN json_each(articles.evidence, '$.cleaned') AS kind"
            " GROUP BY 1 ORDER BY 1"
        )
        return dict(rows.fetchall())

    def removed(self) -> Iterator[dict[str, Any]]:
        """Every line that was taken out, sorted by source."""
        rows = self._db.execute(
            f"SELECT source, {NUMBER}, {ROLE}, {TEXT} FROM {REMOVED} ORDER BY source, articles.id, line.key"
        )
        return ({"source": source, "line": line, "role": role, "text": text} for source, line, role, text in rows)

    def doubts(self) -> Iterator[dict[str, str]]:
        """Every doubtful value, sorted by source."""
        rows = self._db.execute(
            "SELECT source, doubt.value FROM articles JOIN json_each(articles.evidence, '$.doubts') AS doubt"
            " ORDER BY source, articles.id, doubt.key"
        )
        return ({"source": source, "doubt": doubt} for source, doubt in rows)

    def _number(self, question: str) -> int:
        return int(self._db.execute(question).fetchone()[0])

    def _counts(self, question: str, *values: int) -> list[Count]:
        return [Count(*row) for row in self._db.execute(question, values)]
