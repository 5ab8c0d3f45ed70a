"""The Pelican edge of the search: documents from the site's articles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pelican import signals
from pelican.generators import Generator

from archive_pages.entries import Entry
from archive_pages.settings import from_pelican
from archive_search.documents import Document
from archive_search.settings import from_pelican as search_settings
from archive_search.term_index import index_terms
from archive_search.term_pages import term_pages
from archive_search.work import from_pelican as work_from_pelican
from archive_search.write import write_search


class SearchGenerator(Generator):  # type: ignore[misc] # Pelican's generators are untyped
    """Writes the index and its modules when all articles are known, and gives the pages' generator the terms' pages."""

    def generate_context(self) -> None:
        """Choose the terms of the index from أ to ي."""
        self.search_settings = search_settings(self.settings)
        terms = index_terms(self.context["entries"], self.search_settings.index_terms)
        self.context["more_outputs"] = list(term_pages(terms))
        self.context["has_terms"] = bool(terms)

    def generate_output(self, writer: Any) -> None:
        """Write the search folder."""
        node_modules = from_pelican(self.settings).node_modules
        settings, work = self.search_settings, work_from_pelican(self.settings)
        write_search(writer.outputs, list(self._documents()), node_modules, settings.export_lunr, work)

    def _documents(self) -> Iterator[Document]:
        bodies = self.context["archive_body"]
        for entry in self.context["entries"]:
            shown = (
                entry.url,
                entry.title,
                entry.date.isoformat() if entry.date else "",
                entry.section.name if entry.section else "",
                entry.publisher.name if entry.publisher else "",
            )
            title = "" if entry.made_title else f"{entry.kicker} {entry.title}".strip()
            body = _text(bodies(entry.id).body)
            yield Document(entry.id, shown, entry.source, title, entry.deck, body, filters_of(entry))


def filters_of(entry: Entry) -> tuple[tuple[str, str], ...]:
    """What a reader may narrow results to, as (kind, value): dates in ISO form, by year, month and day."""
    date = entry.date.isoformat() if entry.date else ""
    rows = [
        ("section", entry.section.name if entry.section else ""),
        ("publisher", entry.publisher.name if entry.publisher else ""),
        ("place", entry.place),
        *(("author", name) for name in dict.fromkeys(entry.authors)),
        ("year", date[:4]),
        ("month", date[:7]),
        ("day", date),
    ]
    return tuple((kind, value) for kind, value in rows if value)


def _text(body: Any) -> str:
    """The text of safe HTML; a tag parts words."""
    return str(body.replace("<", " <").striptags())


def get_generators(pelican: Any) -> type[SearchGenerator]:
    """The search's generator."""
    del pelican
    return SearchGenerator


def register() -> None:
    """Pelican calls this once when it loads the plugin."""
    signals.get_generators.connect(get_generators)
