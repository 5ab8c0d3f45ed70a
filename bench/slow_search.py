"""How long a reader on a slow link waits for the first ten results, with nothing in the browser's cache.

    .venv/bin/python bench/slow_search.py SITE [--shared DIR] [--queries N] [--round-trip MS] [--kilobits N]

`SITE` is a built site of SaudiNewsNet's articles; queries of one, three and ten words are those of `search_peers.py`.
Each connection and each request waits for a round trip, and all share the link's bytes: HTTP/1.1 as a phone has it.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from measure.browser import Browsing, browsing
from measure.clients import SHOWN
from measure.corpora import Shared
from measure.serving import Host, Link, served
from measure.transfer import LENGTHS, draw_queries
from measure.warraq import SEARCH_PAGE
from playwright.sync_api import TimeoutError as NoResultsError

BENCH = Path(__file__).resolve().parent
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
SECONDS_A_MILLISECOND = 0.001
BYTES_A_KILOBIT = 125


def wait(host: Host, browser: Browsing, text: str) -> tuple[int, int, float, float] | None:
    """Requests and bytes until the results stand there, and milliseconds to these and to the first paint."""
    host.take()
    with browser.page() as page:
        page.add_init_script(SHOWN)
        page.set_default_timeout(30_000)
        page.goto(f"{host.url}{SEARCH_PAGE}?q={quote(text)}", wait_until="commit")
        try:
            page.wait_for_selector("#results > *")
        except NoResultsError:
            return None
        shown, origin = float(page.evaluate("shown")), float(page.evaluate("performance.timeOrigin"))
        painted = float(page.evaluate(PAINT))
        page.wait_for_load_state("networkidle")
    sent = [one.size for one in host.take() if one.at <= shown]
    return len(sent), sum(sent), shown * 1000 - origin, painted


def main() -> int:
    """Print medians by number of words."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("--shared", type=Path, default=BENCH.parents[1] / "shared", help="corpora and scoring tools")
    parser.add_argument("--queries", type=int, default=15, help="of each length, at least 1")
    parser.add_argument("--round-trip", type=float, default=150, help="milliseconds")
    parser.add_argument("--kilobits", type=float, default=1600, help="a second")
    chosen = parser.parse_args()
    link = Link(chosen.round_trip * SECONDS_A_MILLISECOND, chosen.kilobits * BYTES_A_KILOBIT)
    shared = Shared(chosen.shared.resolve())
    with tempfile.TemporaryDirectory() as folder:
        headlines = shared.make_tasks(Path(folder)) / "headlines" / "queries.jsonl"
        queries = draw_queries(headlines, shared.analyzers, chosen.queries)
    with browsing() as browser, served(chosen.site, link) as host:
        for words in LENGTHS:
            found = (wait(host, browser, text) for length, text in queries if length == words)
            rows = [row for row in found if row]
            requests, size, results, paint = (round(statistics.median(column)) for column in zip(*rows, strict=True))
            print(
                f"{words:2} words: {requests} requests, {size:,} bytes, {results} ms to results, {paint} to first paint"
            )
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
