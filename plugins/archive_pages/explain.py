"""A plan in words: what would be written, deleted and kept, and which input of an output changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archive_build.fingerprint import DIGEST_BYTES
from archive_build.made import PAGES

PARTS: Mapping[str, tuple[str, ...]] = {
    PAGES: (
        *("site", "own row", "own source", "own evidence", "newer article", "older article"),
        *("newer article of its section", "older article of its section", "copies"),
    ),
}
OTHER_PARTS = ("site", "what it shows")
Inputs = Mapping[str, bytes]


def parts_of(kind: str) -> tuple[str, ...]:
    """The names of a fingerprint's parts, in their order."""
    return PARTS.get(kind, OTHER_PARTS)


def changed_parts(kind: str, old: bytes | None, new: bytes) -> list[str]:
    """Which parts of a fingerprint are others than before; all where there was none."""
    names = parts_of(kind)
    if old is None:
        return list(names)
    cuts = [slice(DIGEST_BYTES * at, DIGEST_BYTES * (at + 1)) for at in range(len(names))]
    return [name for name, cut in zip(names, cuts, strict=True) if old[cut] != new[cut]]


def reasons(kind: str, old: bytes | None, new: bytes, old_site: Inputs, new_site: Inputs) -> list[str]:
    """Why an output is made again: the inputs that changed, those of the site by their names."""
    if old is None:
        return ["not known to be made from what it is to be made from"]
    found = []
    for part in changed_parts(kind, old, new):
        found += _of_site(old_site, new_site) if part == "site" else [part]
    return found or ["its file is missing"]


def _of_site(old: Inputs, new: Inputs) -> list[str]:
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    return names or ["site"]


def told(name: str, kind: str, old: bytes | None, new: bytes, old_site: Inputs, new_site: Inputs) -> Iterator[str]:
    """All inputs of one output, each with whether it changed since it was made."""
    yield f"{name}: {'made again' if old != new else 'kept'}"
    changed = set(changed_parts(kind, old, new))
    for part in parts_of(kind):
        if part == "site":
            for one, value in new_site.items():
                yield f"  {_state(old is None, old_site.get(one) != value)}  {one}"
        else:
            yield f"  {_state(old is None, part in changed)}  {part}"


def _state(new: bool, changed: bool) -> str:
    return "new    " if new else "changed" if changed else "same   "
