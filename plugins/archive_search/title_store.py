"""The words of the archive's titles kept in the catalogue, and brought up to date where few of its rows changed."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise

import numpy as np

from archive_build.catalogue import Catalogue
from archive_search.title_words import TitleWords, searched_title

KEPT = "title words"
END = "\n"  # of each text: words have none
TEXTS = ("written", "surfaces", "keys")
ARRAYS = {"clitics": np.uint8, "articles": np.int64, "sizes": np.int64, "held": np.uint32}


def title_words_of(catalogue: Catalogue, code: str) -> TitleWords:
    """The words of the titles of a catalogue, whose rows do not change before it is closed; `code` is a digest of the
    code that makes them.
    """
    words = _kept(catalogue, catalogue.state, code)
    if words is None:
        words = _brought_up_to_date(catalogue, code) or TitleWords.of(_titles(catalogue))
        catalogue.remember(KEPT, _key(catalogue.state, code), _packed(words))
    return words


def _kept(catalogue: Catalogue, state: str, code: str) -> TitleWords | None:
    packed = catalogue.recall(KEPT, _key(state, code))
    return _unpacked(packed) if packed else None


def _key(state: str, code: str) -> str:
    return f"{state} {code} {sys.byteorder}"


def _brought_up_to_date(catalogue: Catalogue, code: str) -> TitleWords | None:
    """The words of the state before, with the titles that moved since; None where they are not known, or many moved."""
    moved = catalogue.moved()
    words = _kept(catalogue, catalogue.state_before, code) if moved else None
    if words:
        words.change(moved, _titles(catalogue, moved=True))
    return words


def _titles(catalogue: Catalogue, moved: bool = False) -> Iterator[tuple[int, str]]:
    for number, made, kicker, title in catalogue.titles(moved):
        yield number, searched_title(made, kicker, title)


def _packed(words: TitleWords) -> bytes:
    """A line of JSON with the lengths of what stands behind it."""
    texts = [_bytes(getattr(words, name)) for name in TEXTS]
    arrays = [np.array(getattr(words, name), kind).tobytes() for name, kind in ARRAYS.items()]
    return json.dumps([*map(len, texts), *map(len, arrays)]).encode("ascii") + b"\n" + b"".join((*texts, *arrays))


def _unpacked(data: bytes) -> TitleWords:
    """What `_packed` packed."""
    start = data.index(b"\n") + 1
    ends = accumulate(json.loads(data[:start]), initial=start)
    parts = [data[first:end] for first, end in pairwise(ends)]
    written, surfaces, keys = map(_texts, parts[: len(TEXTS)])
    arrays = zip(parts[len(TEXTS) :], ARRAYS.values(), strict=True)
    clitics, articles, sizes, held = (np.frombuffer(part, kind) for part, kind in arrays)
    return TitleWords(written, surfaces, keys, clitics.tolist(), articles, sizes, held)


def _bytes(texts: Iterable[str]) -> bytes:
    return "".join([text + END for text in texts]).encode("utf-8", "surrogatepass")


def _texts(data: bytes) -> list[str]:
    return data.decode("utf-8", "surrogatepass").split(END)[:-1]
