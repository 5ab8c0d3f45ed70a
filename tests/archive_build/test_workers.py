"""Who works for a build."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from typing import Any

import pytest

from archive_build.engine import SerialExecutor
from archive_build.errors import BuildError
from archive_build.workers import WORTH_IT, Hands


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"jobs": 0}, "setting NEWS_JOBS: 0; expected a whole number from 1"),
        ({"jobs": True}, "setting NEWS_JOBS: True; expected a whole number from 1"),
        ({"jobs": "2"}, "setting NEWS_JOBS: '2'; expected a whole number from 1"),
        ({"scheduler": None}, "setting NEWS_SCHEDULER: None; expected an address, as tcp://host:8786"),
        ({"jobs": 2, "scheduler": "tcp://a:1"}, "jobs 2 and scheduler 'tcp://a:1'; expected one of them"),
    ],
)
def test_a_wrong_setting_is_named(given: dict[str, Any], fault: str) -> None:
    """With its value and what was expected."""
    with pytest.raises(BuildError) as caught:
        Hands(**given)
    assert str(caught.value).startswith(fault)


@pytest.mark.parametrize(("pieces", "executor"), [(WORTH_IT - 1, SerialExecutor), (WORTH_IT, ProcessPoolExecutor)])
def test_few_pieces_are_done_by_this_process(pieces: int, executor: type) -> None:
    """Several processes are started where there is enough to do for them."""
    with Hands(2).open(pieces) as engine:
        assert isinstance(engine.executor, executor)
