"""Media types and times of a site's files."""

from __future__ import annotations

from typing import Any

from archive_hosts.kinds import KEPT, cache_control, content_type


def test_types() -> None:
    """Text is UTF-8; what is not known is told by its name, or not at all."""
    assert content_type("a/0j/x.html") == "text/html; charset=utf-8"
    assert content_type("images/x.JPG") == "image/jpeg"
    assert content_type("x.unknown-kind") == "application/octet-stream"


def test_times() -> None:
    """Pages are asked for each time, what is named after its content never again."""
    assert cache_control("index.html") == cache_control("theme/css/site.css") == "public, max-age=0, must-revalidate"
    assert cache_control("theme/fonts/x.woff2") == "public, max-age=31536000, immutable"
    assert cache_control("search/x/1/2.bin") == "public, max-age=31536000, immutable"
    assert cache_control("search/terms/10/00/1.bin") == "public, max-age=86400"


def test_the_folders_are_the_site_s(sample_site: Any) -> None:
    """Each folder that readers may keep is there, so that a rule is never for nothing."""
    assert all(any((sample_site.output / kept.folder).iterdir()) for kept in KEPT)
