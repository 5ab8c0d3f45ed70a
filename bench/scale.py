"""What ingest, build and index cost as the archive grows: CPU seconds, peak memory, files and bytes.

    .venv/bin/python bench/scale.py [--articles N]… [--work FOLDER] [--shared FOLDER] [--out FILE]

Raw files are made by `shared/tools/raw_corpus.py`: above 16,327 articles it mixes the paragraphs of real ones and
spreads them over 25 years. One process, one size after another; a size's files are removed before the next. A line of
JSON a size goes to `--out`. A work folder in memory (`/dev/shm/x`) keeps a busy disk out of the figures; 100,000
articles take 4 GB there.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from measure.process import Cost, run

from archive_build.footprint import Footprint, measure

ROOT = Path(__file__).parents[1]
SIZES = (1_000, 10_000, 100_000)
ADDED = "Title: خبر جديد\nDate: {}\nCategory: محليات\nPublisher: alriyadh\nId: zzzzzzzzzzz0\n\nنصّ الخبر.\n"
NEWEST, MIDDLE = "2039-12-31", "2012-06-15"


def steps(work: Path, shared: Path, articles: int) -> Iterator[tuple[str, Cost | Footprint]]:
    """Every step of one size with its cost, and the footprint of the site with and without the search."""
    raw, content = work / "raw", work / "content"
    made = [sys.executable, shared / "tools" / "raw_corpus.py", raw, "-n", str(articles)]
    run(made, ROOT, {}, work / "said")
    command = [sys.executable, "-m", "invoke", "ingest", "--source", raw / "raw", "--content", content]
    yield "ingest", run(command, ROOT, {}, work / "said")
    shutil.rmtree(raw)
    shutil.copytree(ROOT / "content" / "pages", content / "pages")
    yield "build", build(work, search=False)
    yield "site", measure(work / "site")
    yield "nothing changed", build(work, search=False)
    added = content / "articles" / "added.md"
    for name, date in (("newest added", NEWEST), ("middle added", MIDDLE)):
        added.write_text(ADDED.format(date), encoding="utf-8")
        yield name, build(work, search=False)
        print((work / "said").read_text("utf-8").splitlines()[0], flush=True)
        added.unlink()
        build(work, search=False)
    yield "index and nothing changed", build(work, search=True)
    yield "site with search", measure(work / "site")


def build(work: Path, search: bool) -> Cost:
    """A build of the site as it stands."""
    settings = work / "conf.py"
    keep = "" if search else "PLUGINS = [name for name in PLUGINS if 'search' not in name]\n"
    settings.write_text(
        f"import runpy\nglobals().update(runpy.run_path({str(ROOT / 'pelicanconf.py')!r}))\n"
        f"THEME = {str(ROOT / 'theme')!r}\n{keep}",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "invoke", "build", "--content", work / "content", "--output", work / "site"]
    return run([*command, "--settings", settings], ROOT, {}, work / "said")


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, action="append")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--work", type=Path, default=ROOT / "bench" / "work" / "scale")
    parser.add_argument("--out", type=Path, default=ROOT / "bench" / "work" / "scale.jsonl")
    given = parser.parse_args()
    for articles in given.articles or SIZES:
        work = given.work.absolute() / str(articles)
        work.mkdir(parents=True)
        row: dict[str, object] = {"articles": articles}
        for name, found in steps(work, given.shared.absolute(), articles):
            print(f"{articles} {name}: {found}", flush=True)
            row[name] = asdict(found)
        shutil.rmtree(work)
        with given.out.open("a", encoding="utf-8") as out:
            out.write(f"{json.dumps(row)}\n")


if __name__ == "__main__":
    main()
