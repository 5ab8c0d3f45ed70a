"""Publish a site to a store: what changed, in the order of the plan, resumed where it was interrupted."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from archive_build.progress import Ticker
from archive_build.urls import without_credentials
from archive_publish.compress import compressed, copies, source_of, stale
from archive_publish.errors import PublishError
from archive_publish.objects import Stamp, must_be_whole, stamp, stamps
from archive_publish.plan import Plan, plan
from archive_publish.stores import Store, read_note, write_note

Answer = TypeVar("Answer")
ATTEMPTS = 5
FIRST_PAUSE = 0.2
AT_ONCE = 16
BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Published:
    """What was done, or would be: the plan, how many objects stay as they are, and the bytes that were sent."""

    plan: Plan
    kept: int
    sent_bytes: int
    deletes: bool

    def lines(self, dry: bool) -> Iterator[str]:
        """What is printed; of a dry run each object."""
        if dry:
            yield from (f"new      {path}" for path in self.plan.new)
            yield from (f"changed  {path}" for path in self.plan.changed)
            yield from (f"gone     {path}" for path in self.plan.gone)
        gone = f"{len(self.plan.gone):,} {'deleted' if self.deletes else 'gone here and kept there'}"
        sent = (
            f"{self.plan.sent:,} {'to send' if dry else 'sent'} ({len(self.plan.new):,} new), {self.sent_bytes:,} bytes"
        )
        yield f"{sent}, {self.kept:,} unchanged, {gone}"


def publish(site: Path, store: Store, delete: bool = False, dry: bool = False, compress: bool = False) -> Published:
    """Bring a store up to date with the site in the folder `site`, with smaller copies beside the files if `compress`.

    New objects go first, changed ones then, and what is gone is taken away last, only where `delete` says so. What is
    done is noted there in between, so that a run after an interrupted one goes on. Raises PublishError where `site` is
    no built site, or the store fails five times at one object.
    """
    must_be_whole(site)
    here = dict(retried(partial(_stamped, site), str(site)))
    here |= copies(here) if compress else {}
    there = retried(partial(read_note, store), store.name)
    old_copies = stale(there, here)
    todo = plan(here, {path: one for path, one in there.items() if path not in set(old_copies)})
    kept = len(here) - todo.sent
    if dry:
        return Published(todo, kept, sum(here[path].size for path in (*todo.new, *todo.changed)), delete)
    sent_bytes = 0
    ticker = Ticker("Publishing", todo.sent + (len(todo.gone) if delete else 0))
    try:
        with ThreadPoolExecutor(AT_ONCE) as threads:
            _take_away(store, there, old_copies, threads)
            for paths in (*_batches(todo.new), *_batches(todo.changed)):
                for path, one in zip(paths, threads.map(partial(_send, site, store), paths), strict=True):
                    there[path] = one
                    sent_bytes += one.size
                    ticker.tick()
                retried(partial(write_note, store, there), store.name)
            _take_away(store, there, todo.gone if delete else (), threads, ticker.tick)
    finally:
        ticker.close()
    return Published(todo, kept, sent_bytes, delete)


def _take_away(
    store: Store,
    there: dict[str, Stamp],
    gone: Sequence[str],
    threads: ThreadPoolExecutor,
    tick: Callable[[], None] = lambda: None,
) -> None:
    for paths in _batches(gone):
        for path, _ in zip(paths, threads.map(partial(_delete, store), paths), strict=True):
            del there[path]
            tick()
        retried(partial(write_note, store, there), store.name)


def _stamped(site: Path) -> list[tuple[str, Stamp]]:
    return list(stamps(site))


def _batches(paths: Sequence[str]) -> Iterator[Sequence[str]]:
    return (paths[start : start + BATCH] for start in range(0, len(paths), BATCH))


def _send(site: Path, store: Store, path: str) -> Stamp:
    source = path if (site / path).is_file() else source_of(path)
    try:
        data = (site / source).read_bytes()
    except OSError as error:
        raise PublishError(
            f"site {str(site)!r}: {path} went while it was published; publish again after the build"
        ) from error
    sent = data if source == path else compressed(path, data)
    retried(partial(store.put, path, sent), f"{store.name}: {path}")
    return stamp(data)


def _delete(store: Store, path: str) -> None:
    retried(partial(store.delete, path), f"{store.name}: {path}")


def retried(call: Callable[[], Answer], name: str) -> Answer:
    """The answer of a call that may fail for a moment: it is tried five times, with longer and longer pauses between.

    Raises PublishError, with `name`, where it fails each time, or in a way that time does not mend.
    """
    attempt = 1
    while True:
        try:
            return call()
        except (PermissionError, FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
            why = without_credentials(str(error))
            raise PublishError(f"{name}: {why}; expected a target that exists and may be written") from error
        except PublishError:
            raise
        except Exception as error:  # each store's library has errors of its own
            if attempt == ATTEMPTS:
                why = without_credentials(repr(error))
                raise PublishError(f"{name}: {why}, {ATTEMPTS} times; expected a target that answers") from error
            time.sleep(FIRST_PAUSE * 2 ** (attempt - 1))
            attempt += 1
