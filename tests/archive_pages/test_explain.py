"""A plan in words."""

from __future__ import annotations

import pytest

from archive_build.fingerprint import digest
from archive_build.made import OTHERS, PAGES
from archive_pages.explain import changed_parts, parts_of, reasons, told

OLD = {"template year.html": b"1", "value SITENAME": b"1"}
NEW = {"template year.html": b"2", "value SITENAME": b"1", "value MENU": b"1"}


def fingerprint(*parts: str) -> bytes:
    """A fingerprint of these parts."""
    return b"".join(digest(part.encode()) for part in parts)


@pytest.mark.parametrize(
    ("old", "new_site", "found"),
    [
        (None, OLD, ["not known to be made from what it is to be made from"]),
        (fingerprint("1", "a"), OLD, ["its file is missing"]),
        (fingerprint("1", "b"), OLD, ["what it shows"]),
        (fingerprint("2", "a"), NEW, ["template year.html", "value MENU"]),
        (fingerprint("2", "a"), OLD, ["site"]),
    ],
)
def test_an_output_is_made_again_for_a_reason(old: bytes | None, new_site: dict[str, bytes], found: list[str]) -> None:
    """What changed of the site is told by its names, where they are known."""
    assert reasons(OTHERS, old, fingerprint("1", "a"), OLD, new_site) == found


def test_of_what_is_new_all_counts_as_changed() -> None:
    """A page has the parts of pages."""
    assert changed_parts(PAGES, None, b"") == list(parts_of(PAGES))


@pytest.mark.parametrize(
    ("old", "lines"),
    [
        (
            fingerprint("2", "a"),
            ["x: made again", "  changed  template year.html", "  same     value SITENAME", "  changed  value MENU"],
        ),
        (
            None,
            ["x: made again", "  new      template year.html", "  new      value SITENAME", "  new      value MENU"],
        ),
        (fingerprint("1", "a"), ["x: kept"]),
    ],
)
def test_all_inputs_of_an_output_are_told(old: bytes | None, lines: list[str]) -> None:
    """Each with whether it changed."""
    site = OLD if lines == ["x: kept"] else NEW
    found = list(told("x", OTHERS, old, fingerprint("1", "a"), OLD, site))
    assert found[: len(lines)] == lines
    assert found[-1] == f"  {'new    ' if old is None else 'same   '}  what it shows"
