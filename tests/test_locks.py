"""The lock files agree: what is tested is what users get."""

from __future__ import annotations

import re
from pathlib import Path

LOCKS = Path(__file__).parent.parent / "requirements"


def _pins(name: str) -> set[str]:
    return set(re.findall(r"^[\w.-]+==\S+", (LOCKS / name).read_text(), re.M))


def test_the_tests_run_with_the_packages_that_users_get() -> None:
    """Each package that users get is locked at the same version for the tests."""
    assert _pins("runtime.txt") <= _pins("dev.txt")
