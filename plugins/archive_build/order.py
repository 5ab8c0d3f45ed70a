"""The order of articles: newest first, then by id, so that it never depends on how files were found."""

from __future__ import annotations

from typing import Any


def newest_first(article: Any) -> tuple[float, str]:
    """Sort key for Pelican's ARTICLE_ORDER_BY; an article without a date comes last."""
    date = getattr(article, "date", None)
    return (-date.timestamp() if date else float("inf"), getattr(article, "id", ""))
