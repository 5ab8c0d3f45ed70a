"""The catalogue as JSON lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from news_ingest.errors import IngestError
from news_ingest.export import export, read_metadata, to_line

MARKDOWN = """Title: ترميم: السوق
Date: 2015-07-21
Authors: رنيم حنوش; سعاد بن يونس
Category: محليات
Publisher: صحيفة السهل
Id: 0j66vpypr823
Source: أ.txt

النص
"""


def test_a_line_an_article(tmp_path: Path) -> None:
    """Each article's known metadata, its address and its file; the category is called section, as everywhere else."""
    path = tmp_path / "articles/0j/66vpypr823.md"
    path.parent.mkdir(parents=True)
    path.write_text(MARKDOWN, encoding="utf-8")
    [row] = export(tmp_path)
    assert json.loads(to_line(row)) == {
        "source": "أ.txt",
        "id": "0j66vpypr823",
        "title": "ترميم: السوق",
        "date": "2015-07-21",
        "authors": ["رنيم حنوش", "سعاد بن يونس"],
        "publisher": "صحيفة السهل",
        "section": "محليات",
        "url": "a/0j/66vpypr823.html",
        "path": "articles/0j/66vpypr823.md",
    }


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    """The message names the folder and what was expected."""
    with pytest.raises(
        IngestError, match=r"content '.*': no folder 'articles' in it; expected one that 'invoke ingest'"
    ):
        list(export(tmp_path))


def test_metadata_may_go_on_in_the_next_line() -> None:
    """Where it is indented; what is no line of metadata is passed over."""
    assert read_metadata("    Alone\nTitle: ترميم\n    السوق\nno metadata\nPLACE : x:y\n\nDate: 2015\n") == {
        "title": "ترميم السوق",
        "place": "x:y",
    }
