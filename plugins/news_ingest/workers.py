"""Who works for a run: processes here, or a cluster whose workers have our rules and see our files."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from archive_build.cluster import open_cluster
from archive_build.engine import Engine, map_slices, open_engine
from archive_build.errors import EngineError
from news_ingest.errors import IngestError
from news_ingest.rules import rules_digest
from news_ingest.settings import IngestSettings

Item = TypeVar("Item")
Receipt = TypeVar("Receipt")


@dataclass(frozen=True, slots=True)
class Workers:
    """An engine, and the terms on which it works; processes of this machine need none."""

    engine: Engine
    terms: Terms | None

    def map(self, work: Callable[[list[Item]], list[Receipt]], items: Iterable[Item]) -> Iterator[Receipt]:
        """The receipts of `work` for every item, in the items' order."""
        return map_slices(self.engine, partial(on_terms, self.terms, work) if self.terms else work, items)


@contextmanager
def open_workers(settings: IngestSettings) -> Iterator[Workers]:
    """The workers that the settings name. Raises IngestError where they cannot be reached, and where they are lost."""
    if settings.scheduler and settings.jobs != 1:
        raise IngestError(
            f"jobs {settings.jobs} and scheduler {settings.scheduler!r}; expected one of them: a cluster has workers"
        )
    try:
        with open_cluster(settings.scheduler) if settings.scheduler else open_engine(settings.jobs) as engine:
            yield Workers(engine, _terms(settings.sources) if settings.scheduler else None)
    except EngineError as error:
        raise IngestError(f"{error}. What is done is kept, run again to go on") from error


@dataclass(frozen=True, slots=True)
class Terms:
    """The digest of the rules, and a file or folder of each source, which a worker must find at the same path."""

    rules: str
    seen: tuple[Path, ...]


def _terms(sources: Iterable[Path | str]) -> Terms:
    """What holds here; a URL means the same everywhere.

    A folder is told from the mount point that it has elsewhere by what is in it.
    """
    return Terms(rules_digest(), tuple(_witness(source) for source in sources if isinstance(source, Path)))


def _witness(source: Path) -> Path:
    if not source.is_dir():
        return source
    with os.scandir(source) as entries:
        first = next(entries, None)
    return Path(first) if first else source


def on_terms(terms: Terms, work: Callable[[list[Item]], list[Receipt]], items: list[Item]) -> list[Receipt]:
    """Do `work` on a worker. Raises EngineError, before it does anything, where the terms do not hold there."""
    if rules_digest() != terms.rules:
        raise EngineError(
            f"worker on {platform.node()!r}: rules {rules_digest()}; expected {terms.rules}, the same version of "
            "Warraq as here, and a worker that was started after it was installed"
        )
    for path in terms.seen:
        if not path.exists():
            raise EngineError(
                f"worker on {platform.node()!r}: no {str(path)!r}; expected the sources, at the same path everywhere"
            )
    return work(items)
