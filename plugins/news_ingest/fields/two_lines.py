"""Tell a headline that runs over two lines from a kicker with a headline, by several signs together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from arabic_text.analyze import stems, term_of, words_of
from news_ingest.records import Line

MAX_WORDS = 22
USUAL_WORDS = 14
THRESHOLD = 0.95
CLOSED_RE = re.compile(r"[.!؟:»\"”،؛]$")
UNFINISHED_RE = re.compile(
    r"(?<!\S)(?:في|من|على|[إا]لى|عن|بعد|قبل|مع|بين|عند|لدى|[أا]و|[أا]ن|[إا]ن|خلال|ضد|دون|حول|غير|كل|بعض|و|ثم|حتى|لا|لم|لن|قد)$"
)
OPENS_CLAUSE_RE = re.compile(r"(?:فيما|بينما|عقب|في|بعد|رغم|وسط|خلال|بعدما|قبل|بهدف|بمشاركه|بحضور|ضمن|علي|برعايه|لدي) ")
CONTINUES_RE = re.compile(
    r"(?:في|من|على|[إا]لى|عن|بعد|قبل|مع|بين|عند|لدى|[أا]و|[أا]م|ثم|حتى|خلال|ضد|دون|حول) "
    r"|و(?:ال|ت|ي|[بكلس]ال)"
    r"|ي(?!وم |وسف|اسر|حيى|عقوب|زن|ونايتد)[^\W\d_]{3,} "
    r"|[^\W\d_]{2,}(?:ا\u064b|\u064bا) "
)
CANNOT_OPEN_RE = re.compile(r"(?:[أا]و|[أا]م) ")
FEMININE_VERB_RE = re.compile(
    r"ت(?!شرين|ونس|ركي|اريخ)"  # names
    r"(?![^\W\d_]{2}ي[^\W\d_] |[^\W\d_]ا[^\W\d_]{2} )"  # verbal nouns: «تطوير», «تعاون»
    r"[^\W\d_]{2,4}(?<!ه) "
)
CLOSED_WORD_RE = re.compile(r"(?:[وفبك]?ال|لل)|.+(?:ه|ها|هم|نا)$")
PREFIXED_RE = re.compile(r"[بلكف]([^\W\d_]{3,}) ")
SPEAKER_RE = re.compile(r"^[^:]{2,40}: \S")
MARKS_RE = re.compile("[\u064c-\u0652\u0670\u0640]+")


@dataclass(frozen=True, slots=True)
class Text:
    """What a text's beginning shows: its words (normalized), their terms in order, and which are neighbours."""

    words: frozenset[str]
    terms: tuple[str, ...]
    neighbours: frozenset[tuple[str, str]]


def read_text(normalized: str) -> Text:
    """The words and terms of a normalized text; stop words stand between no neighbours."""
    words = words_of(normalized)
    terms = tuple(stems(words))
    return Text(frozenset(words), terms, frozenset(pairwise(terms)))


def join_score(one: Line, two: Line, text: Text) -> float:
    """How much speaks for `one` and `two` as one headline, as a sum of weighed signs, joined from `THRESHOLD` on.

    For it: the first line ends within a phrase; the second begins with a preposition, a conjunction, an accusative, a
    verb without its subject, or a prefix to a word that the text knows («ببصمة»); the text has the words at the break
    side by side. Against it: a closed first line, one that opens like a kicker («بعد …») or is as short as one, a
    gap, a speaker («العساف: …»).
    """
    words = one.words + two.words
    if CLOSED_RE.search(one.text) or words > MAX_WORDS:
        return -1.0
    start = MARKS_RE.sub("", two.text)
    score = 2.0 * bool(CONTINUES_RE.match(start)) + 1.0 * bool(CANNOT_OPEN_RE.match(start))
    score += 2.0 * bool(UNFINISHED_RE.search(one.text)) + 0.7 * bool(FEMININE_VERB_RE.match(two.folded))
    score += 1.2 * _bridged(one, two, text) + 1.0 * _prefixed(two, text)
    score += 0.3 * (words <= USUAL_WORDS and min(one.words, two.words) >= 4)
    score -= 1.0 * bool(OPENS_CLAUSE_RE.match(one.folded)) + 1.5 * bool(SPEAKER_RE.match(two.text))
    return score - 0.5 * (one.words < 4) - 2.0 * (two.number - one.number > 1)


def _bridged(one: Line, two: Line, text: Text) -> bool:
    """Whether the text has the words at the break side by side, and the first can be followed by a genitive."""
    before = next(filter(term_of, reversed(words_of(one.folded))), None)
    after = next(filter(term_of, words_of(two.folded)), None)
    if before is None or after is None or CLOSED_WORD_RE.match(before):
        return False
    return (term_of(before), term_of(after)) in text.neighbours


def _prefixed(two: Line, text: Text) -> bool:
    """Whether the second line begins with a preposition glued to a word of the text, which is no word with it."""
    match = PREFIXED_RE.match(two.folded)
    return match is not None and match[1] in text.words and match[0].strip() not in text.words


def two_lines(lines: Sequence[Line], best: int, text: Text) -> tuple[int, ...]:
    """The places of the two lines of one headline, one of which is `best`; () where it stands alone."""
    pairs = [at for at in (best, best - 1) if at >= 0 and at + 1 < len(lines)]
    scores = {at: join_score(lines[at], lines[at + 1], text) for at in pairs}
    joined = max(pairs, key=scores.__getitem__, default=None)
    return (joined, joined + 1) if joined is not None and scores[joined] >= THRESHOLD else ()
