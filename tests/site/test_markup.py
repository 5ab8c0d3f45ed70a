"""Every page of the sample site is valid HTML, by html-validate's rules of the standard."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from archive_search.ask import node


def validate(folder: Path, root: Path) -> subprocess.CompletedProcess[str]:
    """Hold all pages below a folder against the rules."""
    program = root / "node_modules/html-validate/bin/html-validate.mjs"
    command = [node(), str(program), "--config", str(root / ".htmlvalidate.json"), "--ext", "html", str(folder)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, cwd=root)


def test_every_page_is_valid(sample_site: Any, root: Path) -> None:
    """All kinds of pages; the program's list of faults is empty."""
    checked = validate(sample_site.output, root)
    assert checked.returncode == 0, checked.stdout[-3000:] + checked.stderr[-1000:]


def test_a_fault_is_seen(tmp_path: Path, root: Path) -> None:
    """The program does look: an element that is not closed is a fault."""
    (tmp_path / "index.html").write_text("<!doctype html><html><body><p><div></p></body></html>", encoding="utf-8")
    assert validate(tmp_path, root).returncode == 1
