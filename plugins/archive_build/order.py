"""The order of articles: newest first, then by id, so that it never depends on how files were found."""

from __future__ import annotations

import datetime
from typing import Any

BEGINNING = datetime.datetime(1, 1, 1)


def newest_first(article: Any) -> tuple[float, str]:
    """Sort key for Pelican's ARTICLE_ORDER_BY; an article without a date comes last.

    Dates go by their own clock, whatever its offset, so that a day's articles stand together.
    """
    date = getattr(article, "date", None)
    age = (BEGINNING - date.replace(tzinfo=None)).total_seconds() if date else float("inf")
    return age, getattr(article, "id", "")
