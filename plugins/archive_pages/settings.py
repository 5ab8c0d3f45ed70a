"""The archive's own settings, read once from Pelican's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive_pages.errors import PagesError


@dataclass(frozen=True, slots=True)
class PagesSettings:
    """`site_url` has no slash at its end; `node_modules` is where the npm packages lie."""

    site_name: str
    site_subtitle: str
    site_url: str
    per_page: int
    feed_items: int
    theme: Path
    node_modules: Path
    publisher_names: Mapping[str, str]


def from_pelican(settings: Mapping[str, Any]) -> PagesSettings:
    """The settings in Pelican's. Raises PagesError where one is of the wrong kind or out of its range."""
    return PagesSettings(
        site_name=_text(settings, "SITENAME"),
        site_subtitle=_text(settings, "SITESUBTITLE"),
        site_url=_text(settings, "SITEURL").rstrip("/"),
        per_page=_count(settings, "NEWS_PER_PAGE", 20),
        feed_items=_count(settings, "NEWS_FEED_ITEMS", 50),
        theme=Path(settings["THEME"]),
        node_modules=Path(settings.get("NEWS_NODE_MODULES", "node_modules")),
        publisher_names=_names(settings, "NEWS_PUBLISHER_NAMES"),
    )


def _text(settings: Mapping[str, Any], name: str) -> str:
    value = settings.get(name, "")
    if not isinstance(value, str):
        raise PagesError(f"setting {name}: {value!r}; expected a text")
    return value


def _count(settings: Mapping[str, Any], name: str, default: int) -> int:
    value = settings.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 1000:
        raise PagesError(f"setting {name}: {value!r}; expected a whole number from 1 to 1000")
    return value


def _names(settings: Mapping[str, Any], name: str) -> Mapping[str, str]:
    value = settings.get(name, {})
    if not isinstance(value, dict) or not all(isinstance(part, str) for pair in value.items() for part in pair):
        raise PagesError(f"setting {name}: {value!r}; expected names by folder, as in {{'okaz': 'عكاظ'}}")
    return value
