"""Build the index: count slices of documents on the engine, merge the counts by term, put the terms into buckets.

Memory holds a slice's counts, one part of the terms and the vocabulary (some 170 bytes a word), and less than 300 bytes
a document.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from arabic_text.stem import strip_endings
from archive_build.engine import SLICE, Engine, map_slices
from archive_build.progress import track
from archive_search.buckets import Bucket, bucket_bits, bucket_of
from archive_search.counts import Counts
from archive_search.documents import Document, lead_length
from archive_search.records import Form, Lengths, filter_rows, in_body, merge, term_record
from archive_search.runs import merge_runs, read_run, write_row, write_run
from archive_search.slots import LEAST_BITS, assign, table_bits
from archive_search.tree import Row
from archive_search.varint import varint
from archive_search.vocabulary import Vocabulary
from archive_search.work import code_digest, count_slice

ALL = "#all"
EXACT_PREFIX = "="
RUN_COUNTS = 2_000_000
PART_BYTES = 48 << 20


@dataclass(slots=True)
class Totals:
    """What Lunr's weights need of the whole archive: how many documents, and each field's words."""

    documents: int = 0
    words: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("title", "deck", "lead", "body", "exact"), 0))


class Placed(NamedTuple):
    """A word's place in the index: its term, its form's letters behind the term's, and the clitic taken off."""

    term: str
    ending: str
    clitic: int


Word = tuple[Placed, "array[int]"]  # in quotes: Python 3.11 has no array[int]


