"""Where evidence stands, kept from build to build."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from archive_build.evidence import SCHEMA, EvidenceIndex, evidence_file, evidence_line, spans

ONE, TWO = "0" * 12, "00zzzzzzzzzz"


@pytest.fixture
def index() -> EvidenceIndex:
    """An index of nothing."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.executescript(SCHEMA)
    return EvidenceIndex(db)


def write(content: Path, *lines: str, seconds: int = 1_000) -> None:
    """Write the file of evidence of articles 00…, of this age."""
    path = evidence_file(content, ONE)
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    os.utime(path, (seconds, seconds))


def line(article: str, text: str = "") -> str:
    """A line of evidence."""
    return f'{{"id":"{article}","source":"{text}"}}'


def test_an_article_s_line_is_found(index: EvidenceIndex, tmp_path: Path) -> None:
    """By place, length and digest; what is no line of evidence is passed over."""
    write(tmp_path, line(ONE, "نص"), "{}", line(TWO))
    index.compare(tmp_path)
    found = index.of([ONE, TWO, "1" * 12])
    data = evidence_file(tmp_path, ONE).read_bytes()
    assert found.keys() == {ONE, TWO}
    assert data[found[TWO].start :][: found[TWO].length] == evidence_line(tmp_path, TWO) == f"{line(TWO)}\n".encode()


def test_only_the_line_that_changed_has_another_digest(index: EvidenceIndex, tmp_path: Path) -> None:
    """Though the other one has moved."""
    write(tmp_path, line(ONE), line(TWO))
    index.compare(tmp_path)
    before = index.of([ONE, TWO])
    write(tmp_path, line(ONE, "أطول"), line(TWO), seconds=2_000)
    index.compare(tmp_path)
    after = index.of([ONE, TWO])
    assert before[ONE].digest != after[ONE].digest
    assert before[TWO].digest == after[TWO].digest
    assert before[TWO].start != after[TWO].start


def test_what_is_gone_is_forgotten(index: EvidenceIndex, tmp_path: Path) -> None:
    """A line, then the file."""
    write(tmp_path, line(ONE), line(TWO))
    index.compare(tmp_path)
    write(tmp_path, line(TWO), seconds=2_000)
    index.compare(tmp_path)
    assert index.of([ONE, TWO]).keys() == {TWO}
    evidence_file(tmp_path, ONE).unlink()
    index.compare(tmp_path)
    assert index.of([TWO]) == {}
    assert evidence_line(tmp_path, TWO) is None


def test_a_line_that_is_not_ascii_where_its_id_should_be_is_passed_over() -> None:
    """Nothing raises."""
    assert list(spans('{"id":"مقالمقالمقال"}\n'.encode())) == []
