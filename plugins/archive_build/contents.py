"""Pelican's articles and their reader, made for news: with and without a date, and nothing that stops the site."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from pelican import signals
from pelican.contents import Article, SkipStub
from pelican.readers import MarkdownReader, Readers

from archive_build.identity import ALPHABET, ID_RE, article_id
from archive_build.rows import article_url
from archive_build.sanitize import safe_html

RESERVED = {"entry", "json_ld", "metadata", "newer", "older", "settings", "story", "template", "translations"}
SETTABLE = {"status", "summary"}


class NewsArticle(Article):  # type: ignore[misc] # Pelican's contents are untyped
    """An article whose address is made from its id, and which may have no date. `remark` is what to warn of, or ""."""

    mandatory_properties = ("title",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """As Pelican's, with an id made from the file's path where the metadata have none."""
        super().__init__(*args, **kwargs)
        own = str(getattr(self, "id", ""))
        self.remark = ""
        if not ID_RE.fullmatch(own):
            if own:
                self.remark = f"Id {own!r}; expected 12 of {ALPHABET}. One is made from its path"
            self.id = article_id(self.relative_source_path or str(self.title))

    @property
    def url(self) -> str:
        """The address, made from the id."""
        return article_url(self.id)

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


def drop_reserved(generator: Any, metadata: dict[str, Any]) -> None:
    """Take keys out of an article's metadata that would stand in for the program's own."""
    del generator
    own = {key for key in metadata if key.startswith("_") or (hasattr(NewsArticle, key) and key not in SETTABLE)}
    own |= {"remark"}
    for key in (own | RESERVED) & metadata.keys():
        del metadata[key]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An article that is not shown: why, or "" where its author says so (a draft)."""

    reason: str


def read_article(read_file: Any, sender: Any, base: str, path: str, context: Any) -> NewsArticle | LeftOut:
    """The article in a source file, read as Pelican reads it: `read_file` is its readers' method, `sender` of its
    signals the generator.
    """
    try:
        article = read_file(
            base_path=base,
            path=path,
            content_class=NewsArticle,
            context=context,
            preread_signal=signals.article_generator_preread,
            preread_sender=sender,
            context_signal=signals.article_generator_context,
            context_sender=sender,
        )
    except (ValueError, OSError, KeyError, TypeError) as error:
        return LeftOut(f"{error}; expected Markdown with metadata as ingest writes it")
    if isinstance(article, SkipStub) or article.status == "draft":
        return LeftOut("")
    if not getattr(article, "title", ""):
        return LeftOut("no Title in its metadata")
    if article.status not in article.allowed_statuses:
        return LeftOut(f"has the Status {article.status!r}; expected one of {', '.join(article.allowed_statuses)}")
    return article  # type: ignore[no-any-return] # Pelican's readers are untyped
