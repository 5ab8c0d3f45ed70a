"""What is written of an article: made where the article is made, so that only this travels between processes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from news_ingest.compact import to_json
from news_ingest.corrections import Correction, apply
from news_ingest.evidence import to_line
from news_ingest.facts import facts_of
from news_ingest.markdown import metadata, with_metadata
from news_ingest.records import Article, Sketch


@dataclass(frozen=True, slots=True)
class Draft:
    """An article's Markdown without links, its SHA-256, and what the ledger notes of it.

    `evidence` and `facts` are compact JSON, `day` is the date in ISO form ("" where unknown). `rows` are the
    corrections that it holds; `is_doubted` tells that something in the text speaks against a value.
    """

    id: str
    source: str
    markdown: bytes
    sha256: str
    evidence: str
    facts: str
    sketch: Sketch
    day: str
    is_doubted: bool
    rows: tuple[Correction, ...] = ()


def draft(article: Article, rows: Sequence[Correction] = ()) -> Draft:
    """The article with its corrections, as it is written."""
    article = apply(article, rows)
    fields = metadata(article)
    markdown = with_metadata(fields, article.paragraphs).encode()
    return Draft(
        article.id,
        article.raw.origin.source,
        markdown,
        digest(markdown),
        to_line(article),
        to_json(facts_of(fields)),
        article.sketch,
        article.date.iso if article.date else "",
        bool(article.doubts),
        tuple(rows),
    )


def with_id(one: Draft, article: str) -> Draft:
    """The draft under another id, which stands on one line of its metadata and first in its evidence."""
    if article == one.id:
        return one
    markdown = one.markdown.replace(f"\nId: {one.id}\n".encode(), f"\nId: {article}\n".encode(), 1)
    evidence = one.evidence.replace(f'"id":"{one.id}"', f'"id":"{article}"', 1)
    return replace(one, id=article, markdown=markdown, sha256=digest(markdown), evidence=evidence)


def digest(base: bytes) -> str:
    """The SHA-256 of Markdown without its links, by which the ledger knows what ingest wrote."""
    return hashlib.sha256(base).hexdigest()
