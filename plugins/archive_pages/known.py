"""How each value of an article is known, in Arabic, from its line of evidence (docs/ARCHITECTURE.md, Ingest)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

FIELDS = {
    "title": "العنوان",
    "kicker": "العنوان التمهيدي",
    "deck": "العنوان الفرعي",
    "date": "التاريخ",
    "byline": "سطر الكاتب",
    "authors": "الكاتب",
    "agency": "الوكالة",
    "place": "المكان",
    "section": "القسم",
    "caption": "شرح الصورة",
}
ORIGINS = {
    "stated": "مذكور في النص",
    "record": "حقل في السجل المصدر",
    "url": "من عنوانه على الشبكة",
    "filename": "من اسم الملف",
    "path": "من اسم المجلد",
    "lead": "من أول النص",
    "dateline": "من مطلع الخبر",
    "inferred-dateline": "من مطلع الخبر",
    "date line": "من سطر التاريخ",
    "headline": "من سطر العنوان",
    "inferred-topic": "مستنتج من ألفاظ النص",
    "correction": "صحّحه محرّر",
}
REMOVED = {
    "byline": "سطر الكاتب",
    "date": "سطر التاريخ",
    "furniture": "من سطور الموقع لا من الخبر",
    "repeated headline": "تكرار للعنوان",
    "caption": "شرح صورة",
}
WEEKDAY = "اليوم المذكور مع التاريخ لا يوافقه."
STORIES = "في النص ما يشبه عناوين أخبار أخرى."


@dataclass(frozen=True, slots=True)
class Fact:
    """A field's name, how its value is known, its line in the source (from 1; 0 for none), and the probability in
    percent that it is right.
    """

    field: str
    how: str
    line: int
    percent: int


@dataclass(frozen=True, slots=True)
class Known:
    """What evidence tells: facts, what speaks against them, and lines that were taken out as (what, text)."""

    facts: tuple[Fact, ...] = ()
    doubts: tuple[str, ...] = ()
    removed: tuple[tuple[str, str], ...] = ()


UNKNOWN = Known()


def known_from(line: bytes | None) -> Known:
    """What a line of evidence tells; nothing where there is none or it is of another form."""
    if not line:
        return UNKNOWN
    try:
        row = json.loads(line)
        doubts = (WEEKDAY if str(doubt).startswith("weekday") else STORIES for doubt in row.get("doubts", ()))
        removed = ((REMOVED.get(role, "سطر"), text) for _, role, text in row.get("removed", ()))
        return Known(tuple(_facts(row.get("fields", {}))), tuple(dict.fromkeys(doubts)), tuple(removed))
    except (ValueError, TypeError, AttributeError, KeyError):
        return UNKNOWN


def _facts(fields: Mapping[str, Mapping[str, Any]]) -> Iterator[Fact]:
    for name, shown in FIELDS.items():
        if one := fields.get(name):
            line = one["line"] + 1 if "line" in one else 0
            yield Fact(shown, ORIGINS.get(one["from"], "غير معروف"), line, round(100 * one["confidence"]))
