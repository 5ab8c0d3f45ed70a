"""Find the dates that an Arabic text states, in every usual form, without guessing.

    الثلاثاء 14 مارس (آذار) 2006        07-سبتمبر-2012        يوليو 16, 2012
    21/07/2012    2012-07-21            25 شوال 1436 هـ       9-9-1433 هـ

A numeric date whose order cannot be told from itself (10/11/2012) keeps both readings. Nothing
is converted between calendars here.
"""

from __future__ import annotations

import calendar
import functools
import json
import re
from dataclasses import dataclass
from importlib import resources
from typing import Any

from arabic_text.normalize import normalize

GREGORIAN_YEARS = range(1800, 2101)
HIJRI_YEARS = range(1200, 1501)
YEAR_RE = re.compile(r"\d\d{3}")  # a pattern that begins with a repeat is searched for several times slower
DAY_AND_YEAR_RE = re.compile(r"\d\s*[,،]?\s+\d{4}")  # in each date that begins with its month; soon told
ARABIC_WORD_RE = re.compile(r"[\u0621-\u064a]+")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as a text states it.

    `readings` holds (year, month, day) triples, most usual order first; more than one where the
    order of day and month is open. `order` is "dmy", "mdy" or "ymd" for a numeric date that is
    settled by itself, else "". `start` and `end` count characters of the normalized text.
    """

    hijri: bool
    readings: tuple[tuple[int, int, int], ...]
    order: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A Gregorian month of a year, or a whole year (`month` is 0), in the normalized text from `start` to `end`."""

    year: int
    month: int
    start: int
    end: int


