"""Tables that a person keeps beside the content, as CSV in UTF-8 with a fixed first row."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path


def read_table(
    path: Path, name: str, columns: Sequence[str], error: Callable[[str], Exception]
) -> list[tuple[int, list[str]]]:
    """The rows of the table `name` that are not empty, each with its line, counted from 1, and its cells trimmed.

    None where the file does not exist. Raises what `error` makes of a message where it is no such table.
    """
    if not path.exists():
        return []
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            table = [[cell.strip() for cell in row] for row in csv.reader(stream)]
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        raise error(f"{name} {str(path)!r}: {problem}; expected a CSV file in UTF-8") from problem
    header = ",".join(table[0]) if table else ""
    if header != ",".join(columns):
        raise error(f"{name} {str(path)!r}: first row {header!r}; expected {','.join(columns)!r}")
    return [(line, row) for line, row in enumerate(table[1:], 2) if any(row)]
