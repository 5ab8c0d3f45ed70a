"""What schema.org's NewsArticle must say, as search engines ask for it and as this project writes it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any


def faults_of_article(data: Any, address: str) -> Iterator[str]:
    """What is wrong with a JSON-LD value as a NewsArticle at `address` ("" where that is not known)."""
    if not isinstance(data, dict) or data.get("@type") != "NewsArticle":
        yield f"@type {data.get('@type') if isinstance(data, dict) else data!r}; expected 'NewsArticle'"
        return
    if data.get("@context") != "https://schema.org":
        yield f"@context {data.get('@context')!r}; expected 'https://schema.org'"
    if not isinstance(data.get("headline"), str) or not data["headline"].strip():
        yield f"headline {data.get('headline')!r}; expected a text"
    if address and data.get("url") != address:
        yield f"url {data.get('url')!r}; expected {address!r}"
    for key in ("datePublished", "dateModified"):
        if key in data and not _is_date(data[key]):
            yield f"{key} {data[key]!r}; expected a date in ISO 8601"
    authors = data.get("author") or []
    for author in [authors] if isinstance(authors, dict) else authors:
        if (
            not isinstance(author, dict)
            or not author.get("name")
            or author.get("@type") not in ("Person", "Organization")
        ):
            yield f"author {author!r}; expected a Person or an Organization with a name"


def _is_date(value: Any) -> bool:
    try:
        datetime.datetime.fromisoformat(value)
    except (ValueError, TypeError):
        return False
    return True
