"""One input's work, and what became of it: what travels between the run and whoever works for it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from news_ingest.corrections import Correction
from news_ingest.draft import Draft, draft
from news_ingest.pipeline import make_articles
from news_ingest.records import Article, Known, Rejected
from news_ingest.sources.inputs import Input


@dataclass(frozen=True, slots=True)
class Order:
    """One input's work: what is known of its publisher, and the hash under which nothing is to be done.

    `rows` are the corrections of each of its stories, as far as they can be known before it is read.
    """

    item: Input
    known: Known
    unchanged: str | None
    rows: tuple[tuple[Correction, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of an input: its articles' drafts, a reason why there is none, or None: unchanged.

    `seconds` is how long that took.
    """

    sha256: str
    made: tuple[Draft, ...] | Rejected | None
    seconds: float


def make_slice(orders: list[Order]) -> list[Receipt]:
    """Read inputs and make their articles. Runs in any process, and writes nothing."""
    return list(map(_make, orders))


def _make(order: Order) -> Receipt:
    start = time.perf_counter()
    raw = order.item.read()
    if raw.sha256 == order.unchanged:
        return Receipt(raw.sha256, None, 0.0)
    made = raw if isinstance(raw, Rejected) else make_articles(raw, order.known)
    done = made if isinstance(made, Rejected) else tuple(_drafts(made, order.rows))
    return Receipt(raw.sha256, done, round(time.perf_counter() - start, 4))


def _drafts(made: Sequence[Article], rows: Sequence[Sequence[Correction]]) -> Iterator[Draft]:
    """The drafts of an input's articles, each with its corrections; the last ones may have none."""
    for number, article in enumerate(made):
        yield draft(article, rows[number] if number < len(rows) else ())


def with_corrections(order: Order, made: Sequence[Draft], rows: tuple[tuple[Correction, ...], ...]) -> Sequence[Draft]:
    """The drafts with their corrections: made anew where more is known of these now that the articles' ids are."""
    if tuple(one.rows for one in made) == rows:
        return made
    anew = _make(replace(order, unchanged=None, rows=rows)).made
    return anew if isinstance(anew, tuple) and len(anew) == len(made) else made
