"""A light stemmer for Arabic.

After light10 (Larkey, Ballesteros and Connell 2007, «Light stemming for Arabic information
retrieval»), with possessive and dual endings added. Affixes and the letters that must remain
are in `tables.json`.
"""

from __future__ import annotations

from arabic_text.tables import Affix, load


def stem(surface: str) -> str:
    """The stem of a normalized word: a conjunction, an article and up to two endings taken off."""
    tables = load()
    word = _strip_prefix(surface, tables.conjunctions)
    word = _strip_prefix(word, tables.prefixes)
    for suffixes in tables.suffixes:
        word = _strip_suffix(word, suffixes)
    return word


def _strip_prefix(word: str, affixes: tuple[Affix, ...]) -> str:
    for affix in affixes:
        if word.startswith(affix.affix) and len(word) - len(affix.affix) >= affix.rest:
            return word[len(affix.affix) :]
    return word


def _strip_suffix(word: str, affixes: tuple[Affix, ...]) -> str:
    for affix in affixes:
        if word.endswith(affix.affix) and len(word) - len(affix.affix) >= affix.rest:
            return word[: -len(affix.affix)]
    return word
