"""The output folder: files written whole and only where they change, what is no longer made is deleted."""

from __future__ import annotations

import json
import os
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from io import FileIO
from itertools import takewhile
from pathlib import Path, PurePosixPath
from typing import Any

from archive_build.files import sweep, write_bytes, write_if_changed

MANIFEST = ".warraq-outputs.json"
NGINX = (".nginx/http.conf", ".nginx/server.conf")
PRIVATE = (MANIFEST, "search/sources", *NGINX)  # files and folders for programs on this machine, not to be published
JOURNAL = ".warraq-outputs.new"
UNSURE = ("..", "\0", "\n/", "\n\n", "\n.\n", "\n./")  # names without these, each between line feeds, stay inside


class OutputError(Exception):
    """An output cannot be written; the message names it."""


class Outputs:
    """What one build makes in the folder `root`.

    Only files that an earlier build made are ever deleted: they stand in the folder's manifest, which is
    written last, or in the journal, where a build notes each new name before it writes it, so that what a
    killed build made is known too. `interrupted` tells that the last build did not finish: the manifest may lack what
    it made.
    """

    dry = False

    def __init__(self, root: Path) -> None:
        self.root = root
        self.made: set[str] = set()
        self.written = 0
        self.deleted = 0
        root.mkdir(parents=True, exist_ok=True)
        self.interrupted = (root / JOURNAL).exists()
        if self.interrupted:
            sweep(root)
        self._in_order = self._read_listed()
        self._listed = set(self._in_order)
        self._journaled = self._read_journal() - self._listed
        self._earlier = self._journaled.copy()  # what earlier builds made and none listed
        self._journal: FileIO | None = None

    def write(self, name: str, data: bytes) -> bool:
        """Make the output `name` (a path relative to the root, with `/`); whether it was written.

        Raises OutputError for a name that leads out of the folder.
        """
        path = self.keep(name)
        if path.is_file() and path.read_bytes() == data:
            return False
        self.begin()
        write_bytes(path, data)
        self.written += 1
        return True

    def begin(self) -> None:
        """Note that from now on the folder is not as the last build left it, until `finish`."""
        (self.root / JOURNAL).touch()
        if not (self.root / MANIFEST).exists():
            write_bytes(self.root / MANIFEST, b"[]")

    def keep(self, name: str) -> Path:
        """Count `name` among this build's outputs, whoever writes it; its path."""
        if not stays_inside(name):
            raise OutputError(
                f"output {name!r}: leads out of {str(self.root)!r}; expected a relative path without '..'"
            )
        plain = PurePosixPath(name).as_posix()
        self.made.add(plain)
        if plain not in self._listed and plain not in self._journaled:
            self._note_all({plain})
        return self.root / name

    def keep_all(self, names: Iterable[str]) -> None:
        """As `keep`, for many names that are known to stay inside."""
        names = set(names)
        self.made |= names
        self._note_all(names - self._listed - self._journaled)

    def keep_below(self, folder: str) -> None:
        """Count all that the last build made below `folder` (ending with `/`) among this build's outputs."""
        self.keep_all(self._below(folder))

    def is_whole(self, folder: str) -> bool:
        """Whether all that the last build made below `folder` is there."""
        present = Present(self.root)
        return all(name in present for name in self._below(folder))

    def _below(self, folder: str) -> list[str]:
        first = bisect_left(self._in_order, folder)
        return list(takewhile(lambda name: name.startswith(folder), self._in_order[first:]))

    def finish(self) -> None:
        """Delete what earlier builds made and this one did not, and folders then empty; write the manifest."""
        for name in self._no_longer_made():
            path = self.root / name
            if path.is_file():
                self.begin()
                path.unlink()
                self.deleted += 1
                self._remove_empty(path.parent)
        if self.made != self._listed or not self.made:
            kept = [name for name in self._in_order if name in self.made]  # sorted is what is sorted but for its end
            names = sorted([*kept, *(self.made - self._listed)])
            write_if_changed(self.root / MANIFEST, json.dumps(names, ensure_ascii=False, indent=0).encode())
        if self._journal:
            self._journal.close()
            self._journal = None
        (self.root / JOURNAL).unlink(missing_ok=True)

    def _no_longer_made(self) -> list[str]:
        """What earlier builds made and this one did not, sorted."""
        return sorted((self._listed - self.made) | (self._earlier - self.made))

    def stamp(self) -> str:
        """Tells this folder, as its last build left it, from any other; "" for one without a manifest."""
        try:
            status = (self.root / MANIFEST).stat()
        except FileNotFoundError:
            return ""
        return f"{status.st_ino} {status.st_mtime_ns} {status.st_size}"

    def _note_all(self, names: set[str]) -> None:
        """Put names that no earlier build made into the journal."""
        if not names:
            return
        self._journaled |= names
        if self._journal is None:  # open as long as the build lasts: it is written thousands of times
            self._journal = (self.root / JOURNAL).open("ab", buffering=0)
        lines = "".join(f"{json.dumps(name)}\n" for name in sorted(names)).encode("ascii")
        while lines:
            lines = lines[self._journal.write(lines) :]

    def _read_listed(self) -> list[str]:
        """The manifest's names in their order; what cannot be read is left out."""
        listed = _json_or_none(_text(self.root / MANIFEST))
        names = sorted(_names(listed)) if isinstance(listed, list) else []
        return names if len(set(names)) == len(names) else sorted(set(names))

    def _read_journal(self) -> set[str]:
        """The journal's names; lines that cannot be read are left out."""
        return set(_names([_json_or_none(line) for line in _text(self.root / JOURNAL).split("\n")]))

    def _remove_empty(self, folder: Path) -> None:
        while folder != self.root and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent


