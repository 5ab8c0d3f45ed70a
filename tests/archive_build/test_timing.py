"""The table of time by step."""

from __future__ import annotations

import re
import time

from archive_build.timing import Timing


def test_every_step_that_took_time_has_a_line() -> None:
    """Seconds, pieces and pieces a second in the order of the steps; then the rest and the whole."""
    timing = Timing()
    with timing.step("read", 10):
        time.sleep(0.02)
    with timing.step("nothing"):
        pass
    with timing.step("read", 5):
        time.sleep(0.02)
    lines = [" ".join(line.split()) for line in timing.table()]
    assert [re.sub(r"[\d.]+ s", "# s", line) for line in lines[1:]] == ["all else # s", "all # s"]
    assert re.fullmatch(r"read 0\.\d\d s 15 [\d,]+ a second", lines[0])
