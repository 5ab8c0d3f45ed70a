"""Isolates around what runs from left to right within Arabic text: Latin words, signed numbers, telephone numbers.

Without them a number behind Arabic counts as Arabic (UAX #9, W2), and its sign, percent or hyphens change their places.
Ranges («2010-2015») and dates read from the right, as they should, and stay as they are.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from archive_build.compiler import shown

LATIN = "A-Za-z\u00c0-\u024f"
# A tag, an entity; «Boeing 787», «5G», «AT&amp;T»; «+966 11 234-5678»; «-5», «3.5 %». All begin with one class,
# at which what follows looks back: so `re` passes over Arabic six times as fast as where each begins with its own.
RUN_RE = re.compile(
    rf"[<&0-9{LATIN}+\-\u2212](?:(?<=<)[^<>]*>|(?<=&)[a-z#0-9]+;"
    rf"|(?P<latin>(?:(?<=[0-9])[0-9]*[{LATIN}]|(?<=[{LATIN}]))"
    rf"(?:(?:[{LATIN}0-9.,:'’@/?=+_%~\- ]|&amp;)*[{LATIN}0-9%+])?)"
    r"|(?P<number>(?:(?<=\+)[0-9]+|(?<=[0-9])[0-9]*)(?:[ -][0-9]+)+"
    r"|(?:(?<=[+\-\u2212])[0-9]|(?<=[0-9]))[0-9.,]*(?: ?%)?))"
)
ISOLATED_RE = re.compile(rf"[{LATIN}%+\u2212\-](?:(?<!-)|(?=[0-9]))")  # «A», «%», «-5»
YEARS_RE = re.compile(r"(?:1[0-9]|20)[0-9]{2}-(?:1[0-9]|20)[0-9]{2}")
PHONE_DIGITS = 7


def isolated(text: str) -> Markup:
    """A text as HTML, with isolates."""
    html = shown(text)
    return Markup(RUN_RE.sub(_isolated, html) if ISOLATED_RE.search(text) else html)  # noqa: S704 # escaped above


def body_html(html: str) -> Markup:
    """Safe HTML with isolates, and with an id (`p1`, `p2` …) for each paragraph that has no attribute."""
    first, *paragraphs = html.split("<p>")
    parts = [_run_by_run(first)]
    for number, text in enumerate(paragraphs, 1):
        parts.append(f'<p id="p{number}">{_run_by_run(text) if ISOLATED_RE.search(text, 0, len(text) - 5) else text}')
    return Markup("".join(parts))  # noqa: S704 # safe before, and only elements and ids were added


def _run_by_run(html: str) -> str:
    return RUN_RE.sub(_isolated, html)


def _isolated(match: re.Match[str]) -> str:
    found = match[0]
    if match.lastgroup == "latin":
        return f"<bdi>{found}</bdi>"
    if match.lastgroup == "number" and _turns(found, match.string[match.start() - 1 : match.start()]):
        return f'<bdi dir="ltr">{found}</bdi>'
    return found


def _turns(number: str, before: str) -> bool:
    """Whether a number would be shown wrongly: it has a sign or percent, or is a telephone number."""
    if number[-1] == "%" or (number[0] in "+-\u2212" and not before.isdigit()):
        return True
    if "-" not in number or YEARS_RE.fullmatch(number):
        return False
    return sum(map(str.isdigit, number)) >= PHONE_DIGITS
