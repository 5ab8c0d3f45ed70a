"""Publisher and section from the folders that a file lies in."""

from __future__ import annotations

import functools
import json
import re
from importlib import resources

from arabic_text.normalize import normalize

PLAIN_FOLDER_RE = re.compile(r"[0-9a-fA-F]{1,4}|\d[\d_.-]*|raw|articles?|txt|text|data|export|files|news|archive", re.I)


@functools.cache
def _sections() -> dict[str, str]:
    text = resources.files("news_ingest").joinpath("data/sections.json").read_text(encoding="utf-8")
    return {normalize(form): name for name, forms in json.loads(text).items() for form in [name, *forms]}


def section_of(folder: str) -> str | None:
    """The section that a folder is named after («اقتصاديه», "sports"), by its usual name."""
    return _sections().get(normalize(folder.replace("_", " ").replace("-", " ")).strip())


def path_fields(folders: list[str]) -> tuple[str | None, str | None]:
    """(publisher, section): the last folder named after a section, and the first that is named after
    neither a section nor a number, a date, a hash or a kind of file.
    """
    sections = [name for folder in folders if (name := section_of(folder))]
    others = [f for f in folders if not section_of(f) and not PLAIN_FOLDER_RE.fullmatch(f)]
    publisher = others[0].replace("_", " ").strip() if others else None
    return publisher or None, sections[-1] if sections else None
