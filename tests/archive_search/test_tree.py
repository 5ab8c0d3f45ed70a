"""A sorted map in small files: what is written is found, in Python and in Node, and a change changes few files."""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Iterable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from archive_search.ask import node
from archive_search.tree import MAX_ROOT, Row, Tree, pack, plant, separator, tree_file, unpack, walk

ROOT = Path(__file__).parents[2]
LETTERS = "اب#=:\0\x7f\u0627\u0800\ud7ff\ue000\uffff\U00010000\U0010fffe"
TEXTS = st.text(st.sampled_from(LETTERS), min_size=1, max_size=5) | st.text(
    st.characters(exclude_categories=["Cs"]), min_size=1
)
MAPS = st.dictionaries(TEXTS, st.binary(max_size=40), max_size=60)
SCRIPT = """
import { readFileSync, writeFileSync } from "node:fs";
const [root, input, output] = process.argv.slice(1);
const { Tree } = await import(`file://${root}/plugins/archive_search/browser/tree.js`);
const answers = [];
for (const { levels, children, files, ranges } of JSON.parse(readFileSync(input, "utf8"))) {
  const fetched = new Set();
  const tree = new Tree({ levels, children }, async (path) => {
    fetched.add(path);
    return new Uint8Array(Buffer.from(files[path], "hex"));
  });
  const rows = [];
  for (const [from, to] of ranges) {
    const found = await tree.range(from, to);
    rows.push(found.map(({ key, value }) => [key, Buffer.from(value).toString("hex")]));
  }
  answers.push({ rows, fetched: fetched.size });
}
writeFileSync(output, JSON.stringify(answers));
"""

Planted = tuple[Tree, dict[str, bytes]]


def planted(rows: Iterable[Row], leaf_bytes: int = 64) -> Planted:
    """A tree of rows, and its files by name."""
    files: dict[str, bytes] = {}
    return plant(rows, files.__setitem__, leaf_bytes), files


def leaves_of(tree: Tree, files: dict[str, bytes]) -> list[str]:
    """The names of a tree's leaves in their order."""
    names = [name for _, name in tree.children]
    for _ in range(tree.levels):
        names = [value.hex() for name in names for _, value in unpack(files[name])]
    return names


def rows_of(tree: Tree, files: dict[str, bytes]) -> list[Row]:
    """The rows of all leaves in their order."""
    rows = (row for name in leaves_of(tree, files) for row in unpack(files[name]))
    return [(key.decode("utf-8", "surrogatepass"), value) for key, value in rows]


def answers_of(cases: list[tuple[Planted, list[tuple[str, str]]]], folder: Path) -> list[tuple[list[list[Row]], int]]:
    """For each tree and its ranges the rows that Node finds, and how many files it read."""
    data = [
        {
            "levels": tree.levels,
            "children": tree.children,
            "files": {tree_file(name): content.hex() for name, content in files.items()},
            "ranges": ranges,
        }
        for (tree, files), ranges in cases
    ]
    (folder / "cases.json").write_text(json.dumps(data), encoding="utf-8")
    command = [node(), "--input-type=module", "--eval", SCRIPT, str(ROOT)]
    subprocess.run([*command, str(folder / "cases.json"), str(folder / "answers.json")], check=True)
    answers = json.loads((folder / "answers.json").read_text(encoding="utf-8"))
    return [
        ([[(key, bytes.fromhex(value)) for key, value in rows] for rows in answer["rows"]], answer["fetched"])
        for answer in answers
    ]


def words(count: int) -> list[Row]:
    """Rows of ever other keys and sizes, in order."""
    chance = random.Random(3)
    keys = {"".join(chance.choices("ابتثجحخد", k=chance.randint(2, 9))) for _ in range(3 * count)}
    return [(key, chance.randbytes(chance.randint(1, 20))) for key in sorted(chance.sample(sorted(keys), count))]


@given(
    st.dictionaries(st.text(st.sampled_from([*LETTERS, "\ud800", "\udfff"]), min_size=1), st.binary(max_size=40)),
    st.integers(1, 200),
)
def test_a_tree_holds_its_rows_in_their_order(rows: dict[str, bytes], leaf_bytes: int) -> None:
    """Any keys, also half surrogate pairs; files of any size."""
    ordered = sorted(rows.items())
    tree, files = planted(ordered, leaf_bytes)
    assert rows_of(tree, files) == ordered


