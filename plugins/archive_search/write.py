"""Write the search folder: the index's files, titles, the manifest, and the modules that query them, bundled."""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import partial
from itertools import groupby
from pathlib import Path

from archive_build.outputs import Outputs
from archive_search.bundle import bundles
from archive_search.headwords import Headwords, written_words
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
from archive_search.slots import assign
from archive_search.suggestions import suggestion_rows
from archive_search.tree import plant
from archive_search.work import ALONE, Work

SOURCES = f"{FOLDER}/sources.json"
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

    `sources.json` gives each document's raw file; only `invoke search` reads it, no page does. `export_lunr`
    also writes one plain index for any lunr.js. `state` is the file that lets the next build count only what
    changed; without one it counts everything. The manifest is written last.
    """
    shutil.rmtree(outputs.root / SCRATCH, ignore_errors=True)
    for entries in (*MODULES, *([PIPELINE] if export_lunr else ())):
        for name, data in bundles(entries, node_modules):
            outputs.write(f"{FOLDER}/{name}", data)
    layout = assign(library.ids)
    digest = digest_of(library, layout)
    said, made = index(Order(outputs, library, layout, digest, export_lunr, work, state))
    shown = _write_shown(outputs, zip(layout.slots, library.cards(layout.positions), strict=True))
    outputs.write(MANIFEST, to_json({"format": FORMAT, "digest": digest, **said, **shown}))
    return made


def _write_shown(outputs: Outputs, cards: Iterable[tuple[int, Card]]) -> Mapping[str, object]:
    """Write titles, sources and suggestions of cards that come in the order of their slots; what the manifest says."""
    written: Counter[str] = Counter()
    titles, sources = 0, bytearray()
    version = hashlib.sha256()
    for block, held in groupby(cards, key=lambda one: one[0] >> TITLE_BLOCK_BITS):
        rows = {}
        for slot, card in held:
            rows[str(slot)] = card.shown
            sources += b'%s"%d":%s' % (b"," if sources else b"{", slot, to_json(card.source))
            written.update(written_words(card.title))
            titles += bool(card.title)
        name = title_file(block)
        data = sealed_json(name.removeprefix(f"{FOLDER}/"), to_json(rows))
        version.update(data)
        outputs.write(name, data)
    outputs.write(SOURCES, bytes(sources or b"{") + b"}")
    words = suggestion_rows(Headwords(written).words.values(), titles)
    suggestions = plant(words, partial(store, outputs), LEAF_BYTES["suggestions"])
    return {"suggestions": tree_to_json(suggestions), "titles": version.hexdigest()[:16]}


def title_file(block: int) -> str:
    """Where a block of titles lies: `search/titles/0/3f.json`."""
    folder, rest = block >> BLOCKS_A_FOLDER_BITS, block & ((1 << BLOCKS_A_FOLDER_BITS) - 1)
    return f"{FOLDER}/titles/{folder:x}/{rest:02x}.json"
