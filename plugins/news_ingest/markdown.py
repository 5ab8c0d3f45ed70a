"""An article as Markdown with metadata: the one place where raw text is escaped.

Rendered by Python-Markdown (with or without its `extra` extensions) and stripped of tags, a
paragraph gives its text back exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from archive_build.turning import in_order
from news_ingest.records import Article

INLINE = "&<\\`*_[]{}"
INLINE_RE = re.compile(f"[{re.escape(INLINE)}]")
START_RE = re.compile(r"^(?:[#>+~:|=-]|!(?=\[)|\d{1,9}(?=[.)]))")
ENTITIES = {"&": "&amp;", "<": "&lt;"}
START_ENTITIES = {"~": "&#126;", ":": "&#58;", "|": "&#124;", "=": "&#61;"}
META_RE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\s]+")


def escape_paragraph(text: str) -> str:
    """One line of plain text as a Markdown paragraph.

    Signs that mean something within a line get a backslash, `&` and `<` become entities; at the
    line's start so do the signs of headings, quotes, lists («1990. كان»), rules, fences,
    definitions and tables.
    """
    escaped = text
    if any(map(text.__contains__, INLINE)):
        escaped = INLINE_RE.sub(lambda match: ENTITIES.get(match[0], "\\" + match[0]), text)
    start = START_RE.match(escaped)
    if not start:
        return escaped
    sign = start[0]
    if sign[0].isdigit():
        return (
            f"{sign}\\{escaped[len(sign) :]}" if escaped[len(sign)] == "." else f"{sign}&#41;{escaped[len(sign) + 1 :]}"
        )
    return START_ENTITIES.get(sign, "\\" + sign) + escaped[1:]


def meta_value(text: str) -> str:
    """`text` on one line and in the order of its characters: metadata values are plain text, not Markdown."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return META_RE.sub(" ", in_order(text)).strip()


def metadata(article: Article) -> dict[str, str]:
    """The metadata in their order, each on one line; what is not known is left out."""
    found = {key: meta_value(value) for key, value in _values(article) if value}
    return {key: value for key, value in found.items() if value}


def _values(article: Article) -> Iterator[tuple[str, str | None]]:
    date, credit, origin = article.date, article.credit, article.raw.origin
    bounds, section = article.bounds, article.section
    yield "Title", article.title
    yield "Title_from", article.title_from
    yield "Kicker", article.kicker
    yield "Deck", article.deck
    yield "Caption", article.caption
    yield "Date", date.iso if date else None
    yield "Date_from", date.origin if date else None
    yield "Date_evidence", date.evidence if date else None
    yield "Date_earliest", bounds.earliest if bounds else None
    yield "Date_latest", bounds.latest if bounds else None
    yield "Date_bounds_evidence", bounds.evidence if bounds else None
    yield "Byline", credit.byline
    yield "Authors", _joined(credit.authors)
    yield "Agency", _joined(credit.agencies)
    yield "Place", credit.place
    yield "Publisher", origin.publisher
    yield "Category", section.name if section else None
    yield "Category_from", section.origin if section else None
    yield "Category_confidence", f"{section.confidence:.2f}" if section and section.confidence is not None else None
    yield "Lang", "ar"
    yield "Id", article.id
    yield "Source", origin.source
    yield "Source_url", article.raw.given.url
    yield "Source_sha256", article.raw.sha256


def _joined(names: tuple[str, ...]) -> str | None:
    """Names as Pelican splits them: at semicolons, where there is one."""
    clean = [name.replace(";", "؛") for name in names]
    return "; ".join(clean) + (";" if len(clean) == 1 and "," in clean[0] else "") or None


def to_markdown(article: Article) -> str:
    """The Markdown file's text, with a newline at its end."""
    return with_metadata(metadata(article), article.paragraphs)


def with_metadata(fields: Mapping[str, str], paragraphs: Iterable[str]) -> str:
    """`to_markdown` of metadata and plain paragraphs."""
    head = "\n".join(f"{key}: {value}" for key, value in fields.items())
    body = "\n\n".join(map(escape_paragraph, paragraphs))
    return f"{head}\n\n{body}\n"
