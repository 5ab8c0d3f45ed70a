"""An article's row: what lists, neighbours, feeds and the search show of it. No body, no addresses of other pages."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from archive_build.identity import ID_RE
from archive_build.sanitize import safe_html
from archive_build.turning import in_order

SUMMARY_WORDS = 32


@dataclass(frozen=True, slots=True)
class Row:
    """One article's metadata. `date` is None where it has none; `time` is "HH:MM" or ""; other texts may be "".

    `copies` are the ids of articles that are the same report, the original first; `original` is its id where the
    article is a copy of it, else "". No list shows them.
    """

    id: str
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
    section: str
    publisher: str
    agencies: tuple[str, ...]
    copies: tuple[str, ...]
    original: str

    @property
    def url(self) -> str:
        """The article's address."""
        return article_url(self.id)


def article_url(article: str) -> str:
    """`a/<2 characters>/<rest>.html`: at ten million articles a folder holds about ten thousand."""
    return f"a/{article[:2]}/{article[2:]}.html"


def row_of(article: Any) -> Row:
    """The row of a Pelican article."""
    date = getattr(article, "date", None)
    authors = tuple(in_order(str(author)) for author in getattr(article, "authors", ()))
    return Row(
        id=article.id,
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
        time=time_of(date),
        date_from=text_of(article, "date_from"),
        section=text_of(article, "category"),
        publisher=text_of(article, "publisher"),
        agencies=names_of(text_of(article, "agency")),
        copies=copies_of(text_of(article, "duplicate_of"), text_of(article, "also_in")),
        original=original_of(text_of(article, "duplicate_of"), article.id),
    )


def names_of(value: str) -> tuple[str, ...]:
    """Names as Pelican splits them: at semicolons, where there is one, else at commas."""
    if not value:
        return ()
    parts = value.split(";" if ";" in value else ",")
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def copies_of(original: str, others: str) -> tuple[str, ...]:
    """The ids in `Duplicate_of` and `Also_in`, each once."""
    ids = (original, *names_of(others)) if original or others else ()
    return tuple(dict.fromkeys(one for one in ids if ID_RE.fullmatch(one)))


def original_of(original: str, article: str) -> str:
    """The id in `Duplicate_of`; "" where there is none, or it is the article's own."""
    return original if ID_RE.fullmatch(original) and original != article else ""


def time_of(date: datetime.datetime | None) -> str:
    """The time of day; midnight is none."""
    return f"{date:%H:%M}" if date and (date.hour or date.minute) else ""


def text_of(article: Any, name: str) -> str:
    """A metadata value as one text, "" where there is none; a key that stands twice gives both."""
    value = getattr(article, name, "") or ""
    return in_order(" ".join(map(str, value)) if isinstance(value, list) else str(value))


def summary_of(body: Markup) -> str:
    """The first words of the text, with «…» where they are not all."""
    words = re.split(r"\s+", body.striptags().strip())
    return " ".join(words[:SUMMARY_WORDS]) + ("…" if len(words) > SUMMARY_WORDS else "")
