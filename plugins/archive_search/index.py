"""The index's files in the search folder: kept, changed where documents changed, or made anew."""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np

from archive_build.outputs import Outputs, Present
from archive_search.buckets import Bucket, bucket_bits, bucket_file, part_file
from archive_search.build import EXACT_PREFIX, IndexBuilder
from archive_search.code import code_digest
from archive_search.documents import FIELDS
from archive_search.export import plain_index
from archive_search.graft import StaleError, graft
from archive_search.library import Library, Stamps, documents_of
from archive_search.places import Place
from archive_search.postings import Lengths
from archive_search.seal import SEAL_BYTES, sealed
from archive_search.slots import Layout
from archive_search.state import State
from archive_search.tree import Tree, pack, plant, tree_file, unpack, walk
from archive_search.update import Difference, difference, update
from archive_search.varint import take
from archive_search.work import Work, open_work

FOLDER = "search"
FORMAT = 5
MANIFEST = f"{FOLDER}/manifest.json"
PLAIN = f"{FOLDER}/lunr-index.json"
SCRATCH = ".warraq-index"
LEAF_BYTES = {"filters": 4096, "dictionary": 2048, "suggestions": 4096}
TITLE_BLOCK_BITS = 7
K1 = 0.8
B = 0.57

INDEX_KEYS = (
    *("count", "words", "slot_bits", "fields", "k1", "b", "exact_prefix", "title_block_bits", "term_bits"),
    *("filters", "dictionary"),
)

log = logging.getLogger(__name__)
Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Order:
    """An index to make in `outputs`: of these documents in these slots, with their stamps in the order of the slots.

    `digest` tells what it is made from. `state`: the file that keeps it for the next build, None for none. `export`:
    also write one plain index for any lunr.js.
    """

    outputs: Outputs
    library: Library
    layout: Layout
    stamps: Stamps
    digest: str
    export: bool
    work: Work
    state: Path | None

    @property
    def sealed(self) -> str:
        """What a state of this index and code says."""
        return f"{self.digest} {code_digest()}"


def digest_of(layout: Layout, stamps: Stamps) -> str:
    """A digest of all that the index is made from: documents by their stamps, their slots, and the code."""
    slots = np.asarray(layout.slots).astype("<u4").tobytes()
    return hashlib.sha256(code_digest().encode() + slots + stamps.tobytes()).hexdigest()[:16]


def index(order: Order) -> tuple[Said, Collection[int] | None]:
    """Bring the index's files up to date; what the manifest says of them, and the slots whose documents are others than
    before, None where that is not known.

    The manifest is taken away before something is made: where it is, its index is whole.
    """
    before = _manifest(order.outputs.root)
    kept = _kept(order, before)
    if kept:
        return kept, ()
    (order.outputs.root / MANIFEST).unlink(missing_ok=True)
    with _scratch(order.outputs.root) as folder:
        path = order.state or folder / "state.sqlite"
        return _changed(order, path, before) or (_built(order, path, folder), None)


def _changed(order: Order, path: Path, before: Said) -> tuple[Said, Collection[int]] | None:
    """Change the index that is there; None where it, or its state, is not that of the last build."""
    try:
        with closing(State(path)) as state:
            if not before or state.digest() != f"{before['digest']} {code_digest()}":
                return None
            changed = difference(state, order.stamps, order.layout)
            if changed is None or not _is_whole(order.outputs, state, before):
                return None
            state.change()
            said = _graft(order, state, changed, before)
            _seal(order, state)
            return said, {*changed.slots, *changed.gone.tolist()}
    except (sqlite3.DatabaseError, StaleError, FileNotFoundError) as error:
        log.warning("search: %s; the index is made anew", error)
        return None


def _graft(order: Order, state: State, changed: Difference, before: Said) -> Said:
    read, put = partial(_read, order.outputs), partial(store, order.outputs)
    done = update(state, order.library, order.layout, changed, order.stamps)
    filters = graft(_tree_of(before["filters"]), done.filters, read, put, LEAF_BYTES["filters"])
    for bucket in done.buckets():
        _write_bucket(order.outputs, bucket, done.slot_bits)
    dictionary = graft(_tree_of(before["dictionary"]), done.dictionary, read, put, LEAF_BYTES["dictionary"])
    said = _said(order, done.lengths, filters, dictionary)
    order.outputs.keep_all(_files(order.outputs, state, said))
    return said


def _built(order: Order, path: Path, folder: Path) -> Said:
    """Make the index of all documents."""
    put = partial(store, order.outputs)
    path.unlink(missing_ok=True)
    with closing(State(path)) as state, open_work(order.work) as engine:
        state.change()
        builder = IndexBuilder(folder, state, order.layout)
        builder.add(order.library, engine)
        filters = plant(builder.filters(), put, LEAF_BYTES["filters"])
        for bucket in builder.buckets(engine):
            _write_bucket(order.outputs, bucket, builder.slot_bits)
        dictionary = plant(builder.dictionary(), put, LEAF_BYTES["dictionary"])
        state.index()
        _seal(order, state)
    return _said(order, builder.lengths, filters, dictionary)


