"""Choose headline, kicker and deck among an article's display lines, by several kinds of evidence together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from arabic_text.analyze import stems, words_of
from arabic_text.normalize import normalize
from news_ingest.fields.two_lines import read_text, two_lines
from news_ingest.records import Line, Role

MIN_LEAD_WORDS = 20
LEAD_TITLE_WORDS = 12
LEAD_CHARACTERS = 600
OPENS_CLAUSE_RE = re.compile(r"(?:فيما|بينما|عقب|في|بعد|رغم|وسط|خلال|بعدما|قبل|بهدف|بمشاركه|بحضور) ")


@dataclass(frozen=True, slots=True)
class Choice:
    """The lines told apart, by line number; `scores` has each display line's.

    `told_by` says what the headline was told by: "alone" (no rival), "twice" (printed twice), "joined" (two lines that
    are one) or "margin" (its score is ahead of the next line's by `margin`).
    """

    headline: tuple[int, ...] = ()
    kicker: tuple[int, ...] = ()
    deck: tuple[int, ...] = ()
    scores: tuple[tuple[int, float], ...] = ()
    told_by: str = "alone"
    margin: float = 0.0

    def role_of(self, line: Line) -> Role:
        """The role of one of the display lines."""
        if line.number in self.kicker:
            return Role.KICKER
        return Role.DECK if line.number in self.deck else Role.HEADLINE


def is_display(line: Line) -> bool:
    """Whether a line looks like display type rather than running text: short, and no whole sentence."""
    if not 12 < line.words <= 22:
        return line.words <= 12
    return not line.text.rstrip(' »"”)').endswith(".") or line.text.endswith("..")


def headline_score(line: Line, others: Sequence[Line], lead: Counter[str], meta_follows: bool) -> float:
    """How much speaks for `line` as the headline among the display lines `others`, as a sum of weighed signs.

    Length (4 to 14 words), no colon or full stop at the end, words shared with the lead, repetition,
    a gap or a date or byline behind it, a kicker-like shorter line directly above it.
    """
    score = 1.0 if 4 <= line.words <= 14 else 0.4 if line.words <= 18 else -1.0
    score -= 1.5 if line.text.endswith((":", "،", ",")) else 0.0
    score -= 0.7 if line.text.endswith(".") and not line.text.endswith("..") else 0.0
    score -= 0.5 if OPENS_CLAUSE_RE.match(line.folded) else 0.0
    score -= {0: 2.5, 1: 2.5, 2: 1.0, 3: 0.3}.get(line.words, 0.0)
    terms = set(stems(words_of(line.folded)))
    score += sum(lead[term] > 0 for term in terms) / max(2, len(terms))
    score += 2.0 * sum(other is not line and other.folded == line.folded for other in others)
    at = others.index(line)
    above, below = others[:at], others[at + 1 :]
    if not above:
        score += 0.6
    elif line.number - above[-1].number == 1 and len(above) == 1:
        score += 0.9
    if not below and meta_follows:
        score += 0.3
    if below and below[0].number - line.number > 1:
        score += 1.2
    return score


def choose(
    lines: Sequence[Line], lead: Line | None, meta_after: int | None, kicker_above: bool | None = None
) -> Choice:
    """Which of the display `lines` of an article is the headline; what stands above it is kicker, below it deck.

    `meta_after` is the number of the first date or byline line behind them, if any. `kicker_above`
    is the publisher's habit, where known: of two adjacent lines the first is the kicker, or not.
    """
    if len(lines) <= 1:
        return Choice(headline=tuple(line.number for line in lines))
    beginning = read_text(normalize(lead.text[:LEAD_CHARACTERS]) if lead else "")
    counts = Counter(beginning.terms)
    after = -1 if meta_after is None else meta_after
    scores = [headline_score(line, lines, counts, after > line.number) for line in lines]
    if kicker_above is not None and is_pair(lines):
        scores[1] += 0.6 if kicker_above else -0.6
    best = scores.index(max(scores))
    same = [n for n, line in enumerate(lines) if line.folded == lines[best].folded]
    halves = two_lines(lines, best, beginning) if len(same) == 1 else ()
    chosen = {lines[n].number for n in halves or same}
    rivals = [score for line, score in zip(lines, scores, strict=True) if line.number not in chosen]
    first = min(chosen)
    return Choice(
        headline=tuple(lines[n].number for n in halves or same[:1]),
        kicker=tuple(line.number for line in lines if line.number < first),
        deck=tuple(line.number for line in lines if line.number > first and line.number not in chosen),
        scores=tuple((line.number, round(score, 2)) for line, score in zip(lines, scores, strict=True)),
        told_by="joined" if halves else "twice" if len(same) > 1 else "margin",
        margin=round(max(scores) - max(rivals, default=0.0), 2),
    )


def is_pair(lines: Sequence[Line]) -> bool:
    """Two display lines, one directly below the other, which differ."""
    return len(lines) == 2 and lines[1].number - lines[0].number == 1 and lines[0].folded != lines[1].folded


def lead_title(lead: str) -> str:
    """A headline made from the first words of an article that has none, cut at a clause's end where one is near."""
    words = lead.split()
    if len(words) <= LEAD_TITLE_WORDS + 2:
        return lead.rstrip(".،؛:")
    for count in range(LEAD_TITLE_WORDS, 6, -1):
        if words[count - 1].endswith(("،", ".", "؛", ":", "؟", "!")):
            return " ".join(words[:count]).rstrip(".،؛:")
    return " ".join(words[:LEAD_TITLE_WORDS]) + "…"
