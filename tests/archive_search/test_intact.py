"""A file of the index that is not what the build wrote gives an error, never wrong results."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from search_site import FILLER, document, files, write

from archive_search.ask import node
from archive_search.seal import SEAL_BYTES, sealed, sealed_json

SCRIPT = """
import { readFileSync } from "node:fs";
const folder = process.argv[1];
const { open } = await import(`file://${folder}/worker.js`);
const read = (name) => new Uint8Array(readFileSync(`${folder}/${name.split("?")[0]}`));
const manifest = JSON.parse(readFileSync(`${folder}/manifest.json`, "utf8"));
const options = { limit: 3 };
const ask = async (fetchFile) => {
  const search = open(manifest, fetchFile);
  const { hits, total } = await search.query("السوق القديمة", options);
  const facets = await search.facets("السوق", options, ["publisher"]);
  return { hits, total, words: await search.complete("الس"), facets };
};
const asked = new Set();
const right = JSON.stringify(await ask(async (name) => (asked.add(name), read(name))));
const turns = {
  changed: (data) => data.map((byte, at) => (at === data.length >> 1 ? byte ^ 1 : byte)),
  cut: (data) => data.subarray(0, data.length >> 1),
  emptied: () => new Uint8Array(),
  longer: (data) => new Uint8Array([...data, 0]),
  exchanged: (data, name) => read([...asked].find((other) => other !== name && other[0] === name[0]) ?? "page.js"),
};
const outcomes = [];
for (const [how, turn] of Object.entries(turns)) for (const name of asked) {
  const trial = async (once) => {
    let left = once ? 1 : Infinity;
    const fetchFile = async (one) => (one === name && left-- > 0 ? turn(read(one), one) : read(one));
    return ask(fetchFile).then((given) => (JSON.stringify(given) === right ? "right" : "wrong"), (error) => error.name);
  };
  outcomes.push([name.split("/")[0], how, await trial(false), await trial(true)]);
}
console.log(JSON.stringify(outcomes));
"""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What came of each file that a query reads, damaged in five ways: always, and at the first fetch only."""
    folder = tmp_path_factory.mktemp("intact")
    write(
        folder,
        [document(f"السوق القديمة {number}", body=f"{FILLER} {number}", name=f"{number}") for number in range(900)],
    )
    command = [node(), "--input-type=module", "--eval", SCRIPT, str(folder / "search")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_each_kind_of_file_is_refused(outcomes: Any) -> None:
    """Buckets, parts of lists, trees and titles, whether a bit, half or all of them is another."""
    assert {kind for kind, *_ in outcomes} == {"terms", "lists", "x", "titles"}
    assert {(kind, how): always for kind, how, always, _ in outcomes if always != "DamagedError"} == {}


def test_a_file_that_is_whole_the_second_time_is_used(outcomes: Any) -> None:
    """What a cache had damaged is fetched anew."""
    assert {once for *_, once in outcomes} == {"right"}


def test_every_file_carries_its_hash(tmp_path: Path) -> None:
    """As docs/SEARCH.md says, so that another program can check it too."""
    write(tmp_path, [document("كتاب")])
    for path, data in files(tmp_path / "search").items():
        if path.startswith(("terms/", "lists/")):
            assert sealed(path, data[:-SEAL_BYTES]) == data
        if path.startswith("x/"):
            assert path == f"x/{(digest := hashlib.sha256(data).hexdigest())[:2]}/{digest[2:16]}.bin"
        if path.startswith("titles/"):
            assert next(iter(json.loads(data))) == ""


def test_sealed_json_is_json() -> None:
    """Its own members stay."""
    assert json.loads(sealed_json("a", b'{"1":[2]}')) | {"": 0} == {"": 0, "1": [2]}
