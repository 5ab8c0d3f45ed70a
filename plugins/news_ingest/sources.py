"""Find raw files and read them."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from news_ingest.encoding import Decoded, decode
from news_ingest.errors import IngestError
from news_ingest.fields.section import path_fields
from news_ingest.records import Origin, RawArticle, Rejected

SUFFIX = ".txt"
MAX_BYTES = 64 * 1024 * 1024


def find_files(root: Path) -> Iterator[tuple[str, Path]]:
    """(source, path) of each `.txt` file at or below `root`, sorted by source; links out of the tree are not followed.

    A `source` is the path relative to `root`, with `/`, in Unicode form NFC.
    """
    if root.is_file():
        yield root.name, root
        return
    if not root.is_dir():
        raise IngestError(f"source {str(root)!r}: no such file or folder; expected a .txt file or a folder of them")
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths = [Path(folder, name) for name in names if name.lower().endswith(SUFFIX) and not name.startswith(".")]
        found += [(unicodedata.normalize("NFC", path.relative_to(root).as_posix()), path) for path in paths]
    yield from sorted(found)


def origin_of(root: Path, source: str) -> Origin:
    """What the path itself tells: publisher and section, by `path_fields`."""
    publisher, section = path_fields(source.split("/")[:-1])
    return Origin(str(root), source, publisher, section)


def read(origin: Origin, path: Path) -> RawArticle | Rejected:
    """The file as a raw article, or why it is none."""
    try:
        if path.is_symlink() and not path.resolve().is_relative_to(Path(origin.root).resolve()):
            return Rejected(origin.source, "a link that leads out of the source folder")
        if (size := path.stat().st_size) > MAX_BYTES:
            return Rejected(origin.source, f"{size} bytes, more than {MAX_BYTES}")
        data = path.read_bytes()
    except OSError as error:
        return Rejected(origin.source, f"cannot be read: {error.strerror}")
    digest = hashlib.sha256(data).hexdigest()
    decoded = decode(data)
    if isinstance(decoded, str):
        return Rejected(origin.source, decoded, data[:32].hex(), digest)
    return RawArticle(origin, decoded.text, digest, decoded.encoding, tuple(_damage(decoded)), data[:32].hex())


def _damage(decoded: Decoded) -> Iterator[tuple[str, int]]:
    """What a file had lost before it came here, counted: bytes that are no text, letters turned into `?`."""
    if decoded.broken:
        yield "undecodable bytes", decoded.broken
    marks = decoded.text.count("?")
    if marks > 0.1 * len(decoded.text):
        yield "letters lost to question marks", marks
