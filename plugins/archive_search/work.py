"""Who counts the documents' words: this process, several, or a cluster; the settings NEWS_JOBS and NEWS_SCHEDULER."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import Any

from archive_build.cluster import open_cluster
from archive_build.engine import Engine, open_engine
from archive_build.errors import EngineError
from archive_search.code import code_digest
from archive_search.counts import Counts, count
from archive_search.errors import SearchError
from archive_search.library import Reader


@dataclass(frozen=True, slots=True)
class Work:
    """How many processes work, from 1; or the address of a Dask scheduler whose workers do."""

    jobs: int = 1
    scheduler: str = ""


ALONE = Work()


def from_pelican(settings: Mapping[str, Any]) -> Work:
    """The settings in Pelican's. Raises SearchError where one is wrong, or both are set."""
    jobs, scheduler = settings.get("NEWS_JOBS", 1), settings.get("NEWS_SCHEDULER", "")
    if not isinstance(jobs, int) or isinstance(jobs, bool) or jobs < 1:
        raise SearchError(f"setting NEWS_JOBS: {jobs!r}; expected a whole number from 1")
    if not isinstance(scheduler, str):
        raise SearchError(f"setting NEWS_SCHEDULER: {scheduler!r}; expected an address, as in 'tcp://host:8786'")
    if scheduler and jobs != 1:
        raise SearchError(f"jobs {jobs} and scheduler {scheduler!r}; expected one of them: a cluster has workers")
    return Work(jobs, scheduler)


@contextmanager
def open_work(work: Work) -> Iterator[Engine]:
    """The engine. Raises SearchError where it cannot be opened, or is lost."""
    try:
        with open_cluster(work.scheduler) if work.scheduler else open_engine(work.jobs) as engine:
            yield engine
    except EngineError as error:
        raise SearchError(str(error)) from error


def count_slice(code: str, families: int, read: Reader, groups: Iterable[Sequence[tuple[int, Any]]]) -> list[Counts]:
    """The counts of a slice of groups of documents, as one, their words in so many families; documents are given as
    their slots and what `read` takes for them.

    Runs in any process. Raises EngineError where its code is not `code`, and what `read` raises.
    """
    check_code(code)
    slots, orders = zip(*chain.from_iterable(groups), strict=True)
    return [count(zip(slots, read(orders), strict=True), families)]


def check_code(code: str) -> None:
    """Raise EngineError where this process has other code."""
    if code_digest() != code:
        raise EngineError(
            f"worker on {platform.node()!r}: code {code_digest()}; expected {code}, the same version of Warraq as "
            "here, and a worker that was started after it was installed"
        )
