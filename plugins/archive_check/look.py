"""One look at each file of a site: what it shows and what is wrong with it by itself. Runs in any process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from archive_check.findings import Finding
from archive_check.leaks import leaks
from archive_check.page import Page, read_page

DIGEST_BYTES = 16
UNREADABLE = b""


@dataclass(frozen=True, slots=True)
class Rules:
    """What files are held against: the site's folder and address, its policy, and texts that must not leak."""

    site: Path
    site_url: str
    policy: str
    texts: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What one file shows: a page, if it is one, and its faults."""

    page: Page | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A file's digest (UNREADABLE for one that cannot be read) and what it shows; None where that is known already."""

    path: str
    digest: bytes
    look: Look | None


def look_at(rules: Rules, files: Sequence[tuple[str, bytes | None]]) -> list[Seen]:
    """What files show, each by itself, given with the digests under which they are known already (None for none)."""
    return [_seen(rules, path, known) for path, known in files]


def _seen(rules: Rules, path: str, known: bytes | None) -> Seen:
    data = read(rules, path)
    if data is None:
        return Seen(path, UNREADABLE, Look(None, (Finding("unreadable", path, "cannot be read"),)))
    digest = blake2b(data, digest_size=DIGEST_BYTES).digest()
    return Seen(path, digest, None if digest == known else _look(rules, path, data))


def _look(rules: Rules, path: str, data: bytes) -> Look:
    found = tuple(Finding("leak", path, what) for what in leaks(data, rules.texts))
    page = read_page(path, data, rules.site_url, rules.policy) if path.endswith(".html") else None
    return Look(page, found + page.findings if page else found)


def read(rules: Rules, path: str) -> bytes | None:
    """A file's bytes; None where it cannot be read."""
    try:
        return (rules.site / path).read_bytes()
    except OSError:
        return None
