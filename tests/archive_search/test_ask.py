"""Asking a site from Python: what is missing is named."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
from search_site import document, index_of, write

from archive_search.ask import ask, read_queries
from archive_search.errors import SearchError


def test_a_missing_site_is_named(tmp_path: Path) -> None:
    """A folder without a search is told before Node starts."""
    message = f"site '{tmp_path}': no search/manifest.json; expected a folder that 'invoke build' made"
    with pytest.raises(SearchError, match=re.escape(message)):
        ask(tmp_path, ["كتاب"])


def test_a_missing_index_is_named(tmp_path: Path) -> None:
    """A site that was copied in part ends with the name of what is missing."""
    write(tmp_path, [document("كتاب")])
    for path in index_of(tmp_path):
        path.unlink()
    message = f"site '{tmp_path}': the search ended with an error: "
    with pytest.raises(SearchError, match=re.escape(message)) as caught:
        ask(tmp_path, ["كتاب"])
    assert "search/terms/6/00/" in str(caught.value)


def test_a_site_of_another_format_is_refused(tmp_path: Path) -> None:
    """The modules read the format that they were written for."""
    write(tmp_path, [document("كتاب")])
    manifest = tmp_path / "search" / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text(encoding="utf-8")) | {"format": 99}), encoding="utf-8")
    with pytest.raises(SearchError, match=re.escape("manifest.json: format 99; expected 4")):
        ask(tmp_path, ["كتاب"])


def test_a_missing_node_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither on the PATH nor beside Python."""
    write(tmp_path, [document("كتاب")])
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(SearchError, match=re.escape("node: not found on the PATH; expected Node 20.19 or newer")):
        ask(tmp_path, ["كتاب"])


def test_a_file_of_queries_is_read(tmp_path: Path) -> None:
    """A JSON object a line; empty lines and other members are passed over."""
    path = tmp_path / "queries.jsonl"
    path.write_text('{"q": "كتاب", "id": 7}\n\n{"q": ""}\n', encoding="utf-8")
    assert read_queries(path) == ["كتاب", ""]


def test_a_query_of_a_file_may_hold_a_line_separator(tmp_path: Path) -> None:
    """JSON lines end at a line feed, and at nothing else that Unicode ends a line with."""
    path = tmp_path / "queries.jsonl"
    path.write_bytes('{"q": "كتاب\u2028جديد"}\r\n{"q": "قمر\x85"}\n'.encode())
    assert read_queries(path) == ["كتاب\u2028جديد", "قمر\x85"]


@pytest.mark.parametrize("line", ["كتاب", "{}", "[]", "7", '"q"', '{"q"'])
def test_a_line_that_is_no_query_is_named(tmp_path: Path, line: str) -> None:
    """The file, the line's number, the line and what was expected."""
    path = tmp_path / "queries.jsonl"
    path.write_text(f'{{"q": "كتاب"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(SearchError) as caught:
        read_queries(path)
    assert str(caught.value) == f"queries '{path}', line 2: {line!r}; expected a JSON object with 'q'"


def test_a_file_of_queries_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """One that is not there, or no UTF-8."""
    (tmp_path / "queries.jsonl").write_bytes(b"\xff")
    for name in ("none.jsonl", "queries.jsonl"):
        with pytest.raises(
            SearchError, match=rf"queries '.*{name}': .*; expected a UTF-8 file of JSON objects with 'q'"
        ):
            read_queries(tmp_path / name)
