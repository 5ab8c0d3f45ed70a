"""The archive's own settings, read once from Pelican's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive_pages import checks
from archive_pages.options import Options, options_from


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
    options: Options


def from_pelican(settings: Mapping[str, Any]) -> PagesSettings:
    """The settings in Pelican's. Raises PagesError where one is of the wrong kind or out of its range."""
    return PagesSettings(
        site_name=checks.text(settings, "SITENAME"),
        site_subtitle=checks.text(settings, "SITESUBTITLE"),
        site_url=checks.text(settings, "SITEURL").rstrip("/"),
        per_page=checks.count(settings, "NEWS_PER_PAGE", 20),
        feed_items=checks.count(settings, "NEWS_FEED_ITEMS", 50),
        theme=Path(settings["THEME"]),
        node_modules=Path(settings.get("NEWS_NODE_MODULES", "node_modules")),
        options=options_from(settings),
    )
