"""Bring the state of an index up to date: count what is new, take out what is gone, place the words that this moves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from archive_search.buckets import Bucket, bucket_bits, bucket_of
from archive_search.build import ALL, EXACT_PREFIX, bucket_of_words
from archive_search.columns import Numbers
from archive_search.counts import SLOT_SHIFT, count
from archive_search.library import Library, Stamps, documents_of
from archive_search.places import Place, place_of
from archive_search.postings import Lengths
from archive_search.records import filter_rows
from archive_search.slots import Layout, table_bits
from archive_search.state import State
from archive_search.varint import varint
from archive_search.vocabulary import Vocabulary, relatives

LEAST_AT_ONCE = 64
SHARE_AT_ONCE = 20
LISTS_AT_ONCE = 4096

NONE = np.empty(0, np.uint32)

WordCounts = Mapping[str, Numbers]
Slots = Mapping[str, NDArray[np.uint32]]


@dataclass(frozen=True, slots=True)
class Difference:
    """The documents that are to be counted, by position, with their slots, and the slots of those to be taken out;
    `lengths` are those of all documents, 0 of one that is to be counted.

    One that changed, or whose slot did, is both.
    """

    come: Sequence[int]
    slots: Sequence[int]
    gone: NDArray[np.uint32]
    lengths: Lengths


def difference(state: State, stamps: Stamps, layout: Layout) -> Difference | None:
    """What tells the documents, whose stamps are in the order of their slots, from those of the state; None where a new
    index is made sooner.
    """
    before, known = state.documents()
    if table_bits(len(before.slots)) != layout.bits:
        return None
    lengths = Lengths.of(layout.slots)
    there = np.isin(before.slots, lengths.slots)
    at = lengths.at(before.slots[there])
    is_same = np.zeros(len(lengths.slots), np.bool_)
    is_same[at] = (stamps[at] == known[there]).all(axis=1)
    there[there] = is_same[at]
    come, gone = np.flatnonzero(~is_same), before.slots[~there]
    if len(come) + len(gone) > max(LEAST_AT_ONCE, len(layout.slots) // SHARE_AT_ONCE):
        return None
    lengths.copy(before, there)
    return Difference(np.asarray(layout.positions)[come].tolist(), lengths.slots[come].tolist(), gone, lengths)


@dataclass(slots=True)
class Update:
    """A change of the state; then `buckets` are read once. `filters` and `dictionary` are the rows that change, None
    for one that goes; the dictionary's are there when the buckets are read.
    """

    state: State
    lengths: Lengths
    slot_bits: int
    filters: dict[str, bytes | None] = field(default_factory=dict)
    dictionary: dict[str, bytes | None] = field(default_factory=dict)
    numbers: set[int] = field(default_factory=set)

    def buckets(self) -> Iterator[Bucket]:
        """The buckets that changed."""
        for number in sorted(self.numbers):
            bucket, rows = bucket_of_words(number, self.state.bucket(number), self.lengths, self.slot_bits)
            self.dictionary |= {key: varint(digits) for key, digits in rows.items()}
            self.state.remove_lists(number)
            self.state.put_lists(number, [(term, len(parts)) for term, parts in bucket.parts])
            yield bucket


def update(state: State, library: Library, layout: Layout, changed: Difference, stamps: Stamps) -> Update:
    """Bring the state up to date, and say what of the index this changes."""
    counts = count(zip(changed.slots, documents_of(library, changed.come), strict=True))
    changed.lengths.note(counts.lengths)
    state.put_documents(changed.lengths, stamps)
    done = Update(state, changed.lengths, layout.bits)
    found = {key: np.array(one, np.uint32) for key, one in {**counts.filters, ALL: changed.slots}.items()}
    _change_filters(done, found, changed.gone)
    [columns] = counts.families
    _change_words(done, _changed_words(state, dict(columns.rows()), changed.gone))
    return done


def _change_filters(done: Update, come: Slots, gone: NDArray[np.uint32]) -> None:
    before = dict(_touched_filters(done.state, come, gone))
    kept = {key: slots[~np.isin(slots, gone)] for key, slots in before.items()}
    after = {key: np.sort(np.append(slots, come.get(key, NONE))) for key, slots in kept.items()}
    after |= {key: slots for key, slots in come.items() if key not in before}
    done.state.remove_filters(before)
    done.state.put_filters([(key, slots) for key, slots in after.items() if len(slots)])
    for key, slots in before.items():
        done.filters |= dict.fromkeys(row for row, _ in filter_rows(key, slots, done.slot_bits))
    for key, slots in after.items():
        if len(slots) or key == ALL:
            done.filters |= dict(filter_rows(key, slots, done.slot_bits))


def _touched_filters(state: State, come: Slots, gone: NDArray[np.uint32]) -> Iterator[tuple[str, NDArray[np.uint32]]]:
    """The filters of documents that come or are gone. Where one is gone, all are gone through."""
    if len(gone):
        yield from ((key, slots) for key, slots in state.filters() if key in come or np.isin(slots, gone).any())
        return
    for key in come:
        slots = state.filter(key)
        if slots is not None:
            yield key, slots


def _changed_words(state: State, come: WordCounts, gone: NDArray[np.uint32]) -> dict[str, Numbers]:
    """The words whose counts change, with all their counts. Where a document is gone, all lists are gone through."""
    if len(gone):
        before = dict(_touched(state.words(), come, gone))
    else:
        found = ((word, state.word(word)) for word in come)
        before = {word: row[1] for word, row in found if row}
    after = {word: _joined(counts[~_is_in(counts, gone)], come.get(word)) for word, counts in before.items()}
    return after | {word: counts for word, counts in come.items() if word not in before}


def _touched(
    rows: Iterator[tuple[str, Numbers]], come: WordCounts, gone: NDArray[np.uint32]
) -> Iterator[tuple[str, Numbers]]:
    """The words that documents which come or are gone have; many lists are looked through at once."""
    while some := list(islice(rows, LISTS_AT_ONCE)):
        lengths = np.array([len(counts) for _, counts in some], np.int64)
        starts = np.cumsum(lengths) - lengths
        is_touched = np.logical_or.reduceat(_is_in(np.concatenate([counts for _, counts in some]), gone), starts)
        yield from (row for row, touched in zip(some, is_touched.tolist(), strict=True) if touched or row[0] in come)


def _is_in(counts: Numbers, slots: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Which counts are of documents in these slots."""
    return np.isin(counts >> np.uint64(SLOT_SHIFT), slots)


