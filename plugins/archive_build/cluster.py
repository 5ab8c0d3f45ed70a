"""Many machines: an engine on a Dask cluster that somebody runs.

Dask does a call again that a dead worker had; calls read and write nothing but what they are given,
so that it does no harm. A scheduler runs whatever it is sent: keep it on a network that you trust.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import TYPE_CHECKING

from archive_build.engine import SLICES_AHEAD, Engine, Receipt
from archive_build.errors import EngineError

if TYPE_CHECKING:
    from distributed import Client

CONNECT_SECONDS = 20.0
LOST_SECONDS = 60.0
CLOSE_SECONDS = 3.0


@contextmanager
def open_cluster(address: str, connect: float = CONNECT_SECONDS, lost: float = LOST_SECONDS) -> Iterator[Engine]:
    """The cluster of the Dask scheduler at `address` («tcp://host:8786»).

    `connect` is how many seconds the scheduler and a first worker are waited for, `lost` how many a
    cluster without a worker is. Raises EngineError where the package `distributed` is missing, or
    scheduler or worker do not answer.
    """
    client = _client(address, connect)
    try:
        _wait_for_a_worker(client, address, connect)
        yield Cluster(client, address, lost)
    finally:
        client.close(timeout=CLOSE_SECONDS)


def _client(address: str, seconds: float) -> Client:
    try:
        from distributed import Client
    except ImportError as error:
        raise EngineError(
            f"scheduler {address!r}: no package 'distributed'; expected what 'pip install distributed' gives"
        ) from error
    try:
        with ThreadPoolExecutor(1) as thread:  # this one may have a running event loop already
            thread.submit(asyncio.run, _knock(address, seconds)).result()
        return Client(address, timeout=seconds, set_as_default=False)
    except (OSError, ValueError) as error:
        raise EngineError(
            f"scheduler {address!r}: no answer in {seconds:g} seconds ({str(error) or 'silence'}); expected a Dask "
            "scheduler's address, as in 'tcp://host:8786'"
        ) from error


async def _knock(address: str, seconds: float) -> None:
    """Raise OSError or ValueError where no scheduler answers: a Client waits for ever for one that is silent."""
    from distributed import Security
    from distributed.comm import connect

    arguments = Security().get_connection_args("client")
    comm = await asyncio.wait_for(connect(address, timeout=seconds, **arguments), seconds)
    await comm.close()


def _wait_for_a_worker(client: Client, address: str, seconds: float) -> None:
    try:
        client.wait_for_workers(1, timeout=seconds)
    except (OSError, CancelledError) as error:
        raise EngineError(f"scheduler {address!r}: no worker in {seconds:g} seconds; expected one or more") from error


class Cluster(Engine):
    """A Dask cluster. Workers may come and go; it is lost when the scheduler is, or no worker is left."""

    def __init__(self, client: Client, address: str, lost: float) -> None:
        super().__init__(client.get_executor(pure=False), SLICES_AHEAD)
        self._client = client
        self._address = address
        self._lost = lost

    def most_slices(self) -> int:
        """A few for each thread that the workers have now."""
        with _clear_losses(self._address):
            threads: dict[str, int] = self._client.nthreads()
            return SLICES_AHEAD * max(1, sum(threads.values()))

    def result(self, future: Future[Receipt]) -> Receipt:
        """What a call gave. Raises EngineError where it ended worker after worker, or the cluster is lost."""
        with _clear_losses(self._address):
            while not wait([future], self._lost).done:
                _wait_for_a_worker(self._client, self._address, self._lost)
            return future.result()


@contextmanager
def _clear_losses(address: str) -> Iterator[None]:
    """What Dask raises where the work cannot go on, as an EngineError."""
    from distributed import KilledWorker

    try:
        yield
    except KilledWorker as error:
        raise EngineError(f"scheduler {address!r}: a slice of the work ended every worker that took it") from error
    except (OSError, CancelledError) as error:
        raise EngineError(f"scheduler {address!r}: the connection is lost") from error
    except ImportError as error:
        raise EngineError(f"scheduler {address!r}: a worker lacks code ({error}); expected what is here") from error
