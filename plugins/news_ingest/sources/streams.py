"""Binary streams made of a function that gives their next bytes."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import IO, cast

Pull = Callable[[int], bytes]


def stream_of(pull: Pull, close: Callable[[], object] | None = None, block_bytes: int = 64 * 1024) -> IO[bytes]:
    """A stream of what `pull` gives, asked for up to `block_bytes` at a time; no bytes are its end.

    `close` is called when the stream is closed.
    """
    return cast(IO[bytes], io.BufferedReader(cast(io.RawIOBase, _Pulled(pull, close)), block_bytes))


def some(stream: IO[bytes], size: int) -> bytes:
    """The next bytes, at most `size`, and fewer where they are at hand: none is lost to an error behind them."""
    data: bytes = getattr(stream, "read1", stream.read)(size)
    return data


class _Pulled(io.RawIOBase):
    def __init__(self, pull: Pull, close: Callable[[], object] | None) -> None:
        self._pull = pull
        self._close = close

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override] # typeshed asks for any writable buffer
        data = self._pull(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if self._close and not self.closed:
            self._close()
        super().close()
