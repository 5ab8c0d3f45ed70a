"""How far confidences can be trusted: their mean beside the share that is right, by field and by confidence.

    .venv/bin/python bench/reliability.py TRUTH.jsonl RAW_ROOT

Ingests RAW_ROOT into a temporary folder and reads its evidence. TRUTH is as `raw_corpus.py` and
`newspapers-truth.jsonl` of shared have it; a byline counts where the truth names one or says that there is none.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from arabic_text.normalize import normalize
from news_ingest.export import export
from news_ingest.run import ingest
from news_ingest.settings import IngestSettings

BINS = (0.0, 0.7, 0.8, 0.9, 0.95, 0.985)
Row = dict[str, Any]


def judged(truth: Row, row: Row) -> Iterator[tuple[str, bool]]:
    """The fields of an article that the truth tells of, and whether each is right."""
    if truth.get("sure", True):
        made = row.get("title_from") == "lead"
        yield "title", _same(row["title"], truth["title"]) if truth.get("title") else made
    if "date" in row and row["date_from"] == "stated":
        yield "date", row["date"][:10] == truth.get("date")
    if "byline" in row and truth.get("layout", "head") == "head":
        said = " ".join([row["byline"], *row.get("authors", ())])
        yield "byline", bool(truth["byline"]) and set(_words(truth["byline"])) <= set(_words(said))
    if "place" in row and "dateline_place" in truth:
        wanted = _words(truth["dateline_place"] or "")
        yield "place", bool(wanted) and set(wanted) <= set(_words(row["place"]))


def _words(text: str) -> list[str]:
    return "".join(character if character.isalnum() else " " for character in normalize(text)).split()


def _same(one: str, other: str) -> bool:
    return _words(one) == _words(other)


def main() -> None:
    """Print a line a field and bin."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("truth", type=Path)
    parser.add_argument("raw_root", type=Path)
    options = parser.parse_args()
    truths = {row["file"]: row for row in map(json.loads, options.truth.read_text(encoding="utf-8").splitlines())}
    seen: dict[tuple[str, float], list[tuple[float, bool]]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder)
        ingest(IngestSettings((options.raw_root,), content))
        lines = [line for path in (content / ".evidence").iterdir() for line in path.read_text("utf-8").splitlines()]
        evidence = {row["id"]: row["fields"] for row in map(json.loads, lines)}
        for row in export(content):
            for name, right in judged(truths[row["source"]], row) if row["source"] in truths else ():
                sure = evidence[row["id"]][name]["confidence"]
                seen[name, max(edge for edge in BINS if edge <= sure)].append((sure, right))
    for (name, edge), pairs in sorted(seen.items()):
        mean = sum(sure for sure, _ in pairs) / len(pairs)
        share = sum(right for _, right in pairs) / len(pairs)
        print(f"{name:7} from {edge:<5} {len(pairs):6} values, mean confidence {mean:.3f}, right {share:.3f}")


if __name__ == "__main__":
    main()
