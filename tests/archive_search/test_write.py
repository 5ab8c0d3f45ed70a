"""What a build writes below `search/`, and what it keeps."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from search_site import FILLER, HEADLINES, NODE_MODULES, document, files, index_of, one_answer, slots_of, write

from archive_build.outputs import Outputs
from archive_search.documents import Document
from archive_search.errors import SearchError
from archive_search.library import Card, Listed, Stamps
from archive_search.write import write_search

BUILD = """
import sys
from dataclasses import replace
from pathlib import Path
from archive_build.outputs import Outputs
from archive_search.documents import Document
from archive_search.library import Listed
from archive_search.write import write_search
words = Path(sys.argv[3]).read_text(encoding="utf-8").split()
shown = ("a/1.html", "", "", "", "")
documents = [Document(str(n), shown, f"{n}.txt", word, "", " ".join(words[n:])) for n, word in enumerate(words)]
outputs = Outputs(Path(sys.argv[1]))
write_search(outputs, Listed(documents), Path(sys.argv[2]))
outputs.finish()
"""


def test_the_same_documents_give_the_same_bytes(tmp_path: Path) -> None:
    """Two processes whose sets and dicts hash otherwise write the same files."""
    (tmp_path / "words.txt").write_text(" ".join([FILLER, *HEADLINES.values()]), encoding="utf-8")
    for seed in ("1", "2"):
        arguments = [str(tmp_path / seed), str(NODE_MODULES), str(tmp_path / "words.txt")]
        subprocess.run([sys.executable, "-c", BUILD, *arguments], check=True, env=os.environ | {"PYTHONHASHSEED": seed})
    assert files(tmp_path / "1") == files(tmp_path / "2")
    assert sum(path.stat().st_size for path in index_of(tmp_path / "1")) > 2_000


def test_an_unchanged_archive_keeps_its_index(tmp_path: Path) -> None:
    """Another build of the same documents, in any order, builds no index, writes nothing and deletes nothing."""
    documents = [document("كتاب جديد"), document("معرض قديم", name="two")]
    assert write(tmp_path, documents)
    first = files(tmp_path)
    times = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.*")}
    assert not write(tmp_path, documents[::-1])
    assert files(tmp_path) == first
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.*")} == times


@pytest.mark.parametrize(
    "changed",
    [
        [document("كتاب قديم"), document("معرض", name="two")],
        [document("كتاب", "جديد"), document("معرض", name="two")],
        [document("كتاب", body="قصير"), document("معرض", name="two")],
        [document("كتاب"), document("معرض", name="three")],
        [document("كتاب"), replace(document("معرض", name="two"), filters=(("year", "2012"),))],
        [document("كتاب")],
        [],
    ],
    ids=["headline", "deck", "body", "id", "filter", "one less", "none"],
)
def test_a_changed_archive_is_built_as_from_nothing(tmp_path: Path, changed: list[Document]) -> None:
    """An index over an older one equals a clean one byte for byte."""
    write(tmp_path / "old", [document("كتاب"), document("معرض", name="two")])
    assert write(tmp_path / "old", changed)
    write(tmp_path / "clean", changed)
    assert files(tmp_path / "old") == files(tmp_path / "clean")


def test_a_corrected_date_is_shown(tmp_path: Path) -> None:
    """What is shown and not searched."""
    write(tmp_path, [document("كتاب", date="")])
    write(tmp_path, [document("كتاب", date="2012-07-21")])
    assert one_answer(tmp_path, "كتاب")["hits"][0]["date"] == "2012-07-21"


class Asked(Listed):
    """Documents that note which of their cards are asked for."""

    def __init__(self, documents: list[Document]) -> None:
        super().__init__(documents)
        self.asked = 0

    def cards(self, positions: Sequence[int]) -> Iterator[Card]:
        """The cards of these documents."""
        self.asked += len(positions)
        return super().cards(positions)


@pytest.mark.parametrize("change", ["title", "gone", "come", "lost titles", "lost sources"])
def test_only_the_blocks_of_what_changed_are_made(tmp_path: Path, change: str) -> None:
    """Titles and sources of one of three thousand documents: the bytes of a clean site, and few cards asked for."""
    documents = [document(f"خبر {at}", body="نصّ", name=f"id-{at}") for at in range(3000)]

    def build(name: str) -> int:
        library, outputs = Asked(documents), Outputs(tmp_path / name / "site")
        write_search(outputs, library, NODE_MODULES, state=tmp_path / name / "state.sqlite")
        outputs.finish()
        return library.asked

    assert build("changed") == 3000
    assert build("changed") == 0
    if change == "title":
        documents[7] = document("كتاب", body="نصّ", name="id-7")
    elif change == "gone":
        del documents[7]
    elif change == "come":
        documents.append(document("كتاب", body="نصّ", name="another"))
    else:
        next((tmp_path / "changed/site/search" / change.split()[1]).rglob("*.json")).unlink()
    assert 0 < build("changed") <= 1600
    build("clean")
    assert files(tmp_path / "changed" / "site") == files(tmp_path / "clean" / "site")


@pytest.mark.parametrize("manifest", [b"", b"[]", b"null", b'{"format": 4}', b"\xff"])
def test_a_broken_manifest_is_made_again(tmp_path: Path, manifest: bytes) -> None:
    """A file that an earlier run left damaged is no reason to stop."""
    write(tmp_path, [document("كتاب")])
    clean = files(tmp_path)
    (tmp_path / "search" / "manifest.json").write_bytes(manifest)
    write(tmp_path, [document("كتاب")])
    assert files(tmp_path) == clean


@pytest.mark.parametrize("lost", [0, -1])
def test_a_lost_file_of_the_index_is_made_again(tmp_path: Path, lost: int) -> None:
    """The manifest alone does not vouch for the index."""
    write(tmp_path, [document("كتاب")])
    clean = files(tmp_path)
    index_of(tmp_path)[lost].unlink()
    assert write(tmp_path, [document("كتاب")])
    assert files(tmp_path) == clean


def test_a_build_that_was_stopped_leaves_no_wrong_index(tmp_path: Path) -> None:
    """A run that ends after the index and before the manifest, then a run over the older documents."""
    write(tmp_path, [document("كتاب")])
    clean = files(tmp_path)
    blocked = tmp_path / "search" / "titles" / "0" / "00.json"
    blocked.unlink()
    blocked.mkdir()
    with pytest.raises(IsADirectoryError):
        write(tmp_path, [document("معرض"), document("قمر", name="two")])
    blocked.rmdir()
    write(tmp_path, [document("كتاب")])
    assert files(tmp_path) == clean


def test_what_a_killed_build_left_is_cleared_away(tmp_path: Path) -> None:
    """Temporary files of a build that could not clear up are gone after the next, built or kept."""
    for documents in ([document("كتاب")], [document("كتاب")]):
        (tmp_path / ".warraq-index").mkdir(exist_ok=True)
        (tmp_path / ".warraq-index" / "run-00000").write_bytes(b"half a run")
        write(tmp_path, documents)
        assert not (tmp_path / ".warraq-index").exists()


class Renamed(Listed):
    """Documents that are told apart by nothing but their places, whatever they show."""

    def stamps(self) -> Stamps:
        """Their places."""
        return np.arange(2 * len(self.ids), dtype="<u8").reshape(-1, 2)


def test_other_code_makes_all_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version may show documents otherwise that are the same as before."""
    for version, title in (("one", "كتاب"), ("two", "معرض")):
        monkeypatch.setattr("archive_search.index.code_digest", lambda version=version: version)
        outputs = Outputs(tmp_path / "site")
        write_search(outputs, Renamed([document(title)]), NODE_MODULES, state=tmp_path / "state.sqlite")
        outputs.finish()
        assert title.encode() in (tmp_path / "site/search/titles/0/00.json").read_bytes()


