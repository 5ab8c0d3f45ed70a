"""Smaller copies beside the files, as nginx (`gzip_static`, `brotli_static`) takes them: `x.html.gz`, `x.html.br`.

A copy is known by its source: it is made anew when that changes, and its stamp is the source's.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Collection, Mapping

import brotli

from archive_hosts.kinds import TYPES
from archive_publish.objects import Stamp

MAKERS: Mapping[str, Callable[[bytes], bytes]] = {
    ".gz": lambda data: gzip.compress(data, 9, mtime=0),
    ".br": lambda data: bytes(brotli.compress(data, quality=10)),
}
KINDS = tuple(ending for ending in TYPES if ending != ".woff2")  # fonts are compressed by themselves
FEWEST_BYTES = 1_400  # what one packet carries


def copies(objects: Mapping[str, Stamp]) -> dict[str, Stamp]:
    """The copies of objects that are worth it, by path."""
    return {
        path + ending: one
        for path, one in objects.items()
        if path.endswith(KINDS) and one.size >= FEWEST_BYTES
        for ending in MAKERS
    }


def source_of(path: str) -> str:
    """The path of the object of which `path` is a copy, "" where it is none by its name."""
    source = next((path.removesuffix(ending) for ending in MAKERS if path.endswith(ending)), "")
    return source if source.endswith(KINDS) else ""


def stale(there: Collection[str], here: Collection[str]) -> list[str]:
    """Copies at a target that this run does not make: they would stand in for sources that change."""
    return sorted(path for path in there if source_of(path) in there and path not in here)


def compressed(path: str, source: bytes) -> bytes:
    """The bytes of the copy at `path`."""
    return MAKERS[path[path.rindex(".") :]](source)
