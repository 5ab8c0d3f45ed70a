"""Progress of long work: a bar on a terminal, plain lines elsewhere; both with the rate and the time left."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

Item = TypeVar("Item")
PLAIN_SECONDS = 10.0


class Ticker:
    """Counts steps of one piece of work, and shows them on standard error: a bar, or a line every ten seconds."""

    def __init__(self, description: str, total: int) -> None:
        self._description = description
        self._total = total
        self._count = 0
        self._begun = self._told = time.monotonic()
        self._bar = _bar() if sys.stderr.isatty() else None
        self._task: TaskID | None = self._bar.add_task(description, total=total) if self._bar else None

    def tick(self) -> None:
        """One step is done."""
        self._count += 1
        if self._bar and self._task is not None:
            self._bar.advance(self._task)
        elif (now := time.monotonic()) - self._told >= PLAIN_SECONDS:
            self._told = now
            print(told(self._description, self._count, self._total, now - self._begun), file=sys.stderr, flush=True)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar:
            self._bar.stop()


def told(description: str, count: int, total: int, seconds: float) -> str:
    """How far a piece of work is after so many seconds, how fast it goes, and how long it will still take."""
    rate = count / max(seconds, 1e-9)
    minutes, left = divmod(round((total - count) / rate), 60)
    return f"{description}: {count} of {total}, {rate:,.0f} a second, {minutes} min {left} s left"


class _Rate(ProgressColumn):
    """Steps a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:,.0f}/s" if task.speed else "")


def _bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.start()
    return bar


def track(items: Iterable[Item], description: str, total: int) -> Iterator[Item]:
    """The `items`, each counted when the next is asked for."""
    ticker = Ticker(description, total)
    try:
        for item in items:
            yield item
            ticker.tick()
    finally:
        ticker.close()