@functools.cache
def names() -> dict[str, Any]:
    """The calendar vocabulary of `calendar.json`."""
    text = resources.files("arabic_text").joinpath("calendar.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


@functools.cache
def _numbers(kind: str) -> dict[str, int]:
    return {normalize(name): int(number) for number, forms in names()[kind].items() for name in forms}


def _any_of(kind: str) -> str:
    longest_first = sorted(_numbers(kind), key=lambda name: (-len(name), name))
    return "|".join(name.replace(" ", r"\s+") for name in longest_first)


@functools.cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Named patterns over normalized text, most specific first.

    A number's beginning is told behind its first digit: a pattern that begins with a digit is searched for several
    times faster than one that begins with a look behind.
    """
    month, hijri = _any_of("gregorian_months"), _any_of("hijri_months")
    first, year, gap = r"\d(?<!\d\d)", r"(?P<y>\d{4})(?!\d)", r"\s*[-/,،. ]\s*"
    day = rf"(?P<d>{first}\d?)(?!\d)"
    second = rf"(?:\s*(?:\(\s*(?:{month})\s*\)|/\s*(?:{month})))?"
    word_end = r"(?![\u0621-\u064a])"
    sep = r"\s*(?P<s>[-/.])\s*"
    return (
        ("hijri", re.compile(rf"{day}{gap}(?P<m>{hijri}){word_end}{gap}(?:عام\s+|سنه\s+)?{year}")),
        ("day first", re.compile(rf"{day}{gap}(?P<m>{month}){word_end}{second}{gap}(?:عام\s+|سنه\s+)?{year}")),
        ("month first", re.compile(rf"(?<![\u0621-\u064a])(?P<m>{month}){word_end}{second}\s+{day}\s*[,،]?\s+{year}")),
        (
            "year first",
            re.compile(rf"(?P<y>{first}\d{{3}}){sep}(?P<a>\d{{1,2}})\s*(?P=s)\s*(?P<b>\d{{1,2}})(?!\d)"),
        ),
        ("year last", re.compile(rf"(?P<a>{first}\d?){sep}(?P<b>\d{{1,2}})\s*(?P=s)\s*{year}")),
    )


def find_dates(text: str) -> list[DateMention]:
    """The dates that `text` states, in the order of their places; overlapping readings go to the first pattern."""
    return find_dates_normalized(normalize(text))


def find_dates_normalized(text: str) -> list[DateMention]:
    """`find_dates` for a text that is already normalized: offsets are then offsets of `text`."""
    if not YEAR_RE.search(text):
        return []
    found: list[DateMention] = []
    for kind, pattern in _patterns():
        if kind == "month first" and not DAY_AND_YEAR_RE.search(text):
            continue
        for match in pattern.finditer(text):
            clear = all(match.end() <= other.start or match.start() >= other.end for other in found)
            mention = _mention(kind, match) if clear else None
            if mention:
                found.append(mention)
    return sorted(found, key=lambda mention: mention.start)


@functools.cache
def _period_patterns() -> tuple[re.Pattern[str], ...]:
    """«سبتمبر (ايلول) 2012», «ايلول من عام 2012»; «عام 2012», «بالعام 2012»."""
    month, before, year = _any_of("gregorian_months"), r"(?<![\u0621-\u064a])", r"(?P<y>(?:18|19|20)\d\d)(?![\d/-])"
    second = rf"(?:\s*[(/]?\s*(?:{month})\s*\)?)?"
    gap = r"(?![\u0621-\u064a])\s*[-/,،. ]\s*(?:من\s+)?(?:(?:ال)?(?:عام|سنه)\s+)?"
    return (
        re.compile(rf"{before}(?P<m>{month})(?![\u0621-\u064a]){second}{gap}{year}"),
        re.compile(rf"{before}[وب]?(?:ال)?(?:عام|سنه)\s+(?P<m>){year}"),
    )


def find_periods_normalized(text: str) -> list[PeriodMention]:
    """The months and years that a normalized text names, in the order of their places; a day's month counts too."""
    found: list[PeriodMention] = []
    for pattern in _period_patterns():
        for match in pattern.finditer(text):
            if all(match.end() <= other.start or match.start() >= other.end for other in found):
                month = _numbers("gregorian_months")[re.sub(r"\s+", " ", match["m"])] if match["m"] else 0
                found.append(PeriodMention(int(match["y"]), month, match.start(), match.end()))
    return sorted(found, key=lambda mention: mention.start)


def _mention(kind: str, match: re.Match[str]) -> DateMention | None:
    year = int(match["y"])
    if kind in ("hijri", "day first", "month first"):
        hijri = kind == "hijri"
        name = re.sub(r"\s+", " ", match["m"])
        month = _numbers("hijri_months" if hijri else "gregorian_months")[name]
        triples, order = [(year, month, int(match["d"]))], ""
    else:
        hijri = year in HIJRI_YEARS
        triples, order = _numeric(kind, year, int(match["a"]), int(match["b"]))
    readings = tuple(dict.fromkeys(triple for triple in triples if is_valid(triple, hijri)))
    if not readings:
        return None
    return DateMention(hijri, readings, order if len(readings) == 1 else "", match.start(), match.end())


def _numeric(kind: str, year: int, first: int, second: int) -> tuple[list[tuple[int, int, int]], str]:
    if kind == "year first":
        return [(year, first, second)], "ymd"
    if first == second:
        return [(year, first, second)], ""
    return [(year, second, first), (year, first, second)], "dmy" if first > 12 else "mdy"


def is_valid(date: tuple[int, int, int], hijri: bool) -> bool:
    """Whether (year, month, day) can be a date of its calendar. Hijri months have up to 30 days."""
    year, month, day = date
    if not 1 <= month <= 12 or day < 1:
        return False
    if hijri:
        return year in HIJRI_YEARS and day <= 30
    return year in GREGORIAN_YEARS and day <= calendar.monthrange(year, month)[1]


def find_weekday(text: str) -> int | None:
    """ISO number (Monday is 1) of the weekday that the normalized `text` names, if it names exactly one."""
    weekdays = _numbers("weekdays")
    words = (word.removeprefix("و") for word in ARABIC_WORD_RE.findall(text))
    numbers = {weekdays[word] for word in words if word in weekdays}
    return numbers.pop() if len(numbers) == 1 else None
