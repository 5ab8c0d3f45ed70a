"""A raw article to an article: pure, from text to values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from archive_build.identity import article_id
from news_ingest.clean import clean_lines
from news_ingest.fields.byline import dateline_credit, glued_credit, read_byline, source_credit
from news_ingest.fields.date import dateline_dates, settled_order, stated_date
from news_ingest.fields.headline import lead_title
from news_ingest.fields.stamp import stamp_dates
from news_ingest.layout import MAX_HEAD_LINES, MAX_TAIL_LINES, Layout, understand
from news_ingest.records import Article, Credit, Line, RawArticle, Rejected, Removed, Role, StatedDate

NOT_IN_BODY = (Role.FURNITURE, Role.DATE, Role.BYLINE, Role.CAPTION)


def observe(raw: RawArticle) -> str | None:
    """The order of day and month that the article's date lines show, "dmy" or "mdy", or None."""
    lines, _ = clean_lines(raw.text)
    for line in [*lines[:MAX_HEAD_LINES], *lines[-MAX_TAIL_LINES:]]:
        order = settled_order(line.folded, stamp_dates(line))
        if order:
            return order
    return None


def make_article(raw: RawArticle, order: str | None) -> Article | Rejected:
    """The article that a raw text holds. `order` is its publisher's order of day and month, where known."""
    lines, cleaned = clean_lines(raw.text)
    if not lines:
        return Rejected(raw.origin.source, "no words", raw.first_bytes, raw.sha256)
    layout = understand(lines)
    title, title_from, kicker = _titles(layout)
    body = layout.of(Role.BODY)
    if not body:
        body = layout.of(Role.HEADLINE)[:1] or lines[:1]
    return Article(
        id=article_id(raw.text),
        raw=raw,
        title=title,
        title_from=title_from,
        kicker=kicker,
        deck=_joined(layout.of(Role.DECK)),
        caption=_joined(layout.of(Role.CAPTION)),
        date=_date(layout, body, order),
        credit=_credit(layout, body),
        paragraphs=tuple(line.text for line in body),
        removed=tuple(_removed(layout)),
        cleaned=tuple(sorted((cleaned + Counter(dict(raw.repairs))).items())),
    )


def _joined(lines: Sequence[Line]) -> str | None:
    return " ".join(line.text for line in lines) or None


def _titles(layout: Layout) -> tuple[str, str | None, str | None]:
    """(title, where it comes from, kicker); the title is made from the lead where no line is a headline."""
    by_number = {line.number: line.text for line in layout.lines}
    kicker = _joined(layout.of(Role.KICKER))
    if layout.headline:
        return " ".join(by_number[number] for number in layout.headline), "stated", kicker
    body = layout.of(Role.BODY) or list(layout.lines)
    return lead_title(body[0].text), "lead", kicker


def _date(layout: Layout, body: Sequence[Line], order: str | None) -> StatedDate | None:
    for line in layout.of(Role.DATE):
        date = stated_date(line, layout.dates[line.number], order, "stated")
        if date:
            return date
    dates = dateline_dates(body[0])
    return stated_date(body[0], dates, order, "inferred-dateline") if dates else None


def _credit(layout: Layout, body: Sequence[Line]) -> Credit:
    """The byline lines' credit joined, or what is glued to the lead."""
    found = [read_byline(line.text, placed=True) or source_credit(line.text) for line in layout.of(Role.BYLINE)]
    if not found:
        return _credit_of_lead(body[0])
    credit = found[0]
    for other in found[1:]:
        credit = replace(
            credit,
            byline="؛ ".join(filter(None, (credit.byline, other.byline))),
            authors=tuple(dict.fromkeys(credit.authors + other.authors)),
            agencies=tuple(dict.fromkeys(credit.agencies + other.agencies)),
            place=credit.place or other.place,
        )
    return credit


def _credit_of_lead(lead: Line) -> Credit:
    dates = dateline_dates(lead)
    if not dates:
        return glued_credit(lead.text)
    words = lead.folded[: dates[0].start].count(" ")
    return dateline_credit(" ".join(lead.text.split()[:words]), lead.folded[dates[-1].end :])


def _removed(layout: Layout) -> list[Removed]:
    """Every line that is not in the body, but for headline, kicker and deck, which the metadata hold whole."""
    kept = set(layout.headline)
    rows = []
    for line in layout.lines:
        role = layout.roles[line.number]
        repeated = role is Role.HEADLINE and line.number not in kept
        if role in NOT_IN_BODY or repeated:
            rows.append(Removed(line.number, "repeated headline" if repeated else role.value, line.text))
    return rows
