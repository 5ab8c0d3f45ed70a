"""Rows for tests of pages."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest

from archive_pages.entries import Entry, Term

BLANK = Entry(
    id="",
    url="",
    source="",
    title="",
    made_title=False,
    kicker="",
    deck="",
    summary="",
    byline="",
    authors=(),
    place="",
    date=None,
    time="",
    date_from="",
    section=None,
    publisher=None,
)


@pytest.fixture(scope="session")
def make_entry() -> Callable[..., Entry]:
    """A row: `make_entry("a1", "2012-09-07", section="محليات", title=…)`; what is not given is blank."""

    def make(name: str, date: str = "", section: str = "", publisher: str = "", **fields: object) -> Entry:
        row = replace(
            BLANK,
            id=name,
            url=f"a/{name}.html",
            title=f"عنوان {name}",
            date=datetime.date.fromisoformat(date) if date else None,
            section=Term(section, f"section/{section}/") if section else None,
            publisher=Term(publisher, f"publisher/{publisher}/") if publisher else None,
        )
        return replace(row, **fields)  # type: ignore[arg-type]

    return make
