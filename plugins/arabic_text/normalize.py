"""Fold spelling variants of one word into one form."""

from __future__ import annotations

import functools
import unicodedata
from codecs import charmap_decode, charmap_encode
from encodings.cp1256 import decoding_table, encoding_table

from arabic_text.tables import Tables, load

FEW_CHARACTERS = 60
ELLIPSIS = "…".encode("cp1256")
UNFOLDED = b"\0"


def normalize(text: str) -> str:
    """`text` without diacritics, tatweel and controls, its letter and digit variants folded, lower case.

    NFKC (presentation forms become letters), then marks are dropped, then letters and digits are
    folded by `tables.json`, then accents of Latin, Greek and Cyrillic letters are dropped.
    Normalizing twice changes nothing.
    """
    try:
        encoded, _ = charmap_encode(text, "strict", encoding_table)
    except UnicodeEncodeError:
        return _normalized(text)
    folded = encoded.translate(*_code_page())
    if UNFOLDED in folded:
        return _normalized(text)
    return charmap_decode(folded.replace(ELLIPSIS, b"..."), "strict", decoding_table)[0]


@functools.cache
def _code_page() -> tuple[bytes, bytes]:
    """(what each byte of Windows-1256 becomes, the bytes that are dropped): most texts are folded four times faster so.

    UNFOLDED stands for itself and for what does not become one of the code page's characters («½», «µ»).
    """
    folded = [_normalized(character) for character in decoding_table]
    table = b"".join(map(_one_byte, decoding_table, folded))
    return table, bytes(byte for byte, one in enumerate(folded) if not one)


def _one_byte(character: str, folded: str) -> bytes:
    """The byte that a character's becomes; its own for one that is dropped or written out."""
    if not folded or character == "…":
        return character.encode("cp1256")
    one = folded.encode("cp1256", "replace")
    return one if one.decode("cp1256") == folded and len(one) == 1 else UNFOLDED


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
