"""Compressed streams, and how much may come out of them."""

from __future__ import annotations

import bz2
import gzip
import lzma
import sys
import zlib
from collections.abc import Callable
from typing import IO, Any

from news_ingest.sources.limits import Limits
from news_ingest.sources.streams import some, stream_of

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

MAX_WINDOW_LOG = 27


def _zstd(stream: IO[bytes]) -> Any:
    """A zstd stream; one that asks for a window of more than 128 MiB is refused."""
    return zstd.ZstdFile(stream, options={zstd.DecompressionParameter.window_log_max: MAX_WINDOW_LOG})


OPENERS: dict[str, Callable[[IO[bytes]], Any]] = {
    ".gz": lambda stream: gzip.GzipFile(fileobj=stream),
    ".tgz": lambda stream: gzip.GzipFile(fileobj=stream),
    ".xz": lzma.LZMAFile,
    ".bz2": bz2.BZ2File,
    ".zst": _zstd,
}
BROKEN = (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError, zstd.ZstdError)


class Meter:
    """Counts what went into an archive and what came out, of which there may be so much."""

    def __init__(self, limits: Limits, packed: int = 0) -> None:
        self._limits = limits
        self.packed = packed
        self.unpacked = 0

    def spend(self, size: int) -> None:
        """Count bytes that came out. Raises OSError past the limit."""
        self.unpacked += size
        if self.unpacked > self._limits.of(self.packed):
            raise OSError(
                f"it unpacks to more than {self._limits.of(self.packed)} bytes, from {self.packed}; if that is right, "
                "raise NEWS_UNPACKED_MIB or NEWS_UNPACKED_RATIO"
            )


def metered(stream: IO[bytes], meter: Meter) -> IO[bytes]:
    """The stream, what comes out of it counted."""

    def pull(size: int) -> bytes:
        data = some(stream, size)
        meter.spend(len(data))
        return data

    return stream_of(pull, stream.close)


def unpacked(stream: IO[bytes], name: str, limits: Limits) -> IO[bytes]:
    """The stream unpacked as the ending of `name` says. Reading it raises one of BROKEN."""
    opener = OPENERS.get(name[name.rfind(".") :].lower())
    if opener is None:
        return stream
    meter = Meter(limits)

    def pull(size: int) -> bytes:
        data = some(stream, size)
        meter.packed += len(data)
        return data

    return metered(opener(stream_of(pull)), meter)
