"""Fold spelling variants of one word into one form."""

from __future__ import annotations

import unicodedata

from arabic_text.tables import load


def normalize(text: str) -> str:
    """`text` without diacritics, tatweel and controls, its letter and digit variants folded, lower case.

    NFKC (presentation forms become letters), then marks are dropped, then letters and digits are
    folded by `tables.json`, then accents of Latin, Greek and Cyrillic letters are dropped.
    Normalizing twice changes nothing.
    """
    tables = load()
    bare = tables.dropped_re.sub("", unicodedata.normalize("NFKC", text).lower())
    folded = unicodedata.normalize("NFC", bare).translate(tables.folds)
    if folded.isascii() or not _has_accents(folded):
        return folded
    plain = tables.dropped_re.sub("", unicodedata.normalize("NFD", folded))
    return unicodedata.normalize("NFC", plain).translate(tables.folds)


def _has_accents(text: str) -> bool:
    return unicodedata.normalize("NFD", text) != text
