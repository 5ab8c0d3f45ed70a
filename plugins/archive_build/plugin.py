"""The Pelican edge of the build: articles with and without a date, whole-file output, nothing stale left."""

from __future__ import annotations

import datetime
import functools
import logging
from pathlib import Path
from typing import Any

from markupsafe import Markup
from pelican import Pelican, signals
from pelican.contents import Article, SkipStub
from pelican.generators import ArticlesGenerator
from pelican.readers import MarkdownReader, Readers

from archive_build.identity import ALPHABET, ID_RE, article_id
from archive_build.order import newest_first
from archive_build.outputs import Outputs
from archive_build.sanitize import safe_html
from archive_build.writer import ArchiveWriter

log = logging.getLogger(__name__)

RESERVED = {"entry", "json_ld", "metadata", "newer", "older", "settings", "template", "translations"}
SETTABLE = {"status", "summary"}


class NewsArticle(Article):  # type: ignore[misc] # Pelican's contents are untyped
    """An article whose address is made from its id, and which may have no date."""

    mandatory_properties = ("title",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """As Pelican's, with an id made from the file's path where the metadata have none."""
        super().__init__(*args, **kwargs)
        own = str(getattr(self, "id", ""))
        if not ID_RE.fullmatch(own):
            if own:
                log.warning("article %s: Id %r; expected 12 of %s. One is made from its path", self, own, ALPHABET)
            self.id = article_id(self.relative_source_path or str(self.title))

    @property
    def url(self) -> str:
        """`a/<2 characters>/<rest>.html`: at ten million articles a folder holds about ten thousand."""
        return f"a/{self.id[:2]}/{self.id[2:]}.html"

    @property
    def save_as(self) -> str:
        """The same as the address."""
        return self.url

    @property
    def body(self) -> Markup:
        """The text as safe HTML."""
        return safe_html(self.content)


class NewsReader(MarkdownReader):  # type: ignore[misc] # Pelican's readers are untyped
    """Pelican's Markdown reader, but for dates: only whole ones are taken, where Pelican fills them up from today's."""

    def process_metadata(self, name: str, value: Any) -> Any:
        """As Pelican's. Raises ValueError for a Date or Modified not in ISO form (`2012-09-07`, `2012-09-07 14:35`)."""
        if name not in ("date", "modified"):
            return super().process_metadata(name, value)
        try:
            return datetime.datetime.fromisoformat(value.strip())
        except ValueError:
            raise ValueError(f"{value!r} is not a valid date") from None


def use_reader(readers: Readers) -> None:
    """Read Markdown with NewsReader."""
    for extension in NewsReader.file_extensions:
        readers.reader_classes[extension] = NewsReader


def read_news(generator: ArticlesGenerator) -> None:
    """Make the generator read its files, in the order of their names, as NewsArticle.

    A file that cannot be read is left out, and said.
    """
    find = generator.get_files
    generator.get_files = lambda *args, **kwargs: sorted(find(*args, **kwargs))
    generator.readers.read_file = functools.partial(_read_or_leave_out, generator.readers.read_file, {})


def drop_reserved(generator: ArticlesGenerator, metadata: dict[str, Any]) -> None:
    """Take keys out of an article's metadata that would stand in for the program's own."""
    del generator
    own = {key for key in metadata if key.startswith("_") or (hasattr(NewsArticle, key) and key not in SETTABLE)}
    for key in own | (RESERVED & metadata.keys()):
        del metadata[key]


def _read_or_leave_out(read_file: Any, seen: dict[str, str], *args: Any, **kwargs: Any) -> Any:
    kwargs["content_class"] = NewsArticle
    path = kwargs["path"]
    try:
        article = read_file(*args, **kwargs)
    except (ValueError, OSError, KeyError, TypeError) as error:
        return _left_out(path, f"{error}; expected Markdown with metadata as ingest writes it")
    if isinstance(article, SkipStub) or article.status == "draft":
        return SkipStub("", source_path=path)
    if not getattr(article, "title", ""):
        return _left_out(path, "no Title in its metadata")
    if article.status not in article.allowed_statuses:
        return _left_out(
            path, f"has the Status {article.status!r}; expected one of {', '.join(article.allowed_statuses)}"
        )
    if article.id in seen:
        return _left_out(path, f"has the Id {article.id!r} of {seen[article.id]}")
    seen[article.id] = path
    return article


def _left_out(path: str, reason: str) -> SkipStub:
    log.warning("article %s is left out: %s", path, reason)
    return SkipStub("", source_path=path)


def shelve_undated(generator: ArticlesGenerator) -> None:
    """Keep articles without a date out of everything that goes by date; they are rendered all the same."""
    undated = [article for article in generator.articles if not hasattr(article, "date")]
    generator.articles = [article for article in generator.articles if hasattr(article, "date")]
    generator.hidden_articles = sorted([*generator.hidden_articles, *undated], key=newest_first)


def get_writer(pelican: Pelican) -> type[ArchiveWriter]:
    """The writer of this run, with the run's outputs."""
    pelican.archive_outputs = Outputs(Path(pelican.output_path))
    return type("RunWriter", (ArchiveWriter,), {"outputs": pelican.archive_outputs})


def end_rendering(generator: ArticlesGenerator, writer: ArchiveWriter) -> None:
    """All articles are rendered."""
    del generator
    writer.close()


def finish(pelican: Pelican) -> None:
    """Delete what is no longer made, and say what was done."""
    outputs: Outputs = pelican.archive_outputs
    outputs.finish()
    print(f"{len(outputs.made)} output files: {outputs.written} written, {outputs.deleted} deleted, the rest unchanged")


def register() -> None:
    """Pelican calls this once when it loads the plugin."""
    signals.readers_init.connect(use_reader)
    signals.article_generator_init.connect(read_news)
    signals.article_generator_context.connect(drop_reserved)
    signals.article_generator_pretaxonomy.connect(shelve_undated)
    signals.get_writer.connect(get_writer)
    signals.article_writer_finalized.connect(end_rendering)
    signals.finalized.connect(finish)
