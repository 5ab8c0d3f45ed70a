"""Plain bodies: the small part of Markdown that ingest writes, turned into HTML without Python-Markdown.

A plain body is paragraphs of one line each with a blank line between them, in which every sign that could
mean something stands behind a backslash or as an entity. `plain_html` gives for it, byte for byte, what
Python-Markdown gives once it has passed `sanitize.safe_html`; a property test holds the two equal.
"""

from __future__ import annotations

import re

# a line that begins a list, heading, quote, rule, table or definition: «- a», «# a», «1. a», «: a», «    a»
START_RE = re.compile(r"[#>+:|=~-]|[0-9]+\.(?=\s)|\s")
# what a paragraph may hold: no control, no line separator, no bare sign of markup; «1990\. كان», «&lt;ب&gt;»
PARAGRAPH_RE = re.compile(
    r"(?:[^\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\\`*_\[\]{}&<]++"
    r"|\\[\\`*_{}\[\]>#+\-.!]|&(?:amp|lt|#(?:41|58|61|124|126));)++"
)
ESCAPE_RE = re.compile(r"\\(&gt;|.)|&(amp|lt|#(?:41|58|61|124|126));")
ENTITIES = {"amp": "&amp;", "lt": "&lt;", "#41": ")", "#58": ":", "#61": "=", "#124": "|", "#126": "~"}


def plain_html(body: str) -> str | None:
    """The safe HTML of a Markdown body; None where the body is not plain. Trailing newlines do not matter."""
    return html_of(body) if is_plain(body) else None


def is_plain(body: str) -> bool:
    """Whether a Markdown body is plain. Trailing newlines do not matter."""
    text = body.strip("\n")
    return not text or all(map(_is_plain, text.split("\n\n")))


def _is_plain(paragraph: str) -> bool:
    return bool(PARAGRAPH_RE.fullmatch(paragraph)) and not START_RE.match(paragraph) and not paragraph[-1].isspace()


def html_of(body: str) -> str:
    """The safe HTML of a body that is known to be plain."""
    text = body.strip("\n")
    paragraphs = "</p>\n<p>".join(map(_escaped, text.split("\n\n")))
    return f"<p>{paragraphs}</p>" if text else ""


def _escaped(paragraph: str) -> str:
    """A paragraph's text as HTML, written as nh3 writes it: only `&`, `<`, `>` and the no-break space are entities."""
    html = paragraph.replace(">", "&gt;").replace("\u00a0", "&nbsp;")
    if "\\" in html or "&" in paragraph:
        return ESCAPE_RE.sub(_unescaped, html)
    return html


def _unescaped(match: re.Match[str]) -> str:
    sign, entity = match.groups()
    return str(sign or ENTITIES[entity])
