"""What is glued to the beginning of an article's first paragraph: place, agency, author, date."""

from __future__ import annotations

from news_ingest.fields.byline import dateline_credit, glued_credit
from news_ingest.fields.date import dateline_dates
from news_ingest.records import NOTHING_KNOWN, Credit, Known, Line


def credit_of_lead(lead: Line, known: Known = NOTHING_KNOWN) -> Credit:
    """The credit that a first paragraph begins with: «لندن: رنيم حنوش», «أبها 25 شوال 1436 هـ … واس»."""
    dates = dateline_dates(lead)
    if not dates:
        return glued_credit(lead.text, known)
    words = lead.folded[: dates[0].start].count(" ")
    return dateline_credit(" ".join(lead.text.split()[:words]), lead.folded[dates[-1].end :])
