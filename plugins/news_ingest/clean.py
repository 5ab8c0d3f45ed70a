"""Clean a raw text's lines. Every kind of change is counted; words are never changed."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable

from arabic_text import code_page
from news_ingest.records import Line

CONTROL_RE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff\ufeff]")
SURROGATE_RE = re.compile("[\ud800-\udfff]")
BIDI_RE = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
ENTITY_RE = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8}\d?);")
SPACE_RE = re.compile("[ \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
RULE_SIGNS = "\u0640_=*~-–—.•·+#"
RULE_RE = re.compile(rf"[\s{re.escape(RULE_SIGNS)}]*")
LONG_CHARACTERS = 400
WORD_RE = re.compile(r"[^\W_]++(?:[\u064b-\u065f\u0670\u0640]++[^\W_]*+)*+")
LETTERS = b"".join(b"x" if WORD_RE.fullmatch(character) else b" " for character in code_page.CHARACTERS)
MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652".encode(code_page.NAME)


def _entity(match: re.Match[str]) -> str:
    """The entity's character; what is no known entity, or would be a markup sign, stays."""
    character = html.unescape(match[0])
    return match[0] if character in "<>&\"'" or len(character) > 2 else character


DIRT_RE = re.compile(f"[&{CONTROL_RE.pattern[1:-1]}{SURROGATE_RE.pattern[1:-1]}{BIDI_RE.pattern[1:-1]}]")
Step = tuple[str, re.Pattern[str], str | Callable[[re.Match[str]], str]]
STEPS: tuple[Step, ...] = (
    ("html entity", ENTITY_RE, _entity),
    ("control character", CONTROL_RE, ""),
    ("lone surrogate", SURROGATE_RE, "\ufffd"),
    ("bidi control", BIDI_RE, ""),
)


def without_bidi(text: str) -> str:
    """`text` without the controls that change the order in which it is shown."""
    return BIDI_RE.sub("", text)


def split_lines(text: str) -> list[str]:
    """The lines of `text`, split at every kind of line end (CRLF, LF, CR, VT, FF, FS, GS, RS, NEL, LS, PS)."""
    return text.splitlines()


def clean_lines(text: str, first: int = 0) -> tuple[list[Line], Counter[str]]:
    """The lines of `text` that hold a letter or digit, numbered from `first`, and what was cleaned, counted by kind."""
    counts: Counter[str] = Counter()
    lines = [clean_line(number, raw, counts) for number, raw in enumerate(split_lines(text), first) if raw]
    return [line for line in lines if line.text], counts


def clean_line(number: int, raw: str, counts: Counter[str]) -> Line:
    """One line without controls and doubled spaces; a rule (only dashes, tatweels, dots) becomes empty.

    No printable character is a control, or a space other than the common one: most lines need no further look.
    """
    is_plain = raw.isprintable() and "&" not in raw
    text = raw if is_plain else _without_dirt(raw, counts)
    spaced = raw.strip() if is_plain and "  " not in raw else " ".join(text.split())
    if spaced != text:
        counts["space"] += 1
    if spaced and spaced[0] in RULE_SIGNS and RULE_RE.fullmatch(spaced):
        counts["rule line"] += 1
        spaced = ""
    printed = SPACE_RE.sub(" ", CONTROL_RE.sub("", raw)).strip() if "&" in raw else spaced
    return Line(number, spaced, count_words(spaced), printed)


def _without_dirt(raw: str, counts: Counter[str]) -> str:
    """A line without controls, its entities as characters."""
    text = raw
    if DIRT_RE.search(raw):
        for kind, pattern, replacement in STEPS:
            text, changed = pattern.subn(replacement, text)
            counts[kind] += changed
    return text


def count_words(text: str) -> int:
    """The words of a line; of running text (over 400 characters), where no rule needs it exactly, spaces and one."""
    if len(text) > LONG_CHARACTERS:
        return text.count(" ") + 1
    encoded = code_page.to_bytes(text)
    return len(WORD_RE.findall(text)) if encoded is None else len(encoded.translate(LETTERS, MARKS).split())
