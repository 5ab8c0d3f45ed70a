"""Text files within zip and tar archives. Names in an archive are labels only: nothing is unpacked."""

from __future__ import annotations

import bz2
import gzip
import lzma
import re
import tarfile
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import IO, Any, cast

from news_ingest.records import Origin
from news_ingest.sources.inputs import MAX_BYTES, Input, origin_of, raw_text, reject

SUFFIX = ".txt"
OPENERS: dict[str, Callable[..., Any]] = {".gz": gzip.open, ".tgz": gzip.open, ".xz": lzma.open, ".bz2": bz2.open}
NAME_RE = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
BROKEN = (
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
)


def zip_inputs(label: str, origin: Origin, path: Path) -> Iterator[Input]:
    """Each `.txt` in a zip file; a member that cannot be read, or is too large, is rejected by itself."""
    try:
        names: Counter[str] = Counter()
        with zipfile.ZipFile(path) as archive:
            for member in sorted(archive.infolist(), key=lambda member: member.filename):
                if member.filename.lower().endswith(SUFFIX) and not member.is_dir():
                    inner = _inner(origin, member.filename, names)
                    yield _zip_input(label, inner, archive, member)
    except BROKEN as error:
        yield _broken(label, origin, error)


def _zip_input(label: str, origin: Origin, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Input:
    try:
        with archive.open(member) as stream:
            return Input(label, origin, partial(raw_text, origin, stream.read(MAX_BYTES + 1)))
    except BROKEN as error:
        return Input(label, origin, partial(reject, origin, f"cannot be read: {error}"))


def tar_inputs(label: str, origin: Origin, path: Path) -> Iterator[Input]:
    """Each regular `.txt` in a tar file, in the file's own order; what stands before damage is read.

    tarfile takes a cut header for the archive's end, so its end is looked at here: zero blocks.
    """
    try:
        with _open_tar(path) as stream:
            tail = _Tail(stream)
            with tarfile.open(fileobj=cast(IO[bytes], tail), mode="r|") as archive:
                yield from _tar_members(label, origin, archive)
        if not tail.is_end():
            yield _broken(label, origin, EOFError("it has no end"))
    except BROKEN as error:
        yield _broken(label, origin, error)


def _tar_members(label: str, origin: Origin, archive: tarfile.TarFile) -> Iterator[Input]:
    names: Counter[str] = Counter()
    for member in archive:
        content = archive.extractfile(member) if member.isreg() else None
        if content and member.name.lower().endswith(SUFFIX):
            inner = _inner(origin, member.name, names)
            data = content.read(MAX_BYTES + 1)
            yield Input(label, inner, partial(raw_text, inner, data))


def _open_tar(path: Path) -> IO[bytes]:
    opener = OPENERS.get(path.suffix.lower())
    return cast(IO[bytes], opener(path, "rb")) if opener else path.open("rb")


class _Tail:
    """A stream to read from that keeps its last 512 bytes."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._last = b""

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = self._stream.read(size)
        self._last = (self._last + data)[-512:]
        return data

    def is_end(self) -> bool:
        """Whether the last bytes read are a tar file's end."""
        return len(self._last) == 512 and not self._last.strip(b"\0")


def _inner(origin: Origin, name: str, names: Counter[str]) -> Origin:
    """The origin of a member: the archive's source and the member's name, without `.` and `..`.

    Where several members have one name (`names` counts them), `~2` and so on tells them apart.
    """
    plain = NAME_RE.sub(" ", unicodedata.normalize("NFC", name.replace("\\", "/")))
    parts = [part for part in plain.split("/") if part not in ("", ".", "..")]
    inner = origin_of(origin.root, "/".join(parts))
    source = "/".join([origin.source, *parts])
    names[source] += 1
    source += f"~{names[source]}" if names[source] > 1 else ""
    return Origin(origin.root, source, inner.publisher or origin.publisher, inner.section or origin.section)


def _broken(label: str, origin: Origin, error: Exception) -> Input:
    reason = f"the archive cannot be read, or only in part: {error}"
    return Input(label, origin, partial(reject, origin, reason))
