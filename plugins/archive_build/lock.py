"""One run at a time: a lock on a folder, which ends with the process that has it, however that ends."""

from __future__ import annotations

import fcntl
import os
import sys
from pathlib import Path


class Lock:
    """These folders (made where they are missing), for this process alone until `close`; another run waits, and says
    so. A lock that nothing refers to any more is closed.

    Folders are taken in the order of their paths, so that two runs never wait for each other.
    """

    def __init__(self, *folders: Path) -> None:
        self._handles: list[int] = []
        for folder in sorted({folder.resolve() for folder in folders}):
            folder.mkdir(parents=True, exist_ok=True)
            self._handles.append(os.open(folder, os.O_RDONLY))
            _take(self._handles[-1], folder)

    def close(self) -> None:
        """Let the folders go."""
        while self._handles:
            os.close(self._handles.pop())

    __del__ = close


def _take(handle: int, folder: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print(f"waiting: another run is at work on {str(folder)!r}", file=sys.stderr, flush=True)
        fcntl.flock(handle, fcntl.LOCK_EX)
