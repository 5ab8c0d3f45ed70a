"""An article as lists, feeds and the search show it: no body, no Pelican."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from arabic_text.formats import format_date
from archive_build.sanitize import safe_html

SUMMARY_WORDS = 32


@dataclass(frozen=True, slots=True)
class Term:
    """A section or publisher: its name, and the address of its list."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One article's row. `date` is None where the article has none; `time` is "HH:MM" or ""."""

    id: str
    url: str
    source: str
    title: str
    made_title: bool
    kicker: str
    deck: str
    summary: str
    byline: str
    authors: tuple[str, ...]
    place: str
    date: datetime.date | None
    time: str
    date_from: str
    section: Term | None
    publisher: Term | None

    @property
    def date_text(self) -> str:
        """The date in words, or «بلا تاريخ»."""
        return format_date(self.date) if self.date else "بلا تاريخ"


def entry_of(article: Any, sections: Mapping[str, Term], publishers: Mapping[str, Term]) -> Entry:
    """The row of a Pelican article."""
    date = getattr(article, "date", None)
    section = str(getattr(article, "category", "") or "")
    authors = tuple(str(author) for author in getattr(article, "authors", ()))
    return Entry(
        id=article.id,
        url=article.url,
        source=text_of(article, "source"),
        title=text_of(article, "title"),
        made_title=text_of(article, "title_from") == "lead",
        kicker=text_of(article, "kicker"),
        deck=text_of(article, "deck"),
        summary=summary_of(safe_html(article._content)),  # links are resolved later, and a summary has none
        byline=text_of(article, "byline").replace("&nbsp;", " ").strip() or "، ".join(authors),
        authors=authors,
        place=text_of(article, "place"),
        date=date.date() if date else None,
        time=f"{date:%H:%M}" if date and (date.hour or date.minute) else "",
        date_from=text_of(article, "date_from"),
        section=sections.get(section),
        publisher=publishers.get(text_of(article, "publisher")),
    )


def text_of(article: Any, name: str) -> str:
    """A metadata value as one text, "" where there is none; a key that stands twice gives both."""
    value = getattr(article, name, "") or ""
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def summary_of(body: Markup) -> str:
    """The first words of the text, with «…» where they are not all."""
    words = re.split(r"\s+", body.striptags().strip())
    return " ".join(words[:SUMMARY_WORDS]) + ("…" if len(words) > SUMMARY_WORDS else "")
