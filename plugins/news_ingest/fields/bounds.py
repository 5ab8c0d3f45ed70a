"""When an undated article was written: not before the events that it reports, not after those that it announces."""

from __future__ import annotations

import calendar
import datetime
import functools
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import islice

from arabic_text.dates import find_dates_normalized, find_periods_normalized
from arabic_text.normalize import normalize
from news_ingest.fields.date import day_of
from news_ingest.records import Bounds

MAX_SENTENCES = 60
MAX_CHARACTERS = 1500
CHARACTERS_BEFORE = 150
CHARACTERS_BEHIND = 60
WORDS_BEFORE = 12
WORDS_BEHIND = 3
EVIDENCE_CHARACTERS = 200
EVIDENCE_BEHIND = 30
LEADS = ("", "و", "ف")
FIRST_DIGITS = "12١٢۱۲"
YEAR_RE = re.compile(f"[{FIRST_DIGITS}][0-9٠-٩۰-۹]{{3}}")  # begins with no lookbehind: it passes over all running text
SENTENCE_RE = re.compile(r"(?<=[.؟!؛])\s+")
WORD_RE = re.compile(r"[\u0621-\u064a]+")
IMPERFECT_RE = re.compile(
    r"[وف]?(?:س[يت]|ي)[\u0621-\u064a]{3,}"
)  # «ستتكرر», «يعقد»; some nouns too, which costs little


@dataclass(frozen=True, slots=True)
class Mention:
    """A day, month or year that a normalized text names, by its first and last day, and its place there."""

    first: datetime.date
    last: datetime.date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Told:
    """A mention that is told as past or as coming: its days, its sentence, and where in that it ends."""

    is_past: bool
    first: datetime.date
    last: datetime.date
    sentence: str
    end: int


@dataclass(frozen=True, slots=True)
class Cues:
    """Normalized words that tell a past event from a coming one; `open` ones tell that it may be either."""

    kinds: dict[str, str]
    behind: dict[str, str]
    was: frozenset[str]


@functools.cache
def cues() -> Cues:
    """The words of `time_cues.json`. A perfect verb also stands in the feminine, and any word behind «و» or «ف»."""
    text = resources.files("news_ingest").joinpath("data/time_cues.json").read_text(encoding="utf-8")
    data = {name: [normalize(word) for word in words] for name, words in json.loads(text).items()}
    data["past"] += [f"{word}ت" for word in data["past"]]
    kinds = {lead + word: kind for kind in ("past", "future", "open") for word in data[kind] for lead in LEADS}
    behind = {word: kind for kind in ("past", "future", "open") for word in data[f"{kind} behind"]}
    return Cues(kinds, behind, frozenset(lead + word for word in data["was"] for lead in LEADS))


def date_bounds(texts: Iterable[str], order: str | None) -> Bounds | None:
    """The bounds that a text's own sentences give, or None where they give none.

    The newest date that is told as past bounds from below, the earliest that is told as coming from
    above; a month or a year counts with its first or last day. What no word tells to be past or
    coming counts for nothing, and neither does either bound where they contradict each other.
    `order` is the publisher's order of day and month.
    """
    told = [one for sentence in _dated(texts) for one in _tell(sentence, order)]
    past = max((one for one in told if one.is_past), key=lambda one: one.first, default=None)
    coming = min((one for one in told if not one.is_past), key=lambda one: one.last, default=None)
    found = [one for one in (past, coming) if one]
    if not found or (past and coming and coming.last < past.first):
        return None
    earliest = past.first.isoformat() if past else None
    return Bounds(earliest, coming.last.isoformat() if coming else None, _evidence(found))


def _dated(texts: Iterable[str]) -> Iterator[str]:
    """The first 60 sentences that hold a number of four digits."""
    dated = (text for text in texts if any(map(text.__contains__, FIRST_DIGITS)) and YEAR_RE.search(text))
    sentences = (sentence for text in dated for sentence in SENTENCE_RE.split(text) if YEAR_RE.search(sentence))
    return islice(sentences, MAX_SENTENCES)


def _tell(sentence: str, order: str | None) -> Iterator[Told]:
    """The dates of a sentence that are told as past or as coming."""
    years = [match.span() for match in YEAR_RE.finditer(sentence)]
    begin = max(0, years[0][0] - CHARACTERS_BEFORE)
    part = sentence[begin : min(years[-1][1], begin + MAX_CHARACTERS) + CHARACTERS_BEHIND]
    folded = normalize(part)
    for mention in _mentions(folded, order):
        kind = _kind(WORD_RE.findall(folded[: mention.start])[-WORDS_BEFORE:], WORD_RE.findall(folded[mention.end :]))
        if kind in ("past", "future"):
            end = begin + round(mention.end * len(part) / len(folded))
            yield Told(kind == "past", mention.first, mention.last, sentence, end)


def _mentions(folded: str, order: str | None) -> Iterator[Mention]:
    dates = find_dates_normalized(folded)
    for date in dates:
        day = day_of(folded, date, order)
        if day:
            yield Mention(day, day, date.start, date.end)
    for period in find_periods_normalized(folded):
        if all(period.end <= date.start or period.start >= date.end for date in dates):
            first, last = period.month or 1, period.month or 12
            end = datetime.date(period.year, last, calendar.monthrange(period.year, last)[1])
            yield Mention(datetime.date(period.year, first, 1), end, period.start, period.end)


def _kind(before: list[str], behind: list[str]) -> str:
    """What the words around a date tell: those right behind it first, else the nearest one before it.

    What was to come («كان مقررا») is neither past nor coming.
    """
    table = cues()
    near = [table.behind[word] for word in behind[:WORDS_BEHIND] if word in table.behind]
    kind = near[0] if near else next(filter(None, map(_cue, reversed(before))), "open")
    return "open" if kind == "future" and not table.was.isdisjoint(before) else kind


def _cue(word: str) -> str | None:
    return cues().kinds.get(word) or ("open" if IMPERFECT_RE.fullmatch(word) else None)


def _evidence(found: Sequence[Told]) -> str:
    """The sentences, each cut to whole words around its date, 200 characters in all."""
    rows = {one.sentence: one.end for one in found}
    room = (EVIDENCE_CHARACTERS - len(rows) + 1) // len(rows)
    return "/".join(_cut(sentence, end, room) for sentence, end in rows.items())


def _cut(sentence: str, end: int, room: int) -> str:
    if len(sentence) <= room:
        return sentence
    begin = max(0, min(end + EVIDENCE_BEHIND, len(sentence)) - room)
    words = sentence[begin : begin + room].split(" ")
    return " ".join(words[1 if begin else 0 : None if begin + room >= len(sentence) else -1])
