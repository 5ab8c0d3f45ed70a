"""One look at each file of a site: what it shows and what is wrong with it by itself. Runs in any process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from archive_build.files import read_file
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
    """A file's digest (UNREADABLE for one that cannot be read) and what it shows."""

    path: str
    digest: bytes
    look: Look


def digest_of(rules: Rules, path: str) -> bytes:
    """A file's digest; UNREADABLE where it cannot be read."""
    data = read(rules, path)
    return UNREADABLE if data is None else blake2b(data, digest_size=DIGEST_BYTES).digest()


def look_at(rules: Rules, paths: Sequence[str]) -> list[Seen]:
    """What files show, each by itself."""
    return [_seen(rules, path) for path in paths]


def _seen(rules: Rules, path: str) -> Seen:
    data = read(rules, path)
    if data is None:
        return Seen(path, UNREADABLE, Look(None, (Finding("unreadable", path, "cannot be read"),)))
    return Seen(path, blake2b(data, digest_size=DIGEST_BYTES).digest(), _look(rules, path, data))


def _look(rules: Rules, path: str, data: bytes) -> Look:
    found = tuple(Finding("leak", path, what) for what in leaks(data, rules.texts))
    page = read_page(path, data, rules.site_url, rules.policy) if path.endswith(".html") else None
    return Look(page, found + page.findings if page else found)


def read(rules: Rules, path: str) -> bytes | None:
    """A file's bytes; None where it cannot be read."""
    try:
        return read_file(f"{rules.site}/{path}")
    except OSError:
        return None
