"""Which code makes the search: what one version made is not kept by another."""

from __future__ import annotations

from functools import lru_cache

from archive_build import fingerprint

PACKAGES = ("arabic_text", "archive_build", "archive_pages", "archive_search")


@lru_cache(maxsize=1)
def code_digest() -> str:
    """A digest of the code and tables of these, and of the libraries that make pages."""
    return fingerprint.code_digest(PACKAGES).hex()
