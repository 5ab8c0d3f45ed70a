"""Files within zip and tar archives. Names in an archive are labels only: nothing is unpacked to disk."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import IO, cast

from news_ingest.records import Origin
from news_ingest.sources.inputs import MAX_BYTES, Input, accounted, broken, origin_of, plain_name, rejected, told_apart
from news_ingest.sources.kinds import ARCHIVES, WHOLE, inputs_of, kind_of
from news_ingest.sources.packed import BROKEN as BROKEN_STREAM
from news_ingest.sources.packed import Meter, metered, unpacked
from news_ingest.sources.stored import File, Held, Passing, Stored, seekable
from news_ingest.sources.streams import some

MAX_HEADER_BYTES = 1024 * 1024
BROKEN = (*BROKEN_STREAM, RuntimeError, NotImplementedError, zipfile.BadZipFile, tarfile.TarError)


def archive_inputs(file: File) -> Iterator[Input]:
    """Each member of a zip or tar file that a reader knows; what cannot be read is rejected by itself."""
    zipped = kind_of(file.stored.name) == ".zip"
    try:
        with file.stored.open() as stream:
            yield from _zip_inputs(file, stream) if zipped else _tar_inputs(file, stream)
    except BROKEN as error:
        yield broken(file.label, file.origin, error)


def _zip_inputs(file: File, stream: IO[bytes]) -> Iterator[Input]:
    """Members in the order of their names."""
    names: Counter[str] = Counter()
    with seekable(stream) as whole, zipfile.ZipFile(whole) as archive:
        meter = Meter(file.limits, whole.seek(0, io.SEEK_END))
        for member in sorted(archive.infolist(), key=lambda member: member.filename):
            if not member.is_dir() and kind_of(member.filename):
                opener = partial(_open_member, archive, member, meter)
                yield from _member_inputs(file, member.filename, names, opener)


def _open_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, meter: Meter) -> IO[bytes]:
    return metered(archive.open(member), meter)


def _tar_inputs(file: File, stream: IO[bytes]) -> Iterator[Input]:
    """Regular members in the file's own order; what stands before damage is read.

    tarfile takes a cut header for the archive's end, so its end is looked at here: zero blocks.
    """
    names: Counter[str] = Counter()
    watched = _Watched(unpacked(stream, file.stored.name, file.limits))
    with tarfile.open(fileobj=cast(IO[bytes], watched), mode="r|") as archive:
        for member in archive:
            watched.allow(member.size)
            content = archive.extractfile(member) if member.isreg() and kind_of(member.name) else None
            if content:
                yield from _member_inputs(file, member.name, names, partial(_opened, content))
    if not watched.is_end():
        raise EOFError("it has no end")


def _opened(content: IO[bytes]) -> IO[bytes]:
    return content


class _Watched:
    """A tar stream that keeps its last 512 bytes, and that a header of more than 1 MiB cannot make read on."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._last = b""
        self._left = MAX_HEADER_BYTES

    def allow(self, size: int) -> None:
        """A member of `size` bytes is to come, and then another header."""
        self._left = size + MAX_HEADER_BYTES

    def read(self, size: int) -> bytes:
        """The next bytes. Raises OSError where more is read than the member that was allowed."""
        data = some(self._stream, size)
        self._left -= len(data)
        if self._left < 0:
            raise OSError(f"a header of more than {MAX_HEADER_BYTES} bytes")
        self._last = (self._last + data)[-512:]
        return data

    def is_end(self) -> bool:
        """Whether the last bytes read are a tar file's end."""
        return len(self._last) == 512 and not self._last.strip(b"\0")


def _member_inputs(file: File, name: str, names: Counter[str], opener: Callable[[], IO[bytes]]) -> Iterator[Input]:
    """A member's inputs. One that is an article is read now, for later it cannot be; of more than 4 MiB only so much
    that it is seen.
    """
    origin = _inner(file.origin, name, names)
    if kind_of(name) in ARCHIVES:
        yield rejected(file.label, origin, "an archive within an archive; expected it unpacked")
        return
    try:
        stored: Stored = Passing(name, opener)
        if kind_of(name) in WHOLE:
            with opener() as stream:
                stored = Held(name, stream.read(MAX_BYTES + 1))
        yield from accounted(file.label, origin, inputs_of(replace(file, origin=origin, stored=stored)))
    except BROKEN as error:
        yield broken(file.label, origin, error)


def _inner(origin: Origin, name: str, names: Counter[str]) -> Origin:
    """The origin of a member: the archive's source and the member's name, without `.` and `..`.

    `names` counts members by their source, so that those of one name are told apart.
    """
    plain = plain_name(name.replace("\\", "/"))
    parts = [part for part in plain.split("/") if part not in ("", ".", "..")]
    inner = origin_of(origin.root, "/".join(parts))
    source = told_apart("/".join([origin.source, *parts]), names)
    return Origin(origin.root, source, inner.publisher or origin.publisher, inner.section or origin.section)
