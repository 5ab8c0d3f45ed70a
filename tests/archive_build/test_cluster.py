"""A Dask cluster is an engine like the others; what goes wrong with it is said clearly."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable
from typing import Any

import pytest
from distributed import KilledWorker

from archive_build.cluster import _clear_losses, open_cluster
from archive_build.engine import SLICE, SLICES_AHEAD, map_slices
from archive_build.errors import EngineError


def test_receipts_come_in_the_items_order(start_cluster: Callable[[int], Any]) -> None:
    """Two workers give what one process gives; a few slices a thread are under way."""
    with open_cluster(start_cluster(2).address) as engine:
        assert list(map_slices(engine, sorted, range(5 * SLICE + 3))) == list(range(5 * SLICE + 3))
        assert engine.most_slices() in (SLICES_AHEAD, 2 * SLICES_AHEAD)


def test_a_cluster_without_workers_is_lost(start_cluster: Callable[[int], Any]) -> None:
    """It does not hang when every worker was killed."""
    cluster = start_cluster(1)
    with open_cluster(cluster.address, lost=0.5) as engine:
        receipts = map_slices(engine, sorted, range(100 * SLICE))
        next(receipts)
        cluster.workers[0].kill()
        with pytest.raises(EngineError, match=r"scheduler 'tcp://.*': no worker in 0\.5 seconds; expected one or more"):
            list(receipts)


def test_a_dead_scheduler_is_an_error(start_cluster: Callable[[int], Any]) -> None:
    """It does not hang either."""
    cluster = start_cluster(1)
    with open_cluster(cluster.address, connect=8) as engine:
        receipts = map_slices(engine, sorted, range(100 * SLICE))
        next(receipts)
        cluster.close()
        with pytest.raises(EngineError, match=r"scheduler 'tcp://.*': the connection is lost"):
            list(receipts)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "host", "ftp://127.0.0.1:8786", ""])
def test_an_address_without_a_scheduler_is_an_error(address: str) -> None:
    """The message names the address and what was expected."""
    with pytest.raises(EngineError, match=r"scheduler '.*': no answer .*; expected a Dask scheduler's address"):
        open_cluster(address, connect=0.5).__enter__()


def test_a_silent_listener_is_an_error() -> None:
    """What takes a connection and says nothing is waited for only so long."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"tcp://127.0.0.1:{listener.getsockname()[1]}"
        with pytest.raises(EngineError, match=r"no answer in 0\.5 seconds \(silence\)"):
            open_cluster(address, connect=0.5).__enter__()


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """`distributed` is needed here only; without it the message says how to get it."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(EngineError, match="no package 'distributed'; expected what 'pip install distributed' gives"):
        open_cluster("tcp://127.0.0.1:8786").__enter__()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (KilledWorker("a slice", None, 3), "a slice of the work ended every worker that took it"),
        (ImportError("No module named 'x'"), r"a worker lacks code \(No module named 'x'\); expected what is here"),
        (ConnectionResetError("gone"), "the connection is lost"),
    ],
)
def test_what_dask_raises_is_said_in_words(error: Exception, said: str) -> None:
    """With the scheduler's address; Dask needs minutes for some of it."""
    with pytest.raises(EngineError, match=f"^scheduler 'tcp://a:1': {said}$"), _clear_losses("tcp://a:1"):
        raise error
