"""Where raw files lie and where Markdown goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from news_ingest.errors import IngestError
from news_ingest.sources.limits import Limits
from news_ingest.sources.remote import source_at


@dataclass(frozen=True, slots=True)
class IngestSettings:
    """`sources` are files, folders or (as text) URLs, `content` is Pelican's content folder (PATH).

    `jobs` is how many processes work, from 1; `scheduler` the address of a Dask scheduler whose workers
    do so instead, "" for none. `fields` names the columns of files of records by the field that they hold.
    A `dry_run` writes nothing in the content folder. `prune` takes out the articles of inputs that are
    gone. `report` is the folder of the report, None for `content/.ingest` (of a dry run: for none).
    `limits` say how much may come out of an archive.
    """

    sources: tuple[Path | str, ...]
    content: Path
    jobs: int = 1
    fields: Mapping[str, str] = field(default_factory=dict)
    scheduler: str = ""
    dry_run: bool = False
    prune: bool = False
    report: Path | None = None
    limits: Limits = field(default_factory=Limits)

    def absolute(self) -> IngestSettings:
        """The same with absolute paths, which mean the same to a process with another working folder."""
        sources = tuple(source if isinstance(source, str) else source.absolute() for source in self.sources)
        return replace(self, sources=sources, content=self.content.absolute())

    @property
    def articles(self) -> Path:
        """The folder of the Markdown files."""
        return self.content / "articles"

    @property
    def profiles(self) -> Path:
        """The folder of the publishers' profiles."""
        return self.content / "profiles"

    @property
    def evidence(self) -> Path:
        """The folder of the files that say how each value is known."""
        return self.content / ".evidence"

    @property
    def corrections(self) -> Path:
        """The file of corrections by hand."""
        return self.content / "corrections.csv"

    @property
    def state(self) -> Path:
        """The folder of the ledger and the report."""
        return self.content / ".ingest"

    @property
    def ledger(self) -> Path:
        """The ledger's file."""
        return self.state / "ledger.sqlite"

    @property
    def report_folder(self) -> Path | None:
        """The folder of the report; None for no report."""
        return self.report or (None if self.dry_run else self.state)


def from_pelican(settings: Mapping[str, Any]) -> IngestSettings | None:
    """The settings in Pelican's: NEWS_RAW_PATHS, relative to PATH, NEWS_FIELDS, NEWS_UNPACKED_MIB and
    NEWS_UNPACKED_RATIO. None where the first is not set.

    Raises IngestError where NEWS_RAW_PATHS is no list of paths, NEWS_FIELDS no mapping of texts, or another no number.
    """
    paths = settings.get("NEWS_RAW_PATHS")
    if not paths:
        return None
    if isinstance(paths, str) or not all(isinstance(path, str | Path) for path in paths):
        raise IngestError(f"setting NEWS_RAW_PATHS: {paths!r}; expected a list of paths, as in ['raw']")
    fields = settings.get("NEWS_FIELDS") or {}
    if not isinstance(fields, dict) or not all(isinstance(text, str) for pair in fields.items() for text in pair):
        raise IngestError(
            f"setting NEWS_FIELDS: {fields!r}; expected columns by field, as in {{'title': 'عنوان الخبر'}}"
        )
    content = Path(settings["PATH"])
    usual = Limits()
    limits = Limits(
        settings.get("NEWS_UNPACKED_MIB", usual.unpacked_mib), settings.get("NEWS_UNPACKED_RATIO", usual.unpacked_ratio)
    )
    sources = tuple(source_at(str(path), content) for path in paths)
    return IngestSettings(sources, content, fields=fields, limits=limits)
