"""Asking a site from Python: what is missing is named."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
from search_site import document, index_of, write, write_pages

from archive_search.ask import ask, read_queries, show
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
    with pytest.raises(SearchError, match=re.escape("manifest.json: format 99; expected 5")):
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


TEXTS = {
    "beside": "وصلت السفينة إلى رَأسِ المـــرجان مساء أمس",
    "apart": "رأس الوفد رجل يصنع الحلي من المرجان الأحمر",
    "turned": "غطى المرجان رأس الصخرة في البحر",
}


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A site of three texts with the same two words, one of them with the words side by side."""
    documents = [document("خبر", body=text, name=name) for name, text in TEXTS.items()]
    write(tmp_path, documents)
    write_pages(tmp_path, documents)
    return tmp_path


@pytest.mark.parametrize("query", ['"رأس المرجان"', "«راس المرجان»", "“رأس المرجان”"])
def test_a_phrase_is_looked_for_in_the_texts(texts: Path, query: str) -> None:
    """All texts that have its words are read, and those that have them side by side are the hits."""
    (answer,) = ask(texts, [query], phrases=True)
    assert [hit["source"] for hit in answer["hits"]] == ["raw/beside.txt"]
    assert (answer["phrases"], answer["total"], answer["checked"], answer["done"]) == (1, 3, 3, True)
    assert show(answer)[0] == "1 results with the phrase, word for word (3 texts read)"
    assert answer["requests"] > 3


def test_texts_are_read_only_where_that_is_asked_for(texts: Path) -> None:
    """Else a phrase's words must be in a text, wherever in it."""
    (answer,) = ask(texts, ['"رأس المرجان"'])
    assert (len(answer["hits"]), answer["phrases"], answer["checked"], answer["done"]) == (3, 1, 0, True)
    assert show(answer)[0] == "3 results"


def test_words_without_quotation_marks_are_no_phrase(texts: Path) -> None:
    """All three texts have them, and none is read."""
    (answer,) = ask(texts, ["رأس المرجان"], phrases=True)
    assert (len(answer["hits"]), answer["phrases"], answer["checked"]) == (3, 0, 0)
    assert show(answer)[0] == "3 results"


def test_a_phrase_beside_other_words_is_let_go_where_no_text_has_it(texts: Path) -> None:
    """One text has all words, not side by side: its words' results are better than none. Alone it has none."""
    loose, alone = ask(texts, ['"الحلي رأس" المرجان', '"الحلي رأس"'], phrases=True)
    assert (len(loose["hits"]), loose["phrases"], loose["checked"]) == (3, 0, 1)
    assert (len(alone["hits"]), alone["phrases"], alone["checked"]) == (0, 1, 1)


def test_a_text_that_cannot_be_read_is_named(texts: Path) -> None:
    """A site that lacks an article's page cannot tell whether it has a phrase."""
    (texts / "a" / "apart.html").unlink()
    with pytest.raises(SearchError, match=r"a/apart\.html"):
        ask(texts, ['"رأس المرجان"'], phrases=True)
