"""What building the index costs as the archive grows: CPU, peak memory, bytes and files.

    .venv/bin/python bench/index_scale.py [--articles N]… [--jobs N] [--corpus FILE]

Articles are those of SaudiNewsNet, over and over; in a copy every fortieth word is another one, so that the
vocabulary grows as a real archive's does. They are made one at a time: what memory is measured is the index's.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import shutil
import sys
import tempfile
from array import array
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import accumulate
from pathlib import Path

import numpy as np
from measure.process import run

from archive_build.outputs import Outputs
from archive_search.documents import Document
from archive_search.library import STAMP, Card, Reader, Stamps, documents_of
from archive_search.title_words import TitleWords
from archive_search.work import Work
from archive_search.write import write_search

BENCH = Path(__file__).resolve().parent
SIZES = (16_327, 200_000)
CHANGED = 40


class Articles:
    """So many documents, made when they are asked for; `folder` has the articles' file, unpacked."""

    def __init__(self, path: Path, count: int, folder: Path) -> None:
        self._lines = folder / "articles.jsonl"
        with gzip.open(path, "rb") as packed, self._lines.open("wb") as plain:
            shutil.copyfileobj(packed, plain)
        with self._lines.open("rb") as plain:
            self._starts = array("Q", [0, *accumulate(map(len, plain))][:-1])
        self.ids = list(map(id_of, range(count)))

    def stamps(self) -> Stamps:
        """What tells documents from others: their numbers, since none changes."""
        return np.arange(2 * len(self.ids), dtype=STAMP).reshape(-1, 2)

    def title_words(self) -> TitleWords:
        """The words of the documents' titles."""
        documents = documents_of(self, range(len(self.ids)))
        return TitleWords.of((at, document.title) for at, document in enumerate(documents))

    def cards(self, positions: Sequence[int]) -> Iterator[Card]:
        """The cards of these documents."""
        return (Card(one.shown, one.source) for one in documents_of(self, positions))

    def orders(self, positions: Sequence[int]) -> Sequence[int]:
        """The documents' numbers."""
        return positions

    def reader(self) -> Reader:
        """Reads them from the file."""
        return partial(read, self._lines, self._starts)


def read(path: Path, starts: Sequence[int], numbers: Sequence[int]) -> Iterator[Document]:
    """The documents with these numbers; their rows begin at `starts` in a file, where those of copies are left out."""
    with path.open("rb") as lines:
        for at in numbers:
            copy, number = divmod(at, len(starts))
            lines.seek(starts[number])
            yield _document(at, json.loads(lines.readline()), copy)


def _document(at: int, row: dict[str, str], copy: int) -> Document:
    name, day, publisher = id_of(at), row["date_extracted"][:10], row["source"]
    filters = (("publisher", publisher), ("year", day[:4]), ("month", day[:7]), ("day", day))
    shown = (f"a/{name[:2]}/{name[2:]}.html", row["title"], day, "", publisher)
    return Document(name, shown, f"{at}.txt", row["title"], "", _altered(row["content"], copy), filters)


def id_of(number: int) -> str:
    """A document's id."""
    return hashlib.sha256(str(number).encode()).hexdigest()[:12]


def _altered(text: str, copy: int) -> str:
    """The text of a copy; the text itself for copy 0."""
    if not copy:
        return text
    words = text.split()
    for at in range(copy % CHANGED, len(words), CHANGED):
        words[at] = words[at][::-1] + words[at - 1][:2]
    return " ".join(words)


def build(path: Path, count: int, jobs: int, site: Path) -> None:
    """Build the search of so many articles."""
    outputs = Outputs(site)
    with tempfile.TemporaryDirectory() as folder:
        articles = Articles(path, count, Path(folder))
        state = site.with_name("state.sqlite")
        write_search(outputs, articles, BENCH.parent / "node_modules", work=Work(jobs), state=state)
    outputs.finish()


def report(path: Path, count: int, jobs: int) -> str:
    """Build in a process of its own, and say what it took and made."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        again = [sys.executable, str(Path(__file__).resolve()), "--into", str(site), "--jobs", str(jobs)]
        cost = run([*again, "--articles", str(count), "--corpus", str(path)], BENCH.parent, {}, Path(folder, "said"))
        files = list((site / "search").rglob("*.bin"))
        sizes = [(file.stat().st_size, len(gzip.compress(file.read_bytes(), 6))) for file in files]
    plain, sent = (sum(column) for column in zip(*sizes, strict=True))
    return (
        f"| {count} | {cost.cpu_seconds / count * 1000:.2f} | {cost.wall_seconds:.0f} | {cost.peak_bytes >> 20} "
        f"| {len(files)} | {plain / count:.0f} | {sent / count:.0f} |"
    )


def main() -> None:
    """Measure each size; with `--into` only build."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, action="append", help=f"a size, again for more ({SIZES})")
    parser.add_argument("--jobs", type=int, default=1, help="processes (1)")
    parser.add_argument("--corpus", type=Path, default=BENCH.parents[1] / "shared/corpus/saudinewsnet.jsonl.gz")
    parser.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    sizes = chosen.articles or list(SIZES)
    if chosen.into:
        build(chosen.corpus, sizes[0], chosen.jobs, chosen.into)
        return
    print("| articles | CPU ms each | wall s | peak MB | files | bytes each | gzip |\n|---|---|---|---|---|---|---|")
    for size in sizes:
        print(report(chosen.corpus, size, chosen.jobs), flush=True)


if __name__ == "__main__":
    main()
