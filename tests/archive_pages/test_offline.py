"""The service worker as a build writes it."""

from __future__ import annotations

import re
from pathlib import Path

from archive_build.outputs import Outputs
from archive_pages.offline import KEPT, write_worker

VERSION_RE = re.compile(r'^const VERSION = "([0-9a-f]{16})";', re.M)


def version(folder: Path, **changed: bytes) -> str:
    """The worker's version over files of these contents."""
    outputs = Outputs(folder)
    for number, name in enumerate(KEPT):
        outputs.write(name, changed.get(Path(name).stem, b"%d" % number))
    write_worker(outputs)
    found = VERSION_RE.search((folder / "sw.js").read_text(encoding="utf-8"))
    assert found
    return found[1]


def test_the_version_follows_what_is_kept_from_the_start(tmp_path: Path) -> None:
    """The same files give the same version, a changed style sheet or offline page another."""
    first = version(tmp_path)
    assert version(tmp_path) == first
    assert len({first, version(tmp_path, site=b"new"), version(tmp_path, offline=b"new")}) == 3


def test_worker_and_build_keep_the_same_files(tmp_path: Path) -> None:
    """What the worker fetches when it is installed is what its version is made of."""
    version(tmp_path)
    text = (tmp_path / "sw.js").read_text(encoding="utf-8")
    listed = re.search(r"const KEPT = \[OFFLINE, (.*)\];", text)
    assert listed
    assert re.findall(r'"([^"]+)"', listed[1]) == list(KEPT[1:])
