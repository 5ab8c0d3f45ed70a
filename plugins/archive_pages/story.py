"""All that an article's page shows beside its row and text: dates, related articles, evidence, citation."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from arabic_text.formats import format_date
from archive_pages.cite import Citation, citation
from archive_pages.entries import Entry, Term
from archive_pages.hijri import HijriDay, hijri_of
from archive_pages.imprint import Imprint
from archive_pages.known import Known, known_from
from archive_pages.terms import Terms

WORDS_A_MINUTE = 180  # of Arabic prose read silently (Brysbaert 2019 has 181)


@dataclass(frozen=True, slots=True)
class Related:
    """What an article leads to: its neighbours in time, those of its section, and copies, the original first;
    `compared` are the ids of those that name this article as their original.
    """

    newer: Entry | None = None
    older: Entry | None = None
    newer_in_section: Entry | None = None
    older_in_section: Entry | None = None
    copies: Sequence[Entry] = ()
    compared: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Story:
    """An article's page. `earliest` and `latest` are the bounds of an undated article in words, "" where unknown;
    `original` is the id of the article that this one is a copy of, or "".
    """

    hijri: HijriDay | None
    authors: Sequence[Term]
    place: Term | None
    agencies: Sequence[Term]
    caption: str
    earliest: str
    latest: str
    bounds_evidence: str
    sha256: str
    source_url: str
    original: str
    related: Related
    known: Known
    cite: Citation


def reading_minutes(html: str) -> int:
    """How long a text takes to read, in minutes; 0 for less than half of one."""
    return round((html.count(" ") + html.count("\n")) / WORDS_A_MINUTE)


def story_of(
    entry: Entry,
    head: Callable[[str], str],
    terms: Terms,
    related: Related,
    evidence: bytes | None,
    imprint: Imprint,
) -> Story:
    """The page of an article: `head` gives its metadata by key ("" for what it lacks)."""
    return Story(
        hijri=hijri_of(entry.date) if entry.date else None,
        authors=[terms.authors[name] for name in entry.authors if name in terms.authors],
        place=terms.places.get(entry.place),
        agencies=[terms.agencies[name] for name in entry.agencies if name in terms.agencies],
        caption=head("caption"),
        earliest=_day(head("date_earliest")),
        latest=_day(head("date_latest")),
        bounds_evidence=head("date_bounds_evidence"),
        sha256=head("source_sha256"),
        source_url=_web(head("source_url")),
        original=head("duplicate_of"),
        related=related,
        known=known_from(evidence),
        cite=citation(entry, imprint.url, imprint.name),
    )


def _day(text: str) -> str:
    try:
        return format_date(datetime.date.fromisoformat(text))
    except ValueError:
        return ""


def _web(address: str) -> str:
    """An address that may be linked to."""
    return address if address.startswith(("https://", "http://")) else ""
