"""Walk a source: every input of a file or folder, in the order of their names."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Collection, Iterator
from functools import partial
from pathlib import Path

from news_ingest.errors import IngestError
from news_ingest.records import Origin, RawArticle, Rejected
from news_ingest.sources.archives import tar_inputs, zip_inputs
from news_ingest.sources.inputs import MAX_BYTES, Input, origin_of, raw_text, reject
from news_ingest.sources.tables import csv_inputs, json_inputs, jsonl_inputs

Reader = Callable[[str, Origin, Path], Iterator[Input]]


def text_input(label: str, origin: Origin, path: Path) -> Iterator[Input]:
    """A text file is one input."""
    yield Input(label, origin, partial(_read_text, origin, path))


def _read_text(origin: Origin, path: Path) -> RawArticle | Rejected:
    try:
        if (size := path.stat().st_size) > MAX_BYTES:
            return Rejected(origin.source, f"{size} bytes, more than {MAX_BYTES}")
        return raw_text(origin, path.read_bytes())
    except OSError as error:
        return Rejected(origin.source, f"cannot be read: {error.strerror}")


READERS: dict[str, Reader] = {
    ".txt": text_input,
    ".zip": zip_inputs,
    ".tar": tar_inputs,
    ".tar.gz": tar_inputs,
    ".tgz": tar_inputs,
    ".tar.xz": tar_inputs,
    ".tar.bz2": tar_inputs,
    ".jsonl": jsonl_inputs,
    ".jsonl.gz": jsonl_inputs,
    ".json": json_inputs,
    ".csv": csv_inputs,
}


def walk(root: Path, label: str, without: Collection[Path] = ()) -> Iterator[Input]:
    """Every input at or below `root`, sorted by the files' sources, a file's own inputs in their order.

    A `source` is the path relative to `root`, with `/`, in Unicode form NFC; an article within a file has the
    file's source and its name or `#number` behind it. Hidden files and folders are passed over, links that lead
    out of the tree are rejected; folders in `without` are no part of it.
    Raises IngestError where `root` does not exist or is of an unknown kind.
    """
    if root.is_file():
        if _reader(root.name) is None:
            raise IngestError(f"source {str(root)!r}: expected a folder or a file of {', '.join(READERS)}")
        yield from _file_inputs(root.parent, label, root.name, root)
        return
    if not root.is_dir():
        raise IngestError(f"source {str(root)!r}: no such file or folder; expected one of {', '.join(READERS)}")
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".") and Path(folder, name) not in without]
        paths = [Path(folder, name) for name in names if _reader(name) and not name.startswith(".")]
        found += [(unicodedata.normalize("NFC", path.relative_to(root).as_posix()), path) for path in paths]
    for source, path in sorted(found):
        yield from _file_inputs(root, label, source, path)


def _reader(name: str) -> Reader | None:
    endings = [ending for ending in READERS if name.lower().endswith(ending)]
    return READERS[max(endings, key=len)] if endings else None


def _file_inputs(root: Path, label: str, source: str, path: Path) -> Iterator[Input]:
    origin = origin_of(str(root), source)
    if path.is_symlink() and not path.resolve().is_relative_to(root.resolve()):
        yield rejected(label, origin, "a link that leads out of the source folder")
        return
    if path.exists() and not path.is_file():
        yield rejected(label, origin, "no regular file")
        return
    reader = _reader(path.name)
    if reader:
        yield from reader(label, origin, path)


def rejected(label: str, origin: Origin, reason: str) -> Input:
    """An input that is rejected whatever it holds."""
    return Input(label, origin, partial(reject, origin, reason))
