"""Hundreds of cycles in one process: articles come, change and go, the site is built and checked; what grows is told.

python bench/soak.py [CYCLES] [--articles N] [--out FILE]

Each cycle adds two articles, changes one and removes two, ingests with `prune`, builds with the search (in a process of
its own, as the task does) and, each tenth time, checks the site. Memory (RSS after a collection), open files, leftover
temporary files and the sizes of what is kept are noted. The archive's size stays the same, so nothing may grow with the
cycles: the last third is held against the second. Exit status 1 where something does.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from dataclasses import dataclass, fields
from pathlib import Path
from tempfile import TemporaryDirectory

from archive_build.files import TEMPORARY_PREFIX
from archive_build.run import build
from archive_check.check import Extent, address_of, check
from archive_pages.csp import POLICY
from news_ingest.run import ingest
from news_ingest.settings import IngestSettings

ROOT = Path(__file__).parents[1]
BODY = "أعلنت البلدية صباح أمس بدء العمل في ترميم السوق القديمة، وقال رئيسها إن العمل ينتهي قبل الصيف المقبل."
WORDS = ("مدرسة", "جسر", "حديقة", "مكتبة", "ميناء", "مصنع", "متحف", "ملعب", "مستشفى", "طريق", "سوق", "قرية", "قطار")
ALLOWED = {"rss_kb": 1.03, "ledger": 1.1, "build_state": 1.1, "profiles": 1.1}
"""How much larger the last third's mean may be; all else may not grow at all."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What is there after a cycle: kilobytes of memory, numbers of files, bytes."""

    rss_kb: int
    open_files: int
    leftovers: int
    temporary: int
    ledger: int
    build_state: int
    profiles: int
    content_files: int
    site_files: int


def article(number: int) -> str:
    """The text of one of a row of articles."""
    words = " ".join(WORDS[(number * step) % len(WORDS)] for step in (3, 5, 7, 11))
    return f"{words} رقم {number}\n2015-{number % 12 + 1:02}-{number % 28 + 1:02}\n" + f"{BODY} {words} {number}\n" * 4


def put(raw: Path, number: int, more: str = "") -> None:
    """Write an article's file."""
    publisher = raw / f"صحيفة {number % 3}"
    publisher.mkdir(parents=True, exist_ok=True)
    (publisher / f"{number}.txt").write_text(article(number) + more, encoding="utf-8")


def turn(raw: Path, cycle: int, count: int) -> None:
    """Two articles more, one changed, two fewer."""
    first = 2 * cycle
    for number in (first + count, first + count + 1):
        put(raw, number)
    put(raw, first + count // 2, f"تحديث {cycle}\n")
    for number in (first, first + 1):
        (raw / f"صحيفة {number % 3}" / f"{number}.txt").unlink()


def size(folder: Path) -> int:
    """The bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def sample(content: Path, site: Path, scratch: Path) -> Sample:
    """What is there now."""
    gc.collect()
    kept = [path for folder in (content, site) for path in folder.rglob("*") if path.is_file()]
    with Path("/proc/self/statm").open() as stream:
        pages = int(stream.read().split()[1])
    return Sample(
        rss_kb=pages * os.sysconf("SC_PAGE_SIZE") // 1024,
        open_files=len(list(Path("/proc/self/fd").iterdir())),
        leftovers=sum(
            path.name.startswith((TEMPORARY_PREFIX, ".warraq-index", ".warraq-outputs.new")) for path in kept
        ),
        temporary=sum(1 for _ in scratch.iterdir()),
        ledger=size(content / ".ingest"),
        build_state=size(content / ".build"),
        profiles=size(content / "profiles"),
        content_files=sum(path.is_relative_to(content) for path in kept),
        site_files=sum(path.is_relative_to(site) for path in kept),
    )


def soak(folder: Path, cycles: int, count: int) -> list[Sample]:
    """Go through the cycles; what was there after each. Raises AssertionError where a check finds a fault."""
    content, site, scratch = folder / "content", folder / "site", folder / "tmp"
    scratch.mkdir()
    os.environ["TMPDIR"] = str(scratch)  # of the builds' processes
    for number in range(count):
        put(content / "raw", number)
    samples = []
    for cycle in range(cycles):
        turn(content / "raw", cycle, count)
        ingest(IngestSettings((content / "raw",), content, prune=True))
        build(content, site, ROOT / "pelicanconf.py")
        if cycle % 10 == 0 or cycle == cycles - 1:
            found = check(site, content, address_of(site), POLICY, extent=Extent(sample=20, html=0))
            assert not found.findings, "\n".join(found.lines())
        samples.append(sample(content, site, scratch))
    return samples


def mean(values: list[int]) -> float:
    """The arithmetic mean."""
    return sum(values) / len(values)


def grown(samples: list[Sample]) -> list[str]:
    """What is larger in the last third of the cycles than in the second, as lines."""
    third = len(samples) // 3
    told = []
    for field in fields(Sample):
        values = [getattr(one, field.name) for one in samples]
        middle, last = mean(values[third : 2 * third]), mean(values[-third:])
        if last > middle * ALLOWED.get(field.name, 1.02) + 1:
            told.append(f"{field.name}: {middle:,.1f} in the second third, {last:,.1f} in the last")
    return told


def table(samples: list[Sample]) -> list[str]:
    """The cycles' figures, some of them."""
    names = [field.name for field in fields(Sample)]
    rows = ["cycle".rjust(6) + "".join(name.rjust(14) for name in names)]
    step = max(1, len(samples) // 15)
    shown = sorted({*range(0, len(samples), step), len(samples) - 1})
    return rows + [f"{at + 1:6}" + "".join(f"{getattr(samples[at], name):14,}" for name in names) for at in shown]


def main() -> None:
    """Read the options, go, tell."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("cycles", type=int, nargs="?", default=300)
    options.add_argument("--articles", type=int, default=60)
    options.add_argument("--out", type=Path)
    given = options.parse_args()
    with TemporaryDirectory() as name:
        samples = soak(Path(name), given.cycles, given.articles)
    told = grown(samples)
    lines = [*table(samples), "", *(told or [f"nothing grew in {given.cycles} cycles"])]
    print("\n".join(lines))
    if given.out:
        given.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.exit(1 if told else 0)


if __name__ == "__main__":
    main()
