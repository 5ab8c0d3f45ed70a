"""What lies in a source's folders, and what may not be read of it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from news_ingest.errors import IngestError
from news_ingest.records import Rejected
from news_ingest.sources.walk import _found, walk

NOBODY = 65534
TEXT = (
    "ترميم السوق القديمة\nأعلنت البلدية صباح أمس بدء العمل في ترميم السوق القديمة، وقال رئيسها إن العمل ينتهي قريباً.\n"
)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that any user may look into, with two texts in folders of their own."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        root.chmod(0o755)
        for path in (root / "أ/1.txt", root / "ب/2.txt"):
            path.parent.mkdir()
            path.write_text(TEXT, encoding="utf-8")
        yield root


@contextmanager
def as_another_user() -> Iterator[None]:
    """Root may read everything."""
    user = os.geteuid()
    os.seteuid(user or NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)


def found(root: Path) -> dict[str, str]:
    """Each input's reason for quarantine, "" for what can be read."""
    items = ((item.origin.source, item.read()) for item in walk(root, "raw"))
    return {source: raw.reason if isinstance(raw, Rejected) else "" for source, raw in items}


def test_a_folder_that_may_not_be_listed_stands_for_what_is_in_it(folder: Path) -> None:
    """All else is read."""
    (folder / "أ").chmod(0)
    with as_another_user():
        seen = found(folder)
    (folder / "أ").chmod(0o755)
    assert seen == {"أ": "a folder that cannot be listed; expected one that this user may read", "ب/2.txt": ""}


def test_a_folder_that_goes_meanwhile_holds_nothing(folder: Path) -> None:
    """What was seen of it in its parent is passed over."""
    files = _found(str(folder), "", ())
    assert next(files)[0] == "أ/1.txt"
    (folder / "ب/2.txt").unlink()
    (folder / "ب").rmdir()
    assert list(files) == []


def test_what_is_no_file_of_the_tree_is_in_quarantine(folder: Path, tmp_path: Path) -> None:
    """A pipe would be waited for, a link may lead anywhere; one within the tree is a file as others, one to a folder
    is none.
    """
    os.mkfifo(folder / "pipe.txt")
    (tmp_path / "secret.txt").write_text(TEXT, encoding="utf-8")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "in.txt").symlink_to(folder / "أ/1.txt")
    (folder / "folder.txt").symlink_to(folder / "أ")
    (folder / "ج.txt").mkdir()
    assert found(folder) == {
        "in.txt": "",
        "out.txt": "a link that leads out of the source folder",
        "pipe.txt": "no regular file",
        "أ/1.txt": "",
        "ب/2.txt": "",
    }


@pytest.mark.parametrize(
    ("name", "problem"), [("none.txt", "no such file or folder"), ("x.exe", "unknown kind of file")]
)
def test_a_source_that_is_none_is_named(folder: Path, name: str, problem: str) -> None:
    """With the kinds of files that are."""
    (folder / "x.exe").touch()
    with pytest.raises(IngestError, match=rf"source '.*{name}': {problem}; expected a folder or a file of \.\w+"):
        list(walk(folder / name, "raw"))


def test_a_folder_may_be_left_out(folder: Path) -> None:
    """Such as the content folder within the source."""
    assert [item.origin.source for item in walk(folder, "raw", without=[folder / "أ"])] == ["ب/2.txt"]