def test_a_site_has_only_what_the_search_needs(tmp_path: Path) -> None:
    """Bundles of modules and the data that the manifest names, and nothing of the machine that built them."""
    write(tmp_path, [document("كتاب")])
    made = files(tmp_path)
    modules = {"page.js", "exports.js", "worker.js"}
    manifest = json.loads(made["search/manifest.json"])
    assert (manifest["format"], manifest["filters"]["levels"], manifest["dictionary"]["levels"]) == (5, 0, 0)
    names = [name for tree in ("filters", "dictionary", "suggestions") for _, name in manifest[tree]["children"]]
    data = {"manifest.json", "sources/0.json", "titles/0/00.json"}
    data |= {f"x/{name[:2]}/{name[2:]}.bin" for name in names} | {f"terms/6/00/0{number}.bin" for number in range(4)}
    assert made.keys() == {f"search/{name}" for name in modules | data} | {".warraq-outputs.json"}
    assert not [name for name, content in made.items() if str(tmp_path).encode() in content]


def test_a_file_of_a_tree_is_named_after_its_bytes(archive: Path) -> None:
    """So that a browser may keep it for ever."""
    paths = sorted((archive / "search" / "x").rglob("*.bin"))
    assert len(paths) >= 2
    for path in paths:
        assert path.parent.name + path.stem == hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def test_sources_and_titles_are_by_slot(archive: Path) -> None:
    """Each document's raw file and what results show, under the number that its id gives it."""
    slots = slots_of(list(HEADLINES))
    search = archive / "search"
    read = json.loads((search / "sources" / "0.json").read_text(encoding="utf-8"))
    assert read == {str(slot): f"raw/{name}.txt" for name, slot in slots.items()}
    titles: dict[str, list[str]] = {}
    for path in (search / "titles").rglob("*.json"):
        titles |= json.loads(path.read_text(encoding="utf-8"))
    assert {slot: row[1] for slot, row in titles.items() if slot} == {
        str(slot): HEADLINES[name] for name, slot in slots.items()
    }


def test_a_missing_npm_package_is_named(tmp_path: Path) -> None:
    """The file, the folder and what was expected."""
    missing = tmp_path / "node_modules"
    message = f"bundle: no 'lunr/lunr.js' in '{missing}'; expected npm's packages there (make setup)"
    with pytest.raises(SearchError, match=re.escape(message)):
        write_search(Outputs(tmp_path / "site"), Listed([document("كتاب")]), missing)
