"""Articles that were withdrawn: `content/withdrawn.csv`, a record that is never cut short.

id,date,by,reason
0j66vpypr823,2026-03-14,the editors,a court's order

The raw file and the Markdown stay where they are; a build leaves these articles out and puts a note at their addresses.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from archive_build.errors import BuildError
from archive_build.files import write_bytes
from archive_build.identity import ID_RE
from archive_build.tables import read_table

FILE = "withdrawn.csv"
COLUMNS = ("id", "date", "by", "reason")
CONTROL_RE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """One row: the article's id, the day in ISO form, who withdrew it ("" where that is not told), and why."""

    id: str
    date: str
    by: str
    reason: str


def read_withdrawn(content: Path) -> tuple[Withdrawal, ...]:
    """All that were withdrawn of a content folder, by id; none where the file does not exist.

    Raises BuildError that names every wrong row.
    """
    path = content / FILE
    rows = read_table(path, "withdrawn", COLUMNS, BuildError)
    if wrong := [f"row {line}: {fault}" for line, row in rows if (fault := _fault(row))]:
        raise BuildError(f"withdrawn {str(path)!r}: " + "; ".join(wrong))
    by_id = {row[0]: Withdrawal(*row) for _, row in rows}
    return tuple(by_id[article] for article in sorted(by_id))


def _fault(row: Sequence[str]) -> str | None:
    """What is wrong with a row."""
    if len(row) != len(COLUMNS):
        return f"{len(row)} fields; expected {len(COLUMNS)}"
    article, date, by, reason = row
    if not ID_RE.fullmatch(article):
        return f"id {article!r}; expected twelve letters and digits as in an article's metadata"
    try:
        datetime.date.fromisoformat(date)
    except ValueError:
        return f"date {date!r}; expected YYYY-MM-DD"
    if not reason or CONTROL_RE.search(by + reason):
        return f"reason {reason!r} by {by!r}; expected a reason, in one line"
    return None


def withdraw(content: Path, one: Withdrawal, known: bool) -> Iterator[str]:
    """Note that an article is withdrawn; the lines to print. `known` tells whether there is such an article.

    Raises BuildError for one that is not known or is withdrawn already, and for a wrong value.
    """
    rows = read_withdrawn(content)
    if fault := _fault(astuple(one)):
        raise BuildError(f"withdraw: {fault}")
    if any(row.id == one.id for row in rows):
        raise BuildError(f"withdraw: article {one.id!r} is withdrawn already; '--undo' takes that back")
    if not known:
        raise BuildError(
            f"withdraw: article {one.id!r}: not among the articles; expected an id that 'invoke export' has"
        )
    _write(content, [*rows, one])
    yield f"{one.id} is withdrawn; {FILE} keeps the record, raw file and Markdown stay on this machine"
    yield "now: invoke build, invoke check, invoke publish --delete (the old search data go only with --delete)"
    yield from CACHES


CACHES = (
    "it may live on in:",
    "  search engines, until they come again: their tools for removals (Google Search Console, Bing Webmaster Tools)",
    "  the Internet Archive and other web archives: write to info@archive.org with the address",
    "  a CDN before the site: purge the article's address and 'search/'",
    "  readers' browsers: a page that was opened stays in the service worker's cache until it is opened with a network",
    "  feed readers, and copies that readers saved",
    "  Git: earlier commits of the branch with the site, and of a repository that holds content/",
    "  backups, and bags that 'invoke bundle' made earlier",
)


def undo(content: Path, article: str) -> Iterator[str]:
    """Take a withdrawal back; the lines to print. Raises BuildError where there is none."""
    rows = read_withdrawn(content)
    if all(row.id != article for row in rows):
        raise BuildError(f"withdraw: article {article!r} is not withdrawn; expected one that {FILE} names")
    _write(content, [row for row in rows if row.id != article])
    yield f"{article} is no longer withdrawn; invoke build brings it back"


def _write(content: Path, rows: Sequence[Withdrawal]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(astuple(row) for row in sorted(rows, key=lambda row: row.id))
    write_bytes(content / FILE, text.getvalue().encode())
