"""Evidence in words."""

from __future__ import annotations

import pytest

from archive_pages.known import STORIES, WEEKDAY, Fact, Known, known_from

LINE = (
    '{"id":"0j66vpypr823","source":"أ.txt","fields":{"date":{"from":"url","text":"20120907","confidence":0.95},'
    '"title":{"from":"stated","line":3,"span":[0,4],"confidence":0.86}},"doubts":["weekday is Friday","2 headlines"],'
    '"removed":[[7,"furniture","طباعة"]],"cleaned":{"space":2}}\n'
).encode()


def test_evidence_is_told_field_by_field() -> None:
    """In the order of the page; lines count from 1, probabilities are percents."""
    assert known_from(LINE).facts == (
        Fact("العنوان", "مذكور في النص", 4, 86),
        Fact("التاريخ", "من عنوانه على الشبكة", 0, 95),
    )


def test_doubts_and_removed_lines_are_told() -> None:
    """Each doubt once, each line with what it was taken for."""
    found = known_from(LINE)
    assert found.doubts == (WEEKDAY, STORIES)
    assert found.removed == (("من سطور الموقع لا من الخبر", "طباعة"),)


@pytest.mark.parametrize("line", [None, b"", b"{", b"[]", b'{"fields":{"title":{}}}', b'{"removed":[1]}'])
def test_what_is_no_evidence_tells_nothing(line: bytes | None) -> None:
    """No article's page fails for it."""
    assert known_from(line) == Known()
