"""What a site takes on a host: files, bytes, the fullest folder, the largest file; of a built one, or of one to come.

`data/footprints.json` has the footprints of sites that were built and measured, and says how. Figures of a site of
another size lie on the line through those of the nearest two.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import partial
from importlib import resources
from pathlib import Path

from archive_build.errors import BuildError
from archive_build.identity import ALPHABET
from archive_build.outputs import is_private

DATA = resources.files(__package__) / "data"
ARTICLES, INDEX = "a", "search"
MOST_ARTICLES = 10**9


@dataclass(frozen=True, slots=True)
class Footprint:
    """A site's files and bytes, those of its search index among them; how many files lie in the fullest folder, and
    how many bytes the largest file has.
    """

    articles: int
    files: int
    bytes: int
    index_files: int
    index_bytes: int
    folder_files: int
    file_bytes: int


def measure(site: Path) -> Footprint:
    """The footprint of a built site, whose articles are the pages below `a/`; what is not published does not count.

    Raises BuildError where there is no site.
    """
    if not (site / "index.html").is_file():
        raise BuildError(f"site {str(site)!r}: no index.html; expected a folder that 'invoke build' made")
    found = dict.fromkeys((field.name for field in fields(Footprint)), 0)
    for folder, _, names in os.walk(site):
        below = os.path.relpath(folder, site)
        first = below.partition(os.sep)[0]
        sent = [name for name in names if not is_private(Path(below, name).as_posix())]
        sizes = [os.stat(os.path.join(folder, name)).st_size for name in sent]  # noqa: PTH116, PTH118 # for each file
        found["articles"] += len(sizes) if first == ARTICLES else 0
        found["files"] += len(sizes)
        found["bytes"] += sum(sizes)
        found["index_files"] += len(sizes) if first == INDEX else 0
        found["index_bytes"] += sum(sizes) if first == INDEX else 0
        found["folder_files"] = max(found["folder_files"], len(sizes))
        found["file_bytes"] = max(found["file_bytes"], *sizes, 0)
    return Footprint(**found)


def estimate(articles: int) -> Footprint:
    """The footprint of a site of so many articles, from 1 to 10⁹, as those that were measured tell."""
    if not 1 <= articles <= MOST_ARTICLES:
        raise BuildError(f"articles {articles}; expected a whole number from 1 to {MOST_ARTICLES}")
    rows = measured()
    at = next((at for at, row in enumerate(rows[1:-1]) if articles <= row.articles), len(rows) - 2)
    grow = partial(_grown, rows[at], rows[at + 1], articles)
    index_files, index_bytes = grow(lambda row: row.index_files), grow(lambda row: row.index_bytes)
    return Footprint(
        articles=articles,
        files=grow(lambda row: row.files - row.index_files) + index_files,
        bytes=grow(lambda row: row.bytes - row.index_bytes) + index_bytes,
        index_files=index_files,
        index_bytes=index_bytes,
        folder_files=max(grow(lambda row: row.folder_files), _fullest(articles)),
        file_bytes=grow(lambda row: row.file_bytes),
    )


def measured() -> list[Footprint]:
    """The sites that were measured, the smallest first; two or more."""
    rows = json.loads((DATA / "footprints.json").read_text(encoding="utf-8"))["sites"]
    return sorted((Footprint(**row) for row in rows), key=lambda row: row.articles)


def _grown(low: Footprint, high: Footprint, articles: int, figure: Callable[[Footprint], int]) -> int:
    """A figure of a site of so many articles, on the line through those of two sites."""
    slope = (figure(high) - figure(low)) / (high.articles - low.articles)
    return round(figure(low) + slope * (articles - low.articles))


def _fullest(articles: int) -> int:
    """The most articles' pages that lie in one folder: the mean of the folders that two letters name, and four times
    its deviation above.
    """
    mean = articles / len(ALPHABET) ** 2
    return round(mean + 4 * math.sqrt(mean)) if mean >= 1 else 1
