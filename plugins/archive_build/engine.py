"""Where work is done: an engine is a `concurrent.futures.Executor`; the same functions run on each."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from archive_build.errors import EngineError

Item = TypeVar("Item")
Receipt = TypeVar("Receipt")
SLICE = 64
SLICES_AHEAD = 4


class SerialExecutor(Executor):
    """One process: a call is done when it is submitted."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """The finished call; what it raised is raised by its result."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as error:  # noqa: BLE001 # what an executor does: the future has it
            future.set_exception(error)
        return future


class Engine:
    """An executor, and how many slices may be under way on it."""

    def __init__(self, executor: Executor, most_slices: int) -> None:
        self.executor = executor
        self._most_slices = most_slices

    def most_slices(self) -> int:
        """How many slices may be under way at once, from 1."""
        return self._most_slices

    def result(self, future: Future[Receipt]) -> Receipt:
        """What a call gave, once it is done. Raises EngineError where the engine is lost, and what the call raised."""
        try:
            return future.result()
        except BrokenExecutor as error:
            raise EngineError(
                f"a worker process ended ({error}): it was killed, or memory ran out; fewer --jobs take less"
            ) from error


@contextmanager
def open_engine(jobs: int) -> Iterator[Engine]:
    """An engine of `jobs` processes; this one alone for 1. Raises ValueError below 1."""
    if jobs < 1:
        raise ValueError(f"jobs {jobs!r}; expected a whole number from 1")
    with SerialExecutor() if jobs == 1 else ProcessPoolExecutor(jobs) as executor:
        yield Engine(executor, 1 if jobs == 1 else jobs * SLICES_AHEAD)


def map_slices(
    engine: Engine, work: Callable[[list[Item]], list[Receipt]], items: Iterable[Item], size: int = SLICE
) -> Iterator[Receipt]:
    """The receipts of `work` for every item, in the items' order.

    `work` takes a list of at most `size` items and gives a receipt for each. Only a few slices are under way at
    once, so that items and receipts are not all held, however many there are.
    """
    waiting: deque[Future[list[Receipt]]] = deque()
    for part in _slices(items, size):
        waiting.append(engine.executor.submit(work, part))
        while len(waiting) >= engine.most_slices():
            yield from engine.result(waiting.popleft())
    while waiting:
        yield from engine.result(waiting.popleft())


def _slices(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    iterator = iter(items)
    while part := list(islice(iterator, size)):
        yield part
