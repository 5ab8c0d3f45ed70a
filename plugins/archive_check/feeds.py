"""Feeds and sitemaps of a site: they parse, they are complete, and they lead to its pages."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Set
from typing import Any

from lxml import etree

from archive_check.addresses import resolve
from archive_check.findings import Finding

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MOST_URLS = 50_000
MOST_BYTES = 50 * 1024 * 1024


def parse(data: bytes) -> Any:
    """The root element. Raises etree.XMLSyntaxError. Nothing outside the text is read, and no entity is resolved."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def feed_faults(path: str, data: bytes, site_url: str, files: Set[str]) -> Iterator[Finding]:
    """What is wrong with an Atom feed (RFC 4287)."""
    try:
        feed = parse(data)
    except etree.XMLSyntaxError as error:
        yield Finding("feed", path, f"no XML: {error}")
        return
    if feed.tag != f"{ATOM}feed":
        yield Finding("feed", path, f"{feed.tag}; expected an Atom feed")
        return
    entries = feed.findall(f"{ATOM}entry")
    for element in (feed, *entries):
        yield from (Finding("feed", path, fault) for fault in _incomplete(element))
    for name, count in Counter(entry.findtext(f"{ATOM}id") for entry in entries).items():
        if count > 1:
            yield Finding("feed", path, f"{count} entries with the id {name!r}")
    for link in feed.iter(f"{ATOM}link"):
        target = resolve(site_url, path, link.get("href") or "")
        if target.path and target.path not in files:
            yield Finding("feed", path, f"leads to {link.get('href')!r}, which is not there")


def _incomplete(element: Any) -> Iterator[str]:
    for name in ("id", "title", "updated"):
        if not (element.findtext(f"{ATOM}{name}") or "").strip():
            yield f"{etree.QName(element).localname} without {name}"
    updated = element.findtext(f"{ATOM}updated") or ""
    try:
        known = datetime.datetime.fromisoformat(updated).tzinfo is not None
    except ValueError:
        known = False
    if updated and not known:
        yield f"updated {updated!r}; expected a date in RFC 3339 with its time zone"


def sitemap_faults(path: str, data: bytes, site_url: str, files: Set[str], listed: Counter[str]) -> Iterator[Finding]:
    """What is wrong with a sitemap or an index of sitemaps; the pages that it lists are counted in `listed`."""
    try:
        root = parse(data)
    except etree.XMLSyntaxError as error:
        yield Finding("sitemap", path, f"no XML: {error}")
        return
    if root.tag not in (f"{SITEMAP}urlset", f"{SITEMAP}sitemapindex"):
        yield Finding("sitemap", path, f"{root.tag}; expected urlset or sitemapindex")
        return
    if len(root) > MOST_URLS or len(data) > MOST_BYTES:
        yield Finding(
            "sitemap",
            path,
            f"{len(root):,} addresses, {len(data):,} bytes; expected at most {MOST_URLS:,} and {MOST_BYTES:,}",
        )
    for row in root:
        address = (row.findtext(f"{SITEMAP}loc") or "").strip()
        target = resolve(site_url, path, address)
        if not address.startswith(("http://", "https://")) or not target.path:
            yield Finding("sitemap", path, f"{address!r}; expected an address below {site_url}/")
        elif target.path not in files:
            yield Finding("sitemap", path, f"{address!r} is not there")
        elif root.tag == f"{SITEMAP}urlset":
            listed[target.path] += 1
