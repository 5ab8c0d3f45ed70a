"""What finding near-duplicates costs, and what it finds, over real articles.

    .venv/bin/python bench/links.py shared/corpus/saudinewsnet.jsonl.gz [--pairs 50]

Ingests the file into a folder of its own on one process, and again. Prints the CPU time an article of sketching,
noting and linking beside all of ingest, in microseconds, the peak of memory and the size of the ledger, in MB, and
how many copies there are. `--pairs`: so many copies, drawn from those least like their originals, for reading by eye.
"""

from __future__ import annotations

import argparse
import difflib
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from news_ingest import pipeline, run
from news_ingest.dedup import pieces_of
from news_ingest.export import export
from news_ingest.ledger import Ledger
from news_ingest.settings import IngestSettings
from news_ingest.sketches import Sketches


class Clock:
    """Adds up the CPU seconds of functions that are put in others' places."""

    def __init__(self) -> None:
        """Nothing has run yet."""
        self.spent: dict[str, float] = {}

    def watch(self, owner: Any, name: str) -> None:
        """Put a function that is watched in its own place."""
        function: Callable[..., Any] = getattr(owner, name)

        def watched(*args: Any) -> Any:
            start = time.process_time()
            try:
                return function(*args)
            finally:
                self.spent[name] = self.spent.get(name, 0) + time.process_time() - start

        setattr(owner, name, watched)


def bodies(content: Path) -> dict[str, tuple[str, str]]:
    """Title and body of every article by its id."""
    texts = {row["id"]: (content / row["path"]).read_text(encoding="utf-8") for row in export(content)}
    return {article: (text.partition("\n")[0], text.partition("\n\n")[2]) for article, text in texts.items()}


def unlike(content: Path, count: int) -> Iterator[str]:
    """Copies beside their originals: how alike they are, their titles, and the first places where they differ."""
    texts = bodies(content)
    with Ledger(content / ".ingest/ledger.sqlite") as ledger:
        pairs = [(row["id"], row["duplicate_of"]) for row in export(content) if "duplicate_of" in row]
        pieces = {article: set(pieces_of(ledger.sketches.sketch(article))) for article in texts}
    rated = sorted((len(pieces[a] & pieces[b]) / (len(pieces[a] | pieces[b]) or 1), a, b) for a, b in pairs)
    for rate, copy, first in random.Random(0).sample(rated[: 2 * count], min(count, len(rated))):
        one, other = texts[copy][1].split(), texts[first][1].split()
        blocks = difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
        changes = [
            f"{' '.join(one[a:b])[:40]} / {' '.join(other[c:d])[:40]}" for kind, a, b, c, d in blocks if kind != "equal"
        ]
        yield "\n".join((f"{rate:.2f} {texts[copy][0]} | {texts[first][0]}", *changes[:5], ""))


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("--pairs", type=int, default=0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder)
        for name in ("first", "second"):
            clock = Clock()
            for owner, function in ((pipeline, "sketch"), (Sketches, "note"), (run, "link"), (run, "ingest")):
                clock.watch(owner, function)
            summary = run.ingest(IngestSettings((given.source,), content))
            times = ", ".join(f"{part} {spent / summary.inputs * 1e6:.0f}" for part, spent in clock.spent.items())
            print(f"{name} run, {summary.inputs} articles: {times} µs an article")
        ledger = content / ".ingest/ledger.sqlite"
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"peak of memory {peak:.0f} MB, ledger {ledger.stat().st_size / 1e6:.0f} MB")
        with Ledger(ledger) as opened:
            print(opened.sketches.counts())
        print("\n".join(unlike(content, given.pairs)))


if __name__ == "__main__":
    main()
