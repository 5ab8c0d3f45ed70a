"""Build the index: count slices of documents on the engine, merge the counts by word, put the words into buckets.

Memory holds a slice's counts, those that wait to be spilled, one part of the words or those that end with the same two
letters, and some hundred bytes a document.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import groupby, islice
from pathlib import Path

from archive_build.engine import SLICE, Engine, map_slices
from archive_build.progress import track
from archive_search.buckets import Bucket, bucket_bits, bucket_of
from archive_search.counts import Counts
from archive_search.documents import Document
from archive_search.library import Library
from archive_search.places import Place, place_of
from archive_search.records import Form, Lengths, filter_rows, in_body, merge, term_record
from archive_search.runs import merge_runs, read_run, write_row, write_run
from archive_search.slots import table_bits
from archive_search.state import State
from archive_search.tree import Row
from archive_search.varint import varint
from archive_search.vocabulary import Vocabulary
from archive_search.work import code_digest, count_slice

ALL = "#all"
EXACT_PREFIX = "="
GROUP = 8
RUN_COUNTS = 1_000_000
PART_BYTES = 8 << 20
MOST_PARTS = 128

PlacedCounts = tuple[Place, "array[int]"]  # in quotes: Python 3.11 has no array[int]


class IndexBuilder:
    """One build: `add` all documents, then read `buckets` once; `folder` is for temporary files.

    What the next build needs is put into `state`, which is empty. `lengths` and `filters` hold when all documents are
    added, `dictionary` and the state when all buckets are read.
    """

    def __init__(self, folder: Path, state: State) -> None:
        self._folder = folder
        self._state = state
        self._runs: list[Path] = []
        self._counts = 0
        self._filters: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))
        self._dictionary: list[Path] = []

    def add(self, library: Library, slots: Mapping[str, int], engine: Engine) -> None:
        """Count the words of all documents in the order of their slots."""
        self.slot_bits = table_bits(len(slots))
        self.lengths = Lengths.of(slots.values())
        places = {one: at for at, one in enumerate(library.ids)}
        documents = library.documents([places[one] for one in slots])
        groups = _groups(zip(slots.values(), documents, strict=True))
        work = partial(count_slice, code_digest())
        ids = iter(slots)
        waiting: dict[str, array[int]] = {}
        held = 0
        for counts in track(map_slices(engine, work, groups), "Indexing", -(-len(slots) // (GROUP * SLICE))):
            self._note(counts)
            named = zip(islice(ids, len(counts.lengths)), counts.lengths, strict=True)
            self._state.put_documents((one, library.stamp(places[one]), *row) for one, row in named)
            for word, numbers in counts.words.items():
                known = waiting.get(word)
                if known is None:
                    waiting[word] = numbers
                else:
                    known.extend(numbers)
                held += len(numbers)
            if held > RUN_COUNTS:
                self._spill(waiting, held)
                waiting, held = {}, 0
        self._spill(waiting, held)
        self._state.put_filters(sorted(self._filters.items()))

    def _note(self, counts: Counts) -> None:
        for row in counts.lengths:
            self.lengths.note(*row)
            self._filters[ALL].append(row[0])
        for key, found in counts.filters.items():
            self._filters[key].extend(found)

    def _spill(self, rows: Mapping[str, array[int]], held: int) -> None:
        """Write a run whose keys bring words that end with the same two letters together."""
        path = self._folder / f"run-{len(self._runs):05}"
        write_run(path, {f"{word[-2:]}\0{word}": numbers for word, numbers in rows.items()})
        self._runs.append(path)
        self._counts += held

    def filters(self) -> Iterator[Row]:
        """The filters' rows in the order of their keys («#section:رياضة»)."""
        for key in sorted({ALL, *self._filters}):
            yield from filter_rows(key, self._filters[key], self.slot_bits)

    def buckets(self) -> Iterator[Bucket]:
        """Every bucket of the terms, in the order of their numbers."""
        bits = bucket_bits(self.slot_bits)
        most = min(MOST_PARTS, 1 << bits, -(-self._counts * 8 // PART_BYTES) or 1)
        paths = [self._folder / f"part-{number:05}" for number in range(most)]
        with ExitStack() as stack:
            streams = [stack.enter_context(path.open("wb")) for path in paths]
            for place, numbers in self._placed():
                bucket = bucket_of(place.term, bits)
                stream = streams[bucket * len(paths) >> bits]
                write_row(stream.write, f"{bucket:x}\0{place.term}\0{place.ending}\0{place.clitic}", numbers)
        for number, path in enumerate(paths):
            least, below = (-(-(one << bits) // len(paths)) for one in (number, number + 1))
            yield from self._part(path, range(least, below))

    def _placed(self) -> Iterator[PlacedCounts]:
        """Every word's place and counts. What a word's cut depends on ends with the same two letters as it does."""
        for _, rows in groupby(merge_runs(self._runs), key=lambda row: row[0].partition("\0")[0]):
            family = [(key.partition("\0")[2], numbers) for key, numbers in rows]
            vocabulary = Vocabulary({word: len(numbers) for word, numbers in family})
            for word, numbers in family:
                yield place_of(vocabulary.cut(word)), numbers

    def dictionary(self) -> Iterator[Row]:
        """The dictionary's rows in the order of their keys."""
        for key, (digits,) in merge_runs(self._dictionary):
            yield key, varint(digits)

    def _part(self, path: Path, numbers_of: range) -> Iterator[Bucket]:
        held: dict[int, list[PlacedCounts]] = {number: [] for number in numbers_of}
        for key, numbers in read_run(path):
            in_bucket, term, ending, clitic = key.split("\0")
            held[int(in_bucket, 16)].append((Place(term, ending, int(clitic)), numbers))
        path.unlink()
        dictionary: dict[str, array[int]] = {}
        for number in numbers_of:
            words = held.pop(number)
            bucket, rows = bucket_of_words(number, words, self.lengths, self.slot_bits)
            dictionary |= {key: array("Q", [digits]) for key, digits in rows.items()}
            self._state.put_words(number, words)
            self._state.put_lists(number, [(term, len(parts)) for term, parts in bucket.parts])
            yield bucket
        self._dictionary.append(self._folder / f"dictionary-{len(self._dictionary):05}")
        write_run(self._dictionary[-1], dictionary)


def bucket_of_words(
    number: int, words: Iterable[PlacedCounts], lengths: Lengths, slot_bits: int
) -> tuple[Bucket, dict[str, int]]:
    """A bucket of its words, and the dictionary's values of its terms, and of its forms behind «=».

    A value is how many digits to the base 4 the number of the documents has: the number itself would change with
    every document that has the term, and rewrite the dictionary.
    """
    terms: defaultdict[str, list[PlacedCounts]] = defaultdict(list)
    for place, counts in words:
        terms[place.term].append((place, counts))
    rows, further, dictionary = [], [], {}
    for term in sorted(terms):
        forms = _forms(terms[term])
        record, parts, frequency = term_record(forms, lengths, slot_bits)
        rows.append((term, record))
        if parts:
            further.append((term, parts))
        dictionary[term] = _digits(frequency)
        for form in forms:
            dictionary[EXACT_PREFIX + term + form.ending] = _digits(in_body(form.counts))
    return Bucket(number, rows, further), dictionary


def _digits(number: int) -> int:
    return (number.bit_length() + 1) // 2


def _forms(words: Iterable[PlacedCounts]) -> list[Form]:
    """A term's forms, the most frequent first."""
    endings: defaultdict[str, list[array[int]]] = defaultdict(list)
    clitics: defaultdict[str, int] = defaultdict(int)
    for place, numbers in words:
        endings[place.ending].append(numbers)
        clitics[place.ending] |= 1 << place.clitic
    forms = [Form(ending, clitics[ending], merge(counts)) for ending, counts in endings.items()]
    return sorted(forms, key=lambda form: (-len(form.counts), form.ending))


def _groups(documents: Iterable[tuple[int, Document]]) -> Iterator[Sequence[tuple[int, Document]]]:
    """Documents in groups, a slice of which is worth its merging."""
    group: list[tuple[int, Document]] = []
    for one in documents:
        group.append(one)
        if len(group) == GROUP:
            yield group
            group = []
    if group:
        yield group
