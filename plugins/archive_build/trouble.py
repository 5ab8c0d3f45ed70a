"""What a full disk, a place that may not be written or too little memory is told as: what, where, and what helps.

A build's errors come to pass in Pelican, which logs them with their traces and tells its caller nothing but that there
was one. So the process that builds leaves what it has to tell in a file that its caller names.
"""

from __future__ import annotations

import errno
import logging
import os
import sqlite3
from pathlib import Path

REPORT = "WARRAQ_TROUBLE"
ROOM = "make room and run again; what is done is kept"
WRITABLE = "expected a place that this user may write"
ADVICE = {
    errno.ENOSPC: ROOM,
    errno.EDQUOT: ROOM,
    errno.EFBIG: "expected a file system, and a limit of the shell's (ulimit -f), that allow files of this size",
    errno.EROFS: WRITABLE,
    errno.EACCES: WRITABLE,
    errno.EPERM: WRITABLE,
    errno.EMFILE: "raise the number of files that may be open (ulimit -n), or use fewer --jobs",
    errno.EIO: "the disk does not answer; look after it, and run again",
}
DATABASE_ADVICE = {
    sqlite3.SQLITE_FULL: ROOM,
    sqlite3.SQLITE_READONLY: WRITABLE,
    sqlite3.SQLITE_CANTOPEN: WRITABLE,
    sqlite3.SQLITE_IOERR: "the disk may be full or fail; make room and run again",
}


HELD = "expected a file that nothing else has open"
REFUSALS = {
    sqlite3.SQLITE_BUSY: HELD,
    sqlite3.SQLITE_LOCKED: HELD,
    sqlite3.SQLITE_FULL: ROOM,
    sqlite3.SQLITE_READONLY: WRITABLE,
    sqlite3.SQLITE_CANTOPEN: WRITABLE,
}
OWN = ("archive_", "news_")


def refusal(path: Path, error: sqlite3.Error) -> str | None:
    """The message of an error of the database `path` that it is not to blame for: somebody else has it open, it may not
    be written, or there is no room. None of a broken one.
    """
    advice = REFUSALS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    return f"{str(path)!r}: {error}; {advice}" if advice else None


def told(error: BaseException) -> str | None:
    """The message of an error that comes from the machine; None of any other."""
    if isinstance(error, MemoryError):
        return "out of memory; use fewer --jobs, or a machine with more, and run again"
    if isinstance(error, sqlite3.OperationalError):
        advice = DATABASE_ADVICE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        return f"the ledger, catalogue or index's state: {error}; {advice}" if advice else None
    if isinstance(error, OSError) and error.errno in ADVICE:
        where = f"{error.filename!r}: " if error.filename else ""
        return f"{where}{os.strerror(error.errno)}; {ADVICE[error.errno]}"
    return None


class Reporter(logging.Handler):
    """Leaves what `told` says of a logged error, or one of our own does, in a file for the process that waits."""

    def __init__(self, path: Path) -> None:
        super().__init__(logging.ERROR)
        self._path = path

    def emit(self, record: logging.LogRecord) -> None:
        """Note the first error's message."""
        error = record.exc_info[1] if record.exc_info else None
        if error and (text := told(error) or _own(error)) and not self._path.stat().st_size:
            self._path.write_text(text, encoding="utf-8", errors="backslashreplace")


def _own(error: BaseException) -> str | None:
    """The message of an error of this project's own."""
    return str(error) if type(error).__module__.startswith(OWN) else None


def report_trouble() -> None:
    """Have Pelican's errors told to the caller, where there is one that named a file."""
    if path := os.environ.get(REPORT):
        logging.getLogger("pelican").addHandler(Reporter(Path(path)))
