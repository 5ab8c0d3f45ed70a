"""Walk a source: every input of a file, a folder or a URL, in the order of their names."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

from news_ingest.errors import IngestError
from news_ingest.sources.archives import archive_inputs
from news_ingest.sources.columns import Columns
from news_ingest.sources.inputs import Input, accounted, origin_of, plain_name, rejected, told_apart
from news_ingest.sources.kinds import ARCHIVES, KINDS, inputs_of, kind_of
from news_ingest.sources.limits import Limits
from news_ingest.sources.remote import remote_files
from news_ingest.sources.stored import File, LocalFile


def walk(
    root: Path | str,
    label: str,
    without: Collection[Path] = (),
    columns: Columns | None = None,
    limits: Limits | None = None,
) -> Iterator[Input]:
    """Every input at or below `root`, a path or a URL, sorted by the files' sources, a file's own in their order.

    A `source` is the path relative to `root`, with `/`, in Unicode form NFC; an article within a file has the
    file's source and its name or `#number` behind it. Hidden files and folders are passed over, links that lead
    out of the tree are rejected; folders in `without` are no part of it. `columns` tell which column of a file of
    records holds which field, `limits` how much may be unpacked.
    Raises IngestError where `root` does not exist, cannot be reached or is of an unknown kind.
    """
    columns, limits = columns or Columns(), limits or Limits()
    if isinstance(root, str):
        for file in remote_files(root, label, columns, limits):
            yield from _file_inputs(file)
    elif root.is_dir():
        for source, path, regular in _found(str(root), "", set(map(str, without))):
            file = File(label, origin_of(str(root), source), LocalFile(path), columns, limits)
            yield from _file_inputs(file) if regular else _local_inputs(root, file)
    elif root.is_file() and kind_of(root.name):
        origin = origin_of(str(root.parent), plain_name(root.name))
        yield from _local_inputs(root.parent, File(label, origin, LocalFile(str(root)), columns, limits))
    else:
        problem = "unknown kind of file" if root.exists() else "no such file or folder"
        raise IngestError(f"source {str(root)!r}: {problem}; expected a folder or a file of {', '.join(KINDS)}")


def _found(folder: str, above: str, without: Collection[str]) -> Iterator[tuple[str, str, bool]]:
    """(source, path, whether it is a regular file) of the files below a folder that a reader knows, by their sources.

    `above` is the folder's own source, with `/` behind it. One folder's names are held at a time. A folder that may not
    be listed stands for what is in it.
    """
    try:
        names = sorted(_names(folder, above))
    except FileNotFoundError:
        return  # it went while its neighbours were read
    except OSError:
        yield above.removesuffix("/"), folder, False
        return
    seen: Counter[str] = Counter()
    for plain, name, regular in names:
        path, source = os.path.join(folder, name), told_apart(plain.removesuffix("/"), seen)
        if not plain.endswith("/"):
            yield source, path, regular
        elif path not in without:
            yield from _found(path, f"{source}/", without)


def _names(folder: str, above: str) -> Iterator[tuple[str, str, bool]]:
    """(source, name, whether it is a regular file) of what lies in a folder; a folder's source ends with `/`. Links to
    folders are passed over.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield f"{plain_name(above + entry.name)}/", entry.name, False
            elif kind_of(entry.name) and not (entry.is_symlink() and Path(entry.path).is_dir()):
                yield plain_name(above + entry.name), entry.name, entry.is_file(follow_symlinks=False)


def _local_inputs(root: Path, file: File) -> Iterator[Input]:
    problem = _problem(root, file.stored.path) if isinstance(file.stored, LocalFile) else None
    if problem:
        yield rejected(file.label, file.origin, problem)
    else:
        yield from _file_inputs(file)


def _problem(root: Path, path: str) -> str | None:
    """Why a file is not read; None also where it is gone, which its reader says."""
    try:
        mode = os.lstat(path).st_mode
    except OSError:
        return None
    if stat.S_ISREG(mode):
        return None
    if stat.S_ISDIR(mode):
        return "a folder that cannot be listed; expected one that this user may read"
    if stat.S_ISLNK(mode) and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)):
        return "a link that leads out of the source folder"
    return "no regular file" if os.path.exists(path) and not os.path.isfile(path) else None


def _file_inputs(file: File) -> Iterator[Input]:
    items = archive_inputs(file) if kind_of(file.stored.name) in ARCHIVES else inputs_of(file)
    return accounted(file.label, file.origin, items)
