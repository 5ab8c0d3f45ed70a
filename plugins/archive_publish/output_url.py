"""A build whose output is a URL: a folder beside the content, which all workers see, is built and brought there.

Objects are not read back to see what changed: the folder stays, and a note at the URL says what is there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from archive_build.paths import build_folder
from archive_publish.publish import publish
from archive_publish.stores import RemoteStore
from archive_publish.target import URL_RE


def output_folder(content: Path, output: str) -> Path:
    """The folder that is built: `output` itself, or the one that stands for it where it is a URL."""
    if not URL_RE.match(output):
        return Path(output)
    return build_folder(content) / f"site-{hashlib.sha256(output.encode()).hexdigest()[:8]}"


def build_to(content: Path, output: str, build: Callable[[Path], None], dry: bool) -> Iterator[str]:
    """Have `build` make the site in its folder and, where `output` is a URL that fsspec knows, bring what changed
    there; the lines to print. What the last build put there and this one does not make is deleted. With `dry` only
    `build` is called. Raises PublishError, for an unknown kind of URL before anything is built.
    """
    store = RemoteStore(output) if URL_RE.match(output) else None
    folder = output_folder(content, output)
    build(folder)
    if store and not dry:
        yield from publish(folder, store, delete=True).lines(dry=False)
