"""The analyzer's rules, read once from `tables.json`, the only source for Python and JavaScript."""

from __future__ import annotations

import functools
import json
import re
from dataclasses import dataclass
from importlib import resources
from itertools import groupby
from typing import Any


@dataclass(frozen=True, slots=True)
class Affix:
    """A letter string that the stemmer takes off where at least `rest` letters remain."""

    affix: str
    rest: int


@dataclass(frozen=True, slots=True)
class Tables:
    """The analyzer's rules in the form that its steps use them.

    `letters` are the letters and digits that are folded, `folds` the same by code point; none is folded to another of
    them. `endings` stand by their last letter, the longest first; at most `ending_rounds` are taken off a word. The
    first `articles` of the clitics hold an article; `numbered_clitics` stand by their first letter, each
    with its number.
    """

    word_re: re.Pattern[str]
    dropped_re: re.Pattern[str]
    letters: dict[str, str]
    folds: dict[int, str]
    stop_words: frozenset[str]
    conjunctions: tuple[Affix, ...]
    prefixes: tuple[Affix, ...]
    endings: dict[str, tuple[Affix, ...]]
    ending_rounds: int
    clitics: tuple[Affix, ...]
    numbered_clitics: dict[str, tuple[tuple[int, Affix], ...]]
    articles: int


def load_text() -> str:
    """The text of `tables.json`."""
    return resources.files("arabic_text").joinpath("tables.json").read_text(encoding="utf-8")


def character_class(ranges: list[str]) -> str:
    """`["0030-0039"]` as the inside of a regular expression's character class."""
    return "".join(f"\\u{first:04x}-\\u{last:04x}" for first, last in map(_span, ranges))


def _span(written: str) -> tuple[int, int]:
    first, _, last = written.partition("-")
    return int(first, 16), int(last, 16)


def _without(ranges: list[str], others: list[str]) -> list[str]:
    """`ranges` without the characters of `others`."""
    taken = {code for first, last in map(_span, others) for code in range(first, last + 1)}
    kept = [code for first, last in map(_span, ranges) for code in range(first, last + 1) if code not in taken]
    runs = (list(run) for _, run in groupby(enumerate(kept), key=lambda pair: pair[1] - pair[0]))
    return [f"{run[0][1]:04X}-{run[-1][1]:04X}" for run in runs]


def word_pattern(ranges: dict[str, list[str]]) -> str:
    """One word: a run of Arabic letters, or of Arabic digits, or of other letters and digits.

    Joined characters (tatweel, bidi and zero-width controls) belong to the word that they touch.
    Arabic digits are a run of their own, so that «٧٥٠حافظاً» is two words as «750حافظاً» is.
    """
    joined = character_class(ranges["joined"])
    letters = _without(ranges["arabic"], ranges["arabic_digits"])  # no lookahead: it would double the time
    kinds = (letters, ranges["arabic_digits"], ranges["other"])
    return "|".join(f"[{character_class(kind)}{joined}]+" for kind in kinds)


def _affixes(rows: list[dict[str, Any]]) -> tuple[Affix, ...]:
    return tuple(Affix(row["affix"], row["rest"]) for row in rows)


def _by_last_letter(endings: tuple[Affix, ...]) -> dict[str, tuple[Affix, ...]]:
    letters = {ending.affix[-1] for ending in endings}
    return {letter: tuple(ending for ending in endings if ending.affix[-1] == letter) for letter in letters}


def _by_first_letter(clitics: tuple[Affix, ...]) -> dict[str, tuple[tuple[int, Affix], ...]]:
    numbered = tuple(enumerate(clitics, 1))
    letters = {clitic.affix[0] for clitic in clitics}
    return {letter: tuple(row for row in numbered if row[1].affix[0] == letter) for letter in letters}


@functools.cache
def load() -> Tables:
    """The rules; read from the package once a process."""
    data = json.loads(load_text())
    clitics = data["clitics"]["articles"] + data["clitics"]["particles"]
    return Tables(
        word_re=re.compile(word_pattern(data["word_ranges"])),
        dropped_re=re.compile(f"[{character_class(data['dropped_ranges'])}]+"),
        letters=data["folds"] | data["digits"],
        folds=str.maketrans(data["folds"] | data["digits"]),
        stop_words=frozenset(data["stop_words"]),
        conjunctions=_affixes(data["conjunctions"]),
        prefixes=_affixes(data["prefixes"]),
        endings=_by_last_letter(_affixes(data["endings"]["affixes"])),
        ending_rounds=data["endings"]["rounds"],
        clitics=_affixes(clitics),
        numbered_clitics=_by_first_letter(_affixes(clitics)),
        articles=len(data["clitics"]["articles"]),
    )
