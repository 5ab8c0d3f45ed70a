"""Redirects from addresses of an earlier site: `content/redirects.csv`.

old,new,note
/news/show/4711.html,0j66vpypr823,an article by its id
/sports/,/section/رياضة/,a page by its path
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from archive_build.identity import ID_RE
from archive_build.rows import article_url
from archive_build.tables import read_table
from archive_hosts.errors import HostsError

FILE = "redirects.csv"
COLUMNS = ("old", "new", "note")
UNFIT_RE = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffd?#\\]|//|(?:^|/)\.{1,2}(?:/|$)")
MOST_NAME_BYTES = 240
OWN = ("search/", "theme/", "sitemap", ".")  # what begins so is made and kept together
PAGE_ENDINGS = (".html", ".htm")


@dataclass(frozen=True, slots=True)
class Redirect:
    """One row: its line in the file, and both paths, decoded and relative to the site (`news/4711.html`)."""

    line: int
    old: str
    new: str

    @property
    def save_as(self) -> str:
        """The file of a page at the old address."""
        return self.old if self.old.endswith(PAGE_ENDINGS) else f"{self.old.rstrip('/')}/index.html"

    @property
    def target(self) -> str:
        """The file at the new address."""
        return f"{self.new}index.html" if self.new.endswith("/") or not self.new else self.new


def read_redirects(path: Path) -> tuple[Redirect, ...]:
    """The file's redirects in its order; none where it does not exist. Raises HostsError that names every wrong row."""
    rows = read_table(path, "redirects", COLUMNS, HostsError)
    wrong = [f"row {line}: {fault}" for line, row in rows if (fault := _fault(row))]
    redirects = tuple(Redirect(line, _path(row[0]), _new(row[1])) for line, row in rows if not _fault(row))
    _raise_for(path, [*wrong, *_clashes(redirects)])
    return redirects


def check_redirects(path: Path, redirects: Sequence[Redirect], files: Set[str]) -> None:
    """Raises HostsError that names every redirect that leads to nothing, or stands where the site has a page.

    `files` are the site's own, without pages that redirect.
    """
    wrong = []
    for one in redirects:
        if one.target not in files:
            wrong.append(
                f"row {one.line}: new {one.new!r}: the site has no such page; expected an article's id or a path"
            )
        if files & {one.old, one.save_as, *_above(one.save_as)}:
            wrong.append(
                f"row {one.line}: old {one.old!r}: the site has a page there; expected an address that it has not"
            )
    _raise_for(path, wrong)


def _raise_for(path: Path, wrong: Sequence[str]) -> None:
    if wrong:
        raise HostsError(f"redirects {str(path)!r}: " + "; ".join(wrong))


def _fault(row: Sequence[str]) -> str | None:
    """What is wrong with a row by itself."""
    if len(row) != len(COLUMNS):
        return f"{len(row)} fields; expected {len(COLUMNS)}"
    if fault := _path_fault(row[0]):
        return f"old {row[0]!r}: {fault}"
    if not _path(row[0]):
        return f"old {row[0]!r}: the front page; expected an address that the site has not"
    if _path(row[0]).startswith(OWN):
        return f"old {row[0]!r}: belongs to the site; expected no path that begins with {', '.join(OWN)}"
    if not ID_RE.fullmatch(row[1]) and (fault := _path_fault(row[1])):
        return f"new {row[1]!r}: {fault}, or an article's id"
    return None


def _path_fault(text: str) -> str | None:
    path = unquote(text)
    if not path.startswith("/") or UNFIT_RE.search(path):
        return "expected a path from the site's root, as in /news/4711.html, without '?', '#', '\\', '//' or '..'"
    if any(len(os.fsencode(part)) > MOST_NAME_BYTES for part in path.split("/")):
        return f"expected names of at most {MOST_NAME_BYTES} bytes"
    return None


def _path(text: str) -> str:
    return unquote(text).removeprefix("/")


def _new(text: str) -> str:
    return article_url(text) if ID_RE.fullmatch(text) else _path(text)


def _clashes(redirects: Sequence[Redirect]) -> Iterator[str]:
    """Rows that cannot stand beside one another: two of one address, one that leads to another, a page in a page."""
    first = {one.save_as: one.line for one in reversed(redirects)}
    for one in redirects:
        if first[one.save_as] != one.line:
            yield f"row {one.line}: old {one.old!r} stands in row {first[one.save_as]} already"
        if one.target in first:
            chain = f"new {one.new!r} is the old one of row {first[one.target]}"
            yield f"row {one.line}: {chain}; expected where that leads"
        for above in _above(one.save_as):
            if above in first:
                yield f"row {one.line}: old {one.old!r} lies below the page of row {first[above]}"


def _above(path: str) -> Iterable[str]:
    parts = path.split("/")
    return ("/".join(parts[:depth]) for depth in range(1, len(parts)))
