"""A small site that is asked, and rows for tests of the index from أ to ي."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from search_site import HEADLINES, document, write, write_pages

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


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of seven documents, with their pages."""
    folder = tmp_path_factory.mktemp("archive")
    documents = [document(title, name=name) for name, title in HEADLINES.items()]
    write(folder, documents)
    write_pages(folder, documents)
    return folder
