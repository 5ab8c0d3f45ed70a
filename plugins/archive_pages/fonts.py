"""Faces from npm packages, cut to the characters that Arabic news needs, and their style sheet."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import cycle
from pathlib import Path
from typing import Any

import fontTools

from archive_build.files import write_bytes
from archive_pages.errors import PagesError

# the letters and signs of Arabic, with those that names from Persian and Urdu need most
ARABIC = (
    "U+060C,U+061B,U+061F,U+0621-063A,U+0640-0652,U+0660-066C,U+0670-0671,U+067E,U+0686,U+0698,U+06A4,U+06A9,U+06AF,"
    "U+06CC,U+06F0-06F9,U+200C-200F,U+FDF2,U+FDFA"
)
RARE_ARABIC = (
    "U+0600-0605,U+060D-060F,U+061C-061E,U+0620,U+063B-063F,U+0653-065F,U+066D,U+0679,U+0688,U+0691,U+06BA,U+06BE,"
    "U+06C0-06C1,U+06D2,U+06D4,U+FD3E-FD3F"
)
# what Arabic text shares with Latin: space, digits, punctuation
COMMON = "U+0020-0040,U+005B-0060,U+007B-007E,U+00A0,U+00AB,U+00B7,U+00BB,U+2010-2015,U+2018-201E,U+2026,U+2039-203A"
LETTERS = "U+0041-005A,U+0061-007A,U+00B6"  # with the pilcrow, which marks links to paragraphs
SIGNS = "U+00A1-00A3,U+00A5-00AA,U+00AD-00B1,U+00B4-00B5,U+00BC-00FF,U+0152-0153,U+2022,U+2030,U+20AC,U+2212"
# what browsers apply by themselves; fractions and other figures that no style sheet asks for stay away
FEATURES = (
    *("ccmp", "locl", "isol", "init", "medi", "med2", "fina", "fin2", "fin3", "rlig", "rclt", "calt", "liga", "clig"),
    *("curs", "kern", "mark", "mkmk"),
)
ASCII_DIGITS, ARABIC_DIGITS, PERSIAN_DIGITS = "U+0030-0039", "U+0660-0669", "U+06F0-06F9"


@dataclass(frozen=True, slots=True)
class Face:
    """A face: its CSS family, weight, npm package, the package's file and the characters that are kept.

    With `shown_for` its glyphs stand for these characters instead (as many, or several times as many), so that digits
    can be shown as others without a change of the text.
    """

    family: str
    weight: int
    package: str
    file: str
    characters: str
    shown_for: str = ""

    @property
    def range(self) -> str:
        """The characters for which a browser uses the face."""
        return self.shown_for or self.characters


FAMILIES = (
    ("Warraq Text", "amiri", (400, 700)),
    ("Warraq Display", "markazi-text", (600,)),
    ("Warraq Sans", "ibm-plex-sans-arabic", (400, 600)),
)
COMMON_LETTERS = f"{COMMON},{LETTERS}"
PARTS = (("arabic", ARABIC), ("arabic", RARE_ARABIC), ("latin", COMMON), ("latin", LETTERS), ("latin", SIGNS))
# of headlines and labels the letters come at once: a Latin name in them would stand in another face at first sight
LABEL_PARTS = (("arabic", ARABIC), ("arabic", RARE_ARABIC), ("latin", COMMON_LETTERS), ("latin", SIGNS))


def _faces() -> Iterator[Face]:
    for family, file, weights in FAMILIES:
        for weight in weights:
            package, names = f"@fontsource/{file}", {one: f"{file}-{one}-{weight}-normal.woff2" for one, _ in PARTS}
            for script, characters in PARTS if family == "Warraq Text" else LABEL_PARTS:
                yield Face(family, weight, package, names[script], characters)
            yield Face(f"{family} Arabic Digits", weight, package, names["arabic"], ARABIC_DIGITS, ASCII_DIGITS)
            both = f"{ARABIC_DIGITS},{PERSIAN_DIGITS}"
            yield Face(f"{family} Latin Digits", weight, package, names["latin"], ASCII_DIGITS, both)


FACES = tuple(_faces())
HEADLINES = ("Warraq Display", 600)


def first_of(css: str) -> tuple[Face, ...]:
    """The faces that every page shows at once, by a skin's style sheets: headlines in a family that it does not name
    are set in its third.
    """
    headlines = HEADLINES if HEADLINES[0] in css else ("Warraq Sans", HEADLINES[1])
    shown = {("Warraq Text", 400), headlines, ("Warraq Sans", 400)}
    at_once = (ARABIC, COMMON, COMMON_LETTERS)
    return tuple(face for face in FACES if (face.family, face.weight) in shown and face.characters in at_once)


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
    recipe = f"{face.characters} {face.shown_for} {FEATURES} {fontTools.version}".encode()
    return f"{face.file.removesuffix('-normal.woff2')}.{hashlib.sha256(source + recipe).hexdigest()[:10]}.woff2"


def font_names(faces: Sequence[Face], node_modules: Path) -> dict[Face, str]:
    """The outputs' names of faces. Raises PagesError where a source is missing."""
    return {face: font_name(face, font_path(face, node_modules).read_bytes()) for face in faces}


def cut(source: bytes, face: Face) -> bytes:
    """The font as WOFF2 with the glyphs of the face's characters and all that shaping needs for them."""
    from fontTools import subset  # a tenth of a second that a build without a new font does without
    from fontTools.ttLib import TTFont

    features = [] if face.shown_for else list(FEATURES)
    options = subset.Options(flavor="woff2", layout_features=features, hinting=False, notdef_outline=True)
    font = TTFont(BytesIO(source), recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    kept = subset.parse_unicodes(face.characters.replace("U+", ""))
    cutter.populate(unicodes=kept)
    cutter.subset(font)
    if face.shown_for:
        _show_for(font, kept, subset.parse_unicodes(face.shown_for.replace("U+", "")))
    out = BytesIO()
    font.flavor = "woff2"
    font.save(out)
    return out.getvalue()


def _show_for(font: Any, kept: Sequence[int], others: Sequence[int]) -> None:
    """Give the glyphs of `kept` to other characters."""
    glyphs = font.getBestCmap()
    shown = {other: glyphs[one] for one, other in zip(cycle(kept), others, strict=False)}
    for table in font["cmap"].tables:
        table.cmap = dict(shown)


def cut_once(name: str, source: bytes, face: Face, kept: Path) -> bytes:
    """As `cut`, but a font that was cut before is taken from the folder `kept` by its output's name.

    A folder that cannot be written to is done without.
    """
    path = kept / name
    if path.is_file():
        return path.read_bytes()
    data = cut(source, face)
    with contextlib.suppress(OSError):
        write_bytes(path, data)
    return data


def style_sheet(names: dict[Face, str]) -> str:
    """The `@font-face` rules for the faces under their output names.

    `optional`: what does not come at once is used from the next page on, so that no text moves while it is read.
    """
    rules = [
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-display: optional; '
        f'src: url("../fonts/{name}") format("woff2"); unicode-range: {face.range.replace(",", ", ")}; }}'
        for face, name in names.items()
    ]
    return "\n".join(rules) + "\n"
