"""What a worker does for the pages: slices of articles and of lists become files in the output folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from archive_build.catalogue import Source
from archive_build.files import write_output
from archive_build.renderer import LazyArticle, Renderer, Spec, open_renderer
from archive_pages.entries import Entry
from archive_pages.pagination import Page
from archive_pages.shelf import Numbers, Rows, Terms
from archive_pages.site import Output
from archive_pages.structured import news_article

Neighbours = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Extra:
    """What the pages need beside the context's values."""

    terms: Terms
    site_url: str
    site_name: str


def render_articles(spec: Spec, orders: Sequence[Neighbours]) -> list[bool]:
    """Write the pages of articles, each given as its number and its neighbours' (newer, older; 0 for none); whether
    each was written. Runs in any process.
    """
    renderer = open_renderer(spec)
    extra: Extra = renderer.extra
    numbers = sorted({number for order in orders for number in order if number})
    entries = dict(zip(numbers, extra.terms.entries(renderer.rows(numbers)), strict=True))
    sources = renderer.catalogue.sources([order[0] for order in orders])
    written = []
    for number, newer, older in orders:
        article = _article(renderer, entries[number], sources[number], entries.get(newer), entries.get(older))
        url = entries[number].url
        data = renderer.render(url, "article", {"article": article, "url": url, "blog": True})
        written.append(write_output(renderer.output, url, data))
    return written


def _article(renderer: Renderer, entry: Entry, source: Source, newer: Entry | None, older: Entry | None) -> LazyArticle:
    extra: Extra = renderer.extra
    shown = {
        "entry": entry,
        "id": entry.id,
        "url": entry.url,
        "save_as": entry.url,
        "newer": newer,
        "older": older,
        "json_ld": news_article(entry, extra.site_url, extra.site_name),
        "body": renderer.body(source),
    }
    return LazyArticle(renderer, source.path, shown)


def render_lists(spec: Spec, outputs: Sequence[Output]) -> list[bool]:
    """Write all other pages; whether each was written. Runs in any process."""
    renderer = open_renderer(spec)
    written = []
    for output in outputs:
        context = {name: _fetched(renderer, value) for name, value in output.context.items()}
        data = renderer.render(output.save_as, output.template, context)
        written.append(write_output(renderer.output, output.save_as, data))
    return written


def _fetched(renderer: Renderer, value: Any) -> Any:
    """A value of a page's context, with the rows of all articles in it."""
    match value:
        case Numbers() | Rows():  # rows where they came in this very process
            return renderer.extra.terms.entries(renderer.rows(value.numbers))
        case list() | tuple():
            return [_fetched(renderer, item) for item in value]
        case dict():
            return {name: _fetched(renderer, item) for name, item in value.items()}
    if isinstance(value, Page):
        return replace(value, items=_fetched(renderer, value.items))
    return value
