"""Feed the whole of ingest with broken and hostile files of every kind: nothing may crash, hang, leak or go missing.

    .venv/bin/python bench/fuzz_sources.py FOLDER_OF_TXT [-n 10000] [--seed 0] [--seconds 20]

Files are made of the texts in FOLDER_OF_TXT, a hundred at a time, below a temporary folder, and ingested for real.
Ends with status 1 where anything was raised, an input took longer than `--seconds`, a file was written outside the
content folder, a raw file was changed, or an input is neither an article nor in quarantine with a reason.
"""

from __future__ import annotations

import argparse
import bz2
import contextlib
import csv
import gzip
import io
import json
import lzma
import os
import random
import resource
import shutil
import sqlite3
import sys
import tarfile
import tempfile
import time
import traceback
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from fuzz_ingest import HOSTILE, mutate

from news_ingest.orders import Order, make_slice
from news_ingest.records import NOTHING_KNOWN
from news_ingest.run import ingest
from news_ingest.settings import IngestSettings
from news_ingest.sources.inputs import plain_name
from news_ingest.sources.kinds import KINDS
from news_ingest.sources.packed import zstd
from news_ingest.sources.walk import walk

BATCH = 100
LINE_BYTES = 50 * 1024 * 1024
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstd.compress,
}
TRICKS = ("../../", "/tmp/", "..\\", "a/../../../", "x\ny", "./" * 60, "C:\\", "~/", "a" * 300 + "/")  # noqa: S108 # nothing must come to be there
HEADERS = ("title", "content", "date", "author", "url", "source", "section")


