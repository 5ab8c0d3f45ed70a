"""What a release is made of: every locked package, once, in the same bytes each time."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

import pytest

from archive_check.errors import SbomError
from archive_check.sbom import NPM, _lasting, _told, write_sboms

ROOT = Path(__file__).parents[2]


def test_npms_list_has_what_a_site_is_made_with() -> None:
    """Every package of the lock file that is no tool of development, without a moment, a number or a folder's name."""
    found = _lasting(ROOT, _told(ROOT, NPM))
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    wanted = {path.rpartition("node_modules/")[2] for path, row in locked.items() if path and not row.get("dev")}
    assert {f"{one.get('group', '')}/{one['name']}".strip("/") for one in found["components"]} <= wanted | {"warraq"}
    assert {"lunr", "esbuild"} <= {one["name"] for one in found["components"]}
    assert found == _lasting(ROOT, _told(ROOT, NPM))
    assert not re.search(r"timestamp|serialNumber|/work|/home", json.dumps(found))


def test_both_lists_or_what_is_missing(tmp_path: Path) -> None:
    """With the tool at hand each locked package and its hashes; else a message that names the package to install."""
    if shutil.which("cyclonedx-py") or Path(sys.executable).with_name("cyclonedx-py").exists():
        write_sboms(ROOT, tmp_path)
        found = json.loads((tmp_path / "python.cdx.json").read_text(encoding="utf-8"))["components"]
        lock = (ROOT / "requirements/runtime.txt").read_text(encoding="utf-8")
        locked = re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)
        assert {one["name"] for one in found} == set(locked)
        assert all(one["externalReferences"][0]["hashes"] for one in found)
    else:
        with pytest.raises(SbomError, match=r"cyclonedx-py: not found .*; expected the PyPI package cyclonedx-bom"):
            write_sboms(ROOT, tmp_path)


def test_a_tool_that_fails_is_named(tmp_path: Path) -> None:
    """A folder without lock files."""
    with pytest.raises(SbomError, match=r"npm: [\s\S]*; expected lock files that it can read"):
        _told(tmp_path, NPM)


def test_a_tool_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what is to be installed."""
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SbomError, match=r"npm: not found beside Python or on the PATH; expected "):
        _told(ROOT, NPM)
