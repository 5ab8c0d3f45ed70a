"""Equal values have equal fingerprints, and whatever could change an output changes its."""

from __future__ import annotations

import datetime
import functools
import re
import types
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from jinja2 import DictLoader, Environment

from archive_build.fingerprint import Templates, canonical, code_digest, digest
from archive_build.rows import article_url
from archive_build.scan import Folder


class Known:
    """A value that knows its own fingerprint."""

    def fingerprint(self) -> bytes:
        """It."""
        return b"known"


VALUES: tuple[Any, ...] = (
    *(None, False, 0, 0.0, "", b"", "0", [0], {0}, {0: 0}, [[0]], [0, 0]),
    *(datetime.date(2015, 7, 21), datetime.datetime(2015, 7, 21), datetime.UTC, PurePosixPath("0")),
    *(Folder("0", ()), Folder, article_url, functools.partial(article_url, "0"), functools.partial(article_url, "1")),
)


def test_values_are_told_apart() -> None:
    """By kind, content and order."""
    assert len({canonical(value) for value in VALUES}) == len(VALUES)


def named(value: Any) -> str:
    """A value's name in a test's: without an address, which is another in each process of the tests."""
    return re.sub(r" at 0x[0-9a-f]+", "", repr(value))


@pytest.mark.parametrize("value", VALUES, ids=named)
def test_a_value_has_one_fingerprint(value: Any) -> None:
    """However often it is asked."""
    assert canonical(value) == canonical(value)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ({"a": 1}, types.MappingProxyType({"a": 1})),
        ({"a", "b"}, frozenset({"b", "a"})),
        ([0, 1], range(2)),
        ([0, 1], (0, 1)),
    ],
)
def test_what_is_the_same_to_a_template_is_the_same_here(one: Any, two: Any) -> None:
    """The order in which a mapping or a set was filled does not count."""
    assert canonical(one) == canonical(two)


def test_a_value_may_know_its_own() -> None:
    """Then it is asked."""
    assert canonical(Known()) == b"known"


@pytest.mark.parametrize("value", [object(), len], ids=["an object", "a function without a file"])
def test_what_cannot_be_told_is_never_the_same(value: Any) -> None:
    """So that what is made of it is made again; a built-in function counts once a process."""
    first = canonical(value)
    assert (canonical(value) == first) == (value is len)
    assert len(first) == 8


def test_borders_of_parts_count() -> None:
    """`a` and `bc` are not `ab` and `c`."""
    assert len({digest(b"a", b"bc"), digest(b"ab", b"c"), digest(b"abc")}) == 3


def test_code_counts_with_all_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of folders within too; what Python makes of them and other kinds of files do not."""
    package = tmp_path / "a_package_of_a_test"
    (package / "data").mkdir(parents=True)
    (package / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)

    def seen() -> bytes:
        return code_digest(["a_package_of_a_test"])

    before = seen()
    (package / "__pycache__").mkdir(exist_ok=True)
    (package / "__pycache__/x.py").touch()
    (package / "read.md").touch()
    assert seen() == before
    (package / "data/table.json").touch()
    assert seen() != before


def templates(**sources: str) -> Templates:
    """Templates of these texts."""
    return Templates(Environment(loader=DictLoader(sources), autoescape=True))


def test_parts_are_found_however_they_are_named() -> None:
    """Extended, included, imported, rendered once; one that is missing is a part without a text."""
    found = templates(
        base="{{ a }}",
        one="{% extends 'base' %}{% include 'none' ignore missing %}{{ once('part') }}{% import 'more' as x %}",
        part="{{ b }}",
        more="",
        other="{{ c }}",
    )
    assert found.parts("one").keys() == {"one", "base", "none", "part", "more"}
    assert found.parts("one")["none"] == b""
    assert found.names("one") == {"a", "b", "once"}


@pytest.mark.parametrize("named", ["{% include name %}", "{{ once(name) }}", "{{ once() }}"])
def test_a_part_that_an_expression_names_may_be_any(named: str) -> None:
    """Every template counts then."""
    found = templates(one=named, part="{{ b }}", **{"!theme/part": "{{ c }}"})
    assert found.parts("one").keys() == {"one", "part"}
    assert "b" in found.names("one")
    assert "c" not in found.names("one")


def kept(folder: Path, source: str, **options: str) -> Templates:
    """A template `one` of this source, and `part`, in an environment with these options."""
    loader = DictLoader({"one": source, "part": "{{ b }}"})
    return Templates(Environment(loader=loader, autoescape=True, **options), folder)  # type: ignore[arg-type]


@pytest.mark.parametrize("source", ["{{ a }}{% include 'part' %}", "{{ a }}{% include name %}"])
def test_what_was_read_out_of_a_template_is_kept(tmp_path: Path, source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next build parses nothing, and finds the same."""
    first = kept(tmp_path, source)
    found = (first.parts("one"), first.names("one"))
    monkeypatch.setattr(Environment, "parse", None)
    again = kept(tmp_path, source)
    assert (again.parts("one"), again.names("one")) == found
    assert "b" in found[1]


def test_a_source_that_is_read_otherwise_is_another(tmp_path: Path) -> None:
    """Another text, and another way to mark what is code."""
    assert kept(tmp_path, "{{ a }}").names("one") == {"a"}
    assert kept(tmp_path, "{{ c }}").names("one") == {"c"}
    assert kept(tmp_path, "{{ a }}", variable_start_string="<<", variable_end_string=">>").names("one") == set()


@pytest.mark.parametrize("damage", [b"", b"[1", b"null", b"\xff"])
def test_a_kept_file_that_is_damaged_is_written_anew(tmp_path: Path, damage: bytes) -> None:
    """As if it were not there."""
    assert kept(tmp_path, "{{ a }}").names("one") == {"a"}
    [path] = tmp_path.iterdir()
    whole = path.read_bytes()
    path.write_bytes(damage)
    assert kept(tmp_path, "{{ a }}").names("one") == {"a"}
    assert path.read_bytes() == whole