class IndexBuilder:
    """One build: `add` all documents, then read `buckets` once; `folder` is for temporary files.

    `totals`, `filters` and `place` hold when all are added, `dictionary` when all buckets are read.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._runs: list[Path] = []
        self._frequencies: Counter[str] = Counter()
        self._vocabulary = Vocabulary(self._frequencies)
        self._filters: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self._slots = array("I")
        self._lengths = Lengths(array("I"), array("B"), array("B"))
        self.totals = Totals()
        self.slot_bits = LEAST_BITS
        self._dictionary: list[Path] = []

    def add(self, documents: Sequence[Document], engine: Engine) -> dict[str, int]:
        """Count the words of all documents, which are taken one at a time; each id's slot."""
        places = {document.id: at for at, document in enumerate(documents)}
        if len(places) < len(documents):
            raise ValueError(f"{len(documents)} documents, {len(places)} ids; expected an id each")
        slots = assign(places)
        self.slot_bits = table_bits(len(documents))
        for lengths in (self._lengths.body, self._lengths.title, self._lengths.deck):
            lengths.frombytes(bytes(lengths.itemsize * (2**self.slot_bits + len(documents))))
        ordered = ((slot, documents[places[one]]) for one, slot in slots.items())
        work = partial(count_slice, code_digest())
        waiting: dict[str, array[int]] = {}
        held = 0
        for counts in track(map_slices(engine, work, ordered), "Indexing", -(-len(documents) // SLICE)):
            self._note(counts)
            for word, numbers in counts.words.items():
                known = waiting.get(word)
                if known is None:
                    waiting[word] = numbers
                else:
                    known.extend(numbers)
                held += len(numbers)
            if held > RUN_COUNTS:
                self._spill(waiting)
                waiting, held = {}, 0
        self._spill(waiting)
        return slots

    def _note(self, counts: Counts) -> None:
        for slot, body, title, deck in counts.lengths:
            self._slots.append(slot)
            self._lengths.body[slot], self._lengths.title[slot], self._lengths.deck[slot] = body, title, deck
            self.totals.documents += 1
            lengths = {"title": title, "deck": deck, "lead": lead_length(body), "body": body, "exact": body}
            for name, length in lengths.items():
                self.totals.words[name] += length
        for value, found in counts.filters.items():
            self._filters[value].extend(found)

    def _spill(self, rows: Mapping[str, array[int]]) -> None:
        for word, numbers in rows.items():
            self._frequencies[word] += len(numbers)
        path = self._folder / f"run-{len(self._runs):05}"
        write_run(path, rows)
        self._runs.append(path)

    def filters(self) -> Iterator[Row]:
        """The filters' rows in the order of their keys («#section:رياضة»)."""
        filters = {**self._filters, ALL: self._slots}
        for key in sorted(filters):
            yield from filter_rows(key, filters[key], self.slot_bits)

    def buckets(self) -> Iterator[Bucket]:
        """Every bucket of the terms, in the order of their numbers."""
        bits = bucket_bits(self.slot_bits)
        most = -(-self._frequencies.total() * 8 // PART_BYTES) or 1
        paths = [self._folder / f"part-{number:05}" for number in range(min(most, 1 << bits))]
        with ExitStack() as stack:
            streams = [stack.enter_context(path.open("wb")) for path in paths]
            for word, numbers in merge_runs(self._runs):
                place = self.place(word)
                bucket = bucket_of(place.term, bits)
                stream = streams[bucket * len(paths) >> bits]
                write_row(stream.write, f"{bucket:x}\0{place.term}\0{place.ending}\0{place.clitic}", numbers)
        for number, path in enumerate(paths):
            least, below = (-(-(one << bits) // len(paths)) for one in (number, number + 1))
            yield from self._part(path, range(least, below))

    def dictionary(self) -> Iterator[Row]:
        """The dictionary's rows: each term, and each form behind «=», with how many digits its documents' number has.

        Digits of base 4: the number itself would change with every document that has the term, and rewrite the
        dictionary.
        """
        for term, (frequency,) in merge_runs(self._dictionary):
            yield term, varint((frequency.bit_length() + 1) // 2)

    def place(self, word: str) -> Placed:
        """A word's place, when all documents are added."""
        cut = self._vocabulary.cut(word)
        term = strip_endings(cut.rest)
        return Placed(term, cut.rest[len(term) :], cut.clitic)

    def _part(self, path: Path, numbers_of: range) -> Iterator[Bucket]:
        held: dict[int, defaultdict[str, list[Word]]] = {number: defaultdict(list) for number in numbers_of}
        for key, numbers in read_run(path):
            bucket, term, ending, clitic = key.split("\0")
            held[int(bucket, 16)][term].append((Placed(term, ending, int(clitic)), numbers))
        path.unlink()
        dictionary: dict[str, array[int]] = {}
        for number in numbers_of:
            terms = held.pop(number)
            yield self._bucket(number, [(term, _forms(terms[term])) for term in sorted(terms)], dictionary)
        self._dictionary.append(self._folder / f"dictionary-{len(self._dictionary):05}")
        write_run(self._dictionary[-1], dictionary)

    def _bucket(
        self, number: int, terms: Iterable[tuple[str, list[Form]]], dictionary: dict[str, array[int]]
    ) -> Bucket:
        """A bucket; its terms and forms, with how many documents have them, are put into `dictionary`."""
        rows, further = [], []
        for term, forms in terms:
            record, parts, frequency = term_record(forms, self._lengths, self.slot_bits)
            rows.append((term, record))
            if parts:
                further.append((term, parts))
            dictionary[term] = array("Q", [frequency])
            for form in forms:
                dictionary[EXACT_PREFIX + term + form.ending] = array("Q", [in_body(form.counts)])
        return Bucket(number, rows, further)


def _forms(words: Iterable[Word]) -> list[Form]:
    """A term's forms, the most frequent first."""
    endings: defaultdict[str, list[array[int]]] = defaultdict(list)
    clitics: defaultdict[str, int] = defaultdict(int)
    for place, numbers in words:
        endings[place.ending].append(numbers)
        clitics[place.ending] |= 1 << place.clitic
    forms = [Form(ending, clitics[ending], merge(counts)) for ending, counts in endings.items()]
    return sorted(forms, key=lambda form: (-len(form.counts), form.ending))
