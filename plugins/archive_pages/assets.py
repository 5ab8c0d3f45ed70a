"""Everything that a page loads: style sheets, scripts and fonts, copied at build from where they live."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from archive_build.outputs import Outputs
from archive_pages.fonts import FACES, cut_once, font_name, font_path, style_sheet
from archive_pages.settings import PagesSettings

PREFIX = "theme"


def write_assets(outputs: Outputs, settings: PagesSettings) -> None:
    """Write `theme/`: the theme's static files, and the fonts, which are cut only when they are new, once a machine."""
    for name, data in _static(settings.theme / "static"):
        outputs.write(f"{PREFIX}/{name}", data)
    names = {}
    kept = settings.node_modules / ".cache" / "warraq-fonts"
    for face in FACES:
        source = font_path(face, settings.node_modules).read_bytes()
        names[face] = font_name(face, source)
        output = f"{PREFIX}/fonts/{names[face]}"
        if not outputs.keep(output).exists():
            outputs.write(output, cut_once(names[face], source, face.characters, kept))
    outputs.write(f"{PREFIX}/css/fonts.css", style_sheet(names).encode())


def _static(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield path.relative_to(folder).as_posix(), path.read_bytes()
