"""Sources behind a URL: any file system that fsspec knows (S3, HTTP, SFTP, memory …). Nothing is written there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Any

from archive_build.urls import without_credentials
from news_ingest.errors import IngestError
from news_ingest.sources.columns import Columns
from news_ingest.sources.inputs import origin_of, plain_name, told_apart
from news_ingest.sources.kinds import KINDS, kind_of
from news_ingest.sources.limits import Limits
from news_ingest.sources.stored import START_BYTES, File
from news_ingest.sources.streams import stream_of

# s3://bucket/prefix, memory://pile, zip::https://…; a Windows drive is no scheme
URL_RE = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)(?:://|::)")
BATCH = 256
BLOCK_BYTES = 4 * 1024 * 1024


def source_at(text: str, base: Path = Path()) -> Path | str:
    """A source as a user names it: a URL stays text, `file://` and other paths (relative to `base`) are paths."""
    scheme = URL_RE.match(text)
    if not scheme:
        return base / text
    if scheme[1].lower() in ("file", "local"):
        return Path(text[scheme.end() :])
    return text


def remote_files(url: str, label: str, columns: Columns, limits: Limits) -> Iterator[File]:
    """Every file at or below a URL that a reader knows, sorted by source.

    The first bytes of plain text files are fetched many at a time, where the file system can.
    Raises IngestError where the URL's protocol is unknown or its package missing, or nothing is there.
    """
    system, root = _system(url)
    found = _listed(system, root, url)
    for batch in iter(lambda: list(islice(found, BATCH)), []):
        texts = [path for _, path in batch if kind_of(path) == ".txt"]
        starts = _starts(system, texts)
        for source, path in batch:
            stored = RemoteFile(system, path, starts.get(path, b""))
            yield File(label, origin_of(label, source), stored, columns, limits)


def _system(url: str) -> tuple[Any, str]:
    from fsspec.core import url_to_fs  # late: it takes 0.3 s and 18 MB, and few sources are URLs

    try:
        system, root = url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise IngestError(
            f"source {without_credentials(url)!r}: {error}; expected a URL whose protocol fsspec knows, "
            "with its package installed (s3fs for s3://)"
        ) from error
    return system, str(root)


def _listed(system: Any, root: str, url: str) -> Iterator[tuple[str, str]]:
    """(source, path) of each file, sorted."""
    name = without_credentials(url)
    try:
        with _as_os_error():
            system.invalidate_cache()
            is_file = system.isfile(root)
            paths = [root] if is_file else system.find(root)
            is_there = paths or system.isdir(root)
    except OSError as error:
        raise IngestError(f"source {name!r}: {error}; expected a place that can be reached and listed") from error
    if not is_there or (is_file and not kind_of(root)):
        problem = "unknown kind of file" if is_file else "no such file or folder"
        raise IngestError(f"source {name!r}: {problem}; expected a folder or a file of {', '.join(KINDS)}")
    folder = root.rpartition("/")[0] if is_file else root.rstrip("/")
    below = [path[len(folder) :].lstrip("/") for path in paths]
    found = zip(map(plain_name, below), paths, strict=True)
    kept = sorted(pair for pair in found if kind_of(pair[1]) and not pair[0].startswith(".") and "/." not in pair[0])
    seen: Counter[str] = Counter()
    return ((told_apart(source, seen), path) for source, path in kept)


def _starts(system: Any, paths: list[str]) -> dict[str, bytes]:
    """The first bytes of files, as far as they can be read; reading a file itself will tell what is wrong."""
    if not paths:
        return {}
    try:
        with _as_os_error():
            starts = system.cat_ranges(paths, 0, START_BYTES, on_error="return")
    except OSError:
        return {}
    return {path: start[:START_BYTES] for path, start in zip(paths, starts, strict=True) if isinstance(start, bytes)}


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file in one of fsspec's file systems, with its first bytes if they are known."""

    system: Any
    path: str
    first: bytes

    @property
    def name(self) -> str:
        """The file's name, without folders."""
        return self.path.rpartition("/")[2]

    def open(self) -> IO[bytes]:
        """The bytes from their beginning, fetched as they are read."""
        with _as_os_error():
            stream = self.system.open(self.path, "rb", block_size=BLOCK_BYTES)

        def pull(size: int) -> bytes:
            with _as_os_error():
                return bytes(stream.read(size))

        return stream_of(pull, stream.close, BLOCK_BYTES)

    def read(self, most: int) -> bytes:
        """The first `most` bytes. Raises OSError."""
        with self.open() as stream:
            return stream.read(most)

    def start(self) -> bytes:
        """The first 64 bytes, none of a file that could not be read."""
        return self.first


@contextmanager
def _as_os_error() -> Iterator[None]:
    """Whatever a file system raises, as an OSError without credentials."""
    try:
        yield
    except Exception as error:  # each file system of fsspec's has exceptions of its own
        raise OSError(without_credentials(f"{type(error).__name__}: {error}")) from error
