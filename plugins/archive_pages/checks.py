"""What the values of settings may be: each check gives the value, or raises PagesError with what was expected."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from archive_pages.errors import PagesError

PATH_RE = re.compile(r"[^\s\x00-\x1f\x7f\\:\"'<>]+")  # section/رياضة/


def wrong(name: str, value: object, expected: str) -> PagesError:
    """The error for a setting."""
    return PagesError(f"setting {name}: {value!r}; expected {expected}")


def text(settings: Mapping[str, Any], name: str) -> str:
    """A text, "" where there is none."""
    value = settings.get(name, "")
    if not isinstance(value, str):
        raise wrong(name, value, "a text")
    return value


def count(settings: Mapping[str, Any], name: str, default: int) -> int:
    """A whole number from 1 to 1000."""
    value = settings.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 1000:
        raise wrong(name, value, "a whole number from 1 to 1000")
    return value


def names(settings: Mapping[str, Any], name: str, example: str) -> Mapping[str, str]:
    """Names to show by names as they are."""
    value = settings.get(name, {})
    if not isinstance(value, dict) or not all(isinstance(part, str) for pair in value.items() for part in pair):
        raise wrong(name, value, f"names by folder, as in {example}")
    return value


def texts(settings: Mapping[str, Any], name: str, example: str) -> tuple[str, ...]:
    """Texts, none of them empty or twice."""
    value = settings.get(name, ())
    if not _is_texts(value) or len(set(value)) < len(value):
        raise wrong(name, value, f"a list of texts, each once, as in {example}")
    return tuple(value)


def pair(settings: Mapping[str, Any], name: str, example: str) -> tuple[str, str] | None:
    """Two texts; None where there is no such setting."""
    value = settings.get(name)
    if value is None:
        return None
    if not _is_texts(value) or len(value) != 2:
        raise wrong(name, value, f"two texts, as in {example}")
    return value[0], value[1]


def pairs(settings: Mapping[str, Any], name: str, example: str) -> tuple[tuple[str, str], ...] | None:
    """Pairs of texts; None where there is no such setting."""
    value = settings.get(name)
    if value is None:
        return None
    if not isinstance(value, (list, tuple)) or not all(_is_texts(one) and len(one) == 2 for one in value):
        raise wrong(name, value, f"pairs of texts, as in {example}")
    return tuple((first, second) for first, second in value)


def chosen(settings: Mapping[str, Any], name: str, of: Sequence[str]) -> frozenset[str]:
    """Some of the names `of`; all where there is no such setting."""
    value = settings.get(name)
    if value is None:
        return frozenset(of)
    if not isinstance(value, (list, tuple)) or not set(map(str, value)) <= set(of):
        raise wrong(name, value, f"a list of some of {', '.join(map(repr, of))}")
    return frozenset(map(str, value))


def web_address(name: str, value: str) -> str:
    """An address that begins with https:// or http:// and a host."""
    if not is_web(value):
        raise wrong(name, value, "an address that begins with https://")
    return value


def is_web(value: str) -> bool:
    """Whether it is such an address, without spaces and control characters."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("https", "http") and bool(parts.hostname) and not re.search(r"[\s\x00-\x1f\x7f\"<>]", value)


def is_path(value: str) -> bool:
    """Whether it is a path below the site's root or a folder: relative, and leading nowhere else."""
    return bool(PATH_RE.fullmatch(value)) and value[0] != "/" and ".." not in value.split("/")


def _is_texts(value: object) -> bool:
    return isinstance(value, (list, tuple)) and all(isinstance(one, str) and one.strip() for one in value)
