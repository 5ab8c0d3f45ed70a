"""Build the index: count slices of documents on the engine, merge the counts by term, cut the terms into files.

Memory holds a slice's counts, one part of the terms and the vocabulary, however many documents there are.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from arabic_text.stem import strip_endings
from archive_build.engine import SLICE, Engine, map_slices
from archive_build.progress import track
from archive_search.counts import Counts, count
from archive_search.documents import Document, lead_length
from archive_search.records import Form, Lengths, filter_record, in_body, merge, term_rows
from archive_search.runs import merge_runs, read_run, write_row, write_run
from archive_search.slots import LEAST_BITS, assign, table_bits
from archive_search.tree import Row
from archive_search.varint import varint
from archive_search.vocabulary import Vocabulary

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
    """One build: `add` all documents, then read `rows` once; `folder` is for temporary files.

    `totals` hold when all are added, `dictionary` and `placed` (each word's place) when all rows are read.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._runs: list[Path] = []
        self._filters: defaultdict[str, array[int]] = defaultdict(lambda: array("Q"))
        self._slots = array("Q")
        self._lengths = Lengths(array("I"), array("I"), array("I"))
        self.totals = Totals()
        self.slot_bits = LEAST_BITS
        self.dictionary: list[tuple[str, int]] = []
        self.placed: dict[str, Placed] = {}

    def add(self, documents: Sequence[Document], engine: Engine) -> dict[str, int]:
        """Count the words of all documents; each id's slot."""
        slots = assign(document.id for document in documents)
        by_id = {document.id: document for document in documents}
        self.slot_bits = table_bits(len(documents))
        for lengths in (self._lengths.body, self._lengths.title, self._lengths.deck):
            lengths.extend(bytes(2**self.slot_bits + len(documents)))
        ordered = ((slot, by_id[one]) for one, slot in slots.items())
        waiting: dict[str, array[int]] = {}
        held = 0
        for counts in track(map_slices(engine, count_slice, ordered), "Indexing", -(-len(documents) // SLICE)):
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
        path = self._folder / f"run-{len(self._runs):05}"
        write_run(path, rows)
        self._runs.append(path)

    def rows(self) -> Iterator[Row]:
        """The rows of the index in the order of their keys: filters («#section:رياضة»), then terms."""
        filters = {**self._filters, ALL: self._slots}
        early = sorted(filters)
        terms = self._terms()
        term = next(terms, None)
        for key in early:
            while term is not None and term[0] < key:
                yield term
                term = next(terms, None)
            yield key, filter_record(filters[key])
        if term is not None:
            yield term
        yield from terms

    def _terms(self) -> Iterator[Row]:
        placed, parts = self._place()
        self.placed = placed
        paths = [self._folder / f"part-{number:05}" for number in range(max(parts.values(), default=-1) + 1)]
        with ExitStack() as stack:
            streams = [stack.enter_context(path.open("wb")) for path in paths]
            for word, numbers in merge_runs(self._runs):
                write_row(streams[parts[placed[word].term]].write, word, numbers)
        for path in paths:
            yield from self._part(path, placed)

    def _place(self) -> tuple[dict[str, Placed], dict[str, int]]:
        """Each word's place, and each term's part: terms in order, as many a part as memory may hold."""
        frequencies = {word: len(numbers) for word, numbers in merge_runs(self._runs)}
        vocabulary = Vocabulary(frequencies)
        placed = {}
        sizes: defaultdict[str, int] = defaultdict(int)
        for word, frequency in frequencies.items():
            cut = vocabulary.cut(word)
            term = strip_endings(cut.rest)
            placed[word] = Placed(term, cut.rest[len(term) :], cut.clitic)
            sizes[term] += frequency
        parts, number, held = {}, 0, 0
        for term in sorted(sizes):
            if held and (held + sizes[term]) * 8 > PART_BYTES:
                number, held = number + 1, 0
            parts[term] = number
            held += sizes[term]
        return placed, parts

    def _part(self, path: Path, placed: Mapping[str, Placed]) -> Iterator[Row]:
        terms: defaultdict[str, list[tuple[Placed, array[int]]]] = defaultdict(list)
        for word, numbers in read_run(path):
            terms[placed[word].term].append((placed[word], numbers))
        path.unlink()
        for term in sorted(terms):
            forms = _forms(terms.pop(term))
            rows, frequency = term_rows(term, forms, self._lengths, self.slot_bits)
            self.dictionary.append((term, frequency))
            self.dictionary += [(EXACT_PREFIX + term + form.ending, in_body(form.counts)) for form in forms]
            yield from rows


def _forms(words: Iterable[tuple[Placed, array[int]]]) -> list[Form]:
    """A term's forms, the most frequent first."""
    endings: defaultdict[str, list[array[int]]] = defaultdict(list)
    clitics: defaultdict[str, int] = defaultdict(int)
    for place, numbers in words:
        endings[place.ending].append(numbers)
        clitics[place.ending] |= 1 << place.clitic
    forms = [Form(ending, clitics[ending], merge(counts)) for ending, counts in endings.items()]
    return sorted(forms, key=lambda form: (-len(form.counts), form.ending))


def count_slice(documents: list[tuple[int, Document]]) -> list[Counts]:
    """The counts of a slice, as one. Runs in any process."""
    return [count(documents)]


def dictionary_rows(dictionary: Iterable[tuple[str, int]]) -> Iterator[Row]:
    """The dictionary's rows: each term, and each form behind «=», with how many bits the number of its documents takes.

    The number itself would change with every document that has the term, and rewrite the dictionary.
    """
    for term, frequency in sorted(dictionary):
        yield term, varint(frequency.bit_length())
