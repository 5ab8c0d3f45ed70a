"""What may stand before a word: the shared vectors, and laws. `tests/js/analyze.test.js` is the twin."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabic_text.clitics import BARE, Cut, cuts
from arabic_text.tables import load

CLITICS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "vectors" / "clitics.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("row", CLITICS, ids=lambda row: row["why"])
def test_a_word_is_taken_apart_in_every_way_that_the_rules_allow(row: dict[str, Any]) -> None:
    """Each vector's cuts, in order."""
    assert [[cut.clitic, cut.rest] for cut in cuts(row["word"])] == row["cuts"]


def test_every_clitic_has_a_vector_with_its_least_rest_and_one_with_less() -> None:
    """A clitic that is added to the table is added to the vectors too."""
    words = [row["word"] for row in CLITICS]
    found = {(number, len(rest)) for row in CLITICS for number, rest in row["cuts"]}
    for number, clitic in enumerate(load().clitics, 1):
        assert (number, clitic.rest) in found
        assert any(word.startswith(clitic.affix) and len(word) == len(clitic.affix) + clitic.rest - 1 for word in words)


@given(st.text(st.sampled_from("وفبلكسارم𝐀")))
def test_cuts_are_beginnings_and_rests_of_the_word(word: str) -> None:
    """Clitic and rest make the word again; each clitic once, in the table's order, the word itself last."""
    *taken, last = cuts(word)
    assert last == Cut(BARE, word)
    assert [load().clitics[cut.clitic - 1].affix + cut.rest for cut in taken] == [word] * len(taken)
    assert [cut.clitic for cut in taken] == sorted({cut.clitic for cut in taken})
    assert all(len(cut.rest) >= load().clitics[cut.clitic - 1].rest for cut in taken)


def test_clitics_with_an_article_come_first() -> None:
    """The number alone tells whether a clitic holds one."""
    tables = load()
    holds = [clitic.affix.endswith(("ال", "لل")) for clitic in tables.clitics]
    assert holds == [True] * tables.articles + [False] * (len(holds) - tables.articles)
