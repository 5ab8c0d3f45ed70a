"""The catalogue as JSON lines: one article a line, from the Markdown as it stands."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from archive_build.turning import written_out
from archive_build.withdrawn import read_withdrawn
from news_ingest.errors import IngestError

KEYS = (
    *("source", "id", "title", "title_from", "kicker", "deck", "date", "date_from", "date_earliest"),
    *("date_latest", "date_bounds_evidence", "byline", "authors", "agency", "place", "publisher", "category"),
    *("category_from", "category_confidence", "tags", "duplicate_of", "also_in", "source_sha256"),
)
LISTS = ("authors", "tags", "agency", "also_in")


def export(content: Path) -> Iterator[dict[str, Any]]:
    """The metadata of every article below `content`/articles, sorted by path, with its `url`; absent keys are left out,
    and so are articles that were withdrawn.

    `confidence` is how probably both headline and date are right: the lower of the two, where the evidence tells.
    Raises IngestError where the folder does not exist.
    """
    folder = content / "articles"
    if not folder.is_dir():
        raise IngestError(
            f"content {str(content)!r}: no folder 'articles' in it; expected one that 'invoke ingest' made"
        )
    sure = functools.lru_cache(maxsize=1)(functools.partial(_confidences, content / ".evidence"))
    withdrawn = {one.id for one in read_withdrawn(content)}
    for path in sorted(folder.rglob("*.md")):
        meta = read_metadata(path.read_text(encoding="utf-8"))
        if meta.get("id") in withdrawn:
            continue
        row: dict[str, Any] = {
            key.replace("category", "section"): _value(key, meta[key]) for key in KEYS if key in meta
        }
        if "id" in row:
            row["url"] = f"a/{row['id'][:2]}/{row['id'][2:]}.html"
            row |= sure(row["id"][:2]).get(row["id"], {})
        row["path"] = path.relative_to(content).as_posix()
        yield row


def _confidences(folder: Path, prefix: str) -> dict[str, dict[str, float]]:
    """The confidence of each article whose id begins with `prefix`, by id."""
    path = folder / f"{prefix}.jsonl"
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines()) if path.is_file() else ()
    found = {row["id"]: [row["fields"].get(name, {}).get("confidence") for name in ("title", "date")] for row in rows}
    return {article: {"confidence": min(filter(None, sure))} for article, sure in found.items() if any(sure)}


def _value(key: str, text: str) -> Any:
    return [name.strip() for name in text.split(";") if name.strip()] if key in LISTS else text


def read_metadata(markdown: str) -> dict[str, str]:
    """The metadata lines of a Markdown file, keys in lower case, as Python-Markdown's `meta` reads them."""
    meta: dict[str, str] = {}
    key = ""
    for line in markdown.partition("\n\n")[0].splitlines():
        if line.startswith("    ") and key:
            meta[key] += f" {line.strip()}"
        elif ":" in line:
            name, _, value = line.partition(":")
            key = name.strip().lower()
            meta.setdefault(key, value.strip())
    return meta


def to_line(row: dict[str, Any]) -> str:
    """One row as a line of JSON, which a terminal shows in the order of its characters."""
    return written_out(json.dumps(row, ensure_ascii=False))
