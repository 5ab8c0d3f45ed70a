"""Pelican's writer over `Outputs`: one page an address, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Template, UndefinedError
from pelican.writers import FileOverwriteFailedError

from archive_build.outputs import Outputs
from archive_build.writer import ArchiveWriter


@pytest.fixture
def writer(tmp_path: Path) -> ArchiveWriter:
    """A writer into `tmp_path`, made as a run makes it."""
    made = type("RunWriter", (ArchiveWriter,), {"outputs": Outputs(tmp_path)})(str(tmp_path))
    assert isinstance(made, ArchiveWriter)
    return made


def test_a_page_is_written_as_it_renders(writer: ArchiveWriter, tmp_path: Path) -> None:
    """A template's text lands in its file as UTF-8, with its line ends as they are."""
    writer.write_file("2012/09/index.html", Template("سطر {{ n }}\nسطر"), {"n": 1})
    assert (tmp_path / "2012" / "09" / "index.html").read_bytes() == "سطر 1\nسطر".encode()
    assert writer.outputs.made == {"2012/09/index.html"}


def test_a_second_page_at_one_address_is_an_error_that_names_it(writer: ArchiveWriter, tmp_path: Path) -> None:
    """The first page stays as it is."""
    writer.write_file("about/index.html", Template("الأولى"), {})
    with pytest.raises(FileOverwriteFailedError) as caught:
        writer.write_file("about/index.html", Template("الثانية"), {})
    assert str(caught.value) == "output 'about/index.html' is written a second time; two pages have one address"
    assert (tmp_path / "about" / "index.html").read_text(encoding="utf-8") == "الأولى"


def test_an_override_wins_whether_it_comes_first_or_last(writer: ArchiveWriter, tmp_path: Path) -> None:
    """A page that overrides another is kept, and the other is dropped without an error, as in Pelican."""
    writer.write_file("first.html", Template("override"), {}, override_output=True)
    writer.write_file("first.html", Template("plain"), {})
    writer.write_file("last.html", Template("plain"), {})
    writer.write_file("last.html", Template("override"), {}, override_output=True)
    assert (tmp_path / "first.html").read_text() == (tmp_path / "last.html").read_text() == "override"


def test_a_second_override_is_an_error_that_names_it(writer: ArchiveWriter) -> None:
    """Two pages cannot both override one address."""
    writer.write_file("index.html", Template("1"), {}, override_output=True)
    with pytest.raises(FileOverwriteFailedError) as caught:
        writer.write_file("index.html", Template("2"), {}, override_output=True)
    assert str(caught.value) == "output 'index.html' is overridden a second time"


def test_a_page_that_fails_halfway_leaves_the_old_one(writer: ArchiveWriter, tmp_path: Path) -> None:
    """An error while rendering or writing puts no half page in place."""
    (tmp_path / "index.html").write_text("old")
    with pytest.raises(UndefinedError):
        writer.write_file("index.html", Template("new {{ a.b.c }}"), {})
    with pytest.raises(UnicodeEncodeError):
        writer.write_file("index.html", Template("new {{ bad }}"), {"bad": "\ud800"})
    assert (tmp_path / "index.html").read_text() == "old"


def test_a_text_that_is_broken_off_is_not_written(writer: ArchiveWriter, tmp_path: Path) -> None:
    """Pelican writes a feed piece by piece into the open file: an error between two pieces leaves no file."""
    with pytest.raises(ZeroDivisionError), writer._open_w(str(tmp_path / "feed.xml"), "utf-8") as file:
        file.write("<feed>")
        file.write(str(1 / 0))
    assert list(tmp_path.iterdir()) == []


def test_a_page_that_did_not_change_is_not_rewritten(writer: ArchiveWriter, tmp_path: Path) -> None:
    """Rendering the same page in the next run touches nothing."""
    writer.write_file("index.html", Template("خبر"), {})
    before = (tmp_path / "index.html").stat().st_mtime_ns
    again = type("RunWriter", (ArchiveWriter,), {"outputs": Outputs(tmp_path)})(str(tmp_path))
    again.write_file("index.html", Template("خبر"), {})
    assert (tmp_path / "index.html").stat().st_mtime_ns == before
    assert again.outputs.written == 0
