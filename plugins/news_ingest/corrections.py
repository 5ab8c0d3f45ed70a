"""Corrections by hand that are replayed on every run and win over everything: `content/corrections.csv`.

id,source,field,value,note
0j66vpypr823,,date,2017-04-09,from the printed edition
,عكاظ/12.txt,authors,رنيم حنوش; سعاد بن يونس,
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from archive_build.identity import ID_RE
from archive_build.tables import read_table
from news_ingest.errors import IngestError
from news_ingest.records import Article, Credit, Evidence, Origin, Section, StatedDate

COLUMNS = ("id", "source", "field", "value", "note")
ORIGIN = "correction"


@dataclass(frozen=True, slots=True)
class Correction:
    """One row: the article by its id or source, the field, its right value ("" takes the field away), and a note."""

    line: int
    id: str
    source: str
    field: str
    value: str
    note: str

    @property
    def target(self) -> str:
        """What names the article."""
        return self.id or self.source


@dataclass(slots=True)
class Corrections:
    """All rows by what they name, and which of them found their article."""

    by_target: Mapping[str, Sequence[Correction]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def of(self, article: str | None, source: str) -> Sequence[Correction]:
        """The corrections of an article, in the file's order."""
        found = [*self.by_target.get(source, ()), *self.by_target.get(article or "", ())]
        self.used.update(row.target for row in found)
        return sorted(found, key=lambda row: row.line)

    def unused(self) -> list[str]:
        """What names no article of this run, sorted."""
        return sorted(self.by_target.keys() - self.used)


def digest(rows: Sequence[Correction]) -> str:
    """Eight hexadecimal digits that change with the rows, "" for none."""
    text = repr([(row.field, row.value, row.note) for row in rows])
    return hashlib.sha256(text.encode()).hexdigest()[:8] if rows else ""


def read_corrections(path: Path) -> Corrections:
    """The file's corrections; none where it does not exist. Raises IngestError that names every wrong row."""
    rows = read_table(path, "corrections", COLUMNS, IngestError)
    wrong = [f"row {number}: {reason}" for number, row in rows if (reason := _fault(row))]
    corrections = [Correction(number, *row) for number, row in rows if not _fault(row)]
    wrong += _twice(corrections)
    if wrong:
        raise IngestError(f"corrections {str(path)!r}: " + "; ".join(wrong))
    by_target: dict[str, list[Correction]] = {}
    for correction in corrections:
        by_target.setdefault(correction.target, []).append(correction)
    return Corrections(by_target)


def _fault(row: Sequence[str]) -> str | None:
    """What is wrong with a row."""
    if len(row) != len(COLUMNS):
        return f"{len(row)} fields; expected {len(COLUMNS)}"
    article, source, name, value, _ = row
    if bool(article) == bool(source):
        return f"id {article!r} and source {source!r}; expected one of them"
    if article and not ID_RE.fullmatch(article):
        return f"id {article!r}; expected twelve letters and digits as in an article's metadata"
    if name not in FIELDS:
        return f"field {name!r}; expected one of {', '.join(FIELDS)}"
    if name == "title" and not value:
        return "an empty title; expected a text"
    if name == "date" and value and not _is_date(value):
        return f"date {value!r}; expected YYYY-MM-DD, with or without a time"
    return None


def _twice(corrections: Sequence[Correction]) -> list[str]:
    first: dict[tuple[str, str], int] = {}
    return [
        f"row {row.line}: {row.field!r} of {row.target!r} stands in row {first[row.target, row.field]} already"
        for row in corrections
        if first.setdefault((row.target, row.field), row.line) != row.line
    ]


def _is_date(text: str) -> bool:
    try:
        datetime.datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def apply(article: Article, rows: Sequence[Correction]) -> Article:
    """The article with its corrections."""
    for row in rows:
        article = _with_evidence(FIELDS[row.field](article, row), row)
    return article


def _with_evidence(article: Article, row: Correction) -> Article:
    """A person says so, and that is sure, also of a value that was taken away."""
    own = Evidence(row.field, ORIGIN, 1.0, text=row.note)
    return replace(article, evidence=(*(one for one in article.evidence if one.field != row.field), own))


def _title(article: Article, row: Correction) -> Article:
    return replace(article, title=row.value, title_from=ORIGIN)


def _date(article: Article, row: Correction) -> Article:
    date = StatedDate(row.value, ORIGIN, row.note or ORIGIN) if row.value else None
    doubts = tuple(doubt for doubt in article.doubts if not doubt.startswith("weekday"))
    return replace(article, date=date, bounds=None, doubts=doubts)


def _section(article: Article, row: Correction) -> Article:
    return replace(article, section=Section(row.value, ORIGIN) if row.value else None)


def _credit(change: Callable[[Credit, str], Credit]) -> Callable[[Article, Correction], Article]:
    return lambda article, row: replace(article, credit=change(article.credit, row.value))


def _names(value: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in value.split(";") if name.strip())


def _origin(change: Callable[[Origin, str | None], Origin]) -> Callable[[Article, Correction], Article]:
    def correct(article: Article, row: Correction) -> Article:
        return replace(article, raw=replace(article.raw, origin=change(article.raw.origin, row.value or None)))

    return correct


FIELDS: dict[str, Callable[[Article, Correction], Article]] = {
    "title": _title,
    "kicker": lambda article, row: replace(article, kicker=row.value or None),
    "deck": lambda article, row: replace(article, deck=row.value or None),
    "date": _date,
    "byline": _credit(lambda credit, value: replace(credit, byline=value or None)),
    "authors": _credit(lambda credit, value: replace(credit, authors=_names(value))),
    "agency": _credit(lambda credit, value: replace(credit, agencies=_names(value))),
    "place": _credit(lambda credit, value: replace(credit, place=value or None)),
    "publisher": _origin(lambda origin, value: replace(origin, publisher=value)),
    "section": _section,
}
