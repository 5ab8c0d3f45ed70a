"""The Pelican edge of the search: documents from the site's articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator

from archive_build.build import Build
from archive_build.fingerprint import code_digest, digest
from archive_build.outputs import Outputs
from archive_build.paths import made_path
from archive_pages.entries import Entry
from archive_pages.settings import from_pelican
from archive_pages.stock import Stock
from archive_search.documents import Document
from archive_search.library import Card, Library, Listed
from archive_search.settings import from_pelican as search_settings
from archive_search.term_index import IndexTerm, index_terms, read_terms, write_terms
from archive_search.term_pages import term_pages
from archive_search.work import from_pelican as work_from_pelican
from archive_search.write import write_search

Bodies = Callable[[str], Any]


class SearchGenerator(Generator):  # type: ignore[misc] # Pelican's generators are untyped
    """Writes the index and its modules when all articles are known, and gives the pages' generator the terms' pages."""

    def generate_context(self) -> None:
        """Choose the terms of the index from أ to ي."""
        self.search_settings = search_settings(self.settings)
        self.build: Build | None = self.context["archive_build"]
        terms = self._recalled_terms(self.build) if self.build else self._terms()
        self.context["more_outputs"] = list(term_pages(terms))
        self.context["has_terms"] = bool(terms)

    def _terms(self) -> list[IndexTerm]:
        return index_terms(self.context["entries"], self.search_settings.index_terms)

    def _recalled_terms(self, build: Build) -> list[IndexTerm]:
        """The terms, chosen again only where articles, code or settings are others."""
        rows: Stock = self.context["archive_stock"]
        key = digest(self._code(), rows.rows.fingerprint(), str(self.search_settings).encode()).hex()
        with build.timing.step("terms"):
            known = build.catalogue.recall("terms", key)
            if known is not None:
                return read_terms(known, rows.lists_of)
            terms = self._terms()
            build.catalogue.remember("terms", key, write_terms(terms))
        return terms

    def _code(self) -> bytes:
        return code_digest(("arabic_text", "archive_pages", "archive_search"))

    def generate_output(self, writer: Any) -> None:
        """Write the search folder, if something that it is made from is another than before."""
        if not self.build:
            self._write(writer.outputs)
            return
        articles = self.context["archive_stock"].fingerprint()
        fingerprint = digest(self._code(), articles, str(self.search_settings).encode(), *self._packages())
        if writer.outputs.dry:
            self.build.tell_folder(writer.outputs, "search/", fingerprint)
            return
        with self.build.timing.step("search"):
            if not self.build.keep_folder(writer.outputs, "search/", fingerprint):
                self._write(writer.outputs)
                self.build.folder_made(writer.outputs, "search/", fingerprint)

    def _write(self, outputs: Outputs) -> None:
        node_modules = from_pelican(self.settings).node_modules
        settings, work = self.search_settings, work_from_pelican(self.settings)
        write_search(outputs, self._library(), node_modules, settings.export_lunr, work, self._state())

    def _library(self) -> Library:
        entries, bodies = self.context["entries"], self.context["archive_body"]
        if not self.build:
            return Listed(documents_of(entries, bodies))
        return Shelved(self.context["archive_stock"], bodies)

    def _state(self) -> Path | None:
        """The file that keeps what the index was built of; a build that Pelican does whole keeps nothing."""
        return made_path(self.build.content, self.build.output).with_suffix(".search.sqlite") if self.build else None

    def _packages(self) -> list[bytes]:
        """What tells the versions of npm's packages that the search's modules are made with."""
        found = [from_pelican(self.settings).node_modules / name / "package.json" for name in ("lunr", "esbuild")]
        return [path.read_bytes() if path.is_file() else b"" for path in found]


class Shelved:
    """The library of a catalogue's articles: rows are fetched, and bodies read, when they are asked for."""

    def __init__(self, stock: Stock, bodies: Bodies) -> None:
        self.ids = stock.rows.ids()
        self._rows = stock.rows
        self._stamps = (stock.rows.fingerprint(), stock.leaves.files)
        self._bodies = bodies

    def stamp(self, at: int) -> bytes:
        """The digests of the article's row and source."""
        return b"".join(digests[8 * at : 8 * at + 8] for digests in self._stamps)

    def cards(self, positions: Sequence[int]) -> Iterator[Card]:
        """The cards of these articles."""
        return (Card(shown_of(entry), entry.source, title_of(entry)) for entry in self._rows.at(positions))

    def documents(self, positions: Sequence[int]) -> Iterator[Document]:
        """These articles."""
        return documents_of(self._rows.at(positions), self._bodies)


def documents_of(entries: Iterable[Entry], bodies: Bodies) -> Iterator[Document]:
    """Articles as the index takes them."""
    for entry in entries:
        body = _text(bodies(entry.id).body)
        shown, title = shown_of(entry), title_of(entry)
        yield Document(entry.id, shown, entry.source, title, entry.deck, body, filters_of(entry))


def shown_of(entry: Entry) -> tuple[str, str, str, str, str]:
    """What a result shows: (url, title, ISO date, section, publisher)."""
    return (
        entry.url,
        entry.title,
        entry.date.isoformat() if entry.date else "",
        entry.section.name if entry.section else "",
        entry.publisher.name if entry.publisher else "",
    )


def title_of(entry: Entry) -> str:
    """The title as it is searched: with its kicker; "" where ingest made it from the lead."""
    return "" if entry.made_title else f"{entry.kicker} {entry.title}".strip()


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
