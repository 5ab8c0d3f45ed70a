"""Build the index: count slices of documents on the engine, merge the counts by term, put the terms into buckets.

Memory holds a slice's counts, one part of the terms and the vocabulary, however many documents there are.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

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


@dataclass(frozen=True, slots=True)
class Placed:
    """A word's place in the index: its term, its form's letters behind the term's, and the clitic taken off."""

    term: str
    ending: str
    clitic: int


class IndexBuilder:
    """One build: `add` all documents, then read `buckets` once; `folder` is for temporary files.

    `totals` and `filters` hold when all are added, `dictionary` and `placed` (each word's place) when all buckets
    are read.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._runs: list[Path] = []
        self._frequencies: Counter[str] = Counter()
        self._filters: defaultdict[str, array[int]] = defaultdict(lambda: array("Q"))
        self._slots = array("Q")
        self._lengths = Lengths(array("I"), array("I"), array("I"))
        self.totals = Totals()
        self.slot_bits = LEAST_BITS
        self.dictionary: list[tuple[str, int]] = []
        self.placed: dict[str, Placed] = {}

    def add(self, documents: Sequence[Document], engine: Engine) -> dict[str, int]:
        """Count the words of all documents, which are taken one at a time; each id's slot."""
        places = {document.id: at for at, document in enumerate(documents)}
        if len(places) < len(documents):
            raise ValueError(f"{len(documents)} documents, {len(places)} ids; expected an id each")
        slots = assign(places)
        self.slot_bits = table_bits(len(documents))
        for lengths in (self._lengths.body, self._lengths.title, self._lengths.deck):
            lengths.extend(bytes(2**self.slot_bits + len(documents)))
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
        self.placed = self._place()
        homes, ranges = self._share()
        paths = [self._folder / f"part-{number:05}" for number in range(len(ranges))]
        part_of = [number for number, one in enumerate(ranges) for _ in one]
        with ExitStack() as stack:
            streams = [stack.enter_context(path.open("wb")) for path in paths]
            for word, numbers in merge_runs(self._runs):
                write_row(streams[part_of[homes[self.placed[word].term]]].write, word, numbers)
        for path, numbers_of in zip(paths, ranges, strict=True):
            yield from self._part(path, numbers_of, homes)

    def _place(self) -> dict[str, Placed]:
        """Each word's place."""
        vocabulary = Vocabulary(self._frequencies)
        placed = {}
        for word in self._frequencies:
            cut = vocabulary.cut(word)
            term = strip_endings(cut.rest)
            placed[word] = Placed(term, cut.rest[len(term) :], cut.clitic)
        return placed

    def _share(self) -> tuple[dict[str, int], list[range]]:
        """Each term's bucket, and ranges of buckets, as many in each as memory may hold."""
        bits = bucket_bits(self.slot_bits)
        homes = {term: bucket_of(term, bits) for term in {place.term for place in self.placed.values()}}
        sizes = array("Q", bytes(8 << bits))
        for word, frequency in self._frequencies.items():
            sizes[homes[self.placed[word].term]] += frequency
        ranges, start, held = [], 0, 0
        for number, size in enumerate(sizes):
            if held and (held + size) * 8 > PART_BYTES:
                ranges.append(range(start, number))
                start, held = number, 0
            held += size
        return homes, [*ranges, range(start, len(sizes))]

    def _part(self, path: Path, numbers_of: range, homes: Mapping[str, int]) -> Iterator[Bucket]:
        terms: defaultdict[str, list[tuple[Placed, array[int]]]] = defaultdict(list)
        for word, numbers in read_run(path):
            terms[self.placed[word].term].append((self.placed[word], numbers))
        path.unlink()
        held: defaultdict[int, list[str]] = defaultdict(list)
        for term in sorted(terms):
            held[homes[term]].append(term)
        for number in numbers_of:
            yield self._bucket(number, [(term, _forms(terms.pop(term))) for term in held[number]])

    def _bucket(self, number: int, terms: Iterable[tuple[str, list[Form]]]) -> Bucket:
        rows, further = [], []
        for term, forms in terms:
            record, parts, frequency = term_record(forms, self._lengths, self.slot_bits)
            rows.append((term, record))
            if parts:
                further.append((term, parts))
            self.dictionary.append((term, frequency))
            self.dictionary += [(EXACT_PREFIX + term + form.ending, in_body(form.counts)) for form in forms]
        return Bucket(number, rows, further)


def _forms(words: Iterable[tuple[Placed, array[int]]]) -> list[Form]:
    """A term's forms, the most frequent first."""
    endings: defaultdict[str, list[array[int]]] = defaultdict(list)
    clitics: defaultdict[str, int] = defaultdict(int)
    for place, numbers in words:
        endings[place.ending].append(numbers)
        clitics[place.ending] |= 1 << place.clitic
    forms = [Form(ending, clitics[ending], merge(counts)) for ending, counts in endings.items()]
    return sorted(forms, key=lambda form: (-len(form.counts), form.ending))


def dictionary_rows(dictionary: Iterable[tuple[str, int]]) -> Iterator[Row]:
    """The dictionary's rows: each term, and each form behind «=», with how many digits its documents' number has.

    Digits of base 4: the number itself would change with every document that has the term, and rewrite the dictionary.
    """
    for term, frequency in sorted(dictionary):
        yield term, varint((frequency.bit_length() + 1) // 2)
