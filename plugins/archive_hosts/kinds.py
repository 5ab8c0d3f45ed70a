"""The kinds of a site's files as hosts serve them: their media types, and how long readers may keep them."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from pathlib import PurePosixPath

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".rss": "application/rss+xml; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".bin": "application/octet-stream",
}
YEAR = 31_536_000
DAY = 86_400


@dataclass(frozen=True, slots=True)
class Kept:
    """Files below `folder` (ending with `/`) that readers may keep, as the header Cache-Control says."""

    folder: str
    cache_control: str


PAGE_CACHE = "public, max-age=0, must-revalidate"
# fonts and the values of filters are named after what they hold; other data of the search has its digest in the
# address by which it is fetched (`?…`), so that new data has another address
KEPT = (
    Kept("theme/fonts/", f"public, max-age={YEAR}, immutable"),
    Kept("search/x/", f"public, max-age={YEAR}, immutable"),
    Kept("search/terms/", f"public, max-age={DAY}"),
    Kept("search/titles/", f"public, max-age={DAY}"),
)


def content_type(path: str) -> str:
    """A file's media type; text is UTF-8."""
    ending = PurePosixPath(path).suffix.lower()
    return TYPES.get(ending) or mimetypes.guess_type(path)[0] or "application/octet-stream"


def cache_control(path: str) -> str:
    """How long readers may keep a file (its path in the site): pages and whatever is fetched by a plain name are asked
    for again each time.
    """
    return next((kept.cache_control for kept in KEPT if path.startswith(kept.folder)), PAGE_CACHE)
