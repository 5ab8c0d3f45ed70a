"""Files of `<DOC>` elements, as TREC and the LDC have them: each is an input, `source#number` counted from 1."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TextIO

from news_ingest.sources.columns import Columns, record_input
from news_ingest.sources.inputs import MAX_BYTES, Input, numbered, rejected
from news_ingest.sources.stored import File
from news_ingest.sources.texts import text_inputs

CHUNK = 64 * 1024
MAX_TAG = 1000
START_RE = re.compile(rb"\s*<doc[\s>]", re.I)
# <DOC id="AFP_ARB_19940513.0001" type="story">, </DOC>
DOC_RE = re.compile(rf"<(/?)DOC(?=[\s>])([^<>]{{0,{MAX_TAG}}})>", re.I)
TAG_RE = re.compile(r"<!\[CDATA\[|\]\]>|<!--[^<>]*-->|<(?P<end>/?)(?P<name>[A-Za-z][\w.:-]*)[^<>]*>")
ID_RE = re.compile(r"""\bid\s*=\s*["']?([^\s"'>]+)""", re.I)
# 19940513_AFP_ARB.0001, AFP_ARB_19940513.0001
NAMED_DAY_RE = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
BREAKS = {"p", "br", "para"}
NAMES = {"docno", "docid"}
PARAGRAPH = "\f"


@dataclass(frozen=True, slots=True)
class Document:
    """What stands between `<DOC …>` and `</DOC>`; `text` is None where it is more than 4 Mi characters."""

    attributes: str
    text: str | None
    is_closed: bool


def is_sgml(start: bytes) -> bool:
    """Whether a file begins with `<DOC`, by its first bytes; in UTF-16 too."""
    return START_RE.match(start.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xfe\xff")) is not None


def sgml_inputs(file: File) -> Iterator[Input]:
    """A document an input; one that ends with the file, and not with `</DOC>`, is read and the file reported."""
    return text_inputs(file, _document_inputs)


def _document_inputs(file: File, text: TextIO) -> Iterator[Input]:
    number, closed = 0, True
    for number, document in enumerate(documents(text), 1):
        closed = document.is_closed
        inner = numbered(file.origin, number)
        if document.text is None:
            yield rejected(file.label, inner, f"a document of more than {MAX_BYTES} characters")
        else:
            yield record_input(file.label, inner, record_of(document, file.columns), file.columns)
    if not number:
        yield rejected(file.label, file.origin, "no <DOC> in it")
    elif not closed:
        yield rejected(file.label, file.origin, f"can be read only in part: it ends within document #{number}")


def documents(text: TextIO) -> Iterator[Document]:
    """The documents of a text, read as it comes; one without `</DOC>` ends where the next begins."""
    held, growing = "", None
    while block := text.read(CHUNK):
        held += block
        at = 0
        for tag in DOC_RE.finditer(held):
            if growing:
                growing.add(held[at : tag.start()])
                yield growing.document(is_closed=True)
            growing = None if tag[1] else _Growing(tag[2])
            at = tag.end()
        begun = held.rfind("<", max(at, len(held) - MAX_TAG))
        cut = begun if begun >= 0 else len(held)
        if growing:
            growing.add(held[at:cut])
        held = held[cut:]
    if growing:
        growing.add(held)
        yield growing.document(is_closed=False)


class _Growing:
    """A document of which more may come."""

    def __init__(self, attributes: str) -> None:
        self._attributes = attributes
        self._parts: list[str] = []
        self._left = MAX_BYTES

    def add(self, text: str) -> None:
        """More of it; what is past 4 Mi characters is not kept."""
        self._left -= len(text)
        if self._left >= 0:
            self._parts.append(text)

    def document(self, is_closed: bool) -> Document:
        """The document as it is."""
        return Document(self._attributes, "".join(self._parts) if self._left >= 0 else None, is_closed)


def record_of(document: Document, columns: Columns) -> dict[str, str]:
    """A document's fields by the names of their elements, in small letters.

    The dateline goes before the text, as agencies print it: «بيروت (اف ب) - أعلن». Where no element states a date,
    a day in the document's name does.
    """
    found = {name: _value(pieces) for name, pieces in _elements(document.text or "", columns).items()}
    fields = columns.fields(found)
    if "text" in found:
        found = {name: text for name, text in found.items() if name == "text" or fields.get(name) != "content"}
    for name in found:
        if fields.get(name) == "content":
            dateline = " ".join(found.get("dateline", "").split()).rstrip(" -–:")
            found[name] = " - ".join(filter(None, (dateline, found[name])))
        elif fields.get(name):
            found[name] = " ".join(found[name].split())
    if not any(found[name] for name in found if fields.get(name) == "date"):
        found["date"] = _named_day(document, found)
    return found


def _named_day(document: Document, found: Mapping[str, str]) -> str:
    given = ID_RE.search(document.attributes)
    names = (*(found[name] for name in sorted(NAMES & found.keys())), given[1] if given else "")
    day = next(filter(None, map(NAMED_DAY_RE.search, names)), None)
    return "-".join(day.groups()) if day else ""


def _elements(text: str, columns: Columns) -> dict[str, list[str]]:
    """The pieces of text of each element that holds a field, the innermost one's; within `<TEXT>` all is text."""
    pieces: dict[str, list[str]] = {}
    within: list[str] = []
    at = 0
    for tag in TAG_RE.finditer(text):
        name = (tag["name"] or "").lower()
        if within:
            pieces[within[-1]] += [text[at : tag.start()], PARAGRAPH if name in BREAKS else ""]
        at = tag.end()
        closes = bool(tag["end"])
        opens = not closes and within[-1:] != ["text"] and _is_field(name, columns)
        if name in within and (opens or closes):
            del within[within.index(name) :]
        if opens:
            within.append(name)
            pieces.setdefault(name, []).append(PARAGRAPH if name in pieces else "")
    if within:
        pieces[within[-1]].append(text[at:])
    return pieces


def _is_field(name: str, columns: Columns) -> bool:
    return name in NAMES or name == "dateline" or (bool(name) and bool(columns.fields([name])))


def _value(pieces: list[str]) -> str:
    """An element's text; where it has marks of paragraphs, each on a line of its own."""
    text = html.unescape("".join(pieces))
    if PARAGRAPH not in text:
        return text.strip()
    return "\n".join(filter(None, (" ".join(part.split()) for part in text.split(PARAGRAPH))))