class DryOutputs(Outputs):
    """Outputs of which is only told what would be done; nothing is written or deleted."""

    dry = True

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.would_write: list[str] = []

    def write(self, name: str, data: bytes) -> bool:
        """Note that `name` would be written; whether it would."""
        path = self.keep(name)
        if path.is_file() and path.read_bytes() == data:
            return False
        self.would_write.append(name)
        return True

    def would_delete(self) -> list[str]:
        """What would be deleted."""
        return [name for name in self._no_longer_made() if (self.root / name).is_file()]

    def begin(self) -> None:
        """Nothing begins."""

    def finish(self) -> None:
        """Nothing ends."""

    def _note_all(self, names: set[str]) -> None:
        pass


class Present:
    """Which files lie below a folder, for names that are asked for in their order.

    A folder is listed when a second name in it is asked for: most have one.
    """

    def __init__(self, root: Path) -> None:
        self._root = str(root)
        self._folder: str | None = None
        self._names: frozenset[str] | None = None

    def __contains__(self, name: str) -> bool:
        folder, _, last = name.rpartition("/")
        if folder != self._folder:
            self._folder, self._names = folder, None
            return os.access(f"{self._root}/{name}", os.F_OK)
        if self._names is None:
            self._names = _listed(f"{self._root}/{folder}")
        return last in self._names


def _listed(folder: str) -> frozenset[str]:
    try:
        return frozenset(os.listdir(folder))  # noqa: PTH208 # names are enough
    except (FileNotFoundError, NotADirectoryError):
        return frozenset()


def file_at(url: str) -> str:
    """The file of an address."""
    return f"{url}index.html" if url.endswith("/") or not url else url


def is_private(name: str) -> bool:
    """Whether an output is one of PRIVATE, or below it."""
    return any(name == one or name.startswith(f"{one}/") for one in PRIVATE)


def stays_inside(name: str) -> bool:
    parts = [part for part in name.split("/") if part not in ("", ".")]  # a path object takes ten times as long
    return bool(parts) and name[0] != "/" and ".." not in parts and "\0" not in name


def _names(values: Sequence[Any]) -> Sequence[str]:
    if _stay_inside(values):
        return values
    return [name for name in values if isinstance(name, str) and stays_inside(name)]


def _stay_inside(values: Sequence[Any]) -> bool:
    """Whether one look at all is enough to tell that they are names which stay inside."""
    try:
        text = "\n".join(("", *values, ""))
    except TypeError:
        return False
    return not any(part in text for part in UNSURE)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def _json_or_none(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None
