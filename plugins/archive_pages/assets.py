"""Everything that a page loads: style sheets, scripts and fonts, copied at build from where they live."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from arabic_text.formats import month_names
from archive_build.outputs import Outputs
from archive_pages.colours import style
from archive_pages.fonts import FACES, cut_once, first_of, font_names, font_path, style_sheet
from archive_pages.settings import PagesSettings
from archive_pages.skins import site_css, skin_css

PREFIX = "theme"
ICON = "img/icon.svg"
UNQUOTED = " /:='"  # in a data address that stands between double quotes
NO_MONTHS = "const MONTHS = {};"
HEAD_COMMENT_RE = re.compile(r"\A\s*/\*.*?\*/\s*", re.DOTALL)
MONTHS = f"const MONTHS = {json.dumps(month_names(), ensure_ascii=False)};"


def write_assets(outputs: Outputs, settings: PagesSettings) -> None:
    """Write `theme/`: the theme's static files, its style sheets and its scripts as one each, and the fonts, which are
    cut only when they are new, once a machine.
    """
    for name, data in _static(settings.theme / "static"):
        outputs.write(f"{PREFIX}/{name}", data)
    outputs.write(f"{PREFIX}/js/site.js", site_js(settings.theme).encode())
    options = settings.options
    css = site_css(settings.theme, options.skin, style(options.colours))
    outputs.write(f"{PREFIX}/css/site.css", css.encode())
    if options.logo:
        outputs.write(f"{PREFIX}/img/{options.logo.name}", options.logo.data)
    names = font_names(FACES, settings.node_modules)
    kept = settings.node_modules / ".cache" / "warraq-fonts"
    for face, name in names.items():
        if not outputs.keep(f"{PREFIX}/fonts/{name}").exists():
            source = font_path(face, settings.node_modules).read_bytes()
            outputs.write(f"{PREFIX}/fonts/{name}", cut_once(name, source, face, kept))
    outputs.write(f"{PREFIX}/css/fonts.css", style_sheet(names).encode())


def first_fonts(settings: PagesSettings) -> list[str]:
    """The addresses of the fonts that every page shows at once: of the families that the skin names."""
    first = first_of("".join(skin_css(settings.theme, settings.options.skin).values()))
    return [f"{PREFIX}/fonts/{name}" for name in font_names(first, settings.node_modules).values()]


def icon_data(settings: PagesSettings) -> str:
    """The icon as an address that holds it, for a page on which each request counts; "" where a theme has none."""
    path = settings.theme / "static" / ICON
    return f"data:image/svg+xml,{quote(path.read_bytes(), safe=UNQUOTED)}" if path.is_file() else ""


def site_js(theme: Path) -> str:
    """One script of the theme's, in the order of their names, with the names of months.

    What a script says of itself in a comment at its head is for those who work at the theme: readers do not load it.
    """
    parts = (path.read_text(encoding="utf-8") for path in sorted((theme / "scripts").glob("*.js")))
    return "".join(HEAD_COMMENT_RE.sub("", part) for part in parts).replace(NO_MONTHS, MONTHS, 1)


def _static(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield path.relative_to(folder).as_posix(), path.read_bytes()
