"""Fold spelling variants of one word into one form."""

from __future__ import annotations

import unicodedata

from arabic_text.tables import Tables, load

FEW_CHARACTERS = 60


def normalize(text: str) -> str:
    """`text` without diacritics, tatweel and controls, its letter and digit variants folded, lower case.

    NFKC (presentation forms become letters), then marks are dropped, then letters and digits are
    folded by `tables.json`, then accents of Latin, Greek and Cyrillic letters are dropped.
    Normalizing twice changes nothing.
    """
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
