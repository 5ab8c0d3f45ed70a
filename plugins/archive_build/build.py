"""One build: the catalogue brought up to date, then the outputs whose fingerprints changed rendered on the engine."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

from markupsafe import Markup

from archive_build.catalogue import Catalogue
from archive_build.engine import map_slices
from archive_build.errors import BuildError
from archive_build.made import FOLDERS, Held, Made
from archive_build.outputs import Outputs
from archive_build.paths import made_path
from archive_build.progress import track
from archive_build.renderer import Spec, open_renderer, read_slice
from archive_build.scan import Rules, scan
from archive_build.timing import Timing
from archive_build.trouble import refusal
from archive_build.workers import Hands

log = logging.getLogger(__name__)
Store = TypeVar("Store")
NOTE_EVERY = 1024


@dataclass(frozen=True, slots=True)
class Job:
    """An output to render: its key among its kind, its file, fingerprint and template, and what the worker is told."""

    key: str
    name: str
    fingerprint: bytes
    template: str
    order: Any


class Jobs(Protocol):
    """Jobs that can be counted and gone over again."""

    def __len__(self) -> int: ...

    def keys(self) -> Iterable[str]:
        """The jobs' keys."""

    def __iter__(self) -> Iterator[Job]: ...


class Build:
    """A build of the content folder `content` into `output`, whose locks the caller has."""

    def __init__(self, content: Path, output: Path, spec: Spec, rules: Rules, hands: Hands) -> None:
        self.content = content
        self.output = output
        self.hands = hands
        self.timing = Timing()
        self.told: list[str] = []
        self.everything = ""
        self.groups_of = ""
        self.groups: Mapping[str, Held] = {}
        self._spec = spec
        self._rules = rules
        self.catalogue = self._open(spec.catalogue, Catalogue)
        self._made: Made | None = None

    def _open(self, path: Path, kind: Callable[[Path], Store]) -> Store:
        """Open a file of this build's; one that cannot be read is told of and made anew."""
        try:
            return kind(path)
        except sqlite3.DatabaseError as error:
            if text := refusal(path, error):
                raise BuildError(text) from error
            log.warning("%s: %s; it is made anew", path, error)
            path.unlink()
            return kind(path)

    @property
    def spec(self) -> Spec:
        """What a process needs to read sources."""
        return self._spec

    def read_sources(self, reading: str, withdrawn: frozenset[str] = frozenset()) -> None:
        """Bring the catalogue up to date; `reading` stands for the settings and code that rows depend on, `withdrawn`
        are the ids of articles that are left out.
        """
        try:
            self._read_sources(reading, withdrawn)
        except sqlite3.DatabaseError as error:
            path = self._spec.catalogue
            if text := refusal(path, error):
                raise BuildError(text) from error
            log.warning("%s: %s; it is made anew", path, error)
            self.catalogue.close()
            path.unlink(missing_ok=True)
            self.catalogue = Catalogue(path)
            self._read_sources(reading, withdrawn)

    def _read_sources(self, reading: str, withdrawn: frozenset[str]) -> None:
        self.catalogue.prepare(reading)
        with self.timing.step("scan"):
            changes = self.catalogue.compare(scan(self.content, self._rules))
        with self.timing.step("read", len(changes.to_read)):
            self._read(changes.to_read)
            noted = self.catalogue.evidence.compare(self.content)
            same = not (changes.to_read or changes.gone or noted) and self.catalogue.leaves_out(withdrawn)
            self.catalogue.end() if same else self.catalogue.settle(withdrawn)
        for path, remark in self.catalogue.remarks():
            log.warning("article %s %s", path, remark)

    def _read(self, places: Sequence[tuple[str, str, int, int]]) -> None:
        if not places:
            return
        paths = [place[1] for place in places]
        with self.hands.open(len(paths)) as engine:
            readings = map_slices(engine, partial(read_slice, self._spec), paths)
            self.catalogue.put(zip(places, track(readings, "Reading", len(paths)), strict=True))

    def made(self, outputs: Outputs) -> Made:
        """The fingerprints of what lies in the output folder."""
        if self._made is None:
            path = made_path(self.content, self.output)
            self._made = self._open(path, partial(Made, stamp=outputs.stamp()))
        return self._made

    def render(
        self,
        outputs: Outputs,
        kind: str,
        jobs: Jobs,
        work: Callable[[Spec, Sequence[Any]], list[bool]],
        context: bytes,
    ) -> None:
        """Write the outputs of `jobs`, which are gone over several times: `work` gets slices of their orders, and
        tells of each whether it was written.
        """
        if not len(jobs):
            return
        outputs.begin()
        made = self.made(outputs)
        made.seal(outputs.stamp())
        made.forget(kind, jobs.keys())
        spec = replace(self._spec, context=context)
        with self.hands.open(len(jobs)) as engine:
            receipts = map_slices(engine, partial(work, spec), (job.order for job in jobs))
            done = zip(jobs, track(receipts, "Rendering", len(jobs)), strict=True)
            for part in _parts(done):
                outputs.written += sum(written for _, written in part)
                made.note(kind, ((job.key, job.fingerprint) for job, _ in part))

    def body(self, article: str) -> Markup:
        """The safe HTML of the article with this id, read from its source. Raises BuildError where there is none."""
        found = self.catalogue.source_of(article)
        if found is None:
            raise BuildError(f"article {article!r}: not in the catalogue; expected one that lists show")
        return open_renderer(self._spec).body(found)

    def keep_folder(self, outputs: Outputs, folder: str, fingerprint: bytes) -> bool:
        """Keep what lies below `folder` if it was made from the same and is whole; whether it is.

        `folder` ends with `/`, or is what else the names of files that are made together begin with.
        Where it is not, it counts as being made until `folder_made`. After a killed build it is not known to be whole.
        """
        made = self.made(outputs)
        if made.get(FOLDERS, folder) == fingerprint and not outputs.interrupted and outputs.is_whole(folder):
            outputs.keep_below(folder)
            return True
        outputs.begin()
        made.seal(outputs.stamp())
        made.forget(FOLDERS, [folder])
        return False

    def folder_made(self, outputs: Outputs, folder: str, fingerprint: bytes) -> None:
        """What lies below `folder` is made, and from this."""
        self.made(outputs).note(FOLDERS, [(folder, fingerprint)])

    def tell_folder(self, outputs: Outputs, folder: str, fingerprint: bytes) -> None:
        """Tell whether a build would keep what lies below `folder`."""
        kept = self.made(outputs).get(FOLDERS, folder) == fingerprint and outputs.is_whole(folder)
        outputs.keep_below(folder)
        self.told += [] if kept else [f"make    {folder}: what it is made from changed, or a file is missing"]

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Take away what is kept of earlier builds where it turns out to be broken within, as a BuildError says."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            self.close()
            for path in (self._spec.catalogue, made_path(self.content, self.output)):
                path.unlink(missing_ok=True)
            raise BuildError(
                f"{str(self._spec.catalogue.parent)!r}: {error}; what it held of earlier builds is gone, build again"
            ) from error

    def finish(self, outputs: Outputs) -> None:
        """The output folder is as the fingerprints say."""
        if not outputs.dry:
            self.made(outputs).seal(outputs.stamp())
            self.made(outputs).settle(self.everything)
            if self.groups_of:
                self.made(outputs).settle_groups(self.groups_of, self.groups)
        self.close()

    def close(self) -> None:
        """End the build; another may begin."""
        self.catalogue.close()
        if self._made:
            self._made.close()


def _parts(items: Iterable[tuple[Job, bool]]) -> Iterator[list[tuple[Job, bool]]]:
    part: list[tuple[Job, bool]] = []
    for item in items:
        part.append(item)
        if len(part) == NOTE_EVERY:
            yield part
            part = []
    yield part
