"""Windows-1256, in which nearly all Arabic texts can be written: a table of bytes is read many times faster than one of
code points.
"""

from __future__ import annotations

from codecs import charmap_decode, charmap_encode
from encodings.cp1256 import decoding_table, encoding_table

NAME = "cp1256"
CHARACTERS: str = decoding_table


def to_bytes(text: str) -> bytes | None:
    """`text`, a byte a character; None where the code page lacks one of them."""
    try:
        return charmap_encode(text, "strict", encoding_table)[0]
    except UnicodeEncodeError:
        return None


def nearly_to_bytes(text: str) -> bytes:
    """`text`, a byte a character; `?` stands for what the code page lacks."""
    return charmap_encode(text, "replace", encoding_table)[0]


def to_text(data: bytes) -> str:
    """The text of any bytes."""
    return charmap_decode(data, "strict", decoding_table)[0]
