"""What a reader's browser fetches from cold to the first ten results, and how long a query takes once all is there."""

from __future__ import annotations

import json
import random
import re
import runpy
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from measure.browser import Browsing
from measure.serving import Host, Sent, served

WORD_RE = re.compile(r"[^\W\d_]{3,}")
LENGTHS = (1, 3, 10)
QUIET_SECONDS = 0.7
KINDS = ("page", "code", "index", "passages")


@dataclass(frozen=True, slots=True)
class Row:
    """One query: how many words and results, requests and bytes until these are shown, and until nothing more comes by
    kind (`KINDS`), and milliseconds once warm.
    """

    words: int
    results: int
    requests_until: int
    bytes_until: int
    requests: tuple[int, ...]
    sizes: tuple[int, ...]
    ms: float


@dataclass(frozen=True, slots=True)
class Client:
    """How a site is asked in a browser.

    `first` opens the page with a query and gives the number of results shown, and when, in seconds of the epoch;
    `again` asks the same on the open page and gives the milliseconds to the results; `kind` says what a path is.
    """

    first: Callable[[Page, str, str], tuple[int, float]]
    again: Callable[[Page, str], float]
    kind: Callable[[str], str]


def draw_queries(headlines: Path, analyzers: Path, count: int, seed: int = 1) -> list[tuple[int, str]]:
    """Queries of one, three and ten words, `count` of each, from headlines of at least ten words.

    Ten are a headline's first, three stand beside each other, one is of at least three letters and no stop word.
    """
    stop = runpy.run_path(str(analyzers))["STOP"]
    rng = random.Random(seed)
    lines = [json.loads(line)["q"].split() for line in headlines.read_text(encoding="utf-8").split("\n") if line]
    long = sorted(words for words in lines if len(words) >= max(LENGTHS))
    drawn = []
    for words in rng.sample(long, min(count, len(long))):
        at = rng.randrange(len(words) - 2)
        singles = [word for text in words for word in WORD_RE.findall(text) if word not in stop]
        drawn += [(1, rng.choice(singles)), (3, " ".join(words[at : at + 3])), (10, " ".join(words[:10]))]
    return sorted(drawn)


def measure(site: Path, client: Client, queries: Iterable[tuple[int, str]], browsing: Browsing) -> list[Row]:
    """A row a query, each from cold."""
    with served(site) as host:
        return [_row(host, client, words, text, browsing) for words, text in queries]


def _row(host: Host, client: Client, words: int, text: str, browsing: Browsing) -> Row:
    host.take()
    with browsing.page() as page:
        results, shown = client.first(page, host.url, text)
        _wait_until_quiet(host)
        sent = host.take()
        ms = client.again(page, text) if results else 0.0
    by_kind: dict[str, list[Sent]] = {kind: [] for kind in KINDS}
    for one in sent:
        by_kind[client.kind(one.path)].append(one)
    sizes = tuple(sum(one.size for one in by_kind[kind]) for kind in KINDS)
    until = [one.size for one in sent if one.at <= shown]
    return Row(words, results, len(until), sum(until), tuple(len(by_kind[kind]) for kind in KINDS), sizes, round(ms, 2))


def _wait_until_quiet(host: Host) -> None:
    seen = -1
    while seen != len(host.sent):
        seen = len(host.sent)
        time.sleep(QUIET_SECONDS)


def summary(rows: list[Row]) -> dict[str, Any]:
    """Medians by number of words; 95th percentiles of the time."""
    return {str(words): _medians([row for row in rows if row.words == words]) for words in LENGTHS}


def _medians(rows: list[Row]) -> dict[str, Any]:
    found = [row.ms for row in rows if row.results]
    return {
        "queries": len(rows),
        "without_results": len(rows) - len(found),
        "bytes_until": statistics.median(row.bytes_until for row in rows),
        "requests_until": statistics.median(row.requests_until for row in rows),
        "bytes": statistics.median(sum(row.sizes) for row in rows),
        "bytes_by_kind": {kind: statistics.median(row.sizes[n] for row in rows) for n, kind in enumerate(KINDS)},
        "requests": statistics.median(sum(row.requests) for row in rows),
        "requests_by_kind": {kind: statistics.median(row.requests[n] for row in rows) for n, kind in enumerate(KINDS)},
        "ms_p50": statistics.median(found) if found else None,
        "ms_p95": sorted(found)[int(len(found) * 0.95)] if found else None,
    }
