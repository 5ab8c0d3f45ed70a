"""Which hosts take a site: their limits are in `data/hosts.json`, each with the page that states it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive_build.footprint import DATA, Footprint, estimate, measure

LIMITS = {
    "bytes": "the site",
    "files": "files",
    "file_bytes": "the largest file",
    "folder_files": "files in the fullest folder",
}
UNITS = ((10**9, "GB"), (10**6, "MB"), (10**3, "kB"), (0, "B"))


@dataclass(frozen=True, slots=True)
class Host:
    """A host and its limits, each None where it has none. `note` is a limit that a footprint does not tell, or "".
    `key` is how it is called in orders, `redirects` how many rows of `_redirects` it takes.
    """

    name: str
    source: str
    bytes: int | None = None
    files: int | None = None
    file_bytes: int | None = None
    folder_files: int | None = None
    note: str = ""
    key: str = ""
    redirects: int | None = None


def hosts() -> list[Host]:
    """All hosts that are known."""
    return [Host(**row) for row in json.loads((DATA / "hosts.json").read_text(encoding="utf-8"))["hosts"]]


def exceeded(host: Host, footprint: Footprint) -> list[str]:
    """Each limit of the host that the site is beyond, in words."""
    found = []
    for name, words in LIMITS.items():
        most, own = getattr(host, name), getattr(footprint, name)
        if most is not None and own > most:
            found.append(f"{words}: {_shown(name, own)}, at most {_shown(name, most)}")
    return found


def tell(articles: int | None, site: Path) -> Iterator[str]:
    """What a site takes and which hosts take it, line by line: one of so many articles, or (None) the built one.

    Raises BuildError where there is no site, or for a number out of range.
    """
    found = measure(site) if articles is None else estimate(articles)
    how = "measured" if articles is None else "estimated from sites that were measured"
    yield f"{found.articles:,} articles, {how}"
    yield f"the site        {found.files:>13,} files  {_shown('bytes', found.bytes):>10}"
    yield f"its index       {found.index_files:>13,} files  {_shown('bytes', found.index_bytes):>10}"
    yield f"fullest folder  {found.folder_files:>13,} files"
    yield f"largest file    {'':>13}        {_shown('bytes', found.file_bytes):>10}"
    for host in hosts():
        reasons = exceeded(host, found)
        note = f", {host.note}" if host.note and not reasons else ""
        yield f"{'no ' if reasons else 'yes'}  {host.name}{': ' if reasons else ''}{'; '.join(reasons)}{note}"


def _shown(name: str, value: int) -> str:
    if not name.endswith("bytes"):
        return f"{value:,}"
    size, unit = next((size, unit) for size, unit in UNITS if value >= size)
    return f"{value / max(size, 1):,.1f} {unit}"
