"""The plain index for other programs: any lunr.js loads it and gives what the shards give."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from archive_build.outputs import Outputs
from archive_search.ask import node
from archive_search.documents import Document
from archive_search.library import Listed
from archive_search.write import write_search

NODE_MODULES = Path(__file__).parents[2] / "node_modules"
SCRIPT = """
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
const [folder, modules] = process.argv.slice(1);
const lunr = createRequire(import.meta.url)(`${modules}/lunr`);
const { register } = await import(`file://${folder}/lunr-pipeline.js`);
const json = (name) => JSON.parse(readFileSync(`${folder}/${name}`, "utf8"));
register(lunr);
const plain = lunr.Index.load(json("lunr-index.json"));
const { open } = await import(`file://${folder}/worker.js`);
const fetchFile = async (name) => new Uint8Array(readFileSync(`${folder}/${name.split("?")[0]}`));
const shards = open(json("manifest.json"), fetchFile);
const ask = (query) => query.term("مدرس");
const rows = (found) => found.map(({ ref, score }) => [ref, score]);
console.log(JSON.stringify({
  typed: plain.query((query) => query.term("والمدارس")).length + plain.query((query) => query.term("المَدرَسة")).length,
  plain: rows(plain.query(ask)),
  shards: rows(await shards.lunr(ask)),
}));
"""


def documents() -> list[Document]:
    """Five documents, three of them about schools."""
    bodies = ["زار الوزير المدرسة الجديدة", "مدرسة في القرية ومدرسة في المدينة", "السوق القديمة", "مدرستان", "حديقة"]
    return [
        Document(f"{at:012}", (f"a/{at}.html", body, "", "", ""), f"{at}.txt", "", "", f"{body} {'نص ' * at}")
        for at, body in enumerate(bodies)
    ]


def built(folder: Path, export_lunr: bool) -> set[str]:
    """Build the search; the names of the files in its folder."""
    outputs = Outputs(folder)
    write_search(outputs, Listed(documents()), NODE_MODULES, export_lunr)
    outputs.finish()
    return {path.name for path in (folder / "search").iterdir()}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What lunr.js says of the plain index, and what the shards say."""
    folder = tmp_path_factory.mktemp("plain")
    built(folder, export_lunr=True)
    command = [node(), "--input-type=module", "--eval", SCRIPT, str(folder / "search"), str(NODE_MODULES)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    return json.loads(done.stdout)


def test_lunr_gives_the_same_documents_and_scores(answers: Any) -> None:
    """lunr.py's index, loaded by lunr.js, and the shards agree, to the last bit of each score."""
    assert len(answers["plain"]) == 3
    assert answers["plain"] == answers["shards"]


def test_the_pipeline_module_makes_terms_of_typed_words(answers: Any) -> None:
    """«المَدرَسة» is found as typed; the plural is another term."""
    assert answers["typed"] == 3


def test_the_plain_index_comes_and_goes_with_its_setting(tmp_path: Path) -> None:
    """It is written when it is asked for, also beside an index that is kept, and taken away when it is not."""
    plain = {"lunr-index.json", "lunr-pipeline.js"}
    assert not plain & built(tmp_path, export_lunr=False)
    assert plain <= built(tmp_path, export_lunr=True)
    assert plain <= built(tmp_path, export_lunr=True)
    assert not plain & built(tmp_path, export_lunr=False)
