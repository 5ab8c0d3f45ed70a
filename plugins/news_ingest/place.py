"""Where a run writes: in the content folder, or in a scratch folder where all is to stay as it is."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from archive_build.files import sweep
from archive_build.lock import Lock
from news_ingest.article_files import ArticleFiles, Overlay
from news_ingest.errors import IngestError
from news_ingest.settings import IngestSettings


@dataclass(frozen=True, slots=True)
class Place:
    """Everything that a run writes but its report: the ledger, the folder of profiles, the articles, their evidence.

    A dry run writes no evidence.
    """

    ledger: Path
    profiles: Path
    articles: ArticleFiles
    evidence: Path | None = None


@contextmanager
def open_place(settings: IngestSettings) -> Iterator[Place]:
    """The place of a run, which waits for another one there. A dry run's begins as the content folder is, and is gone
    when the run ends.
    """
    if settings.dry_run:
        with TemporaryDirectory(prefix="warraq-") as scratch, _named_as_content(Path(scratch), settings.content):
            yield _dry(settings, replace(settings, content=Path(scratch)))
        return
    with closing(Lock(settings.state)):
        settings.articles.mkdir(parents=True, exist_ok=True)
        sweep(settings.articles)
        sweep(settings.evidence)
        yield Place(settings.ledger, settings.profiles, ArticleFiles(settings.articles), settings.evidence)


def _dry(settings: IngestSettings, scratch: IngestSettings) -> Place:
    """A scratch folder that is laid out as the content folder; SQLite's journal goes with its ledger."""
    scratch.state.mkdir()
    for path in settings.state.glob(f"{settings.ledger.name}*"):
        shutil.copy(path, scratch.state)
    if settings.profiles.is_dir():
        shutil.copytree(settings.profiles, scratch.profiles)
    return Place(scratch.ledger, scratch.profiles, Overlay(scratch.articles, ArticleFiles(settings.articles)))


@contextmanager
def _named_as_content(scratch: Path, content: Path) -> Iterator[None]:
    """Errors name the files that were copied, not the copies."""
    try:
        yield
    except IngestError as error:
        raise IngestError(str(error).replace(str(scratch), str(content))) from error
