"""The order of articles: newest first, then by id, so that it never depends on how files were found."""

from __future__ import annotations

import datetime
from typing import Any

BEGINNING = datetime.datetime(1, 1, 1)
UNDATED = float("inf")


def newest_first(article: Any) -> tuple[float, str]:
    """Sort key for Pelican's ARTICLE_ORDER_BY; an article without a date comes last."""
    return age_of(getattr(article, "date", None)), getattr(article, "id", "")


def age_of(date: datetime.datetime | None) -> float:
    """Seconds, below 0, by which the newer comes first; infinity without a date.

    Dates go by their own clock, whatever its offset, so that a day's articles stand together.
    """
    return (BEGINNING - date.replace(tzinfo=None)).total_seconds() if date else UNDATED
