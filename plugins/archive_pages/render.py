"""What a worker does for the pages: slices of articles and of lists become files in the output folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from archive_build.catalogue import Source
from archive_build.files import write_output
from archive_build.renderer import LazyArticle, Renderer, Spec, open_renderer
from archive_pages.archive import Output
from archive_pages.comparisons import compared
from archive_pages.data import DATA
from archive_pages.entries import Entry
from archive_pages.imprint import Imprint
from archive_pages.pagination import Page
from archive_pages.shelf import Numbers, Rows
from archive_pages.story import Related, story_of
from archive_pages.structured import news_article
from archive_pages.terms import Terms

Order = tuple[int, tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Extra:
    """What the pages need beside the context's values."""

    terms: Terms
    imprint: Imprint


def render_articles(spec: Spec, orders: Sequence[Order]) -> list[bool]:
    """Write the pages of articles, each given as its number, its neighbours' as in `Leaf.around` (0 for none), and its
    copies'; whether each was written. Runs in any process.
    """
    renderer = open_renderer(spec)
    numbers = sorted({one for number, around, copies in orders for one in (number, *around, *copies) if one})
    entries = dict(zip(numbers, _entries(renderer, numbers), strict=True))
    sources = renderer.catalogue.sources([order[0] for order in orders])
    evidence = renderer.evidence([entries[order[0]].id for order in orders])
    written = []
    for number, around, copies in orders:
        entry = entries[number]
        newer, older, *in_section = map(entries.get, around)
        mine = frozenset(row.id for row in renderer.catalogue.rows(copies) if row.original == entry.id)
        related = Related(newer, older, in_section[0], in_section[1], [entries[one] for one in copies], mine)
        article = _article(renderer, entry, sources[number], related, evidence.get(entry.id))
        data = renderer.render(entry.url, "article", {"article": article, "url": entry.url, "blog": True})
        written.append(write_output(renderer.output, entry.url, data))
    return written


def _entries(renderer: Renderer, numbers: Sequence[int]) -> list[Entry]:
    terms: Terms = renderer.extra.terms
    return renderer.shown(numbers, terms.entries)


def _article(renderer: Renderer, entry: Entry, source: Source, related: Related, evidence: bytes | None) -> LazyArticle:
    imprint: Imprint = renderer.extra.imprint
    head, body = renderer.head_and_body(source)
    shown = {
        "entry": entry,
        "id": entry.id,
        "url": entry.url,
        "save_as": entry.url,
        "newer": related.newer,
        "older": related.older,
        "json_ld": news_article(entry, imprint),
        "body": body,
        "story": story_of(entry, head, renderer.extra.terms, related, evidence, imprint),
    }
    return LazyArticle(renderer, source.path, shown)


def render_lists(spec: Spec, outputs: Sequence[Output]) -> list[bool]:
    """Write all other pages and data; whether each was written. Runs in any process."""
    renderer = open_renderer(spec)
    written = []
    for output in outputs:
        fetched = {name: _fetched(renderer, value) for name, value in output.context.items()}
        context = compared(fetched, renderer.body_of)
        written.append(write_output(renderer.output, output.save_as, _made(renderer, output, context)))
    return written


def _made(renderer: Renderer, output: Output, context: dict[str, Any]) -> bytes:
    if make := DATA.get(output.template):
        return make(context, renderer.extra.imprint)
    return renderer.render(output.save_as, output.template, context)


def _fetched(renderer: Renderer, value: Any) -> Any:
    """A value of a page's context, with the rows of all articles in it."""
    match value:
        case Numbers() | Rows():  # rows where they came in this very process
            return _entries(renderer, value.numbers)
        case list() | tuple():
            return [_fetched(renderer, item) for item in value]
        case dict():
            return {name: _fetched(renderer, item) for name, item in value.items()}
    if isinstance(value, Page):
        return replace(value, items=_fetched(renderer, value.items))
    return value