class Maker:
    """Makes files out of real texts."""

    def __init__(self, texts: list[bytes], rng: random.Random) -> None:
        self._texts = texts
        self._rng = rng

    def files(self, count: int) -> Iterator[tuple[str, bytes]]:
        """(name, bytes) of so many files; nearly all are small."""
        for number in range(count):
            make = self._rng.choices(
                [self._text, self._table, self._page, self._sgml, self._archive, self._noise, self._bomb],
                weights=[40, 20, 12, 12, 20, 4, 0.6],
            )[0]
            ending, data = make()
            if self._rng.random() < 0.5 and len(data) < 1_000_000:
                data = self._damaged(data)
            yield f"{number:05}{ending}", data

    def _text(self) -> tuple[str, bytes]:
        return self._rng.choice([".txt"] * 9 + [".csv", ".sgml", ".html"]), self._some()

    def _some(self) -> bytes:
        return mutate(self._rng.choice(self._texts), self._texts, self._rng)

    def _string(self) -> str:
        text = self._some()[:20_000].decode(self._rng.choice(["utf-8", "cp1256"]), "replace")
        return self._rng.choice(HOSTILE) + text if self._rng.random() < 0.2 else text

    def _record(self) -> dict[str, Any]:
        record: dict[str, Any] = {name: self._string()[:200] for name in HEADERS if self._rng.random() < 0.7}
        record["content"] = self._string()
        if self._rng.random() < 0.2:
            record[self._rng.choice(HEADERS)] = self._rng.choice([None, 7, [], {"a": []}, True, "http://[", "\ud800"])
        return record

    def _table(self) -> tuple[str, bytes]:
        kind = self._rng.choice([".jsonl", ".json", ".csv"])
        records = [self._record() for _ in range(self._rng.randint(0, 4))]
        if kind == ".json":
            data = json.dumps(records).encode()
        elif kind == ".jsonl":
            data = "\n".join(self._rng.choice([json.dumps, repr])(record) for record in records).encode(
                "utf-8", "replace"
            )
        else:
            data = self._csv(records)
        return self._packed(kind, data)

    def _csv(self, records: list[dict[str, Any]]) -> bytes:
        stream = io.StringIO()
        rows = csv.writer(stream, delimiter=self._rng.choice(",;\t"), escapechar="\\")
        rows.writerow(HEADERS)
        for record in records:
            row = [record.get(name, "") for name in HEADERS]
            rows.writerow(row[: self._rng.choice([7, 7, 7, 3])])
        return stream.getvalue().encode(self._rng.choice(["utf-8", "cp1256", "utf-16"]), "replace")

    def _packed(self, kind: str, data: bytes) -> tuple[str, bytes]:
        ending = self._rng.choice(["", "", *PACKERS])
        return (kind + ending, PACKERS[ending](data)) if ending else (kind, data)

    def _page(self) -> tuple[str, bytes]:
        paragraphs = [self._rng.choice(["<p>{}</p>", "<div>{}<br>", "<td>{}", "<li><a href='/'>{}</a>", "{}"])] * 3
        body = "".join(form.replace("{}", self._string()[:3000]) for form in paragraphs)
        head = self._rng.choice(
            [
                "",
                '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": ["x"]}</script>',
                "<meta property=article:published_time content=99/99/9999><meta charset=punycode>",
                f"<title>{self._string()[:300]}</title>",
            ]
        )
        deep = self._rng.choice(["", "<div>" * 3000, "<table><tr><td>" * 500, "<!--", "<script>", "<b><i>" * 900])
        text = f"<html><head>{head}</head><body>{deep}{body}"
        return self._rng.choice([".html", ".htm"]), text.encode(
            self._rng.choice(["utf-8", "cp1256", "utf-16"]), "replace"
        )

    def _sgml(self) -> tuple[str, bytes]:
        pieces = []
        for number in range(self._rng.randint(1, 5)):
            fields = [
                f"<DOCNO>AFP_{self._rng.choice(['19940513', '99999999'])}.{number}</DOCNO>",
                f"<HEADLINE>{self._string()[:100]}</HEADLINE>",
                f"<TEXT><P>{self._string()[:3000]}</P></TEXT>",
                self._rng.choice(
                    ["<TEXT>", "</DOC>", "<DOC", "<![CDATA[", "&#x110000;", "<P" * 500, "<HEADLINE>" * 99]
                ),
            ]
            self._rng.shuffle(fields)
            pieces.append(f"<DOC>{''.join(fields)}</DOC>")
        text = "\n".join(pieces)
        kind = self._rng.choice([".sgml", ".sgm", ".trec", ".txt"])
        data = text.encode(self._rng.choice(["utf-8", "cp1256"]), "replace")
        return (kind, data) if kind == ".txt" else self._packed(kind, data)

    def _archive(self) -> tuple[str, bytes]:
        members = [self._member(number) for number in range(self._rng.randint(0, 5))]
        if self._rng.random() < 0.4:
            return ".zip", self._zip(members)
        data = self._tar(members)
        ending = self._rng.choice(["", *PACKERS])
        return f".tar{ending}", PACKERS[ending](data) if ending else data

    def _member(self, number: int) -> tuple[str, bytes]:
        make = self._rng.choice([self._text, self._text, self._table, self._page, self._sgml])
        ending, data = make()
        trick = self._rng.choice(TRICKS) + f"evil-{number}" if self._rng.random() < 0.3 else f"عكاظ/{number % 2}"
        return trick + ending, data

    def _zip(self, members: list[tuple[str, bytes]]) -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", self._rng.choice([zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA])) as archive:
            for name, data in members:
                archive.writestr(name, data)
        return stream.getvalue()

    def _tar(self, members: list[tuple[str, bytes]]) -> bytes:
        stream = io.BytesIO()
        kinds = [tarfile.REGTYPE] * 5 + [
            tarfile.SYMTYPE,
            tarfile.LNKTYPE,
            tarfile.CHRTYPE,
            tarfile.FIFOTYPE,
            b"S",
            b"?",
        ]
        with tarfile.open(fileobj=stream, mode="w", format=self._rng.choice([0, 1, 2])) as archive:
            for name, data in members:
                header = tarfile.TarInfo(name[-90:])
                header.type = self._rng.choice(kinds)
                header.linkname = self._rng.choice(["/etc/passwd", "../../evil.txt", name[-90:]])
                header.size = len(data)
                archive.addfile(header, io.BytesIO(data))
        return stream.getvalue()

    def _noise(self) -> tuple[str, bytes]:
        return self._rng.choice([*KINDS, ".jsonl.gz", ".csv.zst"]), self._rng.randbytes(self._rng.randint(0, 5000))

    def _bomb(self) -> tuple[str, bytes]:
        line = self._rng.choice([b"\xd8\xa7", b"a,", b"[", b'{"content": "', b"<DOC>", b"<p>", b"\0"])
        line = (line * (LINE_BYTES // len(line)))[:LINE_BYTES]
        kind = self._rng.choice([".txt", ".csv", ".json", ".jsonl", ".sgml", ".html", ".zip", ".tar.zst", ".jsonl.gz"])
        if kind == ".zip":
            return kind, self._zip(
                [(f"{number}{ending}", line) for number, ending in enumerate((".txt", ".csv", ".zip"))]
            )
        if kind == ".tar.zst":
            return kind, zstd.compress(self._tar([("a.txt", line), ("b.jsonl", line), ("c.mp4", line * 2)]))
        return kind, gzip.compress(line, 1) if kind.endswith("gz") else line

    def _damaged(self, data: bytes) -> bytes:
        at = self._rng.randrange(len(data) + 1)
        return self._rng.choice(
            [
                lambda: data[:at],
                lambda: data[at:],
                lambda: data[:at] + self._rng.randbytes(self._rng.randint(1, 40)) + data[at:],
                lambda: data[:at] + bytes(self._rng.randint(1, 600)) + data[at:],
                lambda: data[:at] + bytes([self._rng.randrange(256)]) + data[at + 1 :],
                lambda: data[:at] + data[max(0, at - 700) :],
            ]
        )()


def put(folder: Path, files: Iterator[tuple[str, bytes]]) -> None:
    """Write a batch, with a link out of it, a link to nothing and a pipe among the files."""
    folder.mkdir(parents=True)
    for name, data in files:
        (folder / name).write_bytes(data)
    with contextlib.suppress(OSError):  # macOS has no such names
        Path(os.fsdecode(os.fsencode(folder) + b"/\xe1\xff.txt")).write_bytes(b"no UTF-8 is my name")
    (folder / "link.txt").symlink_to("/etc/hostname")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "nothing.zip").symlink_to("nowhere.zip")
    os.mkfifo(folder / "pipe.txt")


def state(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and time of everything below a folder."""
    found = ((path, path.lstat()) for path in sorted(folder.rglob("*")))
    return {str(path.relative_to(folder)): (seen.st_size, seen.st_mtime_ns) for path, seen in found}


def slowest_of(raw: Path) -> tuple[float, str]:
    """(seconds, source) of the input that takes the longest to find, read and understand."""
    slowest, started = (0.0, ""), time.perf_counter()
    for item in walk(raw, "raw"):
        make_slice([Order(item, NOTHING_KNOWN, None)])
        slowest = max(slowest, (time.perf_counter() - started, item.origin.source))
        started = time.perf_counter()
    return slowest


def accounts(ledger: Path) -> tuple[int, int]:
    """(how many stories the inputs have, how many inputs have neither a story nor a reason, or both)."""
    with contextlib.closing(sqlite3.connect(ledger)) as database:
        rows = database.execute("SELECT coalesce(ids, ''), reason FROM inputs").fetchall()
    return sum(len(ids.split()) for ids, _ in rows), sum(bool(ids) == bool(reason) for ids, reason in rows)


def problems_of(raw: Path, content: Path) -> tuple[list[str], Counter[str]]:
    """(what is wrong, outcomes) after a real run."""
    before = state(raw)
    summary = ingest(IngestSettings((raw,), content))
    report = json.loads((content / ".ingest/report.json").read_text(encoding="utf-8"))
    articles = len(list((content / "articles").rglob("*.md")))
    quarantine = report["quarantine"]
    sources = [item.origin.source for item in walk(raw, "raw")]
    problems = []
    stories, lost = accounts(content / ".ingest/ledger.sqlite")
    if lost or stories != articles or len(sources) != len(set(sources)):
        problems.append(f"{lost} of {summary.inputs} inputs lost; {stories} stories, {articles} articles")
    problems += [f"no reason: {row}" for row in quarantine if not row["reason"]]
    known = {source.partition("#")[0].partition("/")[0] for source in sources}
    problems += [f"not accounted for: {path.name}" for path in raw.iterdir() if plain_name(path.name) not in known]
    if state(raw) != before:
        problems.append("a raw file was changed")
    reasons = Counter(" ".join(row["reason"].split()[:5]) for row in quarantine)
    return problems, reasons + Counter(article=articles)


def main() -> int:
    """Run; 0 where all is well."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-n", type=int, default=10_000, help="how many files")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=20.0, help="the most that one input may take")
    options = parser.parse_args()
    warnings.simplefilter("ignore")  # zipfile's, of names that are there twice
    rng = random.Random(options.seed)
    maker = Maker([path.read_bytes() for path in sorted(options.folder.rglob("*.txt"))], rng)
    outcomes: Counter[str] = Counter()
    problems: list[str] = []
    slowest = (0.0, "")
    base = Path(tempfile.mkdtemp())
    for start in range(0, options.n, BATCH):
        raw, content = base / f"{start}/raw", base / f"{start}/content"
        put(raw, maker.files(min(BATCH, options.n - start)))
        outside = state(base).keys() - {str(content.relative_to(base))}
        try:
            found, reasons = problems_of(raw, content)
            outcomes += reasons
            slowest = max(slowest, slowest_of(raw))
        except Exception:  # noqa: BLE001 # anything that is raised is a finding
            found = [traceback.format_exc()]
        new = {name for name in state(base).keys() - outside if not (base / name).is_relative_to(content)}
        evil = [str(path) for folder in ("/tmp", "/", ".") for path in Path(folder).glob("evil-*")]  # noqa: S108
        found += [f"written outside: {name}" for name in [*new, *evil]]
        problems += [f"{raw}: {problem}" for problem in found]
        if not found:
            shutil.rmtree(raw.parent)
    if not problems:
        shutil.rmtree(base)
    print("\n".join(f"{count:7} {reason}" for reason, count in outcomes.most_common(40)))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{outcomes.total()} inputs of {options.n} files; slowest {slowest[0]:.2f} s ({slowest[1]}); peak {memory} MB"
    )
    print("\n".join(problems) or "no problems")
    return int(bool(problems) or slowest[0] > options.seconds)


if __name__ == "__main__":
    sys.exit(main())
