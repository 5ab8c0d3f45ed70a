"""The Lunr index, built by lunr.py with the project's own analyzer under its own labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lunr.builder import Builder
from lunr.pipeline import Pipeline

from arabic_text.analyze import term_of
from archive_build.progress import track
from archive_search.documents import FIELDS, Document

STEM_LABEL = "warraq-stem"
EXACT_LABEL = "warraq-exact"
EXACT_PREFIX = "="


def _stem(token: Any, *_: Any) -> Any:
    return token.update(lambda surface, _metadata: term_of(surface) or "")


def _exact(token: Any, *_: Any) -> Any:
    return token.update(lambda surface, _metadata: EXACT_PREFIX + surface)


def _register() -> None:
    for label, function in ((STEM_LABEL, _stem), (EXACT_LABEL, _exact)):
        if label not in Pipeline.registered_functions:
            Pipeline.register_function(function, label)


def build_index(documents: Sequence[Document]) -> dict[str, Any]:
    """The serialized index. Documents have the refs `d0`, `d1`, … in their order.

    Exact forms are terms of their own kind (`=كتاب`), so that a word whose stem is itself is
    not counted twice in Lunr's document frequencies.
    """
    _register()
    builder = Builder()
    for field in FIELDS:
        builder.field(field.name, boost=field.boost)
    builder.pipeline.add(_stem, _exact)
    builder.pipeline.skip(_stem, [field.name for field in FIELDS if field.terms != "stem"])
    builder.pipeline.skip(_exact, [field.name for field in FIELDS if field.terms != "exact"])
    builder.search_pipeline.add(_stem)
    for number, document in enumerate(track(documents, "Indexing", len(documents))):
        builder.add({"id": f"d{number}", **document.surfaces()})
    serialized: dict[str, Any] = builder.build().serialize()
    return serialized
