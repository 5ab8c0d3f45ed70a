"""The output folder: files written whole and only where they change, what is no longer made is deleted."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

from archive_build.files import sweep, write_if_changed

MANIFEST = ".warraq-outputs.json"


class OutputError(Exception):
    """An output cannot be written; the message names it."""


class Outputs:
    """What one build makes in the folder `root`.

    Only files that an earlier build made are ever deleted: they stand in the folder's manifest,
    which is written last.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.made: set[str] = set()
        self.written = 0
        self.deleted = 0
        root.mkdir(parents=True, exist_ok=True)
        sweep(root)

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
        parts = PurePosixPath(name).parts
        if not parts or PurePosixPath(name).is_absolute() or ".." in parts:
            raise OutputError(
                f"output {name!r}: leads out of {str(self.root)!r}; expected a relative path without '..'"
            )
        self.made.add(PurePosixPath(name).as_posix())
        return self.root.joinpath(*parts)

    def finish(self) -> None:
        """Delete what earlier builds made and this one did not, and folders then empty; write the manifest."""
        for name in sorted(self._earlier() - self.made):
            path = self.root / name
            if path.is_file():
                path.unlink()
                self.deleted += 1
                self._remove_empty(path.parent)
        names = json.dumps(sorted(self.made), ensure_ascii=False, indent=0)
        write_if_changed(self.root / MANIFEST, names.encode())

    def _earlier(self) -> set[str]:
        try:
            names = json.loads((self.root / MANIFEST).read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return set()
        return {name for name in names if isinstance(name, str) and ".." not in PurePosixPath(name).parts}

    def _remove_empty(self, folder: Path) -> None:
        while folder != self.root and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent
