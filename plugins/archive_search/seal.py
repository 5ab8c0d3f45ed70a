"""Hashes by which a browser tells that a file of the index is the one that was written; `intact.js` reads them.

A tree's files are named after what they hold. All others keep their names when they change, and carry the first eight
bytes of the SHA-256 of their path below the search folder, a zero byte and what they hold, so that neither a changed
file nor another in its place is taken for it.
"""

from __future__ import annotations

import hashlib

SEAL_BYTES = 8


def sealed(name: str, data: bytes) -> bytes:
    """A file's bytes with the hash behind them."""
    return data + _digest(name, data)


def sealed_json(name: str, data: bytes) -> bytes:
    """A JSON object's text, not empty, with the hash as its first member, under the key `""`."""
    rest = b"," + data.removeprefix(b"{")
    return b'{"":"' + _digest(name, rest).hex().encode() + b'"' + rest


def _digest(name: str, data: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\0" + data).digest()[:SEAL_BYTES]
