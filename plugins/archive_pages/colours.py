"""A publisher's colours: checked, so that what is read can be read, and written as the theme's tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from archive_pages.checks import wrong
from archive_pages.errors import PagesError

NAME = "NEWS_COLOURS"
HEX_RE = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
TOKEN_RE = re.compile(rf"(?<![a-z0-9-])--([a-z0-9-]++): light-dark\(({HEX_RE.pattern}), ({HEX_RE.pattern})\);")
MODES = ("light", "dark")
LEAST = 4.5  # WCAG 2.2, 1.4.3
READ_ON = (
    *(("ink", "paper"), ("ink", "paper-2"), ("ink-2", "paper"), ("ink-2", "paper-2"), ("accent", "paper")),
    *(("accent-ink", "accent"), ("ink", "mark"), ("paper", "heat"), ("ink", "added"), ("ink", "removed")),
    ("band-ink", "band"),
)
Pair = tuple[str, str]
Colours = Mapping[str, Pair]


def tokens_in(css: str) -> dict[str, Pair]:
    """The colours of a style sheet by token, each for light and dark."""
    return {name: (light, dark) for name, light, dark in TOKEN_RE.findall(css)}


def colours_from(settings: Mapping[str, Any], skin: Colours) -> Colours:
    """The setting's colours; `skin` are those that they replace. Raises PagesError for a token that the skin does not
    have, a colour that is none, or a text that could not be read.
    """
    value = settings.get(NAME, {})
    example = "{'accent': ('#7a1f2b', '#f0a6a0')}"
    if not isinstance(value, dict):
        raise wrong(NAME, value, f"colours for light and dark by token, as in {example}")
    for token, pair in value.items():
        if token not in skin:
            raise wrong(NAME, token, f"one of {', '.join(map(repr, sorted(skin)))}")
        if not isinstance(pair, (list, tuple)) or len(pair) != 2 or not all(_is_hex(colour) for colour in pair):
            raise wrong(NAME, {token: pair}, f"two colours in hexadecimal, for light and dark, as in {example}")
    colours = {token: (pair[0], pair[1]) for token, pair in value.items()}
    for problem in unreadable({**skin, **colours}) if colours else ():
        raise PagesError(f"setting {NAME}: {problem}; expected a contrast of {LEAST} or more (WCAG 1.4.3)")
    return colours


def _is_hex(value: object) -> bool:
    return isinstance(value, str) and HEX_RE.fullmatch(value) is not None


def unreadable(colours: Colours) -> Iterator[str]:
    """What would be read with too little contrast."""
    for at, mode in enumerate(MODES):
        for text, ground in READ_ON:
            if text in colours and ground in colours:
                one, two = colours[text][at], colours[ground][at]
                if (found := contrast(one, two)) < LEAST:
                    yield f"{text!r} {one} on {ground!r} {two} in {mode} mode has a contrast of {found:.2f}"


def contrast(one: str, two: str) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((luminance(one), luminance(two)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of a colour in hexadecimal, from 0 to 1 (WCAG 2.2, "relative luminance")."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def style(colours: Colours) -> str:
    """The tokens in CSS; "" where there are none."""
    rows = "".join(f"  --{token}: light-dark({light}, {dark});\n" for token, (light, dark) in sorted(colours.items()))
    return f":root {{\n{rows}}}\n" if rows else ""
