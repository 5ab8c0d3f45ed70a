"""Write a file whole or not at all."""

from __future__ import annotations

from pathlib import Path

TEMPORARY_PREFIX = ".writing-"


def write_bytes(path: Path, data: bytes) -> None:
    """Put `data` at `path` by a rename, so that a reader or a killed run never leaves half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{TEMPORARY_PREFIX}{path.name}")
    temporary.write_bytes(data)
    temporary.replace(path)


def write_if_changed(path: Path, data: bytes) -> bool:
    """Write `data` unless `path` holds it already; whether it was written."""
    try:
        if path.read_bytes() == data:
            return False
    except FileNotFoundError:
        pass
    write_bytes(path, data)
    return True


def sweep(folder: Path) -> None:
    """Remove what a killed run left behind below `folder`."""
    for path in folder.rglob(f"{TEMPORARY_PREFIX}*"):
        path.unlink()