def test_every_key_and_every_range_is_found_in_node(tmp_path: Path) -> None:
    """Keys that begin with each other, that stand around UTF-16's surrogates; one run of Node for all."""
    maps: list[tuple[dict[str, bytes], int]] = [({}, 16)]

    @settings(max_examples=300, deadline=None, database=None)
    @given(MAPS, st.sampled_from((1, 16, 100, 4000)))
    def collect(rows: dict[str, bytes], leaf_bytes: int) -> None:
        maps.append((rows, leaf_bytes))

    collect()
    cases, expected = [], []
    for rows, leaf_bytes in maps:
        ordered, keys = sorted(rows.items()), [*sorted(rows), "", "\U0010ffff"]
        ranges = [(key, key + "\0") for key in keys]
        ranges += [(one, other) for one, other in zip(keys, random.Random(5).sample(keys, len(keys)), strict=True)]
        cases.append((planted(ordered, leaf_bytes), ranges))
        expected.append([[row for row in ordered if one <= row[0] < other] for one, other in ranges])
    found = [rows for rows, _ in answers_of(cases, tmp_path)]
    wrong = [(cases[at][0][0], one) for at, one in enumerate(expected) if found[at] != one]
    assert wrong[:1] == []


def test_a_key_of_a_deep_tree_costs_a_file_a_level(tmp_path: Path) -> None:
    """Two levels of nodes above the leaves: what is fetched does not grow with the map."""
    rows = words(20_000)
    tree, files = planted(rows, 1)
    assert (tree.levels, len(leaves_of(tree, files)), len(tree.children) <= MAX_ROOT) == (2, 20_000, True)
    picked = random.Random(9).sample(rows, 200)
    cases = [((tree, files), [(key, key + "\0")]) for key, _ in picked[:3]]
    cases.append(((tree, files), [(key, key + "\0") for key, _ in picked]))
    answers = answers_of(cases, tmp_path)
    assert [found for found, _ in answers] == [[[row]] for row in picked[:3]] + [[[row] for row in picked]]
    assert [fetched for _, fetched in answers[:3]] == [3, 3, 3]


def test_the_same_rows_give_the_same_files() -> None:
    """Whatever was planted before; the tree's names follow from its rows."""
    assert planted(words(3000)) == planted(iter(words(3000)))


def test_a_changed_row_changes_its_leaf_and_the_nodes_above() -> None:
    """One leaf of some six hundred, where the row's size stays; a node may part in two or join its neighbour."""
    rows = words(3000)
    tree, files = planted(rows)
    assert (tree.levels, len(leaves_of(tree, files)) > 500) == (1, True)
    for at in random.Random(1).sample(range(len(rows)), 30):
        key, value = rows[at]
        changed = [*rows[:at], (key, bytes(255 - byte for byte in value)), *rows[at + 1 :]]
        after, made = planted(changed)
        leaves = set(leaves_of(after, made))
        assert len(leaves - files.keys()) == 1
        assert len(made.keys() - files.keys() - leaves) <= 2
        assert rows_of(after, made) == changed


def test_an_added_or_a_removed_row_changes_few_leaves() -> None:
    """Two on average: files end where their own rows say."""
    rows = words(3000)
    _, files = planted(rows)
    fresh = 0
    for at in random.Random(2).sample(range(1, len(rows)), 30):
        for changed in (rows[:at] + rows[at + 1 :], [*rows[:at], (rows[at - 1][0] + "!", b"12345678"), *rows[at:]]):
            after, made = planted(changed)
            assert rows_of(after, made) == changed
            fresh += len(set(leaves_of(after, made)) - files.keys())
    assert fresh / 60 < 3


def test_a_leaf_is_no_larger_than_a_few_rows_ask_for() -> None:
    """A row of `leaf_bytes` or more stands alone; leaves of small rows have about that size."""
    rows = sorted([*words(2000), ("ابب", bytes(500)), ("جج", bytes(64))])
    tree, files = planted(rows)
    leaves = [list(unpack(files[name])) for name in leaves_of(tree, files)]
    assert sorted(len(leaf) for leaf in leaves if any(len(value) >= 64 for _, value in leaf)) == [1, 1]
    assert 40 < sum(len(key) + len(value) for key, value in rows) / len(leaves) < 100


@given(st.lists(st.text(), min_size=2, max_size=2, unique=True))
def test_a_separator_parts_two_keys(keys: list[str]) -> None:
    """Greater than the one, not greater than the other, and no longer than needed."""
    before, key = sorted(keys)
    parts = separator(before, key)
    assert key.startswith(parts)
    assert before < parts or not before
    assert not before or not before < parts[:-1]


@given(MAPS)
def test_a_file_gives_its_rows(rows: dict[str, bytes]) -> None:
    """Packed and unpacked."""
    ordered = sorted(rows.items())
    assert [(key.decode(), value) for key, value in unpack(pack(ordered))] == ordered


def test_a_walk_names_every_file_once() -> None:
    """Nodes before their leaves."""
    tree, files = planted(words(3000))
    names = list(walk(tree.levels, [name for _, name in tree.children], files.__getitem__))
    assert sorted(names) == sorted(files)
