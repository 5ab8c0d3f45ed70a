"""Tell a site's own lines (sign-up, share, print, counters, copyright) from an article's."""

from __future__ import annotations

import re
from dataclasses import dataclass

from news_ingest.lexicon import furniture_phrases, furniture_words, related_phrases
from news_ingest.records import Line, remembered

MAX_WORDS = 30
BREADCRUMB_RE = re.compile(r"^(?:[^»›>/|]{2,32}[»›>/|])*\s*(?:الصفحه )?(?:الرءيسيه|home)\s*(?:[»›>/|\\-].{0,60})?$")
COUNTER_RE = re.compile(r"^[\d\s,.()]*(?:زياره|قراءه|مشاهده|تعليق|تعليقات|مشاهدات|قراءات)[\s\d:.()]*$")
COPYRIGHT_RE = re.compile(r"©|\(c\)|copyright")
TAGS_RE = re.compile(r"^(?:ال)?(?:كلمات|وسوم|علامات|tags)\s*(?:ال)?(?:داله|مفتاحيه|دلاليه)?\s*:")
WORD_RE = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for a site's own line: an unmistakable shape, a phrase that opens it, its share of such words."""

    shape: bool
    phrase: bool
    share: float


def is_furniture(line: Line, at_edge: bool) -> bool:
    """Whether the line is a site's own.

    A line with an unmistakable shape always is. A line of such a site's words is where it stands
    outside the body (`at_edge`): half of its words there, four fifths elsewhere.
    """
    if line.words > MAX_WORDS:
        return False
    signs = _signs(line)
    return signs.shape or (at_edge and signs.phrase) or signs.share >= (0.5 if at_edge else 0.8)


@remembered
def _signs(line: Line) -> Signs:
    words = WORD_RE.findall(line.folded)
    share = sum(map(furniture_words().__contains__, words)) / max(1, len(words))
    phrase = line.folded.startswith(furniture_phrases()) and not line.text.endswith((".", "»"))
    return Signs(_has_shape(line.folded), phrase, share)


def opens_related(line: Line) -> bool:
    """Whether the line heads a list of other articles."""
    return line.words <= 4 and line.folded.startswith(related_phrases())


def _has_shape(folded: str) -> bool:
    shape = BREADCRUMB_RE.search(folded) or COUNTER_RE.search(folded) or TAGS_RE.search(folded)
    return bool(shape or (len(folded) < 120 and COPYRIGHT_RE.search(folded)))
