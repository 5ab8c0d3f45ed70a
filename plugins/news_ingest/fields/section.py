"""An article's section from a record's field, the folders or the address; publisher and section of folders."""

from __future__ import annotations

import functools
import json
import re
from importlib import resources
from urllib.parse import unquote, urlsplit

from arabic_text.normalize import normalize
from news_ingest.records import Given, Origin, Section

PLAIN_FOLDER_RE = re.compile(r"[0-9a-fA-F]{1,4}|\d[\d_.-]*|raw|articles?|txt|text|data|export|files|news|archive", re.I)


@functools.cache
def _sections() -> dict[str, str]:
    text = resources.files("news_ingest").joinpath("data/sections.json").read_text(encoding="utf-8")
    return {normalize(form): name for name, forms in json.loads(text).items() for form in [name, *forms]}


@functools.cache
def _longest() -> int:
    return max(map(len, _sections()))


def section_of(folder: str) -> str | None:
    """The section that a folder is named after («اقتصاديه», "sports"), by its usual name."""
    if len(folder) > 2 * _longest():  # twice: a written name may have diacritics
        return None
    return _sections().get(normalize(folder.replace("_", " ").replace("-", " ")).strip())


def path_fields(folders: list[str]) -> tuple[str | None, str | None]:
    """(publisher, section): the last folder named after a section, and the first that is named after
    neither a section nor a number, a date, a hash or a kind of file.
    """
    sections = [name for folder in folders if (name := section_of(folder))]
    others = [f for f in folders if not section_of(f) and not PLAIN_FOLDER_RE.fullmatch(f)]
    publisher = others[0].replace("_", " ").strip() if others else None
    return publisher or None, sections[-1] if sections else None


def known_section(origin: Origin, given: Given) -> Section | None:
    """The section that a record's field, the folders or the address name, in this order."""
    if origin.section:
        return Section(origin.section, "record" if given.section else "path")
    named = url_section(given.url) if given.url else None
    return Section(named, "url") if named else None


def url_section(url: str) -> str | None:
    """The section that a segment of an address is named after (`/sports/123.html`): the last one before its end."""
    try:
        segments = urlsplit(url).path.split("/")[:-1]
    except ValueError:
        return None
    named = [name for segment in segments if segment and (name := section_of(unquote(segment)))]
    return named[-1] if named else None