def _joined(kept: Numbers, come: Numbers | None) -> Numbers:
    return kept if come is None else np.sort(np.append(kept, come))


class _Frequencies:
    """How many documents have a word, as it will be."""

    def __init__(self, state: State, changed: WordCounts) -> None:
        self._state = state
        self._known = {word: len(numbers) for word, numbers in changed.items()}

    def get(self, word: str, default: int = 0) -> int:
        """A word's number of documents."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._state.frequency(word)
        return found or default


def _change_words(done: Update, changed: WordCounts) -> None:
    """Put the changed words into their buckets, and those whose cut is another since they changed."""
    state, bits = done.state, bucket_bits(done.slot_bits)
    frequencies = _Frequencies(state, changed)
    vocabulary = Vocabulary(frequencies)
    other = {word for word, numbers in changed.items() if len(numbers) != state.frequency(word)}
    candidates = {*changed, *(one for word in other for one in relatives(word) if frequencies.get(one))}
    rows: list[tuple[int, Place, Numbers]] = []
    moved = []
    for word in sorted(candidates):
        was = state.word(word)
        numbers = changed[word] if word in changed else was[1] if was else np.empty(0, np.uint64)
        place = place_of(vocabulary.cut(word)) if len(numbers) else None
        if word not in changed and was and was[0] == place:
            continue
        moved.append(word)
        if was:
            done.numbers.add(bucket_of(was[0].term, bits))
        if place:
            rows.append((bucket_of(place.term, bits), place, numbers))
    done.numbers.update(number for number, _, _ in rows)
    for number in done.numbers:
        for place, _ in state.bucket(number):
            done.dictionary |= {place.term: None, EXACT_PREFIX + place.term + place.ending: None}
    state.remove_words(moved)
    state.put_words(rows)
