"""A publisher's options (docs/THEME.md), read once from Pelican's settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive_pages import checks
from archive_pages.checks import wrong
from archive_pages.colours import Colours, colours_from, tokens_in
from archive_pages.entries import Term
from archive_pages.imprint import Licence
from archive_pages.logo import Logo, logo_from
from archive_pages.skins import skin_css, skins
from archive_pages.terms import Naming
from archive_pages.ways import WAYS

CALENDARS = ("gregorian", "hijri")
SKIN = "newspaper"


@dataclass(frozen=True, slots=True)
class Options:
    """How the site looks and which ways it has. `menu` is None where it is the theme's own; the addresses in it are
    those of other sites or relative to the root. `footer` are paragraphs.
    """

    skin: str
    logo: Logo | None
    colours: Colours
    menu: tuple[Term, ...] | None
    footer: tuple[str, ...]
    licence: Licence | None
    naming: Naming
    has_hijri: bool
    ways: frozenset[str]


def options_from(settings: Mapping[str, Any]) -> Options:
    """The options in Pelican's settings. Raises PagesError with one clear message for a bad value."""
    theme = Path(settings["THEME"])
    skin = _skin(settings, theme)
    return Options(
        skin=skin,
        logo=logo_from(settings),
        colours=colours_from(settings, tokens_in("".join(skin_css(theme, skin).values()))),
        menu=_menu(settings),
        footer=tuple(line.strip() for line in checks.text(settings, "NEWS_FOOTER").splitlines() if line.strip()),
        licence=_licence(settings),
        naming=_naming(settings),
        has_hijri=_has_hijri(settings),
        ways=checks.chosen(settings, "NEWS_WAYS", WAYS),
    )


def _skin(settings: Mapping[str, Any], theme: Path) -> str:
    value, known = settings.get("NEWS_SKIN", SKIN), skins(theme)
    if value not in known:
        raise wrong("NEWS_SKIN", value, f"a folder in {str(theme / 'skins')!r}: one of {', '.join(map(repr, known))}")
    return str(value)


def _menu(settings: Mapping[str, Any]) -> tuple[Term, ...] | None:
    pairs = checks.pairs(settings, "NEWS_MENU", "[('الأرشيف', 'archive/'), ('موقعنا', 'https://example.org/')]")
    for name, address in pairs or ():
        if not checks.is_path(address) and not checks.is_web(address):
            raise wrong("NEWS_MENU", (name, address), "a path like 'archive/', or an address that begins with https://")
    return None if pairs is None else tuple(Term(name, address) for name, address in pairs)


def _licence(settings: Mapping[str, Any]) -> Licence | None:
    given = checks.pair(settings, "NEWS_LICENCE", "('CC BY 4.0', 'https://creativecommons.org/licenses/by/4.0/')")
    return Licence(given[0], checks.web_address("NEWS_LICENCE", given[1])) if given else None


def _naming(settings: Mapping[str, Any]) -> Naming:
    return Naming(
        checks.names(settings, "NEWS_SECTION_NAMES", "{'sports': 'رياضة'}"),
        checks.names(settings, "NEWS_PUBLISHER_NAMES", "{'okaz': 'عكاظ'}"),
        checks.texts(settings, "NEWS_SECTION_ORDER", "['سياسة', 'رياضة']"),
    )


def _has_hijri(settings: Mapping[str, Any]) -> bool:
    calendars = checks.chosen(settings, "NEWS_CALENDARS", CALENDARS)
    if "gregorian" not in calendars:
        raise wrong("NEWS_CALENDARS", settings["NEWS_CALENDARS"], "'gregorian', whose days have the pages, among them")
    return "hijri" in calendars
