"""The output folder: files written whole and only where they change, what is no longer made is deleted."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath
from typing import Any

from archive_build.files import sweep, write_if_changed

MANIFEST = ".warraq-outputs.json"
JOURNAL = ".warraq-outputs.new"


class OutputError(Exception):
    """An output cannot be written; the message names it."""


class Outputs:
    """What one build makes in the folder `root`.

    Only files that an earlier build made are ever deleted: they stand in the folder's manifest, which is
    written last, or in the journal, where a build notes each new name before it writes it, so that what a
    killed build made is known too.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.made: set[str] = set()
        self.written = 0
        self.deleted = 0
        root.mkdir(parents=True, exist_ok=True)
        sweep(root)
        self._earlier = self._read_earlier()
        self._journal = self._earlier.copy()

    def write(self, name: str, data: bytes) -> bool:
        """Make the output `name` (a path relative to the root, with `/`); whether it was written.

        Raises OutputError for a name that leads out of the folder.
        """
        path = self.keep(name)
        changed = write_if_changed(path, data)
        self.written += changed
        return changed

    def keep(self, name: str) -> Path:
        """Count `name` among this build's outputs, whoever writes it; its path."""
        if not _stays_inside(name):
            raise OutputError(
                f"output {name!r}: leads out of {str(self.root)!r}; expected a relative path without '..'"
            )
        self.made.add(PurePosixPath(name).as_posix())
        self._note(PurePosixPath(name).as_posix())
        return self.root / name

    def finish(self) -> None:
        """Delete what earlier builds made and this one did not, and folders then empty; write the manifest."""
        for name in sorted(self._earlier - self.made):
            path = self.root / name
            if path.is_file():
                path.unlink()
                self.deleted += 1
                self._remove_empty(path.parent)
        names = json.dumps(sorted(self.made), ensure_ascii=False, indent=0)
        write_if_changed(self.root / MANIFEST, names.encode())
        (self.root / JOURNAL).unlink(missing_ok=True)

    def _note(self, name: str) -> None:
        """Put a name that no earlier build made into the journal."""
        if name in self._journal:
            return
        self._journal.add(name)
        with (self.root / JOURNAL).open("a", encoding="utf-8") as journal:
            journal.write(json.dumps(name) + "\n")

    def _read_earlier(self) -> set[str]:
        """What earlier builds made: the manifest's names and the journal's; lines that cannot be read are left out."""
        listed = _json_or_none(_text(self.root / MANIFEST))
        names = listed if isinstance(listed, list) else []
        names += [_json_or_none(line) for line in _text(self.root / JOURNAL).split("\n")]
        return {name for name in names if isinstance(name, str) and _stays_inside(name)}

    def _remove_empty(self, folder: Path) -> None:
        while folder != self.root and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and "\0" not in name


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def _json_or_none(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None
