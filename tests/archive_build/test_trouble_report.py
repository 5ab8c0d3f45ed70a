"""What a build's process leaves for its caller."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive_build.errors import BuildError
from archive_build.trouble import REPORT, report_trouble, told


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The caller's file; Pelican's logger writes to it."""
    path = tmp_path / "report"
    path.touch()
    monkeypatch.setenv(REPORT, str(path))
    logger = logging.getLogger("pelican")
    before = list(logger.handlers)
    report_trouble()
    yield path
    logger.handlers[:] = before


def log(error: Exception) -> None:
    """Log an error as Pelican does."""
    try:
        raise error
    except type(error):
        logging.getLogger("pelican").exception("could not build")


def test_the_first_trouble_is_left(report: Path) -> None:
    """An error of the project's own, or of the machine; what comes after it is its consequence, and no news."""
    log(KeyError("no trouble"))
    logging.getLogger("pelican").error("without an error")
    assert report.read_text(encoding="utf-8") == ""
    log(BuildError("article 'x': changed"))
    log(MemoryError())
    assert report.read_text(encoding="utf-8") == "article 'x': changed"


def test_without_a_caller_nothing_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bare `pelican` has Pelican's own messages."""
    monkeypatch.delenv(REPORT, raising=False)
    before = list(logging.getLogger("pelican").handlers)
    report_trouble()
    assert logging.getLogger("pelican").handlers == before


def failed(statement: str, path: Path) -> sqlite3.Error:
    """The error of a statement on a database that may only be read."""
    sqlite3.connect(path).execute("CREATE TABLE IF NOT EXISTS a (b)")
    database = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    with pytest.raises(sqlite3.Error) as caught:
        database.execute(statement)
    return caught.value


def test_a_database_s_trouble_is_told_with_what_helps(tmp_path: Path) -> None:
    """Where the place is at fault; a fault of the program's own is none of the machine's."""
    said = told(failed("INSERT INTO a VALUES (1)", tmp_path / "a.sqlite"))
    assert said is not None
    assert said.startswith("the ledger, catalogue or index's state: attempt to write a readonly database; expected a")
    assert told(failed("SELECT", tmp_path / "a.sqlite")) is None


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(28, os.strerror(28), "a.md"), "'a.md': No space left on device; make room and run again"),
        (OSError(28, os.strerror(28)), "No space left on device; make room and run again"),
        (MemoryError(), "out of memory; use fewer --jobs"),
    ],
)
def test_the_machine_s_trouble_names_the_place(error: Exception, said: str) -> None:
    """Where that is known."""
    assert str(told(error)).startswith(said)


@pytest.mark.parametrize("error", [FileNotFoundError(2, "gone", "a.md"), KeyError("x")])
def test_other_errors_are_not_the_machine_s(error: Exception) -> None:
    """They are shown as they are."""
    assert told(error) is None
