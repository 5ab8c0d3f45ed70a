"""The same work gives the same on every engine, in order, without holding everything."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from archive_build.engine import SLICE, SLICES_AHEAD, map_slices, open_engine
from archive_build.errors import EngineError

SERIAL, PROCESSES = 1, 2


def squares(numbers: list[int]) -> list[int]:
    """Work that any process can do."""
    return [number * number for number in numbers]


def fail_at_70(numbers: list[int]) -> list[int]:
    """Work that fails at one item."""
    if 70 in numbers:
        raise ValueError("seventy")
    return numbers


def die(numbers: list[int]) -> list[int]:
    """Work whose process is killed."""
    os._exit(numbers[0])


@pytest.mark.parametrize("jobs", [SERIAL, PROCESSES])
@pytest.mark.parametrize("count", [0, 1, SLICE, 5 * SLICE + 3])
def test_receipts_come_in_the_items_order(jobs: int, count: int) -> None:
    """However many slices and processes there are."""
    with open_engine(jobs) as engine:
        assert list(map_slices(engine, squares, range(count))) == [number * number for number in range(count)]


@pytest.mark.parametrize("jobs", [SERIAL, PROCESSES])
def test_only_a_few_slices_are_under_way(jobs: int) -> None:
    """When the first receipt comes, no more items were taken than the slices ahead hold."""
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        for number in range(100 * SLICE):
            taken += 1
            yield number

    with open_engine(jobs) as engine:
        receipts = map_slices(engine, squares, items())
        next(receipts)
        assert taken <= jobs * SLICES_AHEAD * SLICE
        receipts.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("jobs", [SERIAL, PROCESSES])
def test_an_error_reaches_the_caller(jobs: int) -> None:
    """The receipts before the failing slice have come by then."""
    with open_engine(jobs) as engine:
        receipts = map_slices(engine, fail_at_70, range(3 * SLICE))
        assert [next(receipts) for _ in range(SLICE)] == list(range(SLICE))
        with pytest.raises(ValueError, match="seventy"):
            next(receipts)


def test_a_killed_process_is_an_error() -> None:
    """It does not hang."""
    with open_engine(PROCESSES) as engine, pytest.raises(EngineError, match="a worker process ended"):
        list(map_slices(engine, die, [3]))


def test_no_process_is_too_few() -> None:
    """The message names the value and what was expected."""
    with pytest.raises(ValueError, match="jobs 0; expected a whole number from 1"), open_engine(0):
        pass
