"""The Pelican edge of the search: documents from the site's articles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pelican import signals
from pelican.generators import Generator

from archive_build.build import Build
from archive_build.fingerprint import code_digest, digest
from archive_build.outputs import Outputs
from archive_pages.entries import Entry
from archive_pages.settings import from_pelican
from archive_pages.stock import Stock
from archive_search.documents import Document
from archive_search.settings import from_pelican as search_settings
from archive_search.term_index import IndexTerm, index_terms, read_terms, write_terms
from archive_search.term_pages import term_pages
from archive_search.work import from_pelican as work_from_pelican
from archive_search.write import write_search


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
                return read_terms(known, rows.entries_of)
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
        write_search(outputs, list(self._documents()), node_modules, settings.export_lunr, work)

    def _packages(self) -> list[bytes]:
        """What tells the versions of npm's packages that the search's modules are made with."""
        found = [from_pelican(self.settings).node_modules / name / "package.json" for name in ("lunr", "esbuild")]
        return [path.read_bytes() if path.is_file() else b"" for path in found]

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
