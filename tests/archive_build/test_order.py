"""The order of articles does not depend on how files were found."""

from __future__ import annotations

import datetime
import random
from types import SimpleNamespace

from archive_build.order import newest_first

UTC = datetime.UTC


def article(name: str, *date: int) -> SimpleNamespace:
    """An article with an id and perhaps a date."""
    return SimpleNamespace(id=name, **({"date": datetime.datetime(*date, tzinfo=UTC)} if date else {}))  # type: ignore[misc,arg-type]


def test_newest_come_first_then_ids_and_undated_ones_last() -> None:
    """However they were found, articles stand in one order."""
    wanted = [
        article("c", 2012, 9, 7, 14, 35),
        article("a", 2012, 9, 7),
        article("b", 2012, 9, 7),
        article("z", 1899, 1, 1),
        article("d"),
        article("e"),
    ]
    found = wanted.copy()
    random.Random(1).shuffle(found)
    assert sorted(found, key=newest_first) == wanted


def test_an_article_whose_date_is_none_is_undated() -> None:
    """No date and a date of None are the same."""
    assert newest_first(SimpleNamespace(id="a", date=None)) == newest_first(article("a"))
