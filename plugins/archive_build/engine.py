"""Where work is done: an engine is a `concurrent.futures.Executor`; the same functions run on each."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from itertools import islice
from typing import Any, TypeVar

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


def open_engine(jobs: int) -> Executor:
    """An engine of `jobs` processes; this one alone for 1. Raises ValueError below 1."""
    if jobs < 1:
        raise ValueError(f"jobs {jobs!r}; expected a whole number from 1")
    return SerialExecutor() if jobs == 1 else ProcessPoolExecutor(jobs)


def map_slices(
    engine: Executor, work: Callable[[list[Item]], list[Receipt]], items: Iterable[Item], jobs: int
) -> Iterator[Receipt]:
    """The receipts of `work` for every item, in the items' order.

    `work` takes a list of items and gives a receipt for each. Only a few slices are under way at
    once, so that items and receipts are not all held, however many there are.
    """
    waiting: deque[Future[list[Receipt]]] = deque()
    for part in _slices(items):
        waiting.append(engine.submit(work, part))
        if len(waiting) >= jobs * SLICES_AHEAD or jobs == 1:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _slices(items: Iterable[Item]) -> Iterator[list[Item]]:
    iterator = iter(items)
    while part := list(islice(iterator, SLICE)):
        yield part
