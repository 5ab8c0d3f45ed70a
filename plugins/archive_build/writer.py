"""Pelican's writer, writing through `Outputs`: whole files, and only those that change."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

from pelican.writers import FileOverwriteFailedError, Writer

from archive_build.build import Build
from archive_build.lock import Lock
from archive_build.outputs import Outputs
from archive_build.progress import Ticker


class _Output(io.StringIO):
    """A text file that is written when it is closed without an error."""

    def __init__(self, outputs: Outputs, name: str, encoding: str) -> None:
        super().__init__(newline="\n")
        self._target = (outputs, name, encoding)

    def __exit__(self, kind: type[BaseException] | None, *rest: Any) -> None:
        outputs, name, encoding = self._target
        if kind is None:
            outputs.write(name, self.getvalue().encode(encoding))
        super().__exit__(kind, *rest)


class ArchiveWriter(Writer):  # type: ignore[misc] # Pelican's writer is untyped
    """Pelican's writer over `outputs`. Signals and template contexts are Pelican's own."""

    outputs: Outputs
    build: Build | None
    lock: Lock | None
    _ticker: Ticker | None = None

    def write_file(self, name: str, template: Any, context: Any, *args: Any, **kwargs: Any) -> None:
        """As Pelican's; articles are counted as they are rendered."""
        super().write_file(name, template, context, *args, **kwargs)
        if "article" not in kwargs:
            return
        if self._ticker is None:
            self._ticker = Ticker("Rendering", len(context["articles"]) + len(context["hidden_articles"]))
        self._ticker.tick()

    def close(self) -> None:
        """End the progress of rendering."""
        if self._ticker:
            self._ticker.close()

    def _open_w(self, filename: str, encoding: str, override: bool = False) -> io.StringIO:
        """What Pelican's own does, to the letter of its contract, but for the file object that it returns."""
        name = Path(filename).relative_to(os.path.abspath(self.output_path)).as_posix()  # noqa: PTH100 # as Pelican's sanitised_join
        if filename in self._overridden_files:
            if override:
                raise FileOverwriteFailedError(f"output {name!r} is overridden a second time")
            return io.StringIO()
        if filename in self._written_files and not override:
            raise FileOverwriteFailedError(f"output {name!r} is written a second time; two pages have one address")
        if override:
            self._overridden_files.add(filename)
        self._written_files.add(filename)
        return _Output(self.outputs, name, encoding)
