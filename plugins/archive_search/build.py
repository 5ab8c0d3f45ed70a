"""Build the index: count slices of documents on the engine, gather the counts by word, put the words into buckets.

Memory holds what waits to be written, the words that end with the same two letters without their counts, one part of
the index, and some tens of bytes a document.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from heapq import merge
from operator import itemgetter
from pathlib import Path
from typing import Any, TextIO, cast

import numpy as np

from archive_build.engine import SLICE, Engine, map_slices
from archive_build.progress import track
from archive_search.buckets import Bucket, bucket_bits, bucket_of
from archive_search.code import code_digest
from archive_search.columns import Columns, Numbers, Spill
from archive_search.counts import Counts
from archive_search.library import Library
from archive_search.places import Place, place_of
from archive_search.postings import Lengths
from archive_search.records import Record, filter_rows, term_records
from archive_search.slots import Layout
from archive_search.state import State
from archive_search.tree import Row
from archive_search.varint import varint
from archive_search.vocabulary import Vocabulary
from archive_search.words import forget
from archive_search.work import check_code, count_slice

ALL = "#all"
EXACT_PREFIX = "="
GROUP = 8
HELD_COUNTS = 250_000
PART_COUNTS = 50_000
MOST_PARTS = 1024
MOST_FAMILIES = 128
HELD_TERMS = 50_000
DOCUMENTS_A_FAMILY = 1024


class IndexBuilder:
    """One build: `add` all documents, then read `buckets` once; `folder` is for temporary files.

    What the next build needs is put into `state`, which is empty. `lengths` and `filters` hold when all documents are
    added, `dictionary` and the state when all buckets are read.
    """

    def __init__(self, folder: Path, state: State, layout: Layout) -> None:
        self._folder = folder
        self._state = state
        self._layout = layout
        self.slot_bits = layout.bits
        self.lengths = Lengths.of(layout.slots)
        self._bucket_bits = bucket_bits(self.slot_bits)
        self._families = min(MOST_FAMILIES, 1 + len(layout.slots) // DOCUMENTS_A_FAMILY)
        self._words = Spill(folder, "words", self._families, HELD_COUNTS)
        self._counts = 0
        self._filters: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))
        self._known: list[str] = []
        self._dictionary: list[Path] = []

    def add(self, library: Library, engine: Engine) -> None:
        """Count the words of all documents in the order of their slots."""
        slots, positions = self._layout.slots, self._layout.positions
        groups = _groups(zip(slots, library.orders(positions), strict=True))
        work = partial(count_slice, code_digest(), self._families, library.reader())
        for counts in track(map_slices(engine, work, groups), "Indexing", -(-len(slots) // (GROUP * SLICE))):
            self._note(counts)
            self._words.add(counts.families)
        self._words.flush()
        forget()
        self._state.put_documents(self.lengths, library.stamps()[np.asarray(positions)])
        self._state.put_filters((key, np.asarray(self._filters[key])) for key in sorted(self._filters))

    def _note(self, counts: Counts) -> None:
        self.lengths.note(counts.lengths)
        self._filters[ALL].extend(counts.lengths[:, 0].tolist())
        for key, found in counts.filters.items():
            self._filters[key].extend(found)
        self._counts += sum(len(columns.numbers) for columns in counts.families)

    def filters(self) -> Iterator[Row]:
        """The filters' rows in the order of their keys («#section:رياضة»)."""
        for key in sorted({ALL, *self._filters}):
            yield from filter_rows(key, np.asarray(self._filters[key]), self.slot_bits)

    def buckets(self, engine: Engine) -> Iterator[Bucket]:
        """Every bucket of the terms, in the order of their numbers."""
        count = min(MOST_PARTS, 1 << self._bucket_bits, 1 + self._counts // PART_COUNTS)
        parts = Spill(self._folder, "part", count, HELD_COUNTS)
        for number in range(self._families):
            self._place(number, parts, count)
        parts.flush()
        work = partial(buckets_of_parts, code_digest(), self.lengths, self.slot_bits)
        for found in map_slices(engine, work, self._parts(parts, count), 1):
            for bucket, digits in found:
                self._known += (f"{key}\0{value}\n" for key, value in digits.items())
                self._state.put_lists(bucket.number, [(term, len(further)) for term, further in bucket.parts])
                yield bucket
            if len(self._known) > HELD_TERMS:
                self._write_known()
        self._write_known()

    def _parts(self, parts: Spill, count: int) -> Iterator[Part]:
        """The parts, whose words are put into the state."""
        buckets = 1 << self._bucket_bits
        for number in range(count):
            columns = parts.read(number)
            parts.remove(number)
            words = ((key.split("\0"), counts) for key, counts in columns.rows())
            self._state.put_words((int(row[0], 16), _place_in(row), counts) for row, counts in words)
            least, below = (-(-one * buckets // count) for one in (number, number + 1))
            yield Part(columns, range(least, below))

    def _place(self, family: int, parts: Spill, count: int) -> None:
        """Put the words of a family into the parts where their terms are. What a word's cut depends on is in its
        family: it ends with the same two letters.
        """
        frequencies: dict[str, int] = {}
        for words, sizes in self._words.sizes(family):
            for word, size in zip(words, sizes.tolist(), strict=True):
                frequencies[word] = frequencies.get(word, 0) + size
        vocabulary = Vocabulary(frequencies)
        keys = {word: self._key(place_of(vocabulary.cut(word))) for word in frequencies}
        for piece in self._words.pieces(family):
            placed = [keys[word] for word in piece.keys]
            numbers = [bucket * count >> self._bucket_bits for bucket, _ in placed]
            columns = Columns([key for _, key in placed], piece.sizes, piece.numbers)
            parts.add(columns.split(np.array(numbers, np.int64), count))
        self._words.remove(family)

    def _key(self, place: Place) -> tuple[int, str]:
        """A place's bucket, and a key by which places are sorted."""
        bucket = bucket_of(place.term, self._bucket_bits)
        return bucket, f"{bucket:08x}\0{place.term}\0{place.ending}\0{place.clitic}"

    def dictionary(self) -> Iterator[Row]:
        """The dictionary's rows in the order of their keys."""
        with ExitStack() as stack:
            runs = [stack.enter_context(_open(path, "r")) for path in self._dictionary]
            for line in merge(*runs):
                key, _, digits = line.rstrip("\n").partition("\0")
                yield key, varint(int(digits))

    def _write_known(self) -> None:
        """Write a run of the dictionary."""
        self._dictionary.append(self._folder / f"dictionary-{len(self._dictionary):03}")
        with _open(self._dictionary[-1], "w") as stream:
            stream.writelines(sorted(self._known))
        self._known.clear()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the index: words by their keys, with their counts, and the numbers of its buckets."""

    columns: Columns
    buckets: range


def buckets_of_parts(
    code: str, lengths: Lengths, slot_bits: int, parts: Iterable[Part]
) -> list[list[tuple[Bucket, dict[str, int]]]]:
    """The buckets of each part, with the dictionary's values of their terms.

    Runs in any process. Raises EngineError where its code is not `code`.
    """
    check_code(code)
    return [list(_buckets(part, lengths, slot_bits)) for part in parts]


def _buckets(part: Part, lengths: Lengths, slot_bits: int) -> Iterator[tuple[Bucket, dict[str, int]]]:
    rows = [key.split("\0") for key in part.columns.keys]
    numbers = {row[1]: int(row[0], 16) for row in rows}
    held: defaultdict[int, list[Record]] = defaultdict(list)
    places = list(map(_place_in, rows))
    for record in term_records(places, part.columns.sizes, part.columns.numbers, lengths, slot_bits):
        held[numbers[record.term]].append(record)
    return (_bucket(number, held.pop(number, ())) for number in part.buckets)


def _place_in(row: Sequence[str]) -> Place:
    """The place in a split key."""
    _, term, ending, clitic = row
    return Place(term, ending, int(clitic))


def bucket_of_words(
    number: int, words: Iterable[tuple[Place, Numbers]], lengths: Lengths, slot_bits: int
) -> tuple[Bucket, dict[str, int]]:
    """A bucket of its words, and the dictionary's values of its terms and forms."""
    ordered = sorted(words, key=itemgetter(0))
    counts = [numbers for _, numbers in ordered]
    sizes = np.array(list(map(len, counts)), np.uint32)
    numbers = np.concatenate([np.empty(0, np.uint64), *counts])
    return _bucket(number, term_records([place for place, _ in ordered], sizes, numbers, lengths, slot_bits))


def _bucket(number: int, records: Iterable[Record]) -> tuple[Bucket, dict[str, int]]:
    """A bucket of its terms, and the dictionary's values of these, and of their forms behind «=».

    A value is how many digits to the base 4 the number of the documents has: the number itself would change with
    every document that has the term, and rewrite the dictionary.
    """
    rows, further, dictionary = [], [], {}
    for record in records:
        rows.append((record.term, record.data))
        if record.parts:
            further.append((record.term, record.parts))
        dictionary[record.term] = _digits(record.frequency)
        for form in record.forms:
            dictionary[EXACT_PREFIX + record.term + form.ending] = _digits(form.in_body)
    return Bucket(number, rows, further), dictionary


def _digits(number: int) -> int:
    return (number.bit_length() + 1) // 2


def _open(path: Path, mode: str) -> TextIO:
    """A text file of words, some of which may be half surrogate pairs."""
    return cast(TextIO, path.open(mode, encoding="utf-8", errors="surrogatepass", newline="\n"))


def _groups(orders: Iterable[tuple[int, Any]]) -> Iterator[Sequence[tuple[int, Any]]]:
    """Documents' orders in groups, a slice of which is worth its merging."""
    group: list[tuple[int, Any]] = []
    for one in orders:
        group.append(one)
        if len(group) == GROUP:
            yield group
            group = []
    if group:
        yield group
