"""The analyzer's rules, read once from `tables.json`, the only source for Python and JavaScript."""

from __future__ import annotations

import functools
import json
import re
from dataclasses import dataclass
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Affix:
    """A letter string that the stemmer takes off where at least `rest` letters remain."""

    affix: str
    rest: int


@dataclass(frozen=True, slots=True)
class Tables:
    """The analyzer's rules in the form that its steps use them."""

    word_re: re.Pattern[str]
    dropped_re: re.Pattern[str]
    folds: dict[int, str]
    stop_words: frozenset[str]
    conjunctions: tuple[Affix, ...]
    prefixes: tuple[Affix, ...]
    suffixes: tuple[tuple[Affix, ...], ...]


def load_text() -> str:
    """The text of `tables.json`."""
    return resources.files("arabic_text").joinpath("tables.json").read_text(encoding="utf-8")


def character_class(ranges: list[str]) -> str:
    """`["0030-0039"]` as the inside of a regular expression's character class."""
    spans = (span.split("-") for span in ranges)
    return "".join(f"\\u{first}-\\u{last}" for first, last in spans)


def word_pattern(ranges: dict[str, list[str]]) -> str:
    """One word: a run of Arabic letters, or of Arabic digits, or of other letters and digits.

    Joined characters (tatweel, bidi and zero-width controls) belong to the word that they touch.
    Arabic digits are a run of their own, so that «٧٥٠حافظاً» is two words as «750حافظاً» is.
    """
    joined = character_class(ranges["joined"])
    digits = character_class(ranges["arabic_digits"])
    runs = (
        f"(?:(?![{digits}])[{character_class(ranges['arabic'])}{joined}])+",
        f"[{digits}{joined}]+",
        f"[{character_class(ranges['other'])}{joined}]+",
    )
    return "|".join(runs)


def _affixes(rows: list[dict[str, Any]]) -> tuple[Affix, ...]:
    return tuple(Affix(row["affix"], row["rest"]) for row in rows)


@functools.cache
def load() -> Tables:
    """The rules; read from the package once a process."""
    data = json.loads(load_text())
    return Tables(
        word_re=re.compile(word_pattern(data["word_ranges"])),
        dropped_re=re.compile(f"[{character_class(data['dropped_ranges'])}]+"),
        folds=str.maketrans(data["folds"] | data["digits"]),
        stop_words=frozenset(data["stop_words"]),
        conjunctions=_affixes(data["conjunctions"]),
        prefixes=_affixes(data["prefixes"]),
        suffixes=tuple(_affixes(rows) for rows in data["suffixes"]),
    )
