"""Whole numbers from 0 in as few bytes as they need: seven bits a byte, the least first, the last byte below 128."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

MOST_BYTES = 4


def put(number: int, out: bytearray) -> None:
    """Append a number."""
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)


def put_text(text: str, out: bytearray) -> None:
    """Append a text in UTF-8, its length in bytes before it."""
    data = text.encode("utf-8", "surrogatepass")
    put(len(data), out)
    out += data


def take(data: bytes, at: int) -> tuple[int, int]:
    """The number that begins at byte `at`, and where the next one begins. Raises IndexError at the data's end."""
    number = shift = 0
    while True:
        byte = data[at]
        number |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return number, at


def varints(numbers: NDArray[np.integer]) -> tuple[bytes, NDArray[np.int64]]:
    """Numbers below 2²⁸ one behind another, and at which byte each begins; the last value is where all end."""
    sizes = 1 + (numbers >= 1 << 7).astype(np.int64)
    sizes += numbers >= 1 << 14
    sizes += numbers >= 1 << 21
    starts = np.concatenate(([0], np.cumsum(sizes)))
    out = np.empty(starts[-1], np.uint8)
    for at in range(MOST_BYTES):
        has = np.flatnonzero(sizes > at) if at else slice(None)
        more = (sizes[has] > at + 1).astype(np.uint8) << 7
        out[starts[:-1][has] + at] = (numbers[has] >> 7 * at & 127).astype(np.uint8) | more
    return out.tobytes(), starts


def varint(number: int) -> bytes:
    """One number's bytes."""
    out = bytearray()
    put(number, out)
    return bytes(out)
