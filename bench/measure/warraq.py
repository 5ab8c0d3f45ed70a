"""Warraq as a peer, by its tasks alone: ingest, build, search."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from measure.corpora import Corpus
from measure.peers import Built, weigh
from measure.process import Cost, MeasureError, digest, kept, run

ROOT = Path(__file__).resolve().parents[2]
INVOKE = (sys.executable, "-m", "invoke")
SEARCH_PAGE = "search/"
NOT_SENT = ("sources.json",)  # for `invoke search` alone
CODE = (".js", ".mjs")
PLUGIN = "archive_search"

WITHOUT_SEARCH = """
import runpy
globals().update({{k: v for k, v in runpy.run_path({settings!r}).items() if k.isupper()}})
THEME = {theme!r}
PLUGINS = [name for name in PLUGINS if not name.startswith({plugin!r})]
"""


@dataclass(frozen=True, slots=True)
class Warraq:
    """The working tree's own version; with `split_costs` a site is also built without search, to tell its share."""

    split_costs: bool = False
    name: str = "Warraq"

    @property
    def version(self) -> str:
        """The commit, and whether files differ from it."""
        command = ["git", "describe", "--always", "--dirty", "--abbrev=10"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)  # noqa: S603
        return done.stdout.strip() or "unknown"

    def build(self, corpus: Corpus, folder: Path) -> Built:
        """See Peer. `index` is what building the site takes more with search than without."""
        place = folder / "warraq"
        key = f"{corpus.digest} {digest(_code())}"
        content = place / "ingest" / "content"
        costs = {"ingest": kept(place / "ingest", key, lambda: _ingest(corpus, content))}
        costs["build"] = kept(place / "site", key, lambda: _build(content, place / "site", ROOT / "pelicanconf.py"))
        if self.split_costs:
            costs["build without search"] = kept(place / "bare", key, lambda: _build_bare(content, place / "bare"))
            costs["index"] = _difference(costs["build"], costs["build without search"])
        return Built(place / "site", costs, *weigh(_index_files(place / "site" / "output" / SEARCH_PAGE)))

    def ask(self, built: Built, queries: Path, results: Path) -> Cost:
        """See Peer."""
        command: list[str | Path] = [*INVOKE, "search", "--queries", queries, "--site", built.folder / "output"]
        return run(command, ROOT, {}, results)


def _code() -> Iterator[Path]:
    """All that a site is made from but its articles."""
    yield from (ROOT / "pelicanconf.py", ROOT / "tasks.py", ROOT / "package-lock.json")
    for folder in ("plugins", "theme", "requirements"):
        yield from (path for path in sorted((ROOT / folder).rglob("*.*")) if path.is_file() and path.suffix != ".pyc")


def _ingest(corpus: Corpus, content: Path) -> Cost:
    command: list[str | Path] = [*INVOKE, "ingest", "--source", corpus.raw, "--content", content]
    return run(command, ROOT, {}, content.with_name("said"))


def _build(content: Path, place: Path, settings: Path) -> Cost:
    output = place / "output"
    command: list[str | Path] = [*INVOKE, "build", "--content", content, "--output", output, "--settings", settings]
    return run(command, ROOT, {}, place / "said")


def _build_bare(content: Path, place: Path) -> Cost:
    settings = place / "without_search.py"
    values = {"settings": str(ROOT / "pelicanconf.py"), "theme": str(ROOT / "theme"), "plugin": PLUGIN}
    settings.write_text(WITHOUT_SEARCH.format(**values), encoding="utf-8")
    cost = _build(content, place, settings)
    if list(_index_files(place / "output" / SEARCH_PAGE)):
        raise MeasureError(f"plugins {PLUGIN!r} left out, but the site has an index; expected none")
    return cost


def _difference(whole: Cost, part: Cost) -> Cost:
    """What a build takes more, in seconds; its peak is the whole build's."""
    cpu, wall = whole.cpu_seconds - part.cpu_seconds, whole.wall_seconds - part.wall_seconds
    return Cost(round(cpu, 3), round(wall, 3), whole.peak_bytes, whole.reused or part.reused)


def _index_files(folder: Path) -> Iterator[Path]:
    """What lies in a site's search folder but the page and the modules."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix not in (*CODE, ".html") and path.name not in NOT_SENT:
            yield path
