"""The version of the rules: a digest of everything that turns raw text into Markdown."""

from __future__ import annotations

import functools
import hashlib
from importlib import resources
from importlib.resources.abc import Traversable

from news_ingest.dedup import ALGORITHM

PACKAGES = ("arabic_text", "news_ingest")
SUFFIXES = (".py", ".json", ".txt")


@functools.cache
def rules_digest() -> str:
    """Sixteen hexadecimal digits that change with any file of the packages that make articles."""
    digest = hashlib.sha256(ALGORITHM.encode())
    for package in PACKAGES:
        for path in _files(resources.files(package)):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _files(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name != "__pycache__":
            found += _files(entry)
        elif entry.name.endswith(SUFFIXES):
            found.append(entry)
    return found
