"""How long each step of a build took."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Timing:
    """Seconds by step, in the order in which the steps began."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Count the time within to the step `name`."""
        start = time.monotonic()
        self.seconds.setdefault(name, 0.0)
        try:
            yield
        finally:
            self.seconds[name] += time.monotonic() - start

    def line(self) -> str:
        """All steps that took a hundredth of a second or more: `scan 0.1 s, read 2.3 s`."""
        return ", ".join(f"{name} {seconds:.2f} s" for name, seconds in self.seconds.items() if seconds >= 0.01)
