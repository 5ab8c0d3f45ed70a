"""How long each step of a build took."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

SHOWN = 0.005


class Timing:
    """Seconds by step, in the order in which the steps began, and how many pieces each worked on."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.pieces: dict[str, int] = {}
        self._begun = time.monotonic()

    @contextmanager
    def step(self, name: str, pieces: int = 0) -> Iterator[None]:
        """Count the time within to the step `name`, and so many pieces of work."""
        start = time.monotonic()
        self.seconds.setdefault(name, 0.0)
        self.pieces[name] = self.pieces.get(name, 0) + pieces
        try:
            yield
        finally:
            self.seconds[name] += time.monotonic() - start

    def table(self) -> Iterator[str]:
        """A line a step that took a hundredth of a second or more: seconds, pieces, pieces a second; then all else, and
        all.
        """
        whole = time.monotonic() - self._begun
        for name, seconds in self.seconds.items():
            if seconds >= SHOWN:
                yield _row(name, seconds, self.pieces[name])
        yield _row("all else", whole - sum(self.seconds.values()), 0)
        yield _row("all", whole, 0)


def _row(name: str, seconds: float, pieces: int) -> str:
    rate = f"{pieces:>12,}  {pieces / seconds:>9,.0f} a second" if pieces else ""
    return f"  {name:<24}{seconds:>8.2f} s{rate}"
