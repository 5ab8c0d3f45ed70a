"""Who works for a build: this process, several, or a Dask cluster; for little work always this process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from archive_build.cluster import open_cluster
from archive_build.engine import Engine, open_engine
from archive_build.errors import BuildError, EngineError

WORTH_IT = 400


@dataclass(frozen=True, slots=True)
class Hands:
    """How a build is to be worked on: `jobs` processes of this machine, from 1, or the workers of a Dask scheduler."""

    jobs: int = 1
    scheduler: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.jobs, int) or isinstance(self.jobs, bool) or self.jobs < 1:
            raise BuildError(f"setting NEWS_JOBS: {self.jobs!r}; expected a whole number from 1")
        if not isinstance(self.scheduler, str):
            raise BuildError(f"setting NEWS_SCHEDULER: {self.scheduler!r}; expected an address, as tcp://host:8786")
        if self.scheduler and self.jobs != 1:
            raise BuildError(
                f"jobs {self.jobs} and scheduler {self.scheduler!r}; expected one of them: a cluster has workers"
            )

    @contextmanager
    def open(self, pieces: int) -> Iterator[Engine]:
        """The engine for so many pieces of work; starting processes is not worth it for a few hundred.

        Raises BuildError where the workers cannot be reached, and where they are lost.
        """
        jobs = self.jobs if pieces >= WORTH_IT else 1
        try:
            with open_cluster(self.scheduler) if self.scheduler else open_engine(jobs) as engine:
                yield engine
        except EngineError as error:
            raise BuildError(f"{error}. What is done is kept, run again to go on") from error
