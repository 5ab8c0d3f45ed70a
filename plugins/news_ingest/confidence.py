"""How probably a value is right, by how it was told.

Measured where the truth is known: on the labelled newspaper files (126), the samples of this project (80) and 6,000
files that `raw_corpus.py` made of SaudiNewsNet (seeds 0 and 7), datelines' dates on its records, places on the
newspapers alone; `SEEN` has (right, all) for each way of telling. The probability is (right + 1) / (all + 2), at most
0.99. What no truth covers is set by judgement. `bench/reliability.py` holds confidences against other truth.
"""

from __future__ import annotations

from arabic_text.normalize import normalize
from news_ingest.fields.headline import Choice
from news_ingest.lexicon import places
from news_ingest.records import Credit, Section, StatedDate

HIGHEST = 0.99
SEEN = {
    "title": {
        "alone": (2054, 2063),
        "twice": (1013, 1013),
        "joined": (11, 12),
        "margin below 0.5": (7, 11),
        "margin below 1": (13, 17),
        "margin from 1": (70, 84),
        "lead": (33, 41),
    },
    "byline": {
        "labelled": (35, 35),
        "person, agency or place": (1152, 1162),
        "unknown words": (17, 35),
        "glued": (10, 10),
    },
    "place": {"known": (17, 17), "unknown": (3, 6)},
    "date": {"stated": (2601, 2601), "settled by the publisher": (643, 643), "dateline": (341, 343)},
}
JUDGED = {
    "title": {"record": 0.99},
    "byline": {"record": 0.99, "headline": 0.9},
    "date": {"weekday contradicts": 0.6, "record": 0.98, "url": 0.95, "filename": 0.9, "path": 0.85},
    "section": {"record": 0.98, "path": 0.95, "url": 0.95},
}


def _probability(field: str, way: str) -> float:
    judged = JUDGED[field].get(way) if field in JUDGED else None
    if judged is not None:
        return judged
    right, seen = SEEN[field][way]
    return min(HIGHEST, (right + 1) / (seen + 2))


def title_confidence(choice: Choice, origin: str) -> float:
    """Of a headline: by how it was told, and how far it was ahead of its rivals."""
    if origin in ("record", "lead"):
        return _probability("title", origin)
    if choice.told_by == "margin":
        margin = choice.margin
        return _probability("title", f"margin {'below 0.5' if margin < 0.5 else 'below 1' if margin < 1 else 'from 1'}")
    return _probability("title", choice.told_by)


def date_confidence(date: StatedDate, contradicted: bool) -> float:
    """Of a date: by where it stands, what settled its order, and whether the weekday beside it contradicts it."""
    if contradicted:
        return _probability("date", "weekday contradicts")
    if date.settled_by == "publisher":
        return _probability("date", "settled by the publisher")
    return _probability("date", "dateline" if date.origin == "inferred-dateline" else date.origin)


def byline_confidence(credit: Credit, origin: str) -> float:
    """Of a byline, its persons and agencies: by its label, what is known in it, and where it stands."""
    if origin in ("record", "headline"):
        return _probability("byline", origin)
    if origin == "dateline":
        return _probability("byline", "glued")
    if credit.labelled:
        return _probability("byline", "labelled")
    known = credit.authors or credit.agencies or credit.place
    return _probability("byline", "person, agency or place" if known else "unknown words")


def place_confidence(credit: Credit) -> float:
    """Of a dateline's place: whether it is in the list of places."""
    return _probability("place", "known" if normalize(credit.place or "") in places() else "unknown")


def section_confidence(section: Section) -> float:
    """Of a section: its own probability where words tell it, else by where it comes from."""
    return section.confidence if section.confidence is not None else _probability("section", section.origin)
