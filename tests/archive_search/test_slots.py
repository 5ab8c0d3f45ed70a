"""Documents' numbers: they follow from the set of ids, and other documents hardly move them."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from search_site import slots_of

from archive_search import slots as module
from archive_search.slots import LEAST_BITS, assign, table_bits

IDS = st.lists(st.text(max_size=6), unique=True, max_size=60)


@given(IDS, st.randoms(use_true_random=False))
def test_slots_follow_from_the_set_of_ids(ids: list[str], chance: random.Random) -> None:
    """Whatever the order in which the ids come, also in the result."""
    shuffled = ids.copy()
    chance.shuffle(shuffled)
    assert list(slots_of(shuffled).items()) == list(slots_of(ids).items())


@given(IDS)
def test_each_id_has_a_slot_of_its_own(ids: list[str]) -> None:
    """Ascending, from 0, at most as far behind the table's end as there are documents."""
    slots = list(slots_of(ids).values())
    assert slots == sorted(set(slots))
    assert len(slots) == len(ids)
    assert all(0 <= slot < 2 ** table_bits(len(ids)) + len(ids) for slot in slots)


@pytest.mark.parametrize("change", ["added", "removed"])
def test_a_document_that_comes_or_goes_moves_few_others(change: str) -> None:
    """Of 3,000 documents, at one of fifty changes at most a few, mostly none."""
    ids = [f"document-{number}" for number in range(3000)]
    before = slots_of(ids)
    moved = []
    for number in range(50):
        others = [*ids, f"another-{number}"] if change == "added" else ids[:number] + ids[number + 1 :]
        after = slots_of(others)
        moved.append(sum(after[one] != before[one] for one in after.keys() & before.keys()))
    assert sorted(moved)[25] == 0
    assert sum(moved) < 25


@given(st.integers(1, 10**7))
def test_the_table_has_eight_to_sixteen_slots_a_document(count: int) -> None:
    """A power of two, at least 64 slots."""
    assert table_bits(count) == LEAST_BITS or 8 * count <= 2 ** table_bits(count) < 16 * count
    assert 2 ** table_bits(count) >= 8 * count


def test_ids_with_one_hash_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the order of their letters, one behind the other."""
    monkeypatch.setattr(module, "_hash", lambda one: 5 << 61)
    assert slots_of(["ج", "ا", "ب"]) == {"ا": 40, "ب": 41, "ج": 42} == slots_of(["ب", "ج", "ا"])


def test_an_id_that_comes_twice_is_named() -> None:
    """Two documents cannot have one number."""
    with pytest.raises(ValueError, match=re.escape("document 'a' comes twice; expected each id once")):
        assign(["a", "b", "a"])


def test_no_ids_have_no_slots() -> None:
    """An empty archive has a table all the same."""
    layout = assign([])
    assert (list(layout.slots), layout.bits) == ([], LEAST_BITS)


def test_half_a_surrogate_pair_has_a_slot() -> None:
    """An id of undecodable bytes is one."""
    assert len(slots_of(["\udcff", "a"])) == 2
