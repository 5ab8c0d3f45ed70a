"""Dates that stand outside the text: in a record's field, an address, a file's name, its folders."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from arabic_text.dates import find_dates_normalized
from arabic_text.normalize import normalize
from news_ingest.fields.date import stated_date
from news_ingest.records import Given, Known, Line, StatedDate

DAY = r"(?P<y>(?:19|20)\d\d){0}(?P<m>0?[1-9]|1[0-2]){0}(?P<d>0?[1-9]|[12]\d|3[01])"
PACKED_DAY = r"(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])"
ISO_RE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}))?")
PATH_RES = (
    re.compile(rf"(?:^|/){DAY.format('/')}(?=/|$)"),
    re.compile(rf"(?<![^\W_]){DAY.format('[-_.]')}(?![^\W_])"),
    re.compile(rf"(?<![^\W_]){PACKED_DAY}(?![^\W_])"),
)


def outside_date(given: Given, source: str, known: Known) -> StatedDate | None:
    """The first date of a record's field, the address, the file's name and its folders, in this order."""
    folders, _, name = source.partition("#")[0].rpartition("/")
    stem = name.rsplit(".", 1)[0]
    candidates = (_field_date(given.date, known), _path_date(given.url, "url"), _path_date(stem, "filename"))
    return next(filter(None, candidates), None) or _path_date(folders, "path")


def _field_date(text: str, known: Known) -> StatedDate | None:
    """A record's date: in ISO form with or without a time, else in any form that a text may have it."""
    iso = ISO_RE.match(text)
    if iso and _is_day(iso[1]):
        time = iso[2] if iso[2] and iso[2] != "00:00" else None
        return StatedDate(f"{iso[1]} {time}" if time else iso[1], "record", text[:200])
    folded = normalize(text)
    line = Line(0, text, len(text.split()), text)
    date = stated_date(line, find_dates_normalized(folded), known.order, "record") if text else None
    return replace(date, place=None) if date else None


def _path_date(text: str, origin: str) -> StatedDate | None:
    for pattern in PATH_RES:
        match = pattern.search(text)
        if match:
            iso = f"{match['y']}-{int(match['m']):02}-{int(match['d']):02}"
            if _is_day(iso):
                return StatedDate(iso, origin, text[-200:])
    return None


def _is_day(iso: str) -> bool:
    try:
        datetime.date.fromisoformat(iso)
    except ValueError:
        return False
    return True
