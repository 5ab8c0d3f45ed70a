"""Files of records: JSON lines, JSON, CSV. Each record is an input, `source#number` counted from 1."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import IO, Any, TextIO

from news_ingest.sources.columns import record_input
from news_ingest.sources.inputs import MAX_BYTES, Input, broken, numbered, rejected
from news_ingest.sources.packed import BROKEN, unpacked
from news_ingest.sources.stored import File
from news_ingest.sources.texts import text_inputs

SPACE = " \t\r\n\ufeff"
SPACE_RE = re.compile(f"[{SPACE}]*")
CHUNK = 64 * 1024
MAX_BLANK_LINES = 100_000
TOO_LONG = object()


def jsonl_inputs(file: File) -> Iterator[Input]:
    """A record a line; a line that is no JSON object is rejected by itself."""
    try:
        with file.stored.open() as packed:
            yield from _record_inputs(file, _json_lines(unpacked(packed, file.stored.name, file.limits)))
    except BROKEN as error:
        yield broken(file.label, file.origin, error)


def _json_lines(lines: IO[bytes]) -> Iterator[tuple[int, Any]]:
    """(number, value) of each line that is not blank; None for one that is no JSON, TOO_LONG past 4 MiB."""
    number = blank = 0
    while line := lines.readline(MAX_BYTES + 1):
        number += 1
        blank = _blank_lines(line, blank)
        if len(line) > MAX_BYTES:
            while line and not line.endswith(b"\n"):
                line = lines.readline(CHUNK)
            yield number, TOO_LONG
        elif line.strip():
            yield number, _json_or_none(line)


def _blank_lines(line: str | bytes, before: int) -> int:
    """How many blank lines are in a row. Raises ValueError past a limit: a bomb may have a thousand million."""
    if line.strip():
        return 0
    if before == MAX_BLANK_LINES:
        raise ValueError(f"{MAX_BLANK_LINES} blank lines in a row")
    return before + 1


def _json_or_none(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def json_inputs(file: File) -> Iterator[Input]:
    """A record an element of the file's array, or an object of several that follow each other."""
    return text_inputs(file, lambda file, text: _record_inputs(file, enumerate(_json_values(text), 1)))


def _json_values(text: TextIO) -> Iterator[Any]:
    """The values of an array, or values one behind the other, read as they come. Raises ValueError at the first
    that is no JSON or of more than 4 MiB.
    """
    buffer = _Buffer(text)
    array = buffer.take("[")
    while not (buffer.take("]") if array else buffer.is_at_end()):
        yield buffer.value()
        if array and not buffer.take(","):
            if buffer.take("]"):
                break
            raise ValueError("no ',' or ']' behind a value")
    if not buffer.is_at_end():
        raise ValueError("text behind the array's end")


class _Buffer:
    """The part of a text that is being read as JSON."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._held = ""
        self._at = 0
        self._decoder = json.JSONDecoder()

    def _more(self, size: int = CHUNK) -> bool:
        block = self._text.read(size)
        self._held = self._held[self._at :] + block
        self._at = 0
        return bool(block)

    def is_at_end(self) -> bool:
        """Whether nothing but white space follows; white space is passed over."""
        while True:
            self._at = SPACE_RE.match(self._held, self._at).end()  # type: ignore[union-attr] # it always matches
            if self._at < len(self._held):
                return False
            if not self._more():
                return True

    def take(self, sign: str) -> bool:
        """Whether the sign comes next; it is passed over."""
        if self.is_at_end() or self._held[self._at] != sign:
            return False
        self._at += 1
        return True

    def value(self) -> Any:
        """The next value."""
        self.is_at_end()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._held, self._at)
            except json.JSONDecodeError as error:
                if len(self._held) - self._at > MAX_BYTES:
                    raise ValueError(f"no value within {MAX_BYTES} characters: {error.msg}") from error
                if not self._more(max(CHUNK, len(self._held) - self._at)):
                    raise
                continue
            if isinstance(value, dict | list | str) or end < len(self._held) or not self._more():
                self._at = end
                return value


def csv_inputs(file: File) -> Iterator[Input]:
    """A record a row, named by the first row; a row with another number of fields is rejected by itself."""
    return text_inputs(file, _rows)


def _rows(file: File, text: TextIO) -> Iterator[Input]:
    csv.field_size_limit(MAX_BYTES)
    lines = _short_lines(text)
    head = next(lines, "")
    rows = csv.reader(chain([head], lines), delimiter=max(",;\t", key=head.count))
    header = [name.strip(SPACE) for name in next(rows, [])]
    if not _has_text(file, header):
        yield rejected(file.label, file.origin, _textless(header), head.encode())
        return
    for number, row in enumerate(rows, 1):
        inner = numbered(file.origin, number)
        if len(row) == len(header):
            yield record_input(file.label, inner, dict(zip(header, row, strict=True)), file.columns)
        elif row:
            yield rejected(file.label, inner, f"{len(row)} fields; expected {len(header)}")


def _short_lines(text: TextIO) -> Iterator[str]:
    """The lines. Raises csv.Error at one of more than 4 Mi characters."""
    blank = 0
    while line := text.readline(MAX_BYTES + 1):
        blank = _blank_lines(line, blank)
        if len(line) > MAX_BYTES:
            raise csv.Error(f"a line of more than {MAX_BYTES} characters")
        yield line


def _record_inputs(file: File, values: Iterable[tuple[int, Any]]) -> Iterator[Input]:
    """The records among numbered values; a file whose first record has no text is none of articles."""
    first = True
    for number, value in values:
        if not isinstance(value, dict):
            reason = f"more than {MAX_BYTES} bytes" if value is TOO_LONG else "no JSON object"
            yield rejected(file.label, numbered(file.origin, number), reason)
            continue
        if first and not _has_text(file, value):
            yield rejected(file.label, file.origin, _textless(value))
            return
        first = False
        yield record_input(file.label, numbered(file.origin, number), value, file.columns)


def _has_text(file: File, record: Iterable[str]) -> bool:
    """Whether one of a record's columns is that of the text."""
    return "content" in file.columns.fields(record).values()


def _textless(record: Iterable[str]) -> str:
    names = ", ".join(map(str, record))[:200]
    return f"no field that holds the text among {names}; expected one such as 'content' or 'text'"
