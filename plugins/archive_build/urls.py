"""URLs as they may be shown."""

from __future__ import annotations

import re

CREDENTIALS_RE = re.compile(
    r"(?<=://)[^/\s]*@"  # s3://KEY:SECRET@bucket
    r"|(?<=://)[^\s:/@]+:(?!\d+/)[^\s@]{,256}@"  # the same with a secret that has a slash, which is no port and path
    r"|(?<![^\s/:@'\"])[^\s/:@'\"]+:[^\s/:@'\"]+@"  # KEY:SECRET@bucket, as a library names what it took for a bucket
    r"|\?\S*"  # https://example.org/a.zip?signature=…
)


def without_credentials(url: str) -> str:
    """A URL, or a message that holds one, without user, password and query."""
    return CREDENTIALS_RE.sub("", url)
