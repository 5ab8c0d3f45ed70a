"""Files that hold several articles as text: opened, unpacked, decoded and read as they come."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from typing import TextIO

from news_ingest.sources.inputs import Input, broken, rejected
from news_ingest.sources.packed import BROKEN, unpacked
from news_ingest.sources.stored import File, as_text

BROKEN_TEXT = (*BROKEN, RecursionError, csv.Error)


def text_inputs(file: File, read: Callable[[File, TextIO], Iterator[Input]]) -> Iterator[Input]:
    """The inputs that `read` finds in the file's text; one more, rejected, where it can be read only in part."""
    try:
        with file.stored.open() as packed:
            text = as_text(unpacked(packed, file.stored.name, file.limits))
            if isinstance(text, str):
                yield rejected(file.label, file.origin, text)
            else:
                yield from read(file, text)
    except BROKEN_TEXT as error:
        yield broken(file.label, file.origin, error)
