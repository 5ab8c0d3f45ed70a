"""The articles' Markdown files by their ids."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from archive_build.files import read_file, write_bytes


class ArticleFiles:
    """Markdown files in a folder that they share out by the first two letters of their ids.

    Paths are plain texts here: to make a `Path` of one takes as long as to open the file.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)

    def name(self, article: str) -> str:
        """A file's path relative to the content folder."""
        return f"articles/{article[:2]}/{article[2:]}.md"

    def read(self, article: str) -> bytes | None:
        """A file's bytes; None where there is no file."""
        path = self._path(article)
        try:
            return read_file(path) if os.access(path, os.F_OK) else None
        except FileNotFoundError:
            return None  # it went in between

    def exists(self, article: str) -> bool:
        """Whether there is a file."""
        return os.path.exists(self._path(article))

    def write(self, article: str, data: bytes) -> None:
        """Write a file whole."""
        write_bytes(self._path(article), data, self._folder)

    def remove(self, article: str) -> None:
        """Take a file away, if there is one."""
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self._path(article))

    def _path(self, article: str) -> str:
        return f"{self._folder}/{article[:2]}/{article[2:]}.md"


class Overlay(ArticleFiles):
    """Files as they would be: what is written or taken away is so in a scratch folder, not in the one below it.

    An empty file there stands for one that was taken away; no article's file is empty.
    """

    def __init__(self, scratch: Path, below: ArticleFiles) -> None:
        super().__init__(scratch)
        self._below = below

    def read(self, article: str) -> bytes | None:
        """The scratch folder's file, else the one below."""
        own = super().read(article)
        return self._below.read(article) if own is None else own or None

    def exists(self, article: str) -> bool:
        """Whether there would be a file."""
        return self.read(article) is not None

    def remove(self, article: str) -> None:
        """Note that a file would be gone."""
        self.write(article, b"")
