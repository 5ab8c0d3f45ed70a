"""An article's date from its date lines and its dateline; never from anything else."""

from __future__ import annotations

import datetime
import re
from itertools import pairwise

from hijridate import Hijri

from arabic_text.dates import DateMention, find_dates_normalized, find_weekday
from arabic_text.formats import weekday_name
from arabic_text.normalize import normalize
from news_ingest.fields.spans import original_span
from news_ingest.fields.stamp import time_of_day
from news_ingest.records import Line, StatedDate, remembered

DAY_MONTH_ORDERS = ("dmy", "mdy")
DATELINE_CHARACTERS = 240
DIGIT_RE = re.compile(r"\d")


def settled_order(folded: str, dates: list[DateMention]) -> str | None:
    """The order of day and month, "dmy" or "mdy", that a line's numeric date shows, else None."""
    orders = {_order_by_weekday(folded, date) or date.order for date in dates if not date.hijri}
    shown = orders & set(DAY_MONTH_ORDERS)
    return shown.pop() if len(shown) == 1 else None


def _order_by_weekday(folded: str, date: DateMention) -> str | None:
    weekday = find_weekday(folded)
    if len(date.readings) != 2 or weekday is None:
        return None
    fits = [datetime.date(*reading).isoweekday() == weekday for reading in date.readings]
    return DAY_MONTH_ORDERS[fits.index(True)] if fits.count(True) == 1 else None


def stated_date(line: Line, dates: list[DateMention], order: str | None, origin: str) -> StatedDate | None:
    """The day that a line states, if it can be told without guessing.

    Gregorian dates win over Hijri ones, which are converted by the Umm al-Qura calendar
    (`hijridate`). An open order of day and month is settled by the weekday in the line, else by
    `order`, which the publisher's other articles show; else there is no date. Several different
    days in one line: the first.
    """
    for date in sorted(dates, key=lambda one: one.hijri):
        day = day_of(line.folded, date, order)
        if day:
            time = time_of_day(line.folded) if origin == "stated" else None
            iso = f"{day.isoformat()} {time}" if time else day.isoformat()
            place = (line.number, *original_span(line.text, date.start, date.end))
            return StatedDate(iso, origin, line.text[:200], place, _settled_by(line.folded, date))
    return None


def _settled_by(folded: str, date: DateMention) -> str:
    if len(date.readings) == 1:
        return ""
    return "weekday" if not date.hijri and _order_by_weekday(folded, date) else "publisher"


def day_of(folded: str, date: DateMention, order: str | None) -> datetime.date | None:
    """The Gregorian day of a date that the normalized text `folded` states; None where it cannot be told."""
    reading = _reading(folded, date, order)
    return _day(date, reading) if reading else None


def _reading(folded: str, date: DateMention, order: str | None) -> tuple[int, int, int] | None:
    if len(date.readings) == 1:
        return date.readings[0]
    chosen = (None if date.hijri else _order_by_weekday(folded, date)) or order
    return date.readings[DAY_MONTH_ORDERS.index(chosen)] if chosen else None


def _day(date: DateMention, reading: tuple[int, int, int]) -> datetime.date | None:
    if not date.hijri:
        return datetime.date(*reading)
    try:
        gregorian = Hijri(*reading).to_gregorian()
    except (OverflowError, ValueError):
        return None
    return datetime.date(gregorian.year, gregorian.month, gregorian.day)


@remembered
def dateline_dates(lead: Line) -> list[DateMention]:
    """Dates glued to the beginning of the first paragraph: «أبها 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م واس».

    At most four words of place may stand before the first.
    """
    dates = find_dates_normalized(lead.folded[:120]) if DIGIT_RE.search(lead.text[:DATELINE_CHARACTERS]) else []
    if not dates or len(lead.folded[: dates[0].start].split()) > 4 or " في " in f" {lead.folded[: dates[0].start]} ":
        return []
    glued = [dates[0]]
    for one, two in pairwise(dates):
        if len(lead.folded[one.end : two.start].split()) > 4:
            break
        glued.append(two)
    return glued if len(glued) > 1 or _has_dateline_end(lead.folded[glued[-1].end :]) else []


def _has_dateline_end(rest: str) -> bool:
    """«م واس», «( و ن )», «-» : what stands between a dateline's date and the text."""
    return rest.lstrip(" مه").startswith(("(", "-", "–", "ـ", ":", "واس", "/"))


def weekday_doubt(date: StatedDate) -> str | None:
    """What is wrong with the weekday that stands beside a date in the text or in a record's field; None: nothing."""
    if date.origin not in ("stated", "record", "inferred-dateline"):
        return None
    folded = normalize(date.evidence)
    if date.origin == "inferred-dateline":
        folded = folded[: max((one.end for one in find_dates_normalized(folded[:120])), default=0)]
    said, real = find_weekday(folded), datetime.date.fromisoformat(date.iso[:10]).isoweekday()
    if said in (None, real):
        return None
    return f"weekday {weekday_name(said)}, the date is a {weekday_name(real)}"
