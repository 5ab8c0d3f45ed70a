"""A light stemmer for Arabic.

After light10 (Larkey, Ballesteros and Connell 2007, «Light stemming for Arabic information
retrieval»), with possessive and dual endings added, and endings taken off one after another
until none is left, so that «منهجيته» and «منهجية» end at the same stem. Affixes and the letters that
must remain are in `tables.json`.
"""

from __future__ import annotations

from arabic_text.tables import Affix, load


def stem(surface: str) -> str:
    """The stem of a normalized word: a conjunction, an article and its endings taken off."""
    tables = load()
    word = _strip_prefix(surface, tables.conjunctions)
    return strip_endings(_strip_prefix(word, tables.prefixes))


def strip_endings(word: str) -> str:
    """A normalized word without its endings: the longest one first, up to five of them."""
    tables = load()
    for _ in range(tables.ending_rounds):
        shorter = _strip_ending(word, tables.endings.get(word[-1:], ()))
        if shorter == word:
            break
        word = shorter
    return word


def _strip_prefix(word: str, affixes: tuple[Affix, ...]) -> str:
    for affix in affixes:
        if word.startswith(affix.affix) and len(word) - len(affix.affix) >= affix.rest:
            return word[len(affix.affix) :]
    return word


def _strip_ending(word: str, affixes: tuple[Affix, ...]) -> str:
    for affix in affixes:
        if word.endswith(affix.affix) and len(word) - len(affix.affix) >= affix.rest:
            return word[: -len(affix.affix)]
    return word
