"""Tell a site's own lines (sign-up, share, print, counters, copyright) from an article's."""

from __future__ import annotations

import re

from news_ingest.lexicon import furniture_phrases, furniture_words, related_phrases
from news_ingest.records import Line

MAX_WORDS = 30
BREADCRUMB_RE = re.compile(r"^(?:[^»›>/|]{2,30}\s*[»›>/|]\s*)*(?:الصفحه )?(?:الرءيسيه|home)\s*(?:[»›>/|\\-].{0,60})?$")
COUNTER_RE = re.compile(r"^[\d\s,.()]*(?:زياره|قراءه|مشاهده|تعليق|تعليقات|مشاهدات|قراءات)[\s\d:.()]*$")
COPYRIGHT_RE = re.compile(r"©|\(c\)|copyright")
TAGS_RE = re.compile(r"^(?:ال)?(?:كلمات|وسوم|علامات|tags)\s*(?:ال)?(?:داله|مفتاحيه|دلاليه)?\s*:")
WORD_RE = re.compile(r"[^\W_]+")


def is_furniture(line: Line, at_edge: bool) -> bool:
    """Whether the line is a site's own.

    A line with an unmistakable shape always is. A line of such a site's words is where it stands
    outside the body (`at_edge`): half of its words there, four fifths elsewhere.
    """
    if line.words > MAX_WORDS:
        return False
    if _has_shape(line.folded):
        return True
    words = WORD_RE.findall(line.folded)
    share = sum(word in furniture_words() for word in words) / max(1, len(words))
    if at_edge and _opens_with_phrase(line.folded) and not line.text.endswith((".", "»")):
        return True
    return share >= (0.5 if at_edge else 0.8)


def opens_related(line: Line) -> bool:
    """Whether the line heads a list of other articles."""
    return line.words <= 4 and line.folded.startswith(related_phrases())


def _has_shape(folded: str) -> bool:
    shapes = (BREADCRUMB_RE, COUNTER_RE, TAGS_RE)
    return any(shape.search(folded) for shape in shapes) or bool(COPYRIGHT_RE.search(folded) and len(folded) < 120)


def _opens_with_phrase(folded: str) -> bool:
    return folded.startswith(furniture_phrases())
