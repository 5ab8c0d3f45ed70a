"""Learn a publisher's habits from a sample of its articles: pure, from observations to a profile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from arabic_text.dates import find_dates_normalized
from arabic_text.normalize import normalize
from news_ingest.clean import clean_lines
from news_ingest.fields.byline import split_parts
from news_ingest.fields.date import settled_order
from news_ingest.fields.headline import is_pair
from news_ingest.fields.stamp import stamp_dates
from news_ingest.layout import Layout, understand
from news_ingest.records import Known, Line, RawArticle, Role

EDGE_LINES = 8
MAX_EDGE_WORDS = 30
MAX_PIECE_WORDS = 3
MIN_ARTICLES = 4
FURNITURE_SHARE = 0.03
PIECE_SHARE = 0.01
MIN_LEAN = 0.15


@dataclass(frozen=True, slots=True)
class Observation:
    """What one article shows of its publisher; texts are normalized.

    `edges` are its short lines at the top and the end that are no headline, `before` and `after`
    the unknown pieces of its byline lines that stand before a separator and after one, `lean` how
    far the second of two display lines leads the first as a headline (None: no such pair).
    """

    order: str | None = None
    edges: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    lean: float | None = None


def observe(raw: RawArticle) -> Observation:
    """What an article shows by itself."""
    lines, _ = clean_lines(raw.text)
    layout = understand(lines)
    edges = [line for line in [*lines[:EDGE_LINES], *lines[-EDGE_LINES:]] if line.words <= MAX_EDGE_WORDS]
    before, after = _pieces(layout.of(Role.BYLINE))
    return Observation(
        order=next(filter(None, (settled_order(line.folded, stamp_dates(line)) for line in edges)), None),
        edges=tuple({line.folded for line in edges if not _is_own(line, layout)}),
        before=before,
        after=after,
        lean=_lean(lines, layout.choice.scores),
    )


def _is_own(line: Line, layout: Layout) -> bool:
    """Whether an edge line is surely the article's: its headline, a sentence, or a line with a date."""
    sentence = line.text.endswith(".") and layout.roles[line.number] is not Role.FURNITURE
    return line.number in layout.choice.headline or sentence or bool(find_dates_normalized(line.folded))


def _pieces(bylines: Sequence[Line]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    before: set[str] = set()
    after: set[str] = set()
    for line in bylines:
        parts = [part for part in split_parts(line.text) if part.kind != "label"]
        placed = any(part.kind == "place" for part in parts)
        for at, part in enumerate(parts):
            if part.kind in ("other", "outlet") and len(part.text.split()) <= MAX_PIECE_WORDS:
                (before if at < len(parts) - 1 and not placed else after).add(normalize(part.text))
    return tuple(sorted(before)), tuple(sorted(after))


def _lean(lines: Sequence[Line], scores: Sequence[tuple[int, float]]) -> float | None:
    by_number = {line.number: line for line in lines}
    if len(scores) != 2 or not is_pair([by_number[number] for number, _ in scores]):
        return None
    return scores[1][1] - scores[0][1]


def learn(observations: Iterable[Observation]) -> Known:
    """The habits that a sample shows.

    A line at the edges of 3 % of the articles (and at least four) is furniture. A byline piece that
    recurs in 1 % (and at least four) is an outlet, or a place where it stands before other pieces
    more often and beside several. Of two display lines the first is the kicker where on average
    the second has the better marks. The order of day and month is the one that some show and none
    contradicts (a twentieth may, as misprints).
    """
    sample = list(observations)
    edges = Counter(edge for one in sample for edge in one.edges)
    before = Counter(piece for one in sample for piece in one.before)
    after = Counter(piece for one in sample for piece in one.after)
    least_edges = max(MIN_ARTICLES, FURNITURE_SHARE * len(sample))
    least = max(MIN_ARTICLES, PIECE_SHARE * len(sample))
    recurring = [piece for piece in before | after if before[piece] + after[piece] >= least]
    bylines = set(before) | set(after)
    leans = [one.lean for one in sample if one.lean is not None]
    lean = sum(leans) / len(leans) if len(leans) >= MIN_ARTICLES else 0.0
    return Known(
        order=_order(Counter(one.order for one in sample if one.order)),
        furniture=frozenset(e for e, n in edges.items() if n >= least_edges and not _is_byline(e, bylines)),
        outlets=frozenset(piece for piece in recurring if after[piece] >= before[piece]),
        places=frozenset(piece for piece in recurring if after[piece] < before[piece]),
        kicker_above=None if abs(lean) < MIN_LEAN else lean > 0,
    )


def _is_byline(edge: str, pieces: set[str]) -> bool:
    """Whether a recurring line is a byline («الاتحاد», «لندن: الشرق الاوسط»), which is no furniture."""
    parts = split_parts(edge)
    return bool(parts) and all(normalize(part.text) in pieces or part.kind != "other" for part in parts)


def _order(orders: Counter[str]) -> str | None:
    if not orders:
        return None
    order, count = orders.most_common(1)[0]
    return order if count >= 0.95 * orders.total() else None
