"""The documents that are searched, and the tasks asked of them."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from measure.process import MeasureError, digest

TASKS = ("questions", "headlines", "keywords", "variants")
CORPUS_OF = {"questions": "questions", "headlines": "articles", "keywords": "articles", "variants": "articles"}
NEEDED = (
    "corpus/xquad.ar.json",
    "corpus/saudinewsnet.jsonl.gz",
    "tools/search_tasks.py",
    "tools/search_score.py",
    "prototypes/arabic.py",
)


@dataclass(frozen=True, slots=True)
class Document:
    """A document as peers take it; `title` is "" where there is none. `id` names its raw file."""

    id: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents in two forms: `raw` for Warraq to ingest (a folder or a file), `documents` (JSON lines) for peers."""

    name: str
    raw: Path
    documents: Path
    count: int
    digest: str


@dataclass(frozen=True, slots=True)
class Shared:
    """The folder with the corpora and the tools that make tasks of them and score them."""

    folder: Path

    def __post_init__(self) -> None:
        for name in NEEDED:
            if not (self.folder / name).is_file():
                raise MeasureError(f"shared folder {str(self.folder)!r}: no {name}; expected {', '.join(NEEDED)}")

    @property
    def articles(self) -> Path:
        """The real articles, as JSON lines."""
        return self.folder / "corpus" / "saudinewsnet.jsonl.gz"

    @property
    def analyzers(self) -> Path:
        """The reference's analyzers, a Python file."""
        return self.folder / "prototypes" / "arabic.py"

    def digest(self) -> str:
        """A digest of the corpora and tools."""
        return digest(self.folder / name for name in NEEDED)

    def digests(self) -> dict[str, str]:
        """The digest of each of them."""
        return {name: digest([self.folder / name]) for name in NEEDED}

    def make_tasks(self, work: Path) -> Path:
        """The folder of tasks below `work`, made unless it is there already."""
        tasks = work / f"tasks-{self.digest()}"
        if not (tasks / TASKS[-1] / "queries.jsonl").is_file():
            command = [sys.executable, str(self.folder / "tools" / "search_tasks.py"), str(tasks)]
            subprocess.run(command, check=True)  # noqa: S603 # a tool of our own
        return tasks

    def score(self, queries: Path, results: Path) -> str:
        """The scores of results, a JSON object."""
        command = [sys.executable, str(self.folder / "tools" / "search_score.py"), str(queries), str(results)]
        return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout  # noqa: S603


def task_corpora(tasks: Path, work: Path) -> dict[str, Corpus]:
    """The tasks' corpora by name; three tasks share one."""
    raws = {corpus: tasks / task / "raw" for task, corpus in reversed(CORPUS_OF.items())}
    return {name: _corpus(name, raw, _texts(raw), work) for name, raw in sorted(raws.items())}


def site_corpus(shared: Shared, work: Path) -> Corpus:
    """All the real articles, with their headlines."""
    return _corpus("site", shared.articles, _records(shared.articles), work)


def _texts(folder: Path) -> Iterator[Document]:
    for path in sorted(folder.iterdir()):
        yield Document(path.name, "", path.read_text(encoding="utf-8"))


def _records(path: Path) -> Iterator[Document]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            record = json.loads(line)
            yield Document(f"s{number:05}.txt", " ".join(record["title"].split()), record["content"])


def _corpus(name: str, raw: Path, documents: Iterable[Document], work: Path) -> Corpus:
    path = work / f"{name}.jsonl"
    rows = [{"id": document.id, "title": document.title, "body": document.body} for document in documents]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return Corpus(name, raw, path, len(rows), digest([path]))


def documents_of(corpus: Corpus) -> Iterator[Document]:
    """A corpus's documents, one at a time."""
    with corpus.documents.open(encoding="utf-8") as file:
        for line in file:
            yield Document(**json.loads(line))
