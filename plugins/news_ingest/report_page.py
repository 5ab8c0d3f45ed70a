"""The report as a page to read: what the ledger's inputs and articles add up to, in bars and tables."""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import groupby

import jinja2
from markupsafe import Markup

from news_ingest.facts import FIELDS, PRESENT
from news_ingest.figures import Count, Evidence, Figures

MOST = 30
COLUMN_HEIGHT = 170
YEAR_LABELS = 6
MEANINGS = {
    "stated": "the text says it",
    "record": "a field of the source file",
    "url": "the article's address",
    "filename": "the file's name",
    "path": "the folders",
    "lead": "made from the first words",
    "inferred-dateline": "the day in the dateline",
    "inferred-topic": "told by the words",
    "correction": "corrected by hand",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A year's column: `x`, `width` and `middle` in percent of the chart's width, `height` in pixels."""

    x: float
    width: float
    middle: float
    height: int
    count: int
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """What a field rests on, the most frequent kind first."""

    name: str
    kinds: Sequence[Evidence]

    @property
    def plain(self) -> bool:
        """Whether all that is said of it is that it is there."""
        return [kind.kind for kind in self.kinds] == [PRESENT]


def render(figures: Figures, numbers: Sequence[Count], dry_run: bool) -> str:
    """The page. It needs nothing from elsewhere, runs no script, and its policy says so."""
    articles, years = figures.articles(), figures.years()
    publishers, reasons = figures.publishers(MOST), figures.reasons(MOST)
    css = _text("report.css")
    return _template().render(
        css=Markup(css),  # noqa: S704 # our own file
        policy=_policy(css),
        dry_run=dry_run,
        numbers=numbers,
        articles=articles,
        years=years,
        undated=articles - _total(years),
        columns=columns(years),
        publishers=publishers,
        other_publishers=articles - _total(publishers),
        fields=_fields(figures.evidence()),
        meanings=MEANINGS,
        furniture=figures.furniture(MOST),
        reasons=reasons,
        other_reasons=figures.rejected() - _total(reasons),
        slowest=figures.slowest(MOST),
    )


def columns(years: Sequence[Count]) -> list[Column]:
    """A column for each year from the first to the last, those without articles included; some have a label."""
    if not years:
        return []
    counts = {int(year.name): year.count for year in years}
    span = range(min(counts), max(counts) + 1)
    most, step, width = max(counts.values()), -(-len(span) // YEAR_LABELS), 100 / len(span)
    return [
        Column(
            x=round((at + 0.1) * width, 3),
            width=round(0.8 * width, 3),
            middle=round((at + 0.5) * width, 3),
            height=-(-COLUMN_HEIGHT * counts.get(year, 0) // most),
            count=counts.get(year, 0),
            label=str(year) if at % step == 0 else "",
        )
        for at, year in enumerate(span)
    ]


def _fields(evidence: Iterable[Evidence]) -> list[Field]:
    found = {name: tuple(kinds) for name, kinds in groupby(evidence, key=lambda row: row.field)}
    return [Field(name.replace("_", " "), found[name]) for name in FIELDS if name in found]


def _total(counts: Iterable[Count]) -> int:
    return sum(row.count for row in counts)


def _policy(css: str) -> str:
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@functools.cache
def _template() -> jinja2.Template:
    return jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined).from_string(_text("report.html"))


def _text(name: str) -> str:
    return resources.files("news_ingest").joinpath("templates", name).read_text(encoding="utf-8")
