"""Where raw files lie and where Markdown goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from news_ingest.errors import IngestError


@dataclass(frozen=True, slots=True)
class IngestSettings:
    """`sources` are files or folders, `content` is Pelican's content folder (PATH), `jobs` how many processes work."""

    sources: tuple[Path, ...]
    content: Path
    jobs: int = 1

    @property
    def articles(self) -> Path:
        """The folder of the Markdown files."""
        return self.content / "articles"

    @property
    def profiles(self) -> Path:
        """The folder of the publishers' profiles."""
        return self.content / "profiles"

    @property
    def corrections(self) -> Path:
        """The file of corrections by hand."""
        return self.content / "corrections.csv"

    @property
    def state(self) -> Path:
        """The folder of the ledger and the report."""
        return self.content / ".ingest"


def from_pelican(settings: Mapping[str, Any]) -> IngestSettings | None:
    """The settings in Pelican's: NEWS_RAW_PATHS, relative to PATH. None where it is not set.

    Raises IngestError where NEWS_RAW_PATHS is no list of paths.
    """
    paths = settings.get("NEWS_RAW_PATHS")
    if not paths:
        return None
    if isinstance(paths, str) or not all(isinstance(path, str | Path) for path in paths):
        raise IngestError(f"setting NEWS_RAW_PATHS: {paths!r}; expected a list of paths, as in ['raw']")
    content = Path(settings["PATH"])
    return IngestSettings(tuple(content / path for path in paths), content)
