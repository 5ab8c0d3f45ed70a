"""The reference: BM25 over light10x stems, plus 0.3 times BM25 over the words as normalized.

    python bm25.py index DOCUMENTS INDEX
    python bm25.py query INDEX QUERIES > ANSWERS

Robertson & Zaragoza 2009, k1 = 1.2, b = 0.75, with the idf that is never negative (Lucene's). The environment
variable ANALYZERS names the file with the analyzers.
"""

from __future__ import annotations

import json
import math
import os
import runpy
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lines import answer_all, documents

K1, B = 1.2, 0.75
FIELDS = {"light10x_stop": 1.0, "norm": 0.3}


def build(source: Path, analyzers: dict[str, Callable[[str], list[str]]]) -> dict[str, Any]:
    """Postings `{term: [[document, frequency], …]}` and lengths, by field."""
    ids: list[str] = []
    fields: dict[str, Any] = {name: {"lengths": [], "postings": defaultdict(list)} for name in FIELDS}
    for number, document in enumerate(documents(source)):
        ids.append(document["id"])
        for name, field in fields.items():
            terms = analyzers[name](f"{document['title']} {document['body']}")
            field["lengths"].append(len(terms))
            for term, frequency in Counter(terms).items():
                field["postings"][term].append([number, frequency])
    return {"ids": ids, "fields": fields}


def score(field: dict[str, Any], terms: list[str], weight: float, scores: dict[int, float]) -> None:
    """Add a field's BM25 for `terms` to the documents' scores."""
    lengths = field["lengths"]
    average = sum(lengths) / len(lengths)
    for term in set(terms):
        postings = field["postings"].get(term, [])
        idf = math.log(1 + (len(lengths) - len(postings) + 0.5) / (len(postings) + 0.5))
        for number, frequency in postings:
            norm = K1 * (1 - B + B * lengths[number] / average)
            scores[number] += weight * idf * frequency * (K1 + 1) / (frequency + norm)


def main() -> None:
    """Index or query."""
    task, source, target = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    make = runpy.run_path(os.environ["ANALYZERS"])["make"]
    analyzers = {name: make(name) for name in FIELDS}
    if task == "index":
        target.write_text(json.dumps(build(source, analyzers), ensure_ascii=False), encoding="utf-8")
        return
    index = json.loads(source.read_text(encoding="utf-8"))

    def search(text: str) -> list[str]:
        scores: dict[int, float] = defaultdict(float)
        for name, weight in FIELDS.items():
            score(index["fields"][name], analyzers[name](text), weight, scores)
        return [index["ids"][number] for number in sorted(scores, key=lambda n: (-scores[n], n))]

    answer_all(target, search)


if __name__ == "__main__":
    main()
