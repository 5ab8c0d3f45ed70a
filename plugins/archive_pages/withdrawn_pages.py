"""What stands in the places of articles that were withdrawn: a note at each address, and a list of them all."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from arabic_text.formats import format_date
from archive_build.rows import article_url
from archive_build.withdrawn import Withdrawal
from archive_pages.archive import Output

ROOT = "withdrawn/"


def withdrawn_pages(withdrawn: Sequence[Withdrawal]) -> Iterator[Output]:
    """The list, newest first, and the notes; none where nothing was withdrawn. Nobody is to index them."""
    rows = [
        {"id": one.id, "url": article_url(one.id), "iso": one.date, "date": _shown(one.date), "reason": one.reason}
        for one in sorted(withdrawn, key=lambda one: (one.date, one.id), reverse=True)
    ]
    if rows:
        yield Output(ROOT, "withdrawn_list", {"rows": rows}, is_listed=False)
    for row in rows:
        yield Output(row["url"], "withdrawn", {"row": row}, is_listed=False)


def _shown(date: str) -> str:
    return format_date(datetime.date.fromisoformat(date))
