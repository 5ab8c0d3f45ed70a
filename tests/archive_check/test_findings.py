"""How many faults there are, in words."""

from __future__ import annotations

import pytest

from archive_check.findings import faults


@pytest.mark.parametrize(("count", "said"), [(0, "no fault"), (1, "1 fault"), (2, "2 faults"), (1200, "1,200 faults")])
def test_faults_are_counted_in_words(count: int, said: str) -> None:
    """One is no plural."""
    assert faults(count) == said
