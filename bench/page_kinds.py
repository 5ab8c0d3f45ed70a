"""What a site is made of: files, bytes and seconds of rendering by kind of page, from a clean build in one process.

    .venv/bin/python bench/page_kinds.py CONTENT [--output FOLDER] [--search]

CONTENT is a content folder with articles (`invoke ingest`). A kind is a template and, of lists and feeds, what they are
of. Seconds are CPU time of making a file's bytes and writing them; reading the articles and planning is told apart.
Bytes are those on the disk and as gzip sends them (level 6).
"""

from __future__ import annotations

import argparse
import gzip
import runpy
import shutil
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pelican

from archive_pages import plan, render

ROOT = Path(__file__).parents[1]
OTHERS = "all else (index, assets, sitemap)"


def kind_of(save_as: str, template: str) -> str:
    """A page's kind: its template, with the first folder where one template has several uses."""
    folder = save_as.split("/", 1)[0]
    return f"{template} {folder}" if template in ("list", "names", "letter", "atom", "json feed", "rss") else template


class Meter:
    """Counts what each kind costs."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.kinds: dict[str, str] = {}

    def article(self, make: Callable[..., list[bool]]) -> Callable[..., list[bool]]:
        """`render_articles`, measured."""

        def made(*given: Any) -> list[bool]:
            start = time.process_time()
            written = make(*given)
            self.seconds["article"] += time.process_time() - start
            return written

        return made

    def others(self, make: Callable[..., list[bool]]) -> Callable[..., list[bool]]:
        """`render_lists`, measured output by output."""

        def made(spec: Any, outputs: Any) -> list[bool]:
            written = []
            for output in outputs:
                kind = self.kinds[output.save_as] = kind_of(output.save_as, output.template)
                start = time.process_time()
                written += make(spec, [output])
                self.seconds[kind] += time.process_time() - start
            return written

        return made


def settings(work: Path, content: Path, output: Path, search: bool) -> dict[str, Any]:
    """The settings of this repository, for other articles."""
    found = runpy.run_path(str(ROOT / "pelicanconf.py"))
    plugins = [name for name in found["PLUGINS"] if search or "search" not in name]
    path = work / "page_kinds_conf.py"
    path.write_text(
        f"import runpy\nglobals().update(runpy.run_path({str(ROOT / 'pelicanconf.py')!r}))\nNEWS_RAW_PATHS = []\n"
        f"PLUGINS = {plugins!r}\nTHEME = {str(ROOT / 'theme')!r}\n"
    )
    read: dict[str, Any] = pelican.read_settings(str(path), {"PATH": str(content), "OUTPUT_PATH": str(output)})
    return read


def main() -> None:
    """Build, count and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("content", type=Path)
    parser.add_argument("--output", type=Path, default=ROOT / "bench" / "work" / "kinds")
    parser.add_argument("--search", action="store_true")
    given = parser.parse_args()
    content, output = given.content.absolute(), given.output.absolute()
    for folder in (output, content / ".build"):
        shutil.rmtree(folder, ignore_errors=True)
    output.parent.mkdir(parents=True, exist_ok=True)
    meter = Meter()
    vars(plan)["render_articles"] = meter.article(render.render_articles)
    vars(plan)["render_lists"] = meter.others(render.render_lists)
    start = time.process_time()
    pelican.Pelican(settings(output.parent, content, output, given.search)).run()
    total = time.process_time() - start
    files, sizes, packed = Counter[str](), Counter[str](), Counter[str]()
    for path in sorted(output.rglob("*")):
        if path.is_file():
            name = path.relative_to(output).as_posix()
            kind = meter.kinds.get(name) or ("article" if name.startswith("a/") else OTHERS)
            data = path.read_bytes()
            files[kind] += 1
            sizes[kind] += len(data)
            packed[kind] += len(gzip.compress(data, 6))
    print(f"{'kind':36}{'files':>8}{'MB':>9}{'gzip MB':>9}{'gzip KB each':>14}{'CPU s':>8}")
    for kind, count in files.most_common():
        row = f"{kind:36}{count:8,}{sizes[kind] / 1e6:9.2f}{packed[kind] / 1e6:9.2f}{packed[kind] / count / 1e3:14.2f}"
        print(f"{row}{meter.seconds[kind]:8.2f}")
    made, size = sum(files.values()), sum(sizes.values()) / 1e6
    print(f"{made:,} files, {size:.1f} MB; {total:.1f} CPU s, {sum(meter.seconds.values()):.1f} of them here")


if __name__ == "__main__":
    main()
