"""Addresses in a page, resolved to files of the site without asking the file system."""

from __future__ import annotations

import functools
import posixpath
import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

SCHEME_RE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
ALLOWED_SCHEMES = ("http", "https", "mailto")
PADDING = "".join(map(chr, range(33)))


@dataclass(frozen=True, slots=True)
class Target:
    """Where an address leads: the site's file `path` and its `anchor`; `fault` is the name of a check that it fails.

    `path` is "" where the address leads elsewhere.
    """

    path: str = ""
    anchor: str = ""
    fault: str = ""


ELSEWHERE = Target()


@functools.lru_cache(maxsize=1 << 16)
def resolve(site_url: str, page: str, address: str) -> Target:
    """The target of an address on a page (its file's path in the site). Browsers ignore white space around it.

    `site_url`, without a slash at its end, is where the site will be: addresses below it are its own.
    """
    address = address.strip(PADDING)
    if site_url and (address == site_url or address.startswith((f"{site_url}/", f"{site_url}#"))):
        address = address[len(site_url) :] or "/"
    elif address.startswith(("//", "\\")):
        return ELSEWHERE
    elif SCHEME_RE.match(address.replace("\t", "").replace("\n", "").replace("\r", "")):
        return ELSEWHERE if address.partition(":")[0].lower() in ALLOWED_SCHEMES else Target(fault="unsafe address")
    parts = urlsplit(address)
    if not parts.path:
        return Target(page, unquote(parts.fragment))
    given = unquote(parts.path)
    joined = given.lstrip("/") if given.startswith("/") else posixpath.join(posixpath.dirname(page), given)
    path = posixpath.normpath(joined) if joined else "."
    if path.startswith(".."):
        return Target(fault="outside")
    if path == "." or joined.endswith(("/", "/.", "/..")):
        path = "index.html" if path == "." else f"{path}/index.html"
    return Target(path, unquote(parts.fragment))
