"""What a file's name says of its kind, and the reader for each kind but archives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from news_ingest.records import Origin, RawArticle, Rejected
from news_ingest.sources.inputs import MAX_BYTES, Input, raw_text
from news_ingest.sources.pages import raw_page
from news_ingest.sources.sgml import is_sgml, sgml_inputs
from news_ingest.sources.stored import File, Stored
from news_ingest.sources.tables import csv_inputs, json_inputs, jsonl_inputs

Make = Callable[[Origin, bytes], RawArticle | Rejected]

# A file that is one article: how it is made of the bytes
WHOLE: dict[str, Make] = {".txt": raw_text, ".html": raw_page, ".htm": raw_page}
# A file of many, read as it comes; each may be packed as well
STREAMED: dict[str, Callable[[File], Iterator[Input]]] = {
    ".jsonl": jsonl_inputs,
    ".json": json_inputs,
    ".csv": csv_inputs,
    ".sgml": sgml_inputs,
    ".sgm": sgml_inputs,
    ".trec": sgml_inputs,
}
PACKED = (".gz", ".xz", ".bz2", ".zst")
TARS = (".tar", ".tgz", *(f".tar{ending}" for ending in PACKED))
ARCHIVES = (".zip", *TARS)
KINDS = (*WHOLE, *ARCHIVES, *STREAMED)


def kind_of(name: str) -> str | None:
    """The ending that tells a file's kind, one of KINDS; None where no reader knows it."""
    lower = name.lower()
    last = lower[lower.rfind(".") :]
    if last in KINDS:
        return last
    for ending in PACKED:
        plain = lower.removesuffix(ending)
        if plain != lower and plain.endswith(tuple(STREAMED)):
            lower = plain
    return next((kind for kind in KINDS if lower.endswith(kind)), None)


def inputs_of(file: File) -> Iterator[Input]:
    """Every input of a file that is no archive."""
    kind = kind_of(file.stored.name) or ""
    if kind in STREAMED:
        yield from STREAMED[kind](file)
    elif kind == ".txt" and is_sgml(file.stored.start()):
        yield from sgml_inputs(file)
    else:
        yield Input(file.label, file.origin, partial(_read, file.origin, file.stored, WHOLE[kind]))


def _read(origin: Origin, stored: Stored, make: Make) -> RawArticle | Rejected:
    try:
        data = stored.read(MAX_BYTES + 1)
    except OSError as error:
        return Rejected(origin.source, f"cannot be read: {error.strerror or error}")
    return make(origin, data)
