"""Files of records: JSON lines, JSON arrays, CSV. Each record is an input, `source#number` counted from 1."""

from __future__ import annotations

import codecs
import csv
import functools
import gzip
import hashlib
import io
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from importlib import resources
from itertools import count
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from arabic_text.normalize import normalize
from news_ingest.encoding import decode
from news_ingest.fields.section import section_of
from news_ingest.records import Given, Origin, RawArticle, Rejected
from news_ingest.sources.inputs import MAX_BYTES, Input, reject

MAX_JSON_BYTES = 512 * 1024 * 1024
SAMPLE_BYTES = 256 * 1024
BROKEN = (OSError, EOFError, zlib.error)


@functools.cache
def field_names() -> dict[str, str]:
    """The name of each field by what files call it, normalized («العنوان», "headline" → "title")."""
    text = resources.files("news_ingest").joinpath("data/record_fields.json").read_text(encoding="utf-8")
    return {normalize(form): name for name, forms in json.loads(text).items() for form in [name, *forms]}


def jsonl_inputs(label: str, origin: Origin, path: Path) -> Iterator[Input]:
    """A record a line; a line that is no JSON object is rejected by itself."""
    try:
        first = True
        with _open(path) as lines:
            for number in count(1):
                line = lines.readline(MAX_BYTES + 1)
                if not line:
                    return
                if line.strip():
                    record = _json_object(line)
                    if first and record is not None and not _has_text(record):
                        yield _rejected(label, origin, _textless(record), line)
                        return
                    first = first and record is None
                    yield _json_input(label, _numbered(origin, number), record, line)
    except BROKEN as error:
        yield _rejected(label, origin, f"cannot be read, or only in part: {error}")


def _open(path: Path) -> IO[bytes]:
    return gzip.open(path, "rb") if path.name.lower().endswith(".gz") else path.open("rb")  # type: ignore[return-value] # a binary stream too


def _json_object(line: bytes) -> dict[str, Any] | None:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def _json_input(label: str, origin: Origin, record: dict[str, Any] | None, line: bytes) -> Input:
    if record is None:
        return _rejected(label, origin, "no JSON object", line)
    return _record_input(label, origin, record)


def _has_text(record: Iterable[str]) -> bool:
    """Whether one of a record's keys is that of the text. A file whose first record has none is none of articles."""
    return any(_name(key) == "content" for key in record)


def _textless(record: Iterable[str]) -> str:
    names = ", ".join(map(str, record))[:200]
    return f"no field that holds the text among {names}; expected one such as 'content' or 'text'"


def json_inputs(label: str, origin: Origin, path: Path) -> Iterator[Input]:
    """A record an element of the file's array (or the file itself, where it is one object)."""
    try:
        if path.stat().st_size > MAX_JSON_BYTES:
            yield _rejected(label, origin, f"more than {MAX_JSON_BYTES} bytes; expected JSON lines for as many")
            return
        data = json.loads(path.read_bytes())
    except (*BROKEN, ValueError, RecursionError) as error:
        yield _rejected(label, origin, f"cannot be read as JSON: {error}")
        return
    records = data if isinstance(data, list) else [data]
    if records and isinstance(records[0], dict) and not _has_text(records[0]):
        yield _rejected(label, origin, _textless(records[0]))
        return
    for number, record in enumerate(records, 1):
        inner = _numbered(origin, number)
        if isinstance(record, dict):
            yield _record_input(label, inner, record)
        else:
            yield _rejected(label, inner, "no JSON object")


def csv_inputs(label: str, origin: Origin, path: Path) -> Iterator[Input]:
    """A record a row, named by the first row; a row with another number of fields is rejected by itself."""
    try:
        with path.open("rb") as stream:
            sample = stream.read(SAMPLE_BYTES)
            decoded = decode(sample)
            if isinstance(decoded, str):
                yield _rejected(label, origin, decoded, sample)
                return
            stream.seek(len(codecs.BOM_UTF8) if sample.startswith(codecs.BOM_UTF8) else 0)
            text = io.TextIOWrapper(stream, decoded.encoding, errors="replace", newline="")
            yield from _rows(label, origin, csv.reader(text, delimiter=_delimiter(decoded.text)))
    except (*BROKEN, csv.Error) as error:
        yield _rejected(label, origin, f"cannot be read, or only in part: {error}")


def _rows(label: str, origin: Origin, rows: Iterator[list[str]]) -> Iterator[Input]:
    csv.field_size_limit(MAX_BYTES)
    header = [name.strip("\ufeff ") for name in next(rows, [])]
    if not _has_text(header):
        yield _rejected(label, origin, _textless(header))
        return
    for number, row in enumerate(rows, 1):
        inner = _numbered(origin, number)
        if len(row) == len(header):
            yield _record_input(label, inner, dict(zip(header, row, strict=True)))
        elif row:
            yield _rejected(label, inner, f"{len(row)} fields; expected {len(header)}")


def _delimiter(text: str) -> str:
    head = text.split("\n", 1)[0]
    return max(",;\t", key=head.count)


def _numbered(origin: Origin, number: int) -> Origin:
    return Origin(origin.root, f"{origin.source}#{number}", origin.publisher, origin.section)


def _rejected(label: str, origin: Origin, reason: str, data: bytes = b"") -> Input:
    return Input(label, origin, partial(reject, origin, reason, data[:32].hex()))


def _record_input(label: str, origin: Origin, record: Mapping[str, Any]) -> Input:
    """A record's fields by their usual names; its publisher and section win over the file's."""
    found = {name: str(value).strip() for key, value in record.items() if value and (name := _name(key))}
    host = urlsplit(found.get("url", "")).hostname if "url" in found else None
    publisher = found.get("publisher") or (host.removeprefix("www.") if host else None) or origin.publisher
    section = found.get("section")
    named = Origin(
        origin.root, origin.source, publisher, (section_of(section) or section) if section else origin.section
    )
    return Input(label, named, partial(_read_record, named, found))


def _name(key: str) -> str | None:
    return field_names().get(normalize(str(key)).replace("_", " ").strip())


def _read_record(origin: Origin, found: Mapping[str, str]) -> RawArticle | Rejected:
    data = json.dumps(found, ensure_ascii=True, sort_keys=True).encode()
    digest = hashlib.sha256(data).hexdigest()
    if not found.get("content"):
        return Rejected(origin.source, "no field that holds the text", data[:32].hex(), digest)
    given = Given(**{name: found[name] for name in ("title", "date", "author", "url", "section") if name in found})
    return RawArticle(origin, found["content"], digest, "record", (), data[:32].hex(), given)
