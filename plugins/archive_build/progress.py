"""Progress of long work: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import track as rich_track

Item = TypeVar("Item")
PLAIN_SECONDS = 10.0


def track(items: Iterable[Item], description: str, total: int) -> Iterator[Item]:
    """The `items`, with progress on standard error; off a terminal a line every ten seconds."""
    if sys.stderr.isatty():
        yield from rich_track(items, description, total=total, console=Console(stderr=True), transient=True)
        return
    told = time.monotonic()
    for count, item in enumerate(items):
        if time.monotonic() - told >= PLAIN_SECONDS:
            told = time.monotonic()
            print(f"{description}: {count} of {total}", file=sys.stderr, flush=True)
        yield item
