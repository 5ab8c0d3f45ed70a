"""Where a site is published: a folder, or any file system that fsspec knows."""

from __future__ import annotations

import contextlib
import json
import posixpath
from pathlib import Path
from typing import Any, Protocol

from archive_build.files import write_bytes
from archive_build.outputs import stays_inside
from archive_build.urls import without_credentials
from archive_hosts.kinds import cache_control, content_type
from archive_publish.errors import PublishError
from archive_publish.objects import NOTE, Stamp

FORMAT = 1


class Store(Protocol):
    """A target. `name` is how messages call it; its operations raise OSError."""

    name: str

    def read(self, path: str) -> bytes | None:
        """An object's bytes, None where there is none."""

    def put(self, path: str, data: bytes) -> None:
        """Put an object whole: readers see the old one or the new one."""

    def delete(self, path: str) -> None:
        """Take an object away, if it is there."""


class FolderStore:
    """A folder of this machine, which a web server serves."""

    def __init__(self, folder: Path) -> None:
        self.name = str(folder)
        self._folder = folder

    def read(self, path: str) -> bytes | None:
        """The file's bytes."""
        try:
            return (self._folder / path).read_bytes()
        except FileNotFoundError:
            return None

    def put(self, path: str, data: bytes) -> None:
        """Write the file by a rename."""
        write_bytes(self._folder / path, data)

    def delete(self, path: str) -> None:
        """Take the file away, and the folders that it leaves empty."""
        file = self._folder / path
        file.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            for above in file.parents:
                if above == self._folder:
                    break
                above.rmdir()


class RemoteStore:
    """Objects below a URL of fsspec's. On S3 each has its media type and its time to live."""

    def __init__(self, url: str) -> None:
        """Raises PublishError where the URL's protocol is unknown, or its package is missing."""
        from fsspec.core import url_to_fs  # late: it takes 0.3 s

        self.name = without_credentials(url)
        try:
            self._system, root = url_to_fs(url, use_listings_cache=False, skip_instance_cache=True)
        except (ImportError, ValueError) as error:
            raise PublishError(
                f"target {self.name!r}: {without_credentials(str(error))}; expected a folder or a URL as in s3://bucket/prefix"
            ) from error
        self._root = root.rstrip("/")
        self._is_s3 = "s3" in self._system.protocol

    def read(self, path: str) -> bytes | None:
        """The object's bytes."""
        try:
            data: bytes = self._system.cat_file(self._at(path))
        except FileNotFoundError:
            return None
        return data

    def put(self, path: str, data: bytes) -> None:
        """Put the object: stores like S3 show the old one until the new one is whole."""
        self._system.pipe_file(self._at(path), data, **self._headers(path))

    def delete(self, path: str) -> None:
        """Take the object away."""
        with contextlib.suppress(FileNotFoundError):
            self._system.rm_file(self._at(path))

    def _at(self, path: str) -> str:
        return posixpath.join(self._root, path)

    def _headers(self, path: str) -> dict[str, Any]:
        return {"ContentType": content_type(path), "CacheControl": cache_control(path)} if self._is_s3 else {}


def read_note(store: Store) -> dict[str, Stamp]:
    """What was published there last, by path; nothing where nothing was. Raises PublishError for a broken note."""
    data = store.read(NOTE)
    if data is None:
        return {}
    try:
        note = json.loads(data)
        if note["format"] != FORMAT:
            raise ValueError(f"format {note['format']!r}")
        if outside := [path for path in note["objects"] if not stays_inside(path)]:
            raise ValueError(f"object {outside[0]!r}")
        return {str(path): Stamp(int(size), str(digest)) for path, (size, digest) in note["objects"].items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise PublishError(
            f"target {store.name!r}: {NOTE}: {error!r}; expected what 'invoke publish' wrote; without it all is sent"
        ) from error


def write_note(store: Store, objects: dict[str, Stamp]) -> None:
    """Note what is there."""
    rows = {path: [one.size, one.digest] for path, one in sorted(objects.items())}
    text = json.dumps({"format": FORMAT, "objects": rows}, ensure_ascii=False, separators=(",", ":"))
    store.put(NOTE, text.encode())
