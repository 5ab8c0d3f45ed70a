"""An article that is to be withdrawn is found wherever its file lies."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive_build.errors import BuildError
from archive_build.withdrawn import Withdrawal, read_withdrawn
from news_ingest.withdraw import withdraw_article

ONE = Withdrawal("0j66vpypr823", "2026-03-14", "", "x")


def test_one_that_a_person_put_elsewhere_is_found(tmp_path: Path) -> None:
    """By its id; the same report elsewhere is named."""
    for name, article in (("a.md", "000000000000"), ("own/b.md", ONE.id)):
        (tmp_path / "articles" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "articles" / name).write_text(f"Title: x\nId: {article}\nAlso_in: abcdefghijkl\n\nx\n")
    said = list(withdraw_article(tmp_path, ONE))
    assert said[-1] == "the same report stands in abcdefghijkl: withdraw these too where that is meant"
    assert read_withdrawn(tmp_path) == (ONE,)


def test_one_is_withdrawn_once(tmp_path: Path) -> None:
    """The message says how to take it back."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/x.md").write_text(f"Id: {ONE.id}\n\nx\n")
    list(withdraw_article(tmp_path, ONE))
    with pytest.raises(BuildError, match="article '0j66vpypr823' is withdrawn already; '--undo' takes that back"):
        list(withdraw_article(tmp_path, ONE))
