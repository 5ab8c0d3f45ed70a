"""The Pelican edge of the search: documents from the site's articles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican import signals
from pelican.generators import Generator

from archive_build.build import Build
from archive_build.fingerprint import digest
from archive_build.outputs import Outputs
from archive_build.paths import made_path
from archive_pages.settings import from_pelican
from archive_pages.stock import Stock
from archive_search.code import code_digest
from archive_search.settings import from_pelican as search_settings
from archive_search.term_pages import term_pages
from archive_search.terms import IndexTerm, read_terms, write_terms

if TYPE_CHECKING:
    from archive_search.library import Library


class SearchGenerator(Generator):  # type: ignore[misc] # Pelican's generators are untyped
    """Writes the index and its modules when all articles are known, and gives the pages' generator the terms' pages.

    What needs NumPy is imported where something is made: that takes a sixth of a build in which nothing changed.
    """

    def generate_context(self) -> None:
        """Choose the terms of the index from أ to ي."""
        self.search_settings = search_settings(self.settings)
        self.build: Build | None = self.context["archive_build"]
        terms = self._recalled_terms(self.build) if self.build else self._terms()
        self.context["more_outputs"] = list(term_pages(terms))
        self.context["has_terms"] = bool(terms)

    def _terms(self) -> list[IndexTerm]:
        from archive_search.shelved import titles_of
        from archive_search.term_index import index_terms
        from archive_search.title_words import TitleWords

        entries, most = self.context["entries"], self.search_settings.index_terms
        if not self.build:
            return index_terms(entries, range(len(entries)), TitleWords.of(titles_of(entries)), most)
        numbers = self.context["archive_stock"].rows.numbers
        return index_terms(entries, numbers, self._library().title_words(), most)

    def _recalled_terms(self, build: Build) -> list[IndexTerm]:
        """The terms, chosen again only where articles, code or settings are others."""
        rows: Stock = self.context["archive_stock"]
        key = digest(code_digest().encode(), rows.rows.fingerprint(), str(self.search_settings).encode()).hex()
        with build.timing.step("terms"):
            known = build.catalogue.recall("terms", key)
            if known is not None:
                return read_terms(known, rows.lists_of)
            terms = self._terms()
            build.catalogue.remember("terms", key, write_terms(terms))
        return terms

    def generate_output(self, writer: Any) -> None:
        """Write the search folder, if something that it is made from is another than before."""
        if not self.build:
            self._write(writer.outputs)
            return
        articles = self.context["archive_stock"].fingerprint()
        fingerprint = digest(code_digest().encode(), articles, str(self.search_settings).encode(), *self._packages())
        if writer.outputs.dry:
            self.build.tell_folder(writer.outputs, "search/", fingerprint)
            return
        with self.build.timing.step("search"):
            if not self.build.keep_folder(writer.outputs, "search/", fingerprint):
                self._write(writer.outputs)
                self.build.folder_made(writer.outputs, "search/", fingerprint)

    def _write(self, outputs: Outputs) -> None:
        from archive_search.work import from_pelican as work_from_pelican
        from archive_search.write import write_search

        node_modules = from_pelican(self.settings).node_modules
        settings, work = self.search_settings, work_from_pelican(self.settings)
        write_search(outputs, self._library(), node_modules, settings.export_lunr, work, self._state())

    def _library(self) -> Library:
        from archive_search.library import Listed
        from archive_search.shelved import Shelved, documents_from

        if not self.build:
            return Listed(documents_from(self.context["entries"], self.context["archive_body"]))
        return Shelved(self.build, self.context["archive_stock"], code_digest())

    def _state(self) -> Path | None:
        """The file that keeps what the index was built of; a build that Pelican does whole keeps nothing."""
        return made_path(self.build.content, self.build.output).with_suffix(".search.sqlite") if self.build else None

    def _packages(self) -> list[bytes]:
        """What tells the versions of npm's packages that the search's modules are made with."""
        found = [from_pelican(self.settings).node_modules / name / "package.json" for name in ("lunr", "esbuild")]
        return [path.read_bytes() if path.is_file() else b"" for path in found]


def get_generators(pelican: Any) -> type[SearchGenerator]:
    """The search's generator."""
    del pelican
    return SearchGenerator


def register() -> None:
    """Pelican calls this once when it loads the plugin."""
    signals.get_generators.connect(get_generators)