def _seal(order: Order, state: State) -> None:
    """The state is that of this index; write the plain index, which asks it for words' places."""
    state.seal(order.sealed)
    if not order.export:
        return

    @cache
    def place(word: str) -> Place:
        found = state.word(word)
        if found is None:
            raise StaleError(f"word {word!r}: not in the index's state; expected every word of the archive")
        return found[0]

    documents = zip(order.layout.slots, documents_of(order.library, order.layout.positions), strict=True)
    order.outputs.write(PLAIN, to_json(plain_index(documents, place, K1, B)))


def _said(order: Order, lengths: Lengths, filters: Tree, dictionary: Tree) -> Said:
    slot_bits = order.layout.bits
    return {
        "count": len(order.layout.slots),
        "words": lengths.words(),
        "slot_bits": slot_bits,
        "fields": {field.name: field.boost for field in FIELDS},
        "k1": K1,
        "b": B,
        "exact_prefix": EXACT_PREFIX,
        "title_block_bits": TITLE_BLOCK_BITS,
        "term_bits": bucket_bits(slot_bits),
        "filters": tree_to_json(filters),
        "dictionary": tree_to_json(dictionary),
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
    _put(outputs, bucket_file(bucket.number, slot_bits), pack(bucket.rows))
    for term, parts in bucket.parts:
        for number, part in enumerate(parts, 1):
            _put(outputs, part_file(term, number, slot_bits), part)


def _put(outputs: Outputs, name: str, data: bytes) -> None:
    outputs.write(f"{FOLDER}/{name}", sealed(name, data))


def _manifest(root: Path) -> Said:
    """What the last manifest says; nothing where there is none that can be read."""
    try:
        found: Any = json.loads((root / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    is_one = isinstance(found, dict) and found.get("format") == FORMAT and found.keys() >= {"digest", *INDEX_KEYS}
    return found if is_one else {}


def _kept(order: Order, before: Said) -> Said | None:
    """What the last manifest says of an index that was made from the same; None where there is none, or not whole."""
    if not before or before["digest"] != order.digest:
        return None
    outputs = order.outputs
    try:
        files = [*_files_by_name(outputs, before), *([PLAIN] if order.export else ())]
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None
    present = Present(outputs.root)
    if not all(name in present for name in sorted(files)):
        return None
    outputs.keep_all(files)
    return {key: before[key] for key in INDEX_KEYS}


def _is_whole(outputs: Outputs, state: State, said: Said) -> bool:
    present = Present(outputs.root)
    return all(name in present for name in sorted(_files(outputs, state, said)))


def _files(outputs: Outputs, state: State, said: Said) -> Iterator[str]:
    """The index's files, as its state and trees name them."""
    slot_bits = said["slot_bits"]
    yield from _tree_files(outputs, said)
    for number in range(1 << said["term_bits"]):
        yield f"{FOLDER}/{bucket_file(number, slot_bits)}"
    for term, parts in state.lists():
        yield from (f"{FOLDER}/{part_file(term, part, slot_bits)}" for part in range(1, parts + 1))


def _files_by_name(outputs: Outputs, said: Said) -> Iterator[str]:
    """The index's files, as those that are there name each other."""
    slot_bits = said["slot_bits"]
    yield from _tree_files(outputs, said)
    for number in range(1 << said["term_bits"]):
        name = f"{FOLDER}/{bucket_file(number, slot_bits)}"
        yield name
        for term, record in unpack((outputs.root / name).read_bytes()[:-SEAL_BYTES]):
            parts, _ = take(record, 0)
            yield from (f"{FOLDER}/{part_file(term.decode(), part, slot_bits)}" for part in range(1, parts))


def _tree_files(outputs: Outputs, said: Said) -> Iterator[str]:
    for tree in (_tree_of(said[name]) for name in ("filters", "dictionary")):
        names = walk(tree.levels, [name for _, name in tree.children], partial(_read, outputs))
        yield from (f"{FOLDER}/{tree_file(name)}" for name in names)


def _read(outputs: Outputs, name: str) -> bytes:
    return (outputs.root / FOLDER / tree_file(name)).read_bytes()


def store(outputs: Outputs, name: str, data: bytes) -> None:
    """Write a file of a tree."""
    outputs.write(f"{FOLDER}/{tree_file(name)}", data)


def tree_to_json(tree: Tree) -> Said:
    """A tree's root as the manifest has it."""
    return {"levels": tree.levels, "children": [list(child) for child in tree.children]}


def _tree_of(said: Said) -> Tree:
    return Tree(said["levels"], tuple((key, name) for key, name in said["children"]))


def to_json(value: Any) -> bytes:
    """JSON as the search folder has it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
