"""The head of a Markdown file as ingest writes it, read without Python-Markdown and Pelican's readers."""

from __future__ import annotations

import datetime
import re
from html import unescape

from archive_build.identity import ID_RE
from archive_build.order import age_of
from archive_build.plain import plain_html
from archive_build.rows import SUMMARY_WORDS, Row, copies_of, names_of, original_of, time_of

CONTROL_RE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
KEYS = {
    *("title", "title_from", "kicker", "deck", "caption", "date", "date_from", "date_evidence", "date_earliest"),
    *("date_latest", "date_bounds_evidence", "byline", "authors", "agency", "place", "publisher", "category"),
    *("category_from", "category_confidence", "lang", "id", "source", "source_url", "source_sha256", "duplicate_of"),
    *("also_in",),
}


def plain_row(text: str) -> tuple[Row, float] | None:
    """The row and age (`order.age_of`) of a Markdown file's text; None where either head or body is not plain.

    A plain head has one line a key, only keys that ingest writes, a title, an id and, if any, a whole date.
    """
    head, blank, body = text.partition("\n\n")
    values = plain_values(head) if blank else None
    html = plain_html(body)
    if values is None or html is None:
        return None
    if not values.get("title") or not ID_RE.fullmatch(values.get("id", "")):
        return None
    try:
        date = datetime.datetime.fromisoformat(values["date"]) if values.get("date") else None
    except ValueError:
        return None
    return _row(values, date, _summary(html)), age_of(date)


def plain_values(head: str) -> dict[str, str] | None:
    """The values of a plain head by key, in lower case; None for one that is not plain."""
    if CONTROL_RE.search(head):
        return None
    values: dict[str, str] = {}
    for line in head.split("\n"):
        name, colon, value = line.partition(":")  # Title: ترميم السوق
        key = name.lower() if name.isascii() else ""
        if key not in KEYS or key in values or not colon or value[:1] not in ("", " "):
            return None
        values[key] = value.strip()
    return values


def _row(values: dict[str, str], date: datetime.datetime | None, summary: str) -> Row:
    get = values.get
    authors = names_of(get("authors", ""))
    return Row(
        id=get("id", ""),
        source=get("source", ""),
        title=get("title", ""),
        made_title=get("title_from") == "lead",
        kicker=get("kicker", ""),
        deck=get("deck", ""),
        summary=summary,
        byline=get("byline", "").replace("&nbsp;", " ").strip() or "، ".join(authors),
        authors=authors,
        place=get("place", ""),
        date=date.date() if date else None,
        time=time_of(date),
        date_from=get("date_from", ""),
        section=get("category", ""),
        publisher=get("publisher", ""),
        agencies=names_of(get("agency", "")),
        copies=copies_of(get("duplicate_of", ""), get("also_in", "")),
        original=original_of(get("duplicate_of", ""), get("id", "")),
    )


def _summary(html: str) -> str:
    """The summary of plain HTML, from as few paragraphs as have words enough: what `rows.summary_of` gives."""
    end = 0
    while (end := html.find("</p>", end) + 4) >= 4:
        first = html[:end]
        if len(first.split(None, SUMMARY_WORDS)) > SUMMARY_WORDS:
            return _first_words(first)
    return _first_words(html)


def _first_words(html: str) -> str:
    words = unescape(html.replace("<p>", "").replace("</p>", "")).split(None, SUMMARY_WORDS)
    return " ".join(words[:SUMMARY_WORDS]) + ("…" if len(words) > SUMMARY_WORDS else "")
