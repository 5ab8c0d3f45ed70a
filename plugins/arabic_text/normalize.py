"""Fold spelling variants of one word into one form."""

from __future__ import annotations

import functools
import unicodedata

from arabic_text import code_page
from arabic_text.tables import Tables, load

FEW_CHARACTERS = 60
ELLIPSIS = "…".encode(code_page.NAME)
UNFOLDED = b"\0"


def normalize(text: str) -> str:
    """`text` without diacritics, tatweel and controls, its letter and digit variants folded, lower case.

    NFKC (presentation forms become letters), then marks are dropped, then letters and digits are
    folded by `tables.json`, then accents of Latin, Greek and Cyrillic letters are dropped.
    Normalizing twice changes nothing.
    """
    encoded = code_page.to_bytes(text)
    if encoded is None:
        return _normalized(text)
    folded = encoded.translate(*_byte_table())
    if UNFOLDED in folded:
        return _normalized(text)
    return code_page.to_text(folded.replace(ELLIPSIS, b"..."))


@functools.cache
def _byte_table() -> tuple[bytes, bytes]:
    """(what each byte of Windows-1256 becomes, the bytes that are dropped): most texts are folded four times faster so.

    UNFOLDED stands for itself and for what does not become one of the code page's characters («½», «µ»).
    """
    folded = [_normalized(character) for character in code_page.CHARACTERS]
    table = b"".join(map(_one_byte, code_page.CHARACTERS, folded))
    return table, bytes(byte for byte, one in enumerate(folded) if not one)


def _one_byte(character: str, folded: str) -> bytes:
    """The byte that a character's becomes; its own for one that is dropped or written out."""
    if not folded or character == "…":
        return character.encode(code_page.NAME)
    one = folded.encode(code_page.NAME, "replace")
    return one if len(one) == 1 and code_page.to_text(one) == folded else UNFOLDED


def _normalized(text: str) -> str:
    """`normalize` of any text."""
    tables = load()
    bare = tables.dropped_re.sub("", unicodedata.normalize("NFKC", text).lower())
    folded = _fold(unicodedata.normalize("NFC", bare), tables)
    if folded.isascii() or not _has_accents(folded):
        return folded
    plain = tables.dropped_re.sub("", unicodedata.normalize("NFD", folded))
    return _fold(unicodedata.normalize("NFC", plain), tables)


def _fold(text: str, tables: Tables) -> str:
    """`text` with letters and digits folded. No fold is folded again; in a long text a replacement a letter is faster
    than a look-up a character, by six times.
    """
    if len(text) <= FEW_CHARACTERS:
        return text.translate(tables.folds)
    for letter, folded in tables.letters.items():
        text = text.replace(letter, folded)
    return text


def _has_accents(text: str) -> bool:
    return not unicodedata.is_normalized("NFD", text)
