"""Which column of a file of records holds which field: as the user says, else by its usual names."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import partial
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from arabic_text.normalize import normalize
from news_ingest.clean import without_bidi
from news_ingest.errors import IngestError
from news_ingest.fields.section import section_of
from news_ingest.mojibake import mend
from news_ingest.records import Given, Origin, RawArticle
from news_ingest.sources.inputs import Input, rejected, storable

SHOWN_COLUMNS = 30
MAX_KNOWN = 64
MAX_NAMES = 100
MAX_MET = 1000


@functools.cache
def usual_columns() -> dict[str, list[str]]:
    """What files usually call each field («العنوان», "headline": title)."""
    text = resources.files("news_ingest").joinpath("data/record_fields.json").read_text(encoding="utf-8")
    fields: dict[str, list[str]] = json.loads(text)
    return fields


@functools.lru_cache(maxsize=1024)
def _folded(column: str) -> str:
    return normalize(column).replace("_", " ").strip()


class Columns:
    """The field of each column.

    `chosen` names the column of a field; where a file has it, no other column of the file is taken for that field.
    Every column that is met is noted, so that `check` can tell of a misspelt one.
    """

    def __init__(self, chosen: Mapping[str, str] | None = None) -> None:
        """Raises IngestError for a field that there is none of."""
        self._asked = dict(chosen or {})
        self._met: dict[str, str] = {}
        for field, column in self._asked.items():
            if field not in usual_columns():
                names = ", ".join(usual_columns())
                raise IngestError(f"fields: {field!r} (for column {column!r}); expected one of {names}")
        self._chosen = {_folded(column): field for field, column in self._asked.items()}
        self._usual = {_folded(form): name for name, forms in usual_columns().items() for form in [name, *forms]}
        self._known: dict[tuple[str, ...], dict[str, str]] = {}

    def fields(self, columns: Iterable[str]) -> Mapping[str, str]:
        """The field by column, for those of one record's columns that hold one; records have the same, mostly."""
        names = tuple(columns)
        if len(names) > MAX_NAMES:
            return self._fields(names)
        if names not in self._known:
            if len(self._known) == MAX_KNOWN:
                self._known.clear()
            self._known[names] = self._fields(names)
        return self._known[names]

    def _fields(self, columns: Iterable[str]) -> dict[str, str]:
        folded = {column: _folded(column) for column in columns}
        chosen = {column: self._chosen[name] for column, name in folded.items() if name in self._chosen}
        taken = set(chosen.values())
        usual = {column: self._usual[name] for column, name in folded.items() if name in self._usual}
        if self._asked and (chosen or len(self._met) < MAX_MET):
            self._met |= {name: column for column, name in folded.items()}
        return {column: name for column, name in usual.items() if name not in taken} | chosen

    def check(self) -> None:
        """Raises IngestError where a chosen column is in none of the files that were read."""
        for field, column in self._asked.items():
            if _folded(column) not in self._met:
                met = ", ".join(sorted(self._met.values())[:SHOWN_COLUMNS]) or "none: no file of records was found"
                raise IngestError(f"fields: column {column!r} for {field!r}; expected one of {met}")


def parse_fields(text: str) -> dict[str, str]:
    """`title=عنوان الخبر,content=نص` as a mapping of fields to columns. Raises IngestError for any other form."""
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    for field, sign, column in pairs:
        if not (field.strip() and sign and column.strip()):
            raise IngestError(f"fields: {field + sign + column!r}; expected FIELD=COLUMN, as in 'title=عنوان الخبر'")
    return {field.strip(): column.strip() for field, _, column in pairs}


def record_input(label: str, origin: Origin, record: Mapping[str, Any], columns: Columns) -> Input:
    """A record's fields; its publisher and section win over the file's."""
    fields = columns.fields(record)
    found = {name: storable(str(record[column]).strip()) for column, name in fields.items() if record[column]}
    publisher, section = (without_bidi(found.get(name, "")).strip() for name in ("publisher", "section"))
    named = Origin(
        origin.root,
        origin.source,
        publisher or host_of(found.get("url", "")) or origin.publisher,
        (section_of(section) or section) if section else origin.section,
    )
    if not found.get("content"):
        return rejected(label, named, "no field that holds the text", json.dumps(found).encode())
    return Input(label, named, partial(_read_record, named, found))


def host_of(url: str) -> str | None:
    """The host of an address, without `www.`; None of what is no address."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _read_record(origin: Origin, found: Mapping[str, str]) -> RawArticle:
    data = json.dumps(found, ensure_ascii=True, sort_keys=True).encode()
    digest = hashlib.sha256(data).hexdigest()
    mended = {name: mend(text) for name, text in found.items()}
    count = sum(characters for _, characters in mended.values())
    given = Given(**{name: mended[name][0] for name in ("title", "date", "author", "url", "section") if name in mended})
    damage = (("mojibake", count),) if count else ()
    return RawArticle(origin, mended["content"][0], digest, "record", damage, data[:32].hex(), given)
