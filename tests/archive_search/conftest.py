"""Rows for tests of the index from أ to ي."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from archive_pages.entries import Entry

BLANK = Entry("", "", "", "", False, "", "", "", "", (), "", None, "", "", None, None)


@pytest.fixture(scope="session")
def titled() -> Callable[..., list[Entry]]:
    """Rows with these titles, the newest first; `made` are titles that ingest made from the text."""

    def make(*titles: str, made: bool = False) -> list[Entry]:
        return [
            replace(BLANK, id=f"a{at}", url=f"a/a{at}.html", title=title, made_title=made)
            for at, title in enumerate(titles)
        ]

    return make
