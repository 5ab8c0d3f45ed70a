"""Progress off a terminal: few plain lines, on standard error."""

from __future__ import annotations

import io
import re

import pytest

from archive_build import progress


def test_items_come_through_in_order_and_quick_work_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """Work of less than ten seconds prints no line."""
    assert list(progress.track("abc", "Reading", 3)) == ["a", "b", "c"]
    assert capsys.readouterr() == ("", "")


def test_long_work_says_how_far_it_is(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Each time the span has passed (here: none) a line tells what is done, and of how much."""
    monkeypatch.setattr(progress, "PLAIN_SECONDS", 0.0)
    assert list(progress.track("ab", "Ingesting", 2)) == ["a", "b"]
    out, lines = capsys.readouterr()
    assert out == ""
    assert re.fullmatch(
        r"Ingesting: 1 of 2, [\d,]+ a second, 0 min 0 s left\nIngesting: 2 of 2, [\d,]+ a second, 0 min 0 s left\n",
        lines,
    )


def test_nothing_is_read_ahead() -> None:
    """Items are taken one by one, so that a long list needs no memory."""
    source = iter(range(3))
    assert next(progress.track(source, "Reading", 3)) == 0
    assert list(source) == [1, 2]


def test_the_rate_and_the_time_left_are_told() -> None:
    """A third is done in a hundred seconds; the rest takes two hundred."""
    assert progress.told("Rendering", 5_000, 15_000, 100.0) == "Rendering: 5000 of 15000, 50 a second, 3 min 20 s left"


class Terminal(io.StringIO):
    """What a terminal is shown."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def test_a_terminal_is_shown_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """The work's name, how far it is and how fast, until it ends; then the bar is taken away."""
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    bar = progress.Ticker("Reading", 3)
    for _ in range(2):
        bar.tick()
    bar.close()
    shown = re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", terminal.getvalue())
    assert re.search(r"Reading ━+ 0/3  -:--:--\rReading ━+╸━+ 2/3 [\d,]+/s 0:00:\d\d\n", shown)
    assert terminal.getvalue().endswith("\x1b[2K")
