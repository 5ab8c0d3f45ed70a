"""Ask a built site from Python: the browser's modules, run by Node."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import Any

from archive_search.errors import SearchError


def ask(site: Path, queries: Iterable[str], limit: int = 10, phrases: bool = False) -> list[dict[str, Any]]:
    """An answer for each query, in order, as `cli/search.mjs` describes it, with up to `limit` hits.

    With `phrases` the texts are read for what stands between quotation marks, word for word; without it the words must
    be in a text, wherever in it.

    Raises SearchError where the site has no search, Node is missing or fails.
    """
    if not (site / "search" / "manifest.json").is_file():
        raise SearchError(f"site {str(site)!r}: no search/manifest.json; expected a folder that 'invoke build' made")
    script = resources.files("archive_search") / "cli" / "search.mjs"
    lines = "".join(json.dumps({"q": query, "limit": limit, "phrases": phrases}) + "\n" for query in queries)
    done = subprocess.run(  # noqa: S603 # a program of our own, no shell
        [node(), str(script), str(site)], input=lines, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise SearchError(f"site {str(site)!r}: the search ended with an error: {done.stderr.strip()}")
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def node() -> str:
    """The `node` program: the machine's, or the one of the PyPI package beside this Python. Raises SearchError."""
    beside = Path(sys.executable).with_name("node")
    found = shutil.which("node") or (str(beside) if beside.exists() else None)
    if not found:
        raise SearchError("node: not found on the PATH; expected Node 20.19 or newer (make setup installs one)")
    return found


def read_queries(path: Path) -> list[str]:
    """The queries of a file of JSON lines with `q`. Raises SearchError for a line that is none."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SearchError(f"queries {str(path)!r}: {error}; expected a UTF-8 file of JSON objects with 'q'") from error
    queries = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            queries.append(str(json.loads(line)["q"]))
        except (ValueError, KeyError, TypeError) as error:
            raise SearchError(
                f"queries {str(path)!r}, line {number}: {line[:80]!r}; expected a JSON object with 'q'"
            ) from error
    return queries


def show(answer: dict[str, Any]) -> list[str]:
    """An answer as it is printed."""
    rows = [_count(answer)]
    rows += [f"  {change['word']} -> {'، '.join(change['instead'])}" for change in answer["changes"]]
    for rank, hit in enumerate(answer["hits"], 1):
        rows.append(f"{rank:2}. {hit['title']}  ({hit['date'] or 'no date'})  {hit['url']}")
    return rows


def _count(answer: dict[str, Any]) -> str:
    """How many results there are; of phrases, in how many of the texts that were read they stand."""
    if not answer["phrases"] or not answer["checked"]:
        return f"{answer['total']} results"
    left = "" if answer["done"] else ", more were not"
    return f"{len(answer['hits'])} results with the phrase, word for word ({answer['checked']} texts read{left})"
