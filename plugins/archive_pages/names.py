"""Names of sections and publishers as parts of addresses."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from archive_build.devices import is_device

UNSAFE_RE = re.compile(r"[^\w]+")
MARKS_RE = re.compile("[\u064b-\u065f\u0670\u0640]+")
MAX_BYTES = 100


def slug(name: str) -> str:
    """`name` as a folder: letters and digits kept as they are (Arabic too), the rest hyphens, at most 100 bytes.

    A name that this leaves nothing of, that is longer, or that Windows keeps for a device becomes a hash.
    """
    plain = MARKS_RE.sub("", unicodedata.normalize("NFC", name)).casefold()
    text = UNSAFE_RE.sub("-", plain).strip("-_")
    if text and len(text.encode()) <= MAX_BYTES and not is_device(text):
        return text
    return f"n-{hashlib.sha256(name.encode()).hexdigest()[:12]}"


def slugs(names: Iterable[str]) -> dict[str, str]:
    """A slug for each name, no two alike: the later of two like names (in sorted order) gets a hash behind it."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted(set(names)):
        text = own = slug(name)
        if own in taken:
            digest = hashlib.sha256(name.encode()).hexdigest()
            text = next(longer for length in range(6, 64) if (longer := f"{own}-{digest[:length]}") not in taken)
        taken.add(text)
        found[name] = text
    return found
