"""No pattern takes more than its share of time, whatever text it is given."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from patterns import hostile_texts, methods_by_name, patterns, ways

SHORT, LONG = 256, 2048
QUICK_SECONDS = 0.002  # a linear pattern takes some hundredths of a millisecond for 2,048 characters
MOST_GROWTH = 3.0 * LONG / SHORT  # linear is 8, a square 64
LIMIT_SECONDS = 1.0
FOUND = patterns()
ASKED = methods_by_name()


class SlowError(Exception):
    """A pattern did not end."""


@contextmanager
def limited() -> Iterator[None]:
    """Raises SlowError in a pattern that takes more than a second of this process's time."""

    def stop(*_: object) -> None:
        raise SlowError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def seconds(pattern: re.Pattern[Any], way: str, text: Any, times: int = 1) -> float:
    """How long all matches in a text (`search`), or one try, take at best; infinite where they do not end.

    It is this thread's own time: what else the machine does makes no pattern slow.
    """
    ask: Callable[[Any], object] = getattr(pattern, way)
    if way == "search":
        ask = lambda given: sum(1 for _ in pattern.finditer(given))  # noqa: E731
    best = float("inf")
    for _ in range(times):
        started = time.thread_time()
        try:
            with limited():
                ask(text)
        except SlowError:
            return float("inf")
        best = min(best, time.thread_time() - started)
    return best


def grows(pattern: re.Pattern[Any], way: str, short: Any, long: Any) -> bool:
    """Whether eight times the text takes far more than eight times as long; a slow machine is asked again."""
    first = seconds(pattern, way, long)
    if not QUICK_SECONDS <= first < LIMIT_SECONDS:
        return first >= LIMIT_SECONDS
    slow, fast = seconds(pattern, way, long, 3), seconds(pattern, way, short, 9)
    return slow >= QUICK_SECONDS and slow > MOST_GROWTH * fast


def worst(pattern: re.Pattern[Any], way: str) -> Any:
    """The beginning of the first text that a pattern takes too long for; None for none."""
    pairs = zip(hostile_texts(pattern, SHORT), hostile_texts(pattern, LONG), strict=True)
    return next((long[:40] for short, long in pairs if grows(pattern, way, short, long)), None)


@pytest.mark.parametrize("pattern", FOUND, ids=lambda pattern: min(FOUND[pattern]))
def test_time_grows_with_the_text_only(pattern: re.Pattern[Any]) -> None:
    """Texts that repeat what the pattern repeats, alone, behind and before what nearly matches."""
    assert {way: slow for way in ways(FOUND[pattern], ASKED) if (slow := worst(pattern, way))} == {}


@pytest.mark.parametrize(("source", "way"), [(r"(?:a+)+$", "match"), (r"\s+$", "search"), (r"x.*y.*z", "search")])
def test_a_bad_pattern_is_found(source: str, way: str) -> None:
    """The exponential one, the square ones."""
    assert worst(re.compile(source), way) is not None


def test_all_patterns_are_found() -> None:
    """Those of modules, of tables, of cached functions, of containers and of calls."""
    names = set().union(*FOUND.values())
    names = {name.rpartition(".")[2] for name in names}
    assert {"INLINE_RE", "load", "_patterns", "PATH_RES", "STEPS", "sub", "search"} <= names
    assert len(FOUND) > 100
