"""How each value of an article is known: its evidence, and the line of JSON that keeps it.

    {"id": "0j66vpypr823", "source": "عكاظ/12.txt", "fields": {"title": {"from": "stated", "line": 3, "span": [0, 42],
    "confidence": 0.97}, …}, "doubts": [], "removed": [[7, "furniture", "طباعة"]], "cleaned": {"space": 2}}

A line is the raw file's, counted from 0; a span counts code points of the cleaned line. What goes over several lines
has the others in `also`, as [line, start, end].
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from news_ingest.compact import to_json
from news_ingest.confidence import (
    byline_confidence,
    date_confidence,
    place_confidence,
    section_confidence,
    title_confidence,
)
from news_ingest.fields.spans import place_of
from news_ingest.layout import Layout
from news_ingest.records import Article, Credit, Evidence, Line, Place, Role, Section, StatedDate

PARTS: dict[str, Callable[[Credit], str]] = {
    "byline": lambda credit: credit.byline or "",
    "authors": lambda credit: credit.authors[0] if credit.authors else "",
    "agency": lambda credit: credit.agencies[0] if credit.agencies else "",
    "place": lambda credit: credit.place or "",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A credit, where it comes from ("stated", "date line", "dateline", "headline", "record"), and its line if any."""

    credit: Credit
    origin: str
    line: Line | None = None


def display_evidence(layout: Layout, body: Sequence[Line], title: str, origin: str) -> Iterator[Evidence]:
    """The evidence of headline, kicker, deck and caption: what is told apart together is as sure as the headline."""
    confidence = title_confidence(layout.choice, origin)
    chosen = [line for line in layout.lines if line.number in layout.choice.headline]
    lead = place_of(body[0], " ".join(title.rstrip("…").split()))
    yield Evidence("title", origin, confidence, (lead,) if origin == "lead" else tuple(map(_whole, chosen)))
    for name, role in (("kicker", Role.KICKER), ("deck", Role.DECK), ("caption", Role.CAPTION)):
        if lines := layout.of(role):
            yield Evidence(name, "stated", confidence, tuple(map(_whole, lines)))


def _whole(line: Line) -> Place:
    return line.number, 0, len(line.text)


def date_evidence(date: StatedDate, contradicted: bool) -> Evidence:
    """The evidence of a date; `contradicted` tells that a weekday speaks against it."""
    places = (date.place,) if date.place else ()
    return Evidence("date", date.origin, date_confidence(date, contradicted), places, "" if places else date.evidence)


def credit_evidence(credits: Sequence[Found]) -> Iterator[Evidence]:
    """The evidence of byline, authors, agencies and place: of each what the first credit that has it shows."""
    for name, part in PARTS.items():
        one = next((one for one in credits if part(one.credit)), None)
        if one:
            sure = place_confidence(one.credit) if name == "place" else byline_confidence(one.credit, one.origin)
            yield Evidence(name, one.origin, sure, (place_of(one.line, part(one.credit)),) if one.line else ())


def section_evidence(section: Section) -> Evidence:
    """The evidence of a section."""
    return Evidence("section", section.origin, section_confidence(section))


def to_line(article: Article) -> str:
    """The article's evidence as a line of compact JSON, without a newline."""
    row = {
        "id": article.id,
        "source": article.raw.origin.source,
        "fields": {one.field: _to_json(one) for one in article.evidence},
        "doubts": list(article.doubts),
        "removed": [[row.number, row.role, row.text] for row in article.removed],
        "cleaned": dict(article.cleaned),
    }
    return to_json(row)


def _to_json(one: Evidence) -> dict[str, Any]:
    found: dict[str, Any] = {"from": one.origin}
    if one.places:
        (line, start, end), *others = one.places
        found |= {"line": line, "span": [start, end]} | ({"also": [list(place) for place in others]} if others else {})
    if one.text:
        found["text"] = one.text
    return found | {"confidence": round(one.confidence, 2)}
