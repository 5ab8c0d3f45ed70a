"""Whether a BagIt bag is as it was made: each file that is damaged, missing or too much by name."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from archive_build.engine import map_slices, open_engine
from archive_build.progress import track
from news_ingest.errors import IngestError


def bundle_faults(folder: Path, jobs: int = 1) -> Iterator[str]:
    """What is wrong with the bag in a folder, a line each. Raises IngestError where no bag can be read."""
    import bagit  # late: only who bundles needs it

    logging.getLogger("bagit").addHandler(logging.NullHandler())
    try:
        bag = bagit.Bag(str(folder))
        missing, extra = bag.compare_manifests_with_fs()
        yield from (f"missing: {path}" for path in sorted(missing))
        yield from (f"not in the manifest: {path}" for path in sorted(extra))
        there = sorted(path for path in bag.entries if path not in missing)
        items = [(path, bag.entries[path]) for path in there]
        with open_engine(jobs) as engine:
            faults = map_slices(engine, partial(damaged, folder), items)
            yield from (fault for fault in track(faults, "Verifying", len(items)) if fault)
        if not missing and not extra:
            bag.validate(fast=bag.has_oxum(), completeness_only=True)
    except bagit.BagValidationError as error:
        yield f"the bag as a whole: {error}"
    except (bagit.BagError, UnicodeDecodeError, OSError) as error:
        raise IngestError(
            f"bundle {str(folder)!r}: {error}; expected a BagIt bag as 'invoke bundle --to' makes"
        ) from error


def damaged(folder: Path, items: Sequence[tuple[str, Mapping[str, str]]]) -> list[str]:
    """Of each file, given with its checksums by algorithm, what is wrong with it, or "". Runs in any process."""
    return [_damage(folder, path, sums) for path, sums in items]


def _damage(folder: Path, path: str, sums: Mapping[str, str]) -> str:
    for algorithm, expected in sorted(sums.items()):
        with (folder / path).open("rb") as stream:
            found = hashlib.file_digest(stream, algorithm).hexdigest()
        if found != expected.lower():
            return f"damaged: {path}: {algorithm} {found}; expected {expected}"
    return ""
