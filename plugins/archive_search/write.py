"""Write the search folder: the index's files, titles, the manifest, and the modules that query them, bundled."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable
from functools import partial
from itertools import groupby
from pathlib import Path

import numpy as np

from archive_build.outputs import Outputs, Present
from archive_search.bundle import bundles
from archive_search.headwords import Headwords
from archive_search.index import (
    FOLDER,
    FORMAT,
    LEAF_BYTES,
    MANIFEST,
    SCRATCH,
    TITLE_BLOCK_BITS,
    Order,
    digest_of,
    index,
    store,
    to_json,
    tree_to_json,
)
from archive_search.library import Card, Library
from archive_search.seal import sealed_json
from archive_search.slots import Layout, assign
from archive_search.suggestions import suggestion_rows
from archive_search.tree import plant
from archive_search.work import ALONE, Work

SOURCE_BLOCK_BITS = 13
PIPELINE = ("lunr-pipeline.js",)
MODULES = (("page.js", "exports.js"), ("worker.js",))
BLOCKS_A_FOLDER_BITS = 8


def write_search(
    outputs: Outputs,
    library: Library,
    node_modules: Path,
    export_lunr: bool = False,
    work: Work = ALONE,
    state: Path | None = None,
) -> bool:
    """Write everything below `search/`; whether the index was made (it is kept where its documents are the same).

    `sources/` gives each document's raw file; only `invoke search` reads it, no page does. `export_lunr`
    also writes one plain index for any lunr.js. `state` is the file that lets the next build count only what
    changed; without one it counts everything. The manifest is written last.
    """
    shutil.rmtree(outputs.root / SCRATCH, ignore_errors=True)
    for entries in (*MODULES, *([PIPELINE] if export_lunr else ())):
        for name, data in bundles(entries, node_modules):
            outputs.write(f"{FOLDER}/{name}", data)
    layout = assign(library.ids)
    stamps = library.stamps()[np.asarray(layout.positions)]
    digest = digest_of(layout, stamps)
    said, changed = index(Order(outputs, library, layout, stamps, digest, export_lunr, work, state))
    _write_cards(outputs, library, layout, changed)
    titles = library.title_words()
    words = suggestion_rows(Headwords(titles), len(titles.articles))
    suggestions = plant(words, partial(store, outputs), LEAF_BYTES["suggestions"])
    shown = {"source_block_bits": SOURCE_BLOCK_BITS, "suggestions": tree_to_json(suggestions)}
    outputs.write(MANIFEST, to_json({"format": FORMAT, "digest": digest, **said, **shown}))
    return changed is None or bool(changed)


def _write_cards(outputs: Outputs, library: Library, layout: Layout, changed: Collection[int] | None) -> None:
    """Write titles and sources, block by block; those blocks without a changed slot are kept, where they are there."""
    slots, positions = np.asarray(layout.slots), np.asarray(layout.positions)
    blocks = np.unique(slots >> SOURCE_BLOCK_BITS, return_index=True, return_counts=True)
    stale = None if changed is None else {slot >> SOURCE_BLOCK_BITS for slot in changed}
    present = Present(outputs.root)
    for number, first, count in zip(*(column.tolist() for column in blocks), strict=True):
        held = slots[first : first + count]
        names = [source_file(number), *map(title_file, np.unique(held >> TITLE_BLOCK_BITS).tolist())]
        if stale is not None and number not in stale and all(name in present for name in names):
            outputs.keep_all(names)
        else:
            cards = library.cards(positions[first : first + count].tolist())
            _write_block(outputs, number, zip(held.tolist(), cards, strict=True))


def _write_block(outputs: Outputs, number: int, cards: Iterable[tuple[int, Card]]) -> None:
    """Write a block of sources, and the blocks of titles in it; cards come with their slots, in the order of these."""
    sources = {}
    for block, held in groupby(cards, key=lambda one: one[0] >> TITLE_BLOCK_BITS):
        rows = {}
        for slot, card in held:
            rows[str(slot)], sources[str(slot)] = card.shown, card.source
        name = title_file(block)
        outputs.write(name, sealed_json(name.removeprefix(f"{FOLDER}/"), to_json(rows)))
    outputs.write(source_file(number), to_json(sources))


def title_file(block: int) -> str:
    """Where a block of titles lies: `search/titles/0/3f.json`."""
    folder, rest = block >> BLOCKS_A_FOLDER_BITS, block & ((1 << BLOCKS_A_FOLDER_BITS) - 1)
    return f"{FOLDER}/titles/{folder:x}/{rest:02x}.json"


def source_file(block: int) -> str:
    """Where a block of sources lies: `search/sources/3f.json`."""
    return f"{FOLDER}/sources/{block:x}.json"
