"""Write the search folder: the index's files, titles, the manifest, and the modules that query them, bundled."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from archive_build.outputs import Outputs
from archive_search.buckets import Bucket, bucket_bits, bucket_file, part_file
from archive_search.build import EXACT_PREFIX, IndexBuilder
from archive_search.bundle import bundles
from archive_search.documents import FIELDS, Document
from archive_search.export import plain_index
from archive_search.headwords import Headwords
from archive_search.slots import assign
from archive_search.suggestions import suggestion_rows
from archive_search.tree import Tree, pack, plant, tree_file, unpack, walk
from archive_search.varint import take
from archive_search.work import ALONE, Work, code_digest, open_work

FOLDER = "search"
FORMAT = 3
MANIFEST = f"{FOLDER}/manifest.json"
SOURCES = f"{FOLDER}/sources.json"
PLAIN = f"{FOLDER}/lunr-index.json"
PIPELINE = ("lunr-pipeline.js",)
MODULES = (("page.js", "exports.js"), ("worker.js",))
SCRATCH = ".warraq-index"
FILTER_LEAF_BYTES = 4096
DICTIONARY_LEAF_BYTES = 2048
SUGGESTIONS_LEAF_BYTES = 4096
TREES = ("filters", "dictionary", "suggestions")
TITLE_BLOCK_BITS = 7
BLOCKS_A_FOLDER_BITS = 8
K1 = 0.8
B = 0.55


def write_search(
    outputs: Outputs,
    documents: Sequence[Document],
    node_modules: Path,
    export_lunr: bool = False,
    work: Work = ALONE,
) -> bool:
    """Write everything below `search/`; whether the index was built (it is kept where its documents are the same).

    The manifest is written last, and taken away before the index is built: where it is, its index is whole.
    `sources.json` gives each document's raw file; only `invoke search` reads it, no page does. `export_lunr`
    also writes one plain index for any lunr.js.
    """
    shutil.rmtree(outputs.root / SCRATCH, ignore_errors=True)
    for entries in (*MODULES, *([PIPELINE] if export_lunr else ())):
        for name, data in bundles(entries, node_modules):
            outputs.write(f"{FOLDER}/{name}", data)
    ids = [document.id for document in documents]
    digest = _digest(documents, ids)
    slots = assign(ids)
    earlier = _kept(outputs, digest, export_lunr)
    index = earlier or _build(outputs, documents, slots if export_lunr else None, work)
    version = _write_titles(outputs, documents, ids, slots)
    sources = sorted((slots[document.id], document.source) for document in documents)
    outputs.write(SOURCES, _json({str(slot): source for slot, source in sources}))
    outputs.write(MANIFEST, _json({"format": FORMAT, "digest": digest, **index, "titles": version}))
    return earlier is None


def _build(
    outputs: Outputs, documents: Sequence[Document], export: Mapping[str, int] | None, work: Work
) -> dict[str, Any]:
    """Build the index and write its files; what the manifest says of it. `export`: also the plain index, by slots."""

    def store(name: str, data: bytes) -> None:
        outputs.write(f"{FOLDER}/{tree_file(name)}", data)

    (outputs.root / MANIFEST).unlink(missing_ok=True)
    with _scratch(outputs.root) as folder, open_work(work) as engine:
        builder = IndexBuilder(folder)
        builder.add(documents, engine)
        filters = plant(builder.filters(), store, FILTER_LEAF_BYTES)
        for bucket in builder.buckets():
            _write_bucket(outputs, bucket, builder.slot_bits)
        dictionary = plant(builder.dictionary(), store, DICTIONARY_LEAF_BYTES)
    titles = [document.title for document in documents if document.title]
    rows = suggestion_rows(Headwords(titles).words.values(), len(titles))
    suggestions = plant(rows, store, SUGGESTIONS_LEAF_BYTES)
    if export is not None:
        outputs.write(PLAIN, _json(plain_index(documents, export, cache(builder.place), K1, B)))
    return {
        "count": builder.totals.documents,
        "words": builder.totals.words,
        "slot_bits": builder.slot_bits,
        "fields": {field.name: field.boost for field in FIELDS},
        "k1": K1,
        "b": B,
        "exact_prefix": EXACT_PREFIX,
        "title_block_bits": TITLE_BLOCK_BITS,
        "term_bits": bucket_bits(builder.slot_bits),
        "filters": _tree(filters),
        "dictionary": _tree(dictionary),
        "suggestions": _tree(suggestions),
    }


@contextmanager
def _scratch(root: Path) -> Iterator[Path]:
    """A folder for temporary files in the output folder, where the next build finds what a killed one left."""
    folder = root / SCRATCH
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _write_bucket(outputs: Outputs, bucket: Bucket, slot_bits: int) -> None:
    outputs.write(f"{FOLDER}/{bucket_file(bucket.number, slot_bits)}", pack(bucket.rows))
    for term, parts in bucket.parts:
        for number, part in enumerate(parts, 1):
            outputs.write(f"{FOLDER}/{part_file(term, number, slot_bits)}", part)


def _tree(tree: Tree) -> dict[str, Any]:
    return {"levels": tree.levels, "children": [list(child) for child in tree.children]}


def _kept(outputs: Outputs, digest: str, export_lunr: bool) -> dict[str, Any] | None:
    """What the last manifest says of an index that was made from the same; None where there is none, or not whole."""
    try:
        manifest: Any = json.loads((outputs.root / MANIFEST).read_text(encoding="utf-8"))
        if not isinstance(manifest, dict) or manifest.get("format") != FORMAT or manifest.get("digest") != digest:
            return None
        files = [f"{FOLDER}/{name}" for name in _index_files(outputs.root / FOLDER, manifest)]
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None
    files += (PLAIN,) if export_lunr else ()
    if not all((outputs.root / name).is_file() for name in files):
        return None
    for name in files:
        outputs.keep(name)
    return {key: value for key, value in manifest.items() if key not in ("format", "digest", "titles")}


def _index_files(folder: Path, manifest: Mapping[str, Any]) -> Iterator[str]:
    """The index's files below the search folder, as those that are there name each other."""
    slot_bits = manifest["slot_bits"]
    for tree in (manifest[tree] for tree in TREES):
        roots = [name for _, name in tree["children"]]
        yield from map(tree_file, walk(tree["levels"], roots, lambda name: _read(folder, tree_file(name))))
    for number in range(1 << manifest["term_bits"]):
        name = bucket_file(number, slot_bits)
        yield name
        for term, record in unpack(_read(folder, name)):
            parts, _ = take(record, 0)
            yield from (part_file(term.decode(), part, slot_bits) for part in range(1, parts))


