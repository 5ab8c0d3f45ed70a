"""Tables that a person keeps beside the content."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive_build.errors import BuildError
from archive_build.tables import read_table
from archive_build.withdrawn import Withdrawal, read_withdrawn


def rows(folder: Path, data: bytes) -> list[tuple[int, list[str]]]:
    """The rows of a table with two columns."""
    (folder / "names.csv").write_bytes(data)
    return read_table(folder / "names.csv", "names", ("old", "new"), BuildError)


def test_rows_have_their_lines_and_trimmed_cells(tmp_path: Path) -> None:
    """As Excel saves it, too: with a byte order mark and Windows' line ends. Empty rows count, and are left out."""
    assert rows(tmp_path, "\ufeffold,new\r\n\r\n , \r\n أ , ب\r\n".encode()) == [(4, ["أ", "ب"])]


def test_a_table_may_not_be_there(tmp_path: Path) -> None:
    """Then it has no rows."""
    assert read_table(tmp_path / "none.csv", "names", ("old",), BuildError) == []


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "first row ''; expected 'old,new'"),
        (b"new,old\n", "first row 'new,old'; expected 'old,new'"),
        (b"old,new\n\xff\n", "'utf-8' codec can't decode byte 0xff .*; expected a CSV file in UTF-8"),
        (b"old,new\n" + b"x" * 200_000, "field larger than field limit .*; expected a CSV file in UTF-8"),
    ],
)
def test_what_is_no_such_table_is_named(tmp_path: Path, data: bytes, fault: str) -> None:
    """With the table's name, its path and what was expected."""
    with pytest.raises(BuildError, match=rf"names '.*/names\.csv': {fault}"):
        rows(tmp_path, data)


def test_every_wrong_row_of_what_was_withdrawn_is_named(tmp_path: Path) -> None:
    """By its line; of two rows of one article the last holds."""
    head, path = "id,date,by,reason\n", tmp_path / "withdrawn.csv"
    path.write_text(f"{head}0j66vpypr823,2026-03-14,x\nx,2026-03-14,,y\n0j66vpypr823,14.3.,,y\n", encoding="utf-8")
    with pytest.raises(BuildError, match=r"row 2: 3 fields; expected 4; row 3: id 'x'; .*; row 4: date '14\.3\.'"):
        read_withdrawn(tmp_path)
    path.write_text(f"{head}0j66vpypr823,2026-03-14,,y\n0j66vpypr823,2026-03-15,,z\n", encoding="utf-8")
    assert read_withdrawn(tmp_path) == (Withdrawal("0j66vpypr823", "2026-03-15", "", "z"),)
