"""Documents in and answers out, as JSON lines. `lines.mjs` is the twin."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

HITS = 10


def documents(path: Path) -> Iterator[Any]:
    """The objects of a file of JSON lines: documents `{id, title, body}`, or queries with `q`."""
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def answer_all(path: Path, search: Callable[[str], list[str]]) -> None:
    """Print an answer for each query: `{q, hits: [{source}], ms}`; one that raised has no hits and says `raised`.

    `search` gives the found documents' ids, best first.
    """
    for row in documents(path):
        answer: dict[str, Any] = {"q": row["q"], "hits": []}
        started = time.perf_counter()
        try:
            answer["hits"] = [{"source": source} for source in search(row["q"])[:HITS]]
        except Exception as error:  # noqa: BLE001 # whatever a peer raises is a finding, not an end
            answer["raised"] = repr(error)
        answer["ms"] = round((time.perf_counter() - started) * 1000, 3)
        print(json.dumps(answer, ensure_ascii=False))
