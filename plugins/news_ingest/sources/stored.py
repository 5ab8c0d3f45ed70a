"""Where a file's bytes are: on this machine, in an archive, or behind a URL. Readers need only know `Stored`."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Protocol

from archive_build.files import read_file
from news_ingest.encoding import decode
from news_ingest.records import Origin
from news_ingest.sources.columns import Columns
from news_ingest.sources.limits import Limits
from news_ingest.sources.packed import BROKEN
from news_ingest.sources.streams import some, stream_of

START_BYTES = 64
SAMPLE_BYTES = 256 * 1024
BLOCK_BYTES = 1024 * 1024
MAX_SPOOLED_BYTES = 4 * 1024**3


class Stored(Protocol):
    """A file's bytes, and the name that tells its kind."""

    @property
    def name(self) -> str:
        """The file's name, without folders."""

    def open(self) -> IO[bytes]:
        """The bytes from their beginning. Raises OSError, then or when they are read."""

    def read(self, most: int) -> bytes:
        """The first `most` bytes. Raises OSError."""

    def start(self) -> bytes:
        """The first 64 bytes, as far as they can be read."""


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file on this machine. Its path is plain text: to make and send a `Path` takes as long as to open a file."""

    path: str

    @property
    def name(self) -> str:
        """The file's name, without folders."""
        return os.path.basename(self.path)

    def open(self) -> IO[bytes]:
        """The bytes from their beginning."""
        return open(self.path, "rb")

    def read(self, most: int) -> bytes:
        """The first `most` bytes."""
        return read_file(self.path, most)

    def start(self) -> bytes:
        """The first 64 bytes, none of a file that cannot be read."""
        try:
            return read_file(self.path, START_BYTES)
        except OSError:
            return b""


@dataclass(frozen=True, slots=True)
class Held:
    """A small file whose bytes are held in memory."""

    name: str
    data: bytes

    def open(self) -> IO[bytes]:
        """The bytes from their beginning."""
        return io.BytesIO(self.data)

    def read(self, most: int) -> bytes:
        """The first `most` bytes."""
        return self.data[:most]

    def start(self) -> bytes:
        """The first 64 bytes."""
        return self.data[:START_BYTES]


@dataclass(frozen=True, slots=True)
class Passing:
    """A file that can be read once, here and now: an archive's member."""

    name: str
    opener: Callable[[], IO[bytes]]

    def open(self) -> IO[bytes]:
        """The bytes from their beginning."""
        return self.opener()

    def read(self, most: int) -> bytes:
        """The first `most` bytes."""
        with self.opener() as stream:
            return stream.read(most)

    def start(self) -> bytes:
        """Nothing: what is read is gone."""
        return b""


@dataclass(frozen=True, slots=True)
class File:
    """A file of the source called `label`, the columns that hold the fields of its records, if it has any, and how much
    may come out of it.
    """

    label: str
    origin: Origin
    stored: Stored
    columns: Columns
    limits: Limits


@contextmanager
def seekable(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    """The stream, or a temporary file of its bytes where it cannot be sought in. Raises OSError past 4 GiB."""
    if stream.seekable():
        yield stream
        return
    with tempfile.TemporaryFile() as spool:
        while block := stream.read(BLOCK_BYTES):
            if spool.tell() + len(block) > MAX_SPOOLED_BYTES:
                raise OSError(f"more than {MAX_SPOOLED_BYTES} bytes; expected a tar file, which is read as it comes")
            spool.write(block)
        spool.seek(0)
        yield spool


def as_text(stream: IO[bytes]) -> io.TextIOWrapper | str:
    """The stream as text, its encoding told by its first 256 KiB, or the reason why it is none.

    An error within the first part is raised where it comes: behind what was read.
    """
    sample, failure = b"", None
    try:
        while len(sample) < SAMPLE_BYTES and (block := some(stream, SAMPLE_BYTES - len(sample))):
            sample += block
    except BROKEN as error:
        failure = error
    decoded = decode(sample)
    if isinstance(decoded, str):
        if failure:
            raise failure
        return decoded
    seen = io.BytesIO(sample)

    def pull(size: int) -> bytes:
        data = seen.read(size)
        if failure and not data:
            raise failure
        return data or some(stream, size)

    return io.TextIOWrapper(stream_of(pull), decoded.encoding, errors="replace", newline="")
