"""URLs as they may be shown."""

from __future__ import annotations

import pytest

from archive_build.urls import without_credentials


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("s3://KEY:SECRET@bucket/prefix", "s3://bucket/prefix"),
        ("s3://KEY:SEC/RET+x@bucket/prefix", "s3://bucket/prefix"),
        ("sftp://user@host/path", "sftp://host/path"),
        ("https://example.org/a.zip?signature=x&y=z", "https://example.org/a.zip"),
        ("https://example.org:8080/@name/a.zip", "https://example.org:8080/@name/a.zip"),
        ('Invalid bucket name "KEY:SECRET@bucket": expected', 'Invalid bucket name "bucket": expected'),
        ("s3://bucket/prefix: timed out", "s3://bucket/prefix: timed out"),
    ],
)
def test_credentials_are_not_shown(text: str, shown: str) -> None:
    """Wherever in a message they stand; the rest is."""
    assert without_credentials(text) == shown
