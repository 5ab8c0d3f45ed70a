"""A peer: how its index is built of a corpus, what the index weighs, and how it is asked."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

from archive_search.ask import node
from measure.corpora import Corpus, Shared
from measure.process import Cost, MeasureError, digest, kept, run

HERE = Path(__file__).resolve().parents[1] / "peers"
MODULES = HERE / "node_modules"
PYTHON = HERE / "python"
GZIP_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Built:
    """An index: what building it cost, by step, and its bytes as they lie on the host and as they are sent."""

    folder: Path
    costs: dict[str, Cost]
    index_bytes: int
    index_gzip: int


class Peer(Protocol):
    """What is measured."""

    @property
    def name(self) -> str:
        """As tables show it."""
        ...

    @property
    def version(self) -> str:
        """Of all that decides its results."""
        ...

    def build(self, corpus: Corpus, folder: Path) -> Built:
        """Build the index below `folder`, or take the one that was built of the same."""
        ...

    def ask(self, built: Built, queries: Path, results: Path) -> Cost:
        """Answer a file of queries, in order, as JSON lines with `hits`; costs include loading the index."""
        ...


def weigh(files: Iterable[Path]) -> tuple[int, int]:
    """Bytes of files, and of the same files compressed one by one; what is compressed already stays as it is."""
    plain = sent = 0
    for path in files:
        data = path.read_bytes()
        plain += len(data)
        sent += min(len(data), len(gzip.compress(data, GZIP_LEVEL)))
    return plain, sent


@dataclass(frozen=True, slots=True)
class Script:
    """A program with two tasks: `… index DOCUMENTS INDEX` and `… query INDEX QUERIES > ANSWERS`.

    `code` are the files that what it does depends on.
    """

    name: str
    version: str
    command: tuple[str, ...]
    code: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class ScriptPeer:
    """A peer whose index one script builds and one script asks: the same, but for the mixed one."""

    name: str
    indexer: Script
    asker: Script
    env: dict[str, str]

    @property
    def version(self) -> str:
        """The scripts' versions."""
        if self.indexer == self.asker:
            return self.indexer.version
        return f"index of {self.indexer.version}; queries of {self.asker.version}"

    def build(self, corpus: Corpus, folder: Path) -> Built:
        """See Peer."""
        place = folder / self.indexer.name
        index = place / "index.json"
        command: list[str | Path] = [*self.indexer.command, "index", corpus.documents, index]
        key = f"{corpus.digest} {digest(self.indexer.code)} {self.indexer.version}"
        cost = kept(place, key, lambda: run(command, HERE, self.env, place / "said"))
        return Built(place, {"index": cost}, *weigh([index]))

    def ask(self, built: Built, queries: Path, results: Path) -> Cost:
        """See Peer."""
        return run([*self.asker.command, "query", built.folder / "index.json", queries], HERE, self.env, results)


def install() -> None:
    """Install the peers beside their lock files where they are not there as locked. Raises MeasureError."""
    npm = shutil.which("npm") or str(Path(sys.executable).with_name("npm"))
    # not `npm ci`: it refuses a lock file without pagefind's programs for other systems than Linux
    _install(MODULES, HERE / "package-lock.json", [npm, "install", "--no-save", "--silent"])
    pip = [sys.executable, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes"]
    _install(PYTHON, HERE / "requirements.txt", [*pip, "--target", str(PYTHON), "-r", "requirements.txt"])


def _install(target: Path, lock: Path, command: Sequence[str]) -> None:
    note = target / ".installed"
    wanted = digest([lock])
    if note.is_file() and note.read_text(encoding="utf-8") == wanted:
        return
    shutil.rmtree(target, ignore_errors=True)
    done = subprocess.run(command, cwd=HERE, check=False)  # noqa: S603 # npm and pip, with our lock files
    if done.returncode:
        raise MeasureError(f"{' '.join(command)}: ended with status {done.returncode}; expected the peers installed")
    note.write_text(wanted, encoding="utf-8")


def npm_version(package: str) -> str:
    """The installed version of one of the peers' npm packages."""
    found = json.loads((MODULES / package / "package.json").read_text(encoding="utf-8"))
    return str(found["version"])


def stop_words_of_lunr_py() -> str:
    """Where lunr.py's Arabic stop words come from here."""
    command = [sys.executable, "-c", "import lunr_py; print(lunr_py.STOP_WORDS_FROM)"]
    env = {**os.environ, "PYTHONPATH": f"{PYTHON}{os.pathsep}{HERE}"}
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8", env=env).stdout.strip()  # noqa: S603


def script_peers(shared: Shared) -> list[Peer]:
    """lunr.py, lunr.js, the two mixed, MiniSearch, and the reference."""
    python_path = os.pathsep.join(filter(None, (str(PYTHON), os.environ.get("PYTHONPATH", ""))))
    env = {"PYTHONPATH": python_path, "ANALYZERS": str(shared.analyzers)}
    lunr_py = _python("lunr_py", f"lunr.py {version('lunr')}, stop words of {stop_words_of_lunr_py()}")
    lunr_js = _node("lunr_ar", f"lunr.js {npm_version('lunr')}, lunr-languages {npm_version('lunr-languages')}")
    mini = _node("minisearch", f"MiniSearch {npm_version('minisearch')}")
    bm25 = _python("bm25", f"analyzers {digest([shared.analyzers])}")
    return [
        ScriptPeer("lunr.py ar", lunr_py, lunr_py, env),
        ScriptPeer("lunr.js ar", lunr_js, lunr_js, env),
        ScriptPeer("mixed ar", lunr_py, lunr_js, env),
        ScriptPeer("MiniSearch", mini, mini, env),
        ScriptPeer("BM25 light10x", bm25, bm25, env),
    ]


def _python(name: str, version: str) -> Script:
    path = HERE / f"{name}.py"
    return Script(name, version, (sys.executable, str(path)), (path, HERE / "lines.py", HERE / "requirements.txt"))


def _node(name: str, version: str) -> Script:
    path = HERE / f"{name}.mjs"
    return Script(name, version, (node(), str(path)), (path, HERE / "lines.mjs", HERE / "package-lock.json"))
