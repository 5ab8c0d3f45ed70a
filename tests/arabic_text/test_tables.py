"""The rules as the steps use them: read once, in values that nobody changes, patterns made of ranges."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
import re
from operator import itemgetter
from types import ModuleType

import pytest

import arabic_text
from arabic_text import analyze, dates, tokenize
from arabic_text.tables import Affix, character_class, load, word_pattern

RANGES = {
    "joined": ["0640-0640"],
    "arabic": ["0621-064A", "0660-0669"],
    "arabic_digits": ["0660-0669"],
    "other": ["0030-0039"],
}
MODULES = [importlib.import_module(f"arabic_text.{found.name}") for found in pkgutil.iter_modules(arabic_text.__path__)]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_values_are_frozen_and_slotted(module: ModuleType) -> None:
    """What passes between the steps can be a key and holds nothing else."""
    own = [value for value in vars(module).values() if isinstance(value, type) and dataclasses.is_dataclass(value)]
    assert [value for value in own if not value.__dataclass_params__.frozen] == []  # type: ignore[attr-defined]
    assert [value for value in own if "__slots__" not in vars(value)] == []


def test_rules_are_read_once_and_words_are_remembered() -> None:
    """Reading them takes longer than an article; 65,536 words are most of an archive's running text."""
    assert (load() is load(), dates.names() is dates.names()) == (True, True)
    remembered = [analyze.term_of.cache_info().maxsize, tokenize.surfaces.cache_info().maxsize]
    assert remembered == [65_536, 65_536]


@pytest.mark.parametrize(
    ("ranges", "inside"),
    [
        (["0030-0039"], r"\u0030-\u0039"),
        (["0640-0640"], r"\u0640-\u0640"),
        (["000a-000b", "FEFF-FEFF"], r"\u000a-\u000b\ufeff-\ufeff"),
    ],
)
def test_ranges_as_a_character_class(ranges: list[str], inside: str) -> None:
    """A single character is a range of itself."""
    assert character_class(ranges) == inside


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("اب٠٩ي", ["اب", "٠٩", "ي"]),
        ("ا٠", ["ا", "٠"]),
        ("اـب", ["اـب"]),
        ("٠ـ٩", ["٠ـ٩"]),
        ("09ا", ["09", "ا"]),
        ("a/:", []),
    ],
)
def test_a_word_is_a_run_of_one_kind(text: str, words: list[str]) -> None:
    """Letters, Arabic digits, other letters and digits; what is joined belongs to either."""
    assert re.findall(word_pattern(RANGES), text) == words


def test_a_words_pattern_has_few_ranges() -> None:
    """What is left without the digits is told in runs, not letter by letter."""
    letters = word_pattern(RANGES | {"arabic": ["0621-0669"]}).partition("|")[0]
    assert letters == r"[\u0621-\u065f\u0640-\u0640]+"


@pytest.mark.parametrize(
    ("digits", "left"), [("0625-0627", "ءآأؤبتث"), ("0621-0621", "آأؤإئابتث"), ("062B-062B", "ءآأؤإئابت")]
)
def test_digits_are_taken_out_of_the_letters(digits: str, left: str) -> None:
    """Wherever they stand in the range."""
    ranges = {
        "joined": ["0640-0640"],
        "arabic": ["0621-0628", "062A-062B"],
        "arabic_digits": [digits],
        "other": ["0030-0030"],
    }
    letters = word_pattern(ranges).partition("|")[0]
    assert re.findall(letters[:-1], "ءآأؤإئابةتثج") == list(left)


def test_endings_stand_by_their_last_letter() -> None:
    """Each once, the longest first."""
    for letter, endings in load().endings.items():
        assert {ending.affix[-1] for ending in endings} == {letter}
        assert [len(ending.affix) for ending in endings] == sorted(
            (len(ending.affix) for ending in endings), reverse=True
        )
    assert all(isinstance(affix, Affix) for endings in load().endings.values() for affix in endings)


def test_clitics_are_asked_for_by_their_first_letter() -> None:
    """No other letter begins one."""
    rows = [row for letter, rows in load().numbered_clitics.items() for row in rows if row[1].affix[0] == letter]
    assert sorted(rows, key=itemgetter(0)) == list(enumerate(load().clitics, 1))
