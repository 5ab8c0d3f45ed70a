"""Write the search folder: index, documents, manifest, and the modules that query them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from importlib import resources
from importlib.metadata import version
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from arabic_text import tables
from archive_build.outputs import Outputs
from archive_search.documents import FIELDS, Document
from archive_search.errors import SearchError
from archive_search.index import EXACT_LABEL, EXACT_PREFIX, STEM_LABEL, build_index

FOLDER = "search"
FORMAT = 1
MANIFEST = f"{FOLDER}/manifest.json"
DOCUMENTS = f"{FOLDER}/documents.json"
SOURCES = f"{FOLDER}/sources.json"
PACKAGES = ("arabic_text", "archive_search")


def write_search(outputs: Outputs, documents: Sequence[Document], node_modules: Path) -> bool:
    """Write everything below `search/`; whether the index was built (it is kept where its documents are the same).

    `manifest.json` names the files of the index, so that a client needs to know no other. The index is named
    after what it is made of, so that one of this name is the right one.
    `sources.json` gives each document's raw file; only `invoke search` reads it, no page does.
    """
    _write_modules(outputs, node_modules)
    index = f"index-{_digest(documents)}.json"
    built = not outputs.keep(f"{FOLDER}/{index}").is_file()
    if built:
        outputs.write(f"{FOLDER}/{index}", _json(build_index(documents) if documents else None))
    outputs.write(DOCUMENTS, _json([document.shown for document in documents]))
    outputs.write(SOURCES, _json([document.source for document in documents]))
    manifest = {
        "format": FORMAT,
        "count": len(documents),
        "index": index,
        "documents": "documents.json",
        "tables": "tables.json",
        "labels": {"stem": STEM_LABEL, "exact": EXACT_LABEL},
        "exact_prefix": EXACT_PREFIX,
        "fields": {kind: [field.name for field in FIELDS if field.terms == kind] for kind in ("stem", "exact")},
    }
    outputs.write(MANIFEST, _json(manifest))
    return built


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _digest(documents: Iterable[Document]) -> str:
    """A digest of all that the index is made from: the documents in their order, and the code that indexes them."""
    digest = hashlib.sha256(version("lunr").encode())
    for package in PACKAGES:
        for path in sorted(_python_files(resources.files(package)), key=lambda path: path.name):
            digest.update(path.read_bytes())
    for document in documents:
        digest.update(repr((document.title, document.deck, document.body)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]


def _python_files(folder: Traversable) -> Iterator[Traversable]:
    return (path for path in folder.iterdir() if path.name.endswith((".py", ".json")))


def _write_modules(outputs: Outputs, node_modules: Path) -> None:
    outputs.write(f"{FOLDER}/tables.json", tables.load_text().encode())
    outputs.write(f"{FOLDER}/lunr.js", lunr_module(node_modules).encode())
    for target, folder in (
        ("", resources.files("archive_search") / "browser"),
        ("analyzer/", resources.files("arabic_text") / "js"),
    ):
        for path in sorted(folder.iterdir(), key=lambda path: path.name):
            if path.name.endswith(".js"):
                outputs.write(f"{FOLDER}/{target}{path.name}", path.read_bytes())


def lunr_module(node_modules: Path) -> str:
    """lunr.js as an ES module: its own text, given the `this` and `module` that it looks for.

    Raises SearchError where npm's package is missing.
    """
    path = node_modules / "lunr" / "lunr.min.js"
    if not path.is_file():
        raise SearchError(
            f"lunr.js: no {path.name!r} in {str(path.parent)!r}; expected npm's packages there (make setup)"
        )
    source = path.read_text(encoding="utf-8")
    return (
        "const module = { exports: {} };\n"
        f"(function (exports) {{\n{source}\n}}).call(globalThis, module.exports);\n"
        "export default module.exports;\n"
    )
