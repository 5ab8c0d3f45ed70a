"""The run's results as JSON and as tables. They hold counts and times, no text of any corpus."""

from __future__ import annotations

import json
import os
import platform
import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from measure.peers import Built

NUMBERS_RE = re.compile(r"\[\s+(-?[\d.]+(?:,\s+-?[\d.]+)*)\s+\]")  # [\n 1,\n 2\n]
RANK_LIMIT = 10


def machine() -> dict[str, Any]:
    """When and on what the run was made."""
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "load_before": round(os.getloadavg()[0], 2),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }


def index_row(built: Built, count: int) -> dict[str, Any]:
    """What an index costs."""
    costs = {step: asdict(cost) for step, cost in built.costs.items()}
    return {"articles": count, "costs": costs, "index_bytes": built.index_bytes, "index_gzip": built.index_gzip}


def ranks(queries: Path, results: Path) -> list[int]:
    """Each query's first relevant rank, 1 to 10, or 0; empty for a task that is not about relevant documents."""
    wanted = _objects(queries)
    if "relevant" not in wanted[0]:
        return []
    return [_rank(query["relevant"], found["hits"]) for query, found in zip(wanted, _objects(results), strict=True)]


def _rank(relevant: list[str], hits: list[dict[str, Any]]) -> int:
    names = [Path(hit["source"].split("#")[0]).name for hit in hits[:RANK_LIMIT]]
    return next((place for place, name in enumerate(names, 1) if name in relevant), 0)


def raised(results: Path) -> int:
    """How many queries raised an error."""
    return sum("raised" in answer for answer in _objects(results))


def _objects(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def write(results: dict[str, Any], path: Path) -> None:
    """Write the results, rows of numbers on one line each."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(results, indent=1, ensure_ascii=False)
    compact = NUMBERS_RE.sub(lambda found: f"[{' '.join(found[1].split())}]", text)
    path.write_text(compact + "\n", encoding="utf-8")


def show(results: dict[str, Any]) -> None:
    """Print the tables of the parts that were measured."""
    console = Console(width=None if Console().is_terminal else 160)
    for make in (_quality, _variants, _indexes, _transfers):
        table = make(results)
        if table.row_count:
            console.print(table)
    for note in results["notes"]:
        console.print(f"- {note}", highlight=False, markup=False)


def _table(title: str, columns: Sequence[str]) -> Table:
    table = Table(title=title, title_justify="left")
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left")
    return table


def _quality(results: dict[str, Any]) -> Table:
    known = ("questions", "headlines", "keywords")
    columns = [f"{task} {what}" for task in known for what in ("MRR@10", "R@10", "zero")]
    table = _table("Known documents", ["peer", *columns, "raised", "headlines ms p50", "p95"])
    for peer, tasks in results["tasks"].items():
        cells = []
        for scores in (tasks[task] for task in known):
            cells += [f"{scores['mrr@10']:.4f}", f"{scores['recall@10']:.3f}", str(scores["zero"])]
        ms = tasks["headlines"]["ms"]
        failed = sum(scores["raised"] for scores in tasks.values())
        table.add_row(peer, *cells, str(failed), f"{ms['p50']:.1f}", f"{ms['p95']:.1f}")
    return table


def _variants(results: dict[str, Any]) -> Table:
    groups = {"all": "all", "orthography": "o", "digits": "d", "prefixes": "p", "suffixes": "s"}
    columns = [f"{group} {what}" for group in groups for what in ("overlap", "zero")]
    table = _table("Variants of words: the top 10's overlap with the word's own", ["peer", *columns])
    for peer, tasks in results["tasks"].items():
        rows = [tasks["variants"][key] for key in groups.values()]
        table.add_row(peer, *(cell for row in rows for cell in (f"{row['overlap@10']:.3f}", f"{row['zero']:.3f}")))
    return table


def _indexes(results: dict[str, Any]) -> Table:
    table = _table("Indexes", ["peer", "corpus", "articles", "CPU ms each", "peak MB", "KB each", "gzip KB each"])
    for peer, corpora in results["indexes"].items():
        for corpus, row in corpora.items():
            cost, count = row["costs"].get("index"), row["articles"]
            time = f"{cost['cpu_seconds'] / count * 1000:.2f}" if cost else "-"
            peak = f"{cost['peak_bytes'] / 1e6:.0f}" if cost else "-"
            sizes = (f"{row[size] / count / 1000:.2f}" for size in ("index_bytes", "index_gzip"))
            table.add_row(peer, corpus, str(count), time, peak, *sizes)
    return table


def _transfers(results: dict[str, Any]) -> Table:
    columns = (
        "words",
        "queries",
        "page KB",
        "code KB",
        "index KB",
        "passages KB",
        "all KB",
        "requests",
        "until shown KB",
        "requests",
        "p50 ms",
        "p95",
    )
    table = _table("From cold to the first ten results in Chromium (medians)", ["peer", *columns])
    for peer, measured in results["transfers"].items():
        for words, row in measured["medians"].items():
            sizes = [f"{size / 1000:.1f}" for size in (*row["bytes_by_kind"].values(), row["bytes"])]
            until = (f"{row['bytes_until'] / 1000:.1f}", f"{row['requests_until']:.0f}")
            times = ["-" if row[key] is None else f"{row[key]:.1f}" for key in ("ms_p50", "ms_p95")]
            table.add_row(peer, words, str(row["queries"]), *sizes, f"{row['requests']:.0f}", *until, *times)
    return table
