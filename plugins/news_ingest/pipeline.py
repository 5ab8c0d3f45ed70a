"""A raw article to an article: pure, from text to values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from arabic_text.normalize import normalize
from archive_build.identity import article_id, id_of_words
from news_ingest.clean import SPACE_RE, clean_lines, without_bidi
from news_ingest.dedup import sketch
from news_ingest.evidence import Found, credit_evidence, date_evidence, display_evidence, section_evidence
from news_ingest.fields.bounds import date_bounds
from news_ingest.fields.byline import bracketed_author, read_byline
from news_ingest.fields.date import dateline_dates, stated_date, weekday_doubt
from news_ingest.fields.dateline import credit_of_lead
from news_ingest.fields.headline import Choice, lead_title
from news_ingest.fields.outside import outside_date
from news_ingest.fields.section import known_section
from news_ingest.fields.stamp import words_behind
from news_ingest.fields.topic import inferred_section
from news_ingest.layout import Layout, understand
from news_ingest.records import (
    NOTHING_KNOWN,
    Article,
    Credit,
    Known,
    Line,
    RawArticle,
    Rejected,
    Removed,
    Role,
    StatedDate,
)
from news_ingest.stories import ONE_STORY, Stories, find_stories, parts

NOT_IN_BODY = (Role.FURNITURE, Role.DATE, Role.BYLINE, Role.CAPTION)


def make_articles(raw: RawArticle, known: Known = NOTHING_KNOWN) -> tuple[Article, ...] | Rejected:
    """The articles that a raw text holds, in order: one, but for a text file that holds several stories.

    `known` is what its publisher's other articles show. Each raw line is in exactly one of the articles.
    """
    lines, cleaned = clean_lines(raw.text)
    if not lines:
        return _no_words(raw)
    stories = stories_of(raw, lines, cleaned)
    if stories.starts:
        return tuple(_make(part, *clean_lines(part.text, first), known) for first, part in parts(raw, stories.starts))
    article = _make(raw, lines, cleaned, known)
    return (replace(article, doubts=(*article.doubts, stories.doubt)) if stories.doubt else article,)


def stories_of(raw: RawArticle, lines: Sequence[Line], cleaned: Counter[str]) -> Stories:
    """Where the stories of a raw text begin: only a text file may hold several."""
    return find_stories(lines, raw.text, bool(cleaned["rule line"])) if raw.whole_file else ONE_STORY


def make_article(raw: RawArticle, known: Known = NOTHING_KNOWN) -> Article | Rejected:
    """The one article that a raw text holds, whatever speaks for several."""
    lines, cleaned = clean_lines(raw.text)
    return _make(raw, lines, cleaned, known) if lines else _no_words(raw)


def _no_words(raw: RawArticle) -> Rejected:
    return Rejected(raw.origin.source, "no words", raw.first_bytes, raw.sha256)


def _make(raw: RawArticle, lines: Sequence[Line], cleaned: Counter[str], known: Known) -> Article:
    layout = understand(lines, known)
    raw_title = SPACE_RE.sub(" ", raw.given.title).strip()
    given_title = SPACE_RE.sub(" ", without_bidi(raw_title)).strip()
    if given_title:
        _return_to_text(layout, given_title)
    body = layout.of(Role.BODY) or layout.of(Role.HEADLINE)[:1] or lines[:1]
    title, title_from = (given_title, "record") if given_title else _title(layout, body)
    date = _date(layout, body, raw)
    doubt = weekday_doubt(date) if date else None
    credits = _credits(layout, body, title, raw.given.author)
    section = known_section(raw.origin, raw.given) or inferred_section(title, body)
    own_id = _own_id(raw, raw_title, lines, cleaned)
    paragraphs = tuple(line.text for line in body)
    return Article(
        id=own_id,
        raw=raw,
        title=title,
        title_from=title_from,
        kicker=_joined(layout.of(Role.KICKER)),
        deck=_joined(layout.of(Role.DECK)),
        caption=_joined(layout.of(Role.CAPTION)),
        date=date,
        bounds=None if date else date_bounds((title, *(line.text for line in body)), layout.known.order),
        section=section,
        credit=_merged([one.credit for one in credits]),
        paragraphs=paragraphs,
        removed=tuple(_removed(layout)),
        cleaned=tuple(sorted((*((kind, count) for kind, count in cleaned.items() if count), *raw.repairs))),
        doubts=(doubt,) if doubt else (),
        evidence=(
            *display_evidence(layout, body, title, title_from),
            *((date_evidence(date, doubt is not None),) if date else ()),
            *credit_evidence(credits),
            *((section_evidence(section),) if section else ()),
        ),
        sketch=sketch(own_id, paragraphs),
    )


def _own_id(raw: RawArticle, title: str, lines: Sequence[Line], cleaned: Counter[str]) -> str:
    """The id of a raw text; where cleaning found no more than spaces, the lines hold its words as they stand."""
    if not title and cleaned.keys() <= {"space"}:
        return id_of_words(" ".join([line.text for line in lines]))
    return article_id("\n".join(filter(None, (title, raw.text))))


def _joined(lines: Sequence[Line]) -> str | None:
    return " ".join(line.text for line in lines) or None


def _title(layout: Layout, body: Sequence[Line]) -> tuple[str, str]:
    """(title, where it comes from); it is made from the lead where no line is a headline."""
    if not layout.choice.headline:
        return lead_title(body[0].text), "lead"
    by_number = {line.number: line.text for line in layout.lines}
    return " ".join(by_number[number] for number in layout.choice.headline), "stated"


def _return_to_text(layout: Layout, title: str) -> None:
    """A record gives the headline: display lines that are not the same are text."""
    for line in layout.lines:
        display = layout.roles[line.number] in (Role.HEADLINE, Role.KICKER, Role.DECK)
        if display and line.folded != normalize(title):
            layout.roles[line.number] = Role.BODY
    layout.choice = Choice()


def _date(layout: Layout, body: Sequence[Line], raw: RawArticle) -> StatedDate | None:
    """The text's own date; else one outside it; else its dateline's."""
    order = layout.known.order
    for line in layout.of(Role.DATE):
        date = stated_date(line, layout.dates[line.number], order, "stated")
        if date:
            return date
    given = replace(raw.given, date=without_bidi(raw.given.date))
    outside = outside_date(given, raw.origin.source, layout.known)
    if outside:
        return outside
    dates = dateline_dates(body[0])
    return stated_date(body[0], dates, order, "inferred-dateline") if dates else None


def _credits(layout: Layout, body: Sequence[Line], title: str, author: str) -> list[Found]:
    """A record's author; the byline lines' credits, else what a date line says; the headline's end and the lead's."""
    found = [Found(layout.credits[line.number], "stated", line) for line in layout.of(Role.BYLINE)]
    if not found:
        behind = [(words_behind(line), line) for line in layout.of(Role.DATE)]
        found = [Found(Credit(byline=words), "date line", line) for words, line in behind if words]
    in_title = bracketed_author(title)
    found += [Found(in_title, "headline")] if in_title else []
    lead = credit_of_lead(body[0], layout.known)
    if lead != Credit() and not any(one.credit.place for one in found):
        found.append(Found(lead, "dateline", body[0]))
    return [_given_author(author, layout.known), *found] if author else found


def _given_author(author: str, known: Known) -> Found:
    text = SPACE_RE.sub(" ", without_bidi(author).replace("&nbsp;", " ")).strip()
    given = read_byline(text, placed=True, known=known) or Credit(authors=(text,))
    return Found(replace(given, byline=text), "record")


def _merged(credits: Sequence[Credit]) -> Credit:
    merged = Credit()
    for credit in credits:
        merged = replace(
            merged,
            byline="؛ ".join(dict.fromkeys(filter(None, (merged.byline, credit.byline)))) or None,
            authors=tuple(dict.fromkeys(merged.authors + credit.authors)),
            agencies=tuple(dict.fromkeys(merged.agencies + credit.agencies)),
            place=merged.place or credit.place,
        )
    return merged


def _removed(layout: Layout) -> list[Removed]:
    """Every line that is not in the body, but for headline, kicker and deck, which the metadata hold whole."""
    kept = set(layout.choice.headline)
    rows = []
    for line in layout.lines:
        role = layout.roles[line.number]
        repeated = role is Role.HEADLINE and line.number not in kept
        if role in NOT_IN_BODY or repeated:
            rows.append(Removed(line.number, "repeated headline" if repeated else role.value, line.text))
    return rows
