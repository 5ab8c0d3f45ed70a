"""The service worker, which keeps what a reader has seen."""

from __future__ import annotations

import hashlib
from importlib import resources

from archive_build.outputs import Outputs

WORKER = "sw.js"
OFFLINE = "offline.html"
UNBUILT = '"unbuilt"'
KEPT = (OFFLINE, "theme/css/fonts.css", "theme/css/site.css", "theme/img/icon.svg")


def write_worker(outputs: Outputs) -> None:
    """Write `sw.js`, when the files that it keeps from the start are written.

    Its version is a digest of its text and of those files: a change of any of them makes a browser drop the caches of
    the version before.
    """
    if outputs.dry:  # the files that it depends on are not written
        outputs.keep(WORKER)
        return
    source = (resources.files("archive_pages") / "browser" / WORKER).read_text(encoding="utf-8")
    version = hashlib.sha256(source.encode())
    for name in KEPT:
        version.update((outputs.root / name).read_bytes())
    outputs.write(WORKER, source.replace(UNBUILT, f'"{version.hexdigest()[:16]}"', 1).encode())
