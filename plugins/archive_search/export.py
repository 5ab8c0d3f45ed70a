"""One plain Lunr index of the whole archive, for other programs: `search/lunr-index.json`, built by lunr.py.

Any lunr.js loads it once `search/lunr-pipeline.js` has registered the pipeline function that it names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from lunr.builder import Builder
from lunr.pipeline import Pipeline

from archive_search.build import EXACT_PREFIX
from archive_search.documents import FIELDS, Document, words_of
from archive_search.places import Place

LABEL = "warraq-stem"


def plain_index(
    documents: Iterable[tuple[int, Document]], place: Callable[[str], Place], k1: float, b: float
) -> dict[str, Any]:
    """The serialized index of documents in the order of their slots, which come with them.

    Refs are `d` and the slot, as in the shards' own index.
    """
    builder = Builder()
    for field in FIELDS:
        builder.field(field.name, boost=field.boost)
    builder.k1(k1)
    builder.b(b)
    if LABEL not in Pipeline.registered_functions:
        Pipeline.register_function(_same, LABEL)
    builder.search_pipeline.add(_same)
    for slot, document in documents:
        builder.add({"id": f"d{slot}", **_terms(document, place)})
    serialized: dict[str, Any] = builder.build().serialize()
    return serialized


def _terms(document: Document, place: Callable[[str], Place]) -> dict[str, list[str]]:
    words = words_of(document)
    fields = {"title": words.title, "deck": words.deck, "lead": words.lead, "body": words.body}
    terms = {name: [place(word).term for word in row] for name, row in fields.items()}
    exact = [EXACT_PREFIX + place(word).term + place(word).ending for word in words.body]
    return {**terms, "exact": exact}


def _same(token: Any, *_: Any) -> Any:
    return token
