"""A changed map in files: the files that the whole map has, and few of them read and written."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_search.graft import StaleError, graft
from archive_search.tree import plant

KEYS = st.text(st.sampled_from("اب#\0\uffff\U00010000"), min_size=1, max_size=4)
VALUES = st.binary(max_size=40)


@given(
    st.dictionaries(KEYS, VALUES, max_size=80),
    st.dictionaries(KEYS, st.none() | VALUES, max_size=12),
    st.sampled_from((1, 16, 40, 100, 4000)),
)
def test_a_grafted_tree_is_the_planted_one(
    rows: dict[str, bytes], changes: dict[str, bytes | None], leaf_bytes: int
) -> None:
    """Rows added, changed and taken out, of trees with and without nodes: the same root and the same files."""
    files: dict[str, bytes] = {}
    tree = plant(sorted(rows.items()), files.__setitem__, leaf_bytes)
    grafted = graft(tree, changes, files.__getitem__, files.__setitem__, leaf_bytes)
    after = {key: value for key, value in {**rows, **changes}.items() if value is not None}
    whole: dict[str, bytes] = {}
    assert grafted == plant(sorted(after.items()), whole.__setitem__, leaf_bytes)
    assert whole.items() <= files.items()


def test_a_change_reads_and_writes_few_files() -> None:
    """One row of twenty thousand."""
    chance = random.Random(5)
    keys = sorted({"".join(chance.choices("ابتثجحخد", k=9)) for _ in range(20_000)})
    files: dict[str, bytes] = {}
    tree = plant(((key, b"12345") for key in keys), files.__setitem__, 512)
    read, written = [], {}

    def reading(name: str) -> bytes:
        read.append(name)
        return files[name]

    graft(tree, {keys[9000]: b"1"}, reading, written.__setitem__, 512)
    assert len(files) > 400
    assert len([name for name in written if name not in files]) <= 4
    assert len(set(read)) < 30


def test_a_file_that_holds_something_else_is_not_taken() -> None:
    """Its name tells."""
    files: dict[str, bytes] = {}
    tree = plant([("a", b"1")], files.__setitem__, 16)
    with pytest.raises(StaleError, match="holds something else"):
        graft(tree, {"b": b"2"}, lambda _: b"", files.__setitem__, 16)
