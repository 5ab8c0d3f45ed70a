"""URLs as they may be shown."""

from __future__ import annotations

import re

# s3://KEY:SECRET@bucket, https://example.org/a.zip?signature=…
CREDENTIALS_RE = re.compile(r"(?<=://)[^/\s]*@|\?\S*")


def without_credentials(url: str) -> str:
    """A URL, or a message that holds one, without user, password and query."""
    return CREDENTIALS_RE.sub("", url)
