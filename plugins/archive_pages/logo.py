"""A publisher's logo: its own file, SVG or PNG, with the text that stands for it."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from archive_pages import checks
from archive_pages.checks import wrong

NAME = "NEWS_LOGO"
MOST_BYTES = 50_000  # each page shows it
PNG = b"\x89PNG\r\n\x1a\n"
SVG = "{http://www.w3.org/2000/svg}"
NUMBER_RE = re.compile(r"[0-9]*\.?[0-9]+")
KIND = "an SVG or PNG picture with a size, without scripts"


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo: its file's name on the site, the text that stands for it, its size, and its bytes."""

    name: str
    alt: str
    width: int
    height: int
    data: bytes


def logo_from(settings: Mapping[str, Any]) -> Logo | None:
    """The setting's logo, which lies below the content folder. Raises PagesError where there is none, or no picture."""
    given = checks.pair(settings, NAME, "('images/logo.svg', 'شعار الأرشيف')")
    if given is None:
        return None
    path, alt = given
    if not checks.is_path(path) or not path.endswith((".svg", ".png")):
        raise wrong(NAME, path, "a file below the content folder whose name ends with .svg or .png")
    file = Path(settings["PATH"], path)
    if not file.is_file():
        raise wrong(NAME, path, f"a file in {settings['PATH']!r}")
    if file.stat().st_size > MOST_BYTES:
        raise wrong(NAME, path, f"{MOST_BYTES:,} bytes at most, since each page shows it")
    data = file.read_bytes()
    size = _png_size(data) if path.endswith(".png") else _svg_size(data)
    if size is None:
        raise wrong(NAME, path, KIND)
    return Logo(f"logo{path[-4:]}", alt, *size, data)


def _png_size(data: bytes) -> tuple[int, int] | None:
    if not data.startswith(PNG) or data[12:16] != b"IHDR" or len(data) < 24:
        return None
    width, height = struct.unpack(">II", data[16:24])
    return (width, height) if width and height else None


def _svg_size(data: bytes) -> tuple[int, int] | None:
    """The size by `viewBox`, else by width and height; None for what is no picture, or more than one."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError:
        return None
    if root.tag != f"{SVG}svg" or not all(map(_is_still, root.iter())):
        return None
    box = NUMBER_RE.findall(root.get("viewBox", ""))
    numbers = box[2:4] if len(box) == 4 else NUMBER_RE.findall(f"{root.get('width', '')} {root.get('height', '')}")
    if len(numbers) != 2 or not all(float(number) >= 1 for number in numbers):
        return None
    return round(float(numbers[0])), round(float(numbers[1]))


def _is_still(element: Any) -> bool:
    """Whether an element runs and fetches nothing."""
    if not isinstance(element.tag, str):  # an entity or instruction may be anything
        return element.tag is etree.Comment
    name = element.tag.rpartition("}")[2].lower()
    addresses = [value for key, value in element.attrib.items() if key.rpartition("}")[2].lower() in ("href", "src")]
    handlers = [key for key in element.attrib if key.lower().startswith("on")]
    return name not in ("script", "foreignobject") and not handlers and all(one[:1] == "#" for one in addresses)
