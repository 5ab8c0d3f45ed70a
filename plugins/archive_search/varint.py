"""Whole numbers from 0 in as few bytes as they need: seven bits a byte, the least first, the last byte below 128."""

from __future__ import annotations


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


def _bytes(number: int) -> bytes:
    out = bytearray()
    put(number, out)
    return bytes(out)


class _Varints(dict[int, bytes]):
    """Each number with its bytes; those above two bytes are not kept."""

    def __missing__(self, number: int) -> bytes:
        data = _bytes(number)
        if number < 1 << 14:
            self[number] = data
        return data


varint = _Varints().__getitem__