def _read(folder: Path, name: str) -> bytes:
    return (folder / name).read_bytes()


def _write_titles(outputs: Outputs, documents: Sequence[Document], ids: Sequence[str], slots: Mapping[str, int]) -> str:
    """Write what results show, 128 slots a block; a digest of all blocks, which is their version.

    `slots` are in ascending order, so that a block's documents come together and one block is held at a time.
    """
    places = {one: at for at, one in enumerate(ids)}
    version = hashlib.sha256()
    for block, held in groupby(slots.items(), key=lambda one: one[1] >> TITLE_BLOCK_BITS):
        data = _json({str(slot): documents[places[one]].shown for one, slot in held})
        version.update(data)
        outputs.write(title_file(block), data)
    return version.hexdigest()[:16]


def title_file(block: int) -> str:
    """Where a block of titles lies: `search/titles/0/3f.json`."""
    folder, rest = block >> BLOCKS_A_FOLDER_BITS, block & ((1 << BLOCKS_A_FOLDER_BITS) - 1)
    return f"{FOLDER}/titles/{folder:x}/{rest:02x}.json"


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _digest(documents: Sequence[Document], ids: Sequence[str]) -> str:
    """A digest of all that the index is made from: the documents, in the order of their ids, and the code."""
    digest = hashlib.sha256(code_digest().encode())
    for at in sorted(range(len(ids)), key=ids.__getitem__):
        document = documents[at]
        row = (document.id, document.title, document.deck, document.body, document.filters)
        digest.update(repr(row).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]
