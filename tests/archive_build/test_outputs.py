"""The output folder holds what the last build made, and whatever else people keep there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive_build.files import TEMPORARY_PREFIX, write_bytes
from archive_build.outputs import JOURNAL, MANIFEST, OutputError, Outputs, Present


def build(root: Path, **files: str) -> Outputs:
    """One build of text files by name (`__` stands for `/`)."""
    outputs = Outputs(root)
    for name, text in files.items():
        outputs.write(name.replace("__", "/"), text.encode())
    outputs.finish()
    return outputs


def test_an_unchanged_output_is_not_rewritten(tmp_path: Path) -> None:
    """A second build of the same writes and deletes nothing: no file's time changes, the manifest's neither."""
    build(tmp_path, index="1", a__b="2")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    again = build(tmp_path, index="1", a__b="2")
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
    assert (again.written, again.deleted, len(again.made)) == (0, 0, 2)


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    """A build counts the outputs that it wrote, and leaves the others alone."""
    build(tmp_path, first="1", second="2")
    before = (tmp_path / "first").stat().st_mtime_ns
    assert build(tmp_path, first="1", second="3").written == 1
    assert (tmp_path / "first").stat().st_mtime_ns == before
    assert (tmp_path / "second").read_text() == "3"


def test_what_is_no_longer_made_is_deleted_with_its_empty_folders(tmp_path: Path) -> None:
    """A vanished day takes its folder with it, and the month's, but not the year's that still has a page."""
    build(tmp_path, y__index="1", y__m__d__index="2")
    assert build(tmp_path, y__index="1").deleted == 1
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == [MANIFEST, "y", "y/index"]


def test_a_foreign_file_is_never_deleted(tmp_path: Path) -> None:
    """What no build made stays, even in a folder whose outputs vanish."""
    (tmp_path / "a").mkdir()
    (tmp_path / "CNAME").write_text("archive.example")
    (tmp_path / "a" / "notes.txt").write_text("mine")
    build(tmp_path, a__index="1")
    build(tmp_path)
    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} == {MANIFEST, "CNAME", "notes.txt"}


def test_an_output_that_another_hand_writes_is_kept(tmp_path: Path) -> None:
    """Pelican copies static files itself: naming one counts it, and once unnamed it is deleted."""
    outputs = Outputs(tmp_path)
    outputs.keep("photo.jpg").write_bytes(b"1")
    outputs.finish()
    outputs = Outputs(tmp_path)
    outputs.keep("photo.jpg")
    outputs.finish()
    assert (tmp_path / "photo.jpg").exists()
    build(tmp_path)
    assert not (tmp_path / "photo.jpg").exists()


def test_one_output_under_two_spellings_is_one(tmp_path: Path) -> None:
    """`a//b` and `a/./b` are `a/b`: a build that spells a name otherwise does not delete what it made."""
    Outputs(tmp_path).finish()
    outputs = Outputs(tmp_path)
    outputs.write("a//./b", b"1")
    outputs.finish()
    build(tmp_path, a__b="1")
    assert (tmp_path / "a" / "b").read_bytes() == b"1"


@pytest.mark.parametrize("name", ["../x", "a/../../x", "/etc/x", "", "."])
def test_a_name_that_leads_out_of_the_folder_is_an_error(tmp_path: Path, name: str) -> None:
    """The message names the output, the folder and what was expected; nothing is written."""
    outputs = Outputs(tmp_path / "out")
    with pytest.raises(OutputError) as caught:
        outputs.write(name, b"1")
    assert str(caught.value) == (
        f"output {name!r}: leads out of {str(tmp_path / 'out')!r}; expected a relative path without '..'"
    )
    assert [path.name for path in tmp_path.rglob("*")] == ["out"]


@pytest.mark.parametrize("text", ["", "{", "null", "5", '"index"', "{}", "[1, null, [2]]", "\ud800"])
def test_a_broken_manifest_deletes_nothing_and_stops_nothing(tmp_path: Path, text: str) -> None:
    """Where the manifest says nothing that can be read, what lies there is foreign; it is written anew."""
    build(tmp_path, index="1", old="2")
    (tmp_path / MANIFEST).write_bytes(text.encode("utf-8", "surrogatepass"))
    assert build(tmp_path, index="1").deleted == 0
    assert (tmp_path / "old").exists()
    assert json.loads((tmp_path / MANIFEST).read_text()) == ["index"]


OUTSIDE = ["../mine.txt", "{folder}/mine.txt", "a/../../mine.txt", "index\n/../../../mine.txt", "..", "", ".", "./."]


@pytest.mark.parametrize("name", OUTSIDE)
@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_manifest_cannot_name_files_outside_for_deletion(tmp_path: Path, name: str, at: int) -> None:
    """A manifest that was tampered with reaches no file outside the folder, by `..` or by an absolute path, wherever in
    it; its other names count.
    """
    (tmp_path / "mine.txt").write_text("mine")
    build(tmp_path / "out", index="1", old="2")
    names = ["index", "old"]
    names.insert(at, name.format(folder=tmp_path))
    (tmp_path / "out" / MANIFEST).write_text(json.dumps(names))
    assert build(tmp_path / "out", index="1").deleted == 1
    assert (tmp_path / "mine.txt").exists()


def test_what_a_killed_build_made_is_deleted_by_the_next(tmp_path: Path) -> None:
    """A page that a build wrote before it failed does not stay for ever, once no build makes it."""
    build(tmp_path, index="1")
    Outputs(tmp_path).write("a/removed.html", b"1")
    build(tmp_path, index="1")
    assert not (tmp_path / "a" / "removed.html").exists()


def test_a_killed_build_leaves_nothing_half_written(tmp_path: Path) -> None:
    """The next build sweeps what a killed one was writing."""
    build(tmp_path, index="1")
    (tmp_path / f"{TEMPORARY_PREFIX}index").write_bytes(b"half")
    (tmp_path / JOURNAL).touch()
    Outputs(tmp_path)
    assert not (tmp_path / f"{TEMPORARY_PREFIX}index").exists()


def test_present_tells_what_lies_below_a_folder(tmp_path: Path) -> None:
    """Names in any order, of folders that are not there too."""
    for name in ("a/1.html", "a/2.html", "index.html"):
        write_bytes(tmp_path / name, b"")
    present = Present(tmp_path)
    names = [
        "a/1.html",
        "index.html",
        "a/3.html",
        "a/2.html",
        "a/4.html",
        "b/1.html",
        "b/2.html",
        "a/1.html/x",
        "other",
    ]
    assert [name for name in names if name in present] == ["a/1.html", "index.html", "a/2.html"]
