"""Which files count as sources, and when a folder counts as changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from archive_build.scan import Rules, scan

RULES = Rules(("articles",), frozenset({"articles/drafts"}), (".*", "*.tmp.md"), frozenset({"md"}))


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with all kinds of files."""
    for name in ("articles/2.md", "articles/1.md", "articles/a/3.md", "articles/drafts/4.md", "articles/a/b/5.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    for name in ("articles/.6.md", "articles/7.tmp.md", "articles/8.txt", "single.md"):
        (tmp_path / name).touch()
    return tmp_path


def found(content: Path, rules: Rules) -> dict[str, list[str]]:
    """The files of each folder."""
    return {folder.path: [path for path, _, _ in folder.files] for folder in scan(content, rules)}


def test_sources_are_found_folder_by_folder(content: Path) -> None:
    """Without folders that are excluded, names that are ignored and other kinds of files."""
    assert found(content, RULES) == {
        "articles": ["articles/1.md", "articles/2.md"],
        "articles/a": ["articles/a/3.md"],
        "articles/a/b": ["articles/a/b/5.md"],
    }


def test_a_path_may_be_named_twice_or_be_none(content: Path) -> None:
    """A folder within another is found once; a file is taken by itself; what is not there has no files."""
    rules = Rules(("articles/a", "articles", "single.md", "none"), RULES.excluded, RULES.ignored, RULES.extensions)
    names = [folder.path for folder in scan(content, rules)]
    assert names == ["articles/a", "articles/a/b", "articles", "single.md"]


def test_all_of_the_content_folder_may_be_taken(content: Path) -> None:
    """The path "" is the folder itself; names have no prefix then."""
    assert found(content, Rules(("",), frozenset({"articles"}), (), RULES.extensions)) == {".": ["single.md"]}


def test_a_folder_changes_with_name_time_and_size(content: Path) -> None:
    """And with nothing else."""

    def digest() -> bytes:
        return next(scan(content, RULES)).digest

    before = digest()
    (content / "articles/8.txt").write_text("x", encoding="utf-8")
    assert digest() == before
    os.utime(content / "articles/1.md", ns=(1, 1))
    touched = digest()
    (content / "articles/1.md").rename(content / "articles/0.md")
    assert len({before, touched, digest()}) == 3
