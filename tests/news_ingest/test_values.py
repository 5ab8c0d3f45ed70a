"""What passes between the stages is not changed on the way, and what is read of the package is read once."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
from types import ModuleType

import pytest

import news_ingest.fields
from news_ingest import records
from news_ingest.fields.bounds import cues
from news_ingest.fields.topic import Model, model

FIELDS = [found.name for found in pkgutil.iter_modules(news_ingest.fields.__path__)]
MODULES = [records, *(importlib.import_module(f"news_ingest.fields.{name}") for name in FIELDS)]
WITH_CACHE = (records.Line, Model)
"""They keep what they work out of themselves, which slots have no room for."""


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_values_are_frozen_and_slotted(module: ModuleType) -> None:
    """They can be keys, and hold nothing else than what they say."""
    own = [value for value in vars(module).values() if isinstance(value, type) and dataclasses.is_dataclass(value)]
    assert [value for value in own if not value.__dataclass_params__.frozen] == []  # type: ignore[attr-defined]
    assert [value for value in own if not (value in WITH_CACHE or "__slots__" in vars(value))] == []


def test_only_itself_is_equal_to_a_line() -> None:
    """Two lines with the same words are two; what was found of one is remembered with it."""
    one, two = (records.Line(0, "رنيم", 1, "رنيم") for _ in range(2))
    assert (one == one, one == two, one.folded is one.folded) == (True, False, True)


def test_words_and_weights_are_read_once() -> None:
    """Reading them takes longer than many articles."""
    assert (cues() is cues(), model() is model(), model()._words is model()._words) == (True, True, True)
