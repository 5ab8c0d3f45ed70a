"""Measure Warraq's search and its peers on the same documents, in one run.

    .venv/bin/python bench/search_peers.py [--work DIR] [--shared DIR] [--only tasks|indexes|transfers] [--queries N]

Peers: Pagefind, lunr.py `ar`, lunr.js with lunr-languages `ar`, the two mixed, MiniSearch, and a BM25 reference.
Parts: `tasks` scores the four search tasks; `indexes` builds an index of all the real articles with each; `transfers`
counts what Chromium fetches from cold to the first ten results with Warraq and Pagefind. bench/README.md says more.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any

from measure import clients, report, transfer
from measure.browser import Browsing, browsing
from measure.corpora import CORPUS_OF, TASKS, Corpus, Shared, site_corpus, task_corpora
from measure.pagefind import Pagefind, fragment_bytes
from measure.peers import Built, Peer, install, script_peers
from measure.process import MeasureError
from measure.warraq import Warraq

BENCH = Path(__file__).resolve().parent
PARTS = ("tasks", "indexes", "transfers")


def measure_tasks(peers: Sequence[Peer], shared: Shared, work: Path, results: dict[str, Any]) -> None:
    """Score each peer on each task."""
    tasks = shared.make_tasks(work)
    corpora = task_corpora(tasks, work)
    for peer in peers:
        built = {name: build(peer, corpus, work, results) for name, corpus in corpora.items()}
        scores = results["tasks"].setdefault(peer.name, {})
        for task in TASKS:
            say(f"{peer.name}: {task}")
            scores[task] = score(peer, built[CORPUS_OF[task]], tasks / task / "queries.jsonl", shared, work)


def score(peer: Peer, built: Built, queries: Path, shared: Shared, work: Path) -> dict[str, Any]:
    """A task's scores, with how many queries raised and each one's rank."""
    answers = work / "answers" / f"{peer.name}-{queries.parent.name}.jsonl".replace(" ", "-")
    answers.parent.mkdir(exist_ok=True)
    peer.ask(built, queries, answers)
    scores: dict[str, Any] = json.loads(shared.score(queries, answers))
    return {**scores, "raised": report.raised(answers), "ranks": report.ranks(queries, answers)}


def build(peer: Peer, corpus: Corpus, work: Path, results: dict[str, Any]) -> Built:
    """Build a peer's index, and note what it costs."""
    say(f"{peer.name}: index of {corpus.name}, {corpus.count} documents")
    built = peer.build(corpus, work / corpus.name)
    row = report.index_row(built, corpus.count)
    if isinstance(peer, Pagefind):
        row["texts_gzip"] = fragment_bytes(built)
    results["indexes"].setdefault(peer.name, {}).setdefault(corpus.name, row)
    return built


def measure_indexes(peers: Sequence[Peer], shared: Shared, work: Path, results: dict[str, Any]) -> None:
    """Build an index of all the real articles with each peer."""
    corpus = site_corpus(shared, work)
    for peer in peers:
        build(peer, corpus, work, results)


def measure_transfers(browser: Browsing, shared: Shared, work: Path, count: int, results: dict[str, Any]) -> None:
    """Count what Warraq's search page and Pagefind's module fetch, on a site of all the real articles."""
    queries_file = shared.make_tasks(work) / "headlines" / "queries.jsonl"
    queries = transfer.draw_queries(queries_file, shared.analyzers, count)
    corpus = site_corpus(shared, work)
    sites = (
        (Warraq(split_costs=True), clients.WARRAQ, "output"),
        (Pagefind(browser), clients.PAGEFIND, "site"),
    )
    for peer, client, folder in sites:
        built = build(peer, corpus, work, results)
        say(f"{peer.name}: {len(queries)} queries from cold")
        rows = transfer.measure(built.folder / folder, client, queries, browser)
        results["transfers"][peer.name] = {"medians": transfer.summary(rows), "rows": [astuple(row) for row in rows]}


def say(text: str) -> None:
    """Tell what is being done."""
    print(text, file=sys.stderr, flush=True)


NOTES = (
    "lunr.py takes Arabic stop words, and from them the letters of words, of data that NLTK downloads; `versions` "
    "says what was used. The mixed peer is an index of lunr.py's asked by lunr.js: same pipeline name, other stems.",
    "Queries are given to the lunr peers as terms without punctuation: as typed, they make lunr's query parser raise, "
    "and lunr takes punctuation off documents only.",
    "CPU is user and system time of the program and all it runs. Warraq's is a build of the site with search less one "
    "without; its peak is the whole build's. Costs marked `reused` are of an earlier run with the same work folder.",
    "Index bytes: Pagefind's hold the texts that results show (`texts_gzip`); those of lunr and MiniSearch hold no "
    "titles; Warraq's hold the titles.",
    "Bytes are bodies as a host sends them (text compressed with gzip, level 6), headers left out. `page` is HTML, "
    "styles, fonts; `code` JavaScript and wasm; `passages` what excerpts are taken from: articles' pages with "
    "Warraq, fragments with Pagefind, whose titles come from them too.",
    "Milliseconds in the browser: with Warraq from Enter to the shown results, with Pagefind from the call to ten "
    "loaded results, nothing shown; both when all needed has arrived before.",
)


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=BENCH / "work", help="what is made, kept for the next run")
    parser.add_argument("--shared", type=Path, default=BENCH.parents[1] / "shared", help="corpora and scoring tools")
    parser.add_argument("--only", choices=PARTS, action="append", help="a part, again for more (all)")
    parser.add_argument("--queries", type=int, default=100, help="of each length, in `transfers`, at least 1")
    parser.add_argument("--results", type=Path, default=BENCH / "results" / "search-peers.json")
    return parser.parse_args()


def run(chosen: argparse.Namespace) -> dict[str, Any]:
    """Measure the chosen parts."""
    work, shared, parts = chosen.work.resolve(), Shared(chosen.shared.resolve()), chosen.only or PARTS
    work.mkdir(parents=True, exist_ok=True)
    install()
    results: dict[str, Any] = {**report.machine(), "corpora": shared.digests()}
    with browsing() as browser:
        peers: list[Peer] = [Warraq(), Pagefind(browser), *script_peers(shared)]
        results["versions"] = {**{peer.name: peer.version for peer in peers}, "Chromium": browser.version}
        results |= {"notes": NOTES, "tasks": {}, "indexes": {}, "transfers": {}}
        if "tasks" in parts:
            measure_tasks(peers, shared, work, results)
        if "indexes" in parts:
            measure_indexes([Warraq(split_costs=True), *peers[1:]], shared, work, results)
        if "transfers" in parts:
            measure_transfers(browser, shared, work, chosen.queries, results)
    return results


def main() -> int:
    """Run; 0 where all was measured."""
    chosen = options()
    try:
        results = run(chosen)
    except MeasureError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    report.write(results, chosen.results)
    report.show(results)
    print(f"results: {chosen.results}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
