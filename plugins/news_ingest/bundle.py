"""The archive as a BagIt bag (RFC 8493), to be kept or handed on: raw files, Markdown, evidence, catalogue, checksums.

    data/raw/…            the sources' files, as they are
    data/articles/…       Markdown
    data/evidence/…       where each value stands, a line an article
    data/catalogue.jsonl  as `invoke export` prints it
    data/*.csv            corrections, withdrawals, redirects

The same content on the same day gives the same bytes. What was withdrawn is left out, raw files that hold it too.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
import logging
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from archive_build.files import TEMPORARY_PREFIX
from archive_build.withdrawn import read_withdrawn
from news_ingest.corrections import COLUMNS as CORRECTIONS
from news_ingest.errors import IngestError
from news_ingest.export import export, read_metadata, to_line

CHECKSUM = "sha256"
TABLES = ("corrections.csv", "withdrawn.csv", "redirects.csv")
HOW = "articles made by Warraq of raw news text, with their raw files and the evidence of each value"


@dataclass(frozen=True, slots=True)
class Withheld:
    """What a bag leaves out: the ids of articles that were withdrawn, and their sources (`path`, `path#2`, …)."""

    ids: frozenset[str]
    sources: frozenset[str]


def day_of(given: str, environment: Mapping[str, str]) -> str:
    """The bag's day in ISO form: as given, else that of SOURCE_DATE_EPOCH (seconds, UTC), else today.

    Raises IngestError for what is none.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    try:
        if given:
            return datetime.date.fromisoformat(given).isoformat()
        if epoch:
            return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date().isoformat()
    except (ValueError, OverflowError, OSError) as error:
        raise IngestError(
            f"bundle: date {given!r}, SOURCE_DATE_EPOCH {epoch!r}; expected YYYY-MM-DD, or seconds since 1970"
        ) from error
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def bundle(content: Path, raw: Path, to: Path, day: str, jobs: int = 1) -> Iterator[str]:
    """Make a bag in the new folder `to` of a content folder and its raw files; the lines to print.

    It appears whole or not at all. Raises IngestError where `to` is there already, or something is missing.
    """
    if to.exists():
        raise IngestError(f"bundle: {str(to)!r} is there already; expected a new folder")
    if not raw.is_dir():
        raise IngestError(f"bundle: {str(raw)!r}: no such folder; expected the one with the raw files (--source)")
    scratch = to.parent / f"{TEMPORARY_PREFIX}{to.name}"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    try:
        articles = _write_catalogue(content, scratch)
        withheld = withheld_of(content)
        _copy_markdown(content, scratch, withheld)
        _copy_evidence(content, scratch, withheld)
        left_out = _copy_raw(raw, scratch, withheld)
        for name in TABLES:
            if (content / name).is_file():
                _put(scratch / name, _without(withheld, (content / name).read_bytes()))
        oxum = _make_bag(scratch, day, articles, jobs)
        scratch.rename(to)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    size, _, files = oxum.partition(".")
    yield f"{to}: {articles:,} articles, {int(files):,} files, {int(size):,} bytes, of {day}"
    yield from (f"left out, since it holds what was withdrawn: raw/{name}" for name in left_out)


def withheld_of(content: Path) -> Withheld:
    """What a bag of a content folder leaves out."""
    ids = frozenset(one.id for one in read_withdrawn(content))
    sources = set()
    for path in sorted((content / "articles").rglob("*.md")) if ids else ():
        metadata = read_metadata(path.read_text(encoding="utf-8", errors="replace"))
        if metadata.get("id") in ids:
            sources.add(metadata.get("source", ""))
    return Withheld(ids, frozenset(sources - {""}))


def _make_bag(folder: Path, day: str, articles: int, jobs: int) -> str:
    """Make the folder a bag; the size of its payload, as `bytes.files`."""
    import bagit  # late: only who bundles needs it

    logging.getLogger("bagit").addHandler(logging.NullHandler())
    about = {"Bagging-Date": day, "External-Description": f"{articles} {HOW}"}
    try:
        bag = bagit.make_bag(str(folder), about, processes=jobs, checksums=[CHECKSUM])
    except UnicodeEncodeError as error:
        raise IngestError(f"bundle: a file's name is no UTF-8: {error.object[error.start :][:80]!a}") from error
    return str(bag.info["Payload-Oxum"])


def _write_catalogue(content: Path, folder: Path) -> int:
    """Write the catalogue; how many articles it has."""
    count = 0
    with (folder / "catalogue.jsonl").open("w", encoding="utf-8", newline="\n") as stream:
        for row in export(content):
            stream.write(f"{to_line(row)}\n")
            count += 1
    return count


def _copy_markdown(content: Path, folder: Path, withheld: Withheld) -> None:
    for path in _files(content / "articles"):
        text = path.read_bytes()
        metadata = read_metadata(text.decode("utf-8", "replace")) if withheld.ids else {}
        if metadata.get("id") not in withheld.ids:
            _put(folder / "articles" / path.relative_to(content / "articles"), text)


def _copy_evidence(content: Path, folder: Path, withheld: Withheld) -> None:
    for path in _files(content / ".evidence"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if json.loads(line)["id"] not in withheld.ids]
        _put(folder / "evidence" / path.name, "".join(kept).encode())


def _copy_raw(raw: Path, folder: Path, withheld: Withheld) -> list[str]:
    """Copy the raw files; those that are left out, relative to `raw`."""
    left_out = []
    for path in _files(raw):
        name = path.relative_to(raw).as_posix()
        if any(source == name or source.startswith((f"{name}/", f"{name}#")) for source in withheld.sources):
            left_out.append(name)
        else:
            (folder / "raw" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, folder / "raw" / name)
    return left_out


def _without(withheld: Withheld, table: bytes) -> bytes:
    """A table as it is; of corrections without those of what was withdrawn, which hold its words."""
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig", "replace"), newline="")))
    if not withheld.ids or rows[:1] != [list(CORRECTIONS)]:
        return table
    kept = [row for row in rows if not set(row[:2]) & (withheld.ids | withheld.sources)]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(kept)
    return text.getvalue().encode()


def _files(folder: Path) -> Iterator[Path]:
    """The files below a folder in the order of their paths; links and hidden files are passed over."""
    for above, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(above, name)
            if not name.startswith(".") and path.is_file() and not path.is_symlink():
                yield path


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
