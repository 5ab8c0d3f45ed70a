"""Whatever is typed is answered."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from search_site import FILLER, document, one_answer, sources, write

from archive_search.ask import ask

SYNTAX = st.text(st.sampled_from('+-*~^:"\\/()[]{}=&|!?,. \t\n0١\u064bـ\u200f«»😀'), max_size=6)


WORDS = st.sampled_from(
    ["", "السوق", "title", "body", "exact", "مستشفى", "في", "كوفيد", "d1", "_index", "zzzz", "فيالسوق"]
)
# U+0085, U+2028, U+2029 have a test of their own


ANYTHING = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=40)


QUERIES = st.lists(st.tuples(SYNTAX, WORDS), max_size=6).map(lambda pairs: "".join(map("".join, pairs))) | ANYTHING


def test_no_query_raises(archive: Path) -> None:
    """Queries made of Lunr's syntax, of field names and of anything else are answered; one run of Node for all."""
    queries = [
        "title:",
        "+",
        "-",
        "~1",
        "^10",
        "*",
        "title:*",
        "+السوق -مستشفى",
        "السوق~",
        "السوق^",
        "السوق^x",
        ":السوق",
        '"السوق القديمة"',
        '"السوق" "زززز',
    ]

    @settings(max_examples=400, deadline=None, database=None)
    @given(QUERIES)
    def collect(query: str) -> None:
        queries.append(query)

    collect()
    answers = ask(archive, queries, phrases=True)
    assert [answer["q"] for answer in answers] == queries
    assert all(len(answer["hits"]) == min(10, answer["total"]) for answer in answers)


def test_syntax_means_nothing(archive: Path) -> None:
    """A word gives the same hits with signs around it as without."""
    plain, *signed = ask(archive, ["السوق", "+السوق", "السوق*", ":السوق", "السوق^", "«السوق»~"])
    assert sources(plain) == ["market"]
    assert [answer["hits"] for answer in signed] == [plain["hits"]] * 5


def test_a_minus_before_a_word_leaves_its_documents_out(tmp_path: Path) -> None:
    """In any of its forms; within a word or before a space a minus means nothing, and alone it finds nothing."""
    bodies = {"both": f"{FILLER} السوق القديم", "one": f"{FILLER} السوق", "other": f"{FILLER} القديم"}
    write(tmp_path, [document(body=body, name=name) for name, body in bodies.items()])
    answers = ask(tmp_path, ["السوق -قديمة", "سوق-قديم", "السوق - القديم", "-السوق"])
    assert [sorted(sources(answer)) for answer in answers] == [["one"], [*bodies], [*bodies], []]


@pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029", "\x0c", "\x1e", "\r"])
def test_a_line_separator_in_a_query_or_a_headline_ends_no_answer(tmp_path: Path, separator: str) -> None:
    """Characters at which Python or Node would cut a line may stand in what is asked and in what is found."""
    write(tmp_path, [document(f"كتاب{separator}جديد")])
    answer = one_answer(tmp_path, f"كتاب{separator}جديد")
    assert answer["q"] == f"كتاب{separator}جديد"
    assert [hit["title"] for hit in answer["hits"]] == [f"كتاب{separator}جديد"]


def test_half_a_surrogate_pair_is_no_error(archive: Path) -> None:
    """A command line's undecodable bytes reach Python as such characters."""
    assert sources(one_answer(archive, "\udcffالسوق\ud800")) == ["market"]


def test_a_query_of_100000_characters_is_answered(archive: Path) -> None:
    """What exceeds the limit is left out, also where it is one word."""
    answers = ask(archive, ["السوق " * 20_000, "س" * 100_000])
    assert [sources(answer) for answer in answers] == [["market"], []]


def test_a_very_long_word_of_a_document_is_indexed(tmp_path: Path) -> None:
    """A run of 5,000 letters neither stops the build nor the query."""
    write(tmp_path, [document("كتاب", body=f"{FILLER} {'ابتث' * 1250}")])
    assert sources(one_answer(tmp_path, "كتاب")) == ["one"]
