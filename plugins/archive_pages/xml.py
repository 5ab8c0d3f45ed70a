"""Texts in XML, and the sitemap."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape
from zlib import crc32

NOT_XML_RE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
URLS_A_SITEMAP = 45_000


def clean(text: str) -> str:
    """`text` without the characters that XML 1.0 does not allow."""
    return NOT_XML_RE.sub("", text)


def sitemaps(urls: Iterable[str], site_url: str) -> dict[str, str]:
    """Sitemap files by name: one, or an index and parts of up to 45,000 addresses, which stand in their order there.

    An address's part follows from its checksum, so that one that is added changes no other part. There are as many
    parts as a power of two. Addresses have no line breaks.
    """
    found = list(urls)
    sums = [crc32(url.encode()) for url in found]
    count = 1
    while len(found) > count * URLS_A_SITEMAP or _most(sums, count) > URLS_A_SITEMAP:
        count *= 2
    if count == 1:
        return {"sitemap.xml": _urlset(found, site_url)}
    parts: list[list[str]] = [[] for _ in range(count)]
    for url, one in zip(found, sums, strict=True):
        parts[one % count].append(url)
    files = {f"sitemap-{number}.xml": _urlset(part, site_url) for number, part in enumerate(parts, 1)}
    rows = "".join(f"<sitemap><loc>{escape(f'{site_url}/{name}')}</loc></sitemap>\n" for name in files)
    files["sitemap.xml"] = _document("sitemapindex", rows)
    return files


def _most(sums: Iterable[int], count: int) -> int:
    """How many addresses the largest of so many parts has."""
    return max(Counter([one % count for one in sums]).values(), default=0)


def _urlset(urls: Sequence[str], site_url: str) -> str:
    begin, end = f"<url><loc>{escape(site_url)}/", "</loc></url>\n"
    rows = escape("\n".join(urls)).replace("\n", f"{end}{begin}")
    return _document("urlset", f"{begin}{rows}{end}" if urls else "")


def _document(root: str, rows: str) -> str:
    namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="utf-8"?>\n<{root} xmlns="{namespace}">\n{rows}</{root}>\n'
