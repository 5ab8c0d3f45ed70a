"""Faces from npm packages, cut to the characters that Arabic news needs, and their style sheet."""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import fontTools

from archive_build.files import write_bytes
from archive_pages.errors import PagesError

ARABIC = (
    "U+0600-0605,U+060C-060F,U+061B-061F,U+0620-065F,U+0660-066D,U+0670-0671,U+0679,U+067E,U+0686,U+0688,U+0691,"
    "U+0698,U+06A4,U+06A9,U+06AF,U+06BA,U+06BE,U+06C0-06C1,U+06CC,U+06D2,U+06D4,U+06F0-06F9,U+200C-200F,"
    "U+FD3E-FD3F,U+FDF2,U+FDFA"
)
LATIN = (
    "U+0020-007E,U+00A0-00A3,U+00A5-00AB,U+00AD-00B1,U+00B4-00B7,U+00BB-00FF,U+0152-0153,U+2010-2015,U+2018-201E,"
    "U+2022,U+2026,U+2030,U+2039-203A,U+20AC,U+2212"
)


@dataclass(frozen=True, slots=True)
class Face:
    """A face: its CSS family, weight, npm package, the package's file and the characters that are kept."""

    family: str
    weight: int
    package: str
    file: str
    characters: str


def _faces() -> tuple[Face, ...]:
    rows = (
        ("Warraq Naskh", "@fontsource/noto-naskh-arabic", "noto-naskh-arabic", (400, 700)),
        ("Warraq Sans", "@fontsource/ibm-plex-sans-arabic", "ibm-plex-sans-arabic", (400, 600)),
    )
    return tuple(
        Face(family, weight, package, f"{file}-{script}-{weight}-normal.woff2", characters)
        for family, package, file, weights in rows
        for weight in weights
        for script, characters in (("arabic", ARABIC), ("latin", LATIN))
    )


FACES = _faces()


def font_path(face: Face, node_modules: Path) -> Path:
    """Where npm put the face's file. Raises PagesError where it is missing."""
    path = node_modules / face.package / "files" / face.file
    if not path.is_file():
        raise PagesError(
            f"font {face.file!r}: not in {str(node_modules)!r}; expected npm's packages there (make setup)"
        )
    return path


def font_name(face: Face, source: bytes) -> str:
    """The output's name, which changes with the source, the characters kept and the library that cuts."""
    recipe = f"{face.characters} {fontTools.version}".encode()
    return f"{face.file.removesuffix('-normal.woff2')}.{hashlib.sha256(source + recipe).hexdigest()[:10]}.woff2"


def cut(source: bytes, characters: str) -> bytes:
    """The font as WOFF2 with the glyphs of `characters` and all that shaping needs for them."""
    from fontTools import subset  # a tenth of a second that a build without a new font does without
    from fontTools.ttLib import TTFont

    options = subset.Options(flavor="woff2", layout_features=["*"], hinting=False, notdef_outline=True)
    font = TTFont(BytesIO(source), recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(characters.replace("U+", "")))
    cutter.subset(font)
    out = BytesIO()
    font.flavor = "woff2"
    font.save(out)
    return out.getvalue()


def cut_once(name: str, source: bytes, characters: str, kept: Path) -> bytes:
    """As `cut`, but a font that was cut before is taken from the folder `kept` by its output's name.

    A folder that cannot be written to is done without.
    """
    path = kept / name
    if path.is_file():
        return path.read_bytes()
    data = cut(source, characters)
    with contextlib.suppress(OSError):
        write_bytes(path, data)
    return data


def style_sheet(names: dict[Face, str]) -> str:
    """The `@font-face` rules for the faces under their output names."""
    rules = [
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-display: swap; '
        f'src: url("../fonts/{name}") format("woff2"); unicode-range: {face.characters.replace(",", ", ")}; }}'
        for face, name in names.items()
    ]
    return "\n".join(rules) + "\n"
