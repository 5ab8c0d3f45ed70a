"""Withdraw an article from the site by hand; the record is `archive_build.withdrawn`'s."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from archive_build.identity import ID_RE
from archive_build.withdrawn import Withdrawal, withdraw
from news_ingest.article_files import ArticleFiles
from news_ingest.export import read_metadata

COPIES = ("duplicate_of", "also_in")


def withdraw_article(content: Path, one: Withdrawal) -> Iterator[str]:
    """Note that an article is withdrawn; the lines to print, which name other articles that are the same report.

    Raises BuildError as `withdraw` does.
    """
    metadata = _metadata(content, one.id)
    yield from withdraw(content, one, metadata is not None)
    others = ";".join((metadata or {}).get(key, "") for key in COPIES).split(";")
    if found := sorted({name.strip() for name in others if name.strip()} - {one.id}):
        yield f"the same report stands in {', '.join(found)}: withdraw these too where that is meant"


def _metadata(content: Path, article: str) -> dict[str, str] | None:
    """An article's metadata; None where there is no such article. One that a person put elsewhere is looked for."""
    own = ArticleFiles(content / "articles").read(article) if ID_RE.fullmatch(article) else None
    if own is not None:
        return read_metadata(own.decode("utf-8", "replace"))
    for path in sorted((content / "articles").rglob("*.md")):
        found = read_metadata(path.read_text(encoding="utf-8", errors="replace"))
        if found.get("id") == article:
            return found
    return None
