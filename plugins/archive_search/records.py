"""A term's record: the word forms that fall under it and its postings. docs/SEARCH.md has the format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from archive_search.buckets import part_count
from archive_search.columns import Numbers, Sizes
from archive_search.counts import BODY_SHIFT, COUNTS_MASK, SLOT_SHIFT
from archive_search.places import Place
from archive_search.postings import Events, Ints, Lengths, Postings, postings_of
from archive_search.tree import Row
from archive_search.varint import put, put_text, varint, varints

FORM_BITS = 16
SLOT_BITS = 28
FILTER_PART_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Form:
    """A word under its term: its letters behind the term's, its clitics (bit n: clitic n, bit 0: none), and how many
    documents have it in their body.
    """

    ending: str
    clitics: int
    in_body: int


@dataclass(frozen=True, slots=True)
class Record:
    """A term's record, the further parts of its list, in how many documents it stands, and its forms.

    Forms that come first cost least. A long list is cut into equal ranges of slots, the first of which is the record's.
    """

    term: str
    data: bytes
    parts: Sequence[bytes]
    frequency: int
    forms: Sequence[Form]


def term_records(
    places: Sequence[Place], sizes: Sizes, counts: Numbers, lengths: Lengths, slot_bits: int
) -> Iterator[Record]:
    """The records of the terms of words, which come in the order of their places.

    `counts` has the counts of all words, one word's behind another's, in so many numbers as `sizes` says.
    """
    forms = _Forms(places)
    merged = _merged(sizes, counts, np.array(forms.of_words, np.int64))
    lists = _Lists(postings_of(forms.ordered(merged), lengths), len(forms.terms), slot_bits)
    for number, (term, its_forms) in enumerate(zip(forms.terms, forms.by_term(merged), strict=True)):
        first, *parts = lists.parts(number)
        out = bytearray()
        put(len(parts) + 1, out)
        put(len(its_forms), out)
        for form in its_forms:
            put_text(form.ending, out)
            put(form.clitics, out)
        yield Record(term, bytes(out) + first, parts, lists.frequency(number), its_forms)


class _Merged(NamedTuple):
    """Counts by form instead of by word, in the order of forms and slots."""

    forms: Ints
    slots: Ints
    counts: Ints


def _merged(sizes: Sizes, numbers: Numbers, forms: Ints) -> _Merged:
    """The counts of words, given the number of each word's form: a document's are added."""
    keys = np.repeat(forms, sizes) << SLOT_BITS | (numbers >> np.uint64(SLOT_SHIFT)).astype(np.int64)
    counts = (numbers & np.uint64(COUNTS_MASK)).astype(np.int64)
    if len(forms) and len(forms) > forms[-1] + 1:
        order = np.argsort(keys, kind="stable")
        firsts = np.flatnonzero(np.diff(keys[order], prepend=-1))
        keys, counts = keys[order][firsts], np.add.reduceat(counts[order], firsts)
    return _Merged(keys >> SLOT_BITS, keys & (1 << SLOT_BITS) - 1, counts)


class _Forms:
    """The forms of words: those that have the same letters without their clitics."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.terms: list[str] = []
        self.of_words: list[int] = []
        self._endings: list[str] = []
        self._clitics: list[int] = []
        terms: list[int] = []
        for term, ending, clitic in places:
            if not self.terms or term != self.terms[-1]:
                self.terms.append(term)
                is_new = True
            else:
                is_new = ending != self._endings[-1]
            if is_new:
                self._endings.append(ending)
                self._clitics.append(0)
                terms.append(len(self.terms) - 1)
            self._clitics[-1] |= 1 << clitic
            self.of_words.append(len(terms) - 1)
        self._terms = np.array(terms, np.int64)

    def _order(self, merged: _Merged) -> Ints:
        """The forms by term, of a term the most frequent first."""
        frequencies = np.bincount(merged.forms, minlength=len(self._terms))
        return np.lexsort((-frequencies, self._terms))

    def ordered(self, merged: _Merged) -> Events:
        """The counts as events."""
        order = self._order(merged)
        ranks = np.empty(len(order), np.int64)
        ranks[order] = np.arange(len(order)) - np.searchsorted(self._terms, self._terms)
        terms, forms = self._terms[merged.forms], ranks[merged.forms]
        if len(self._terms) == len(self.terms):
            return Events(terms, forms, merged.slots, merged.counts)
        places = np.argsort(terms << SLOT_BITS + FORM_BITS | merged.slots << FORM_BITS | forms)
        return Events(terms[places], forms[places], merged.slots[places], merged.counts[places])

    def by_term(self, merged: _Merged) -> Iterator[list[Form]]:
        """The forms of each term."""
        in_body = np.bincount(merged.forms, weights=merged.counts >> BODY_SHIFT != 0, minlength=len(self._terms))
        numbers = in_body.astype(np.int64).tolist()
        order = self._order(merged).tolist()
        starts = np.searchsorted(self._terms, np.arange(len(self.terms) + 1)).tolist()
        for start, end in pairwise(starts):
            yield [Form(self._endings[at], self._clitics[at], numbers[at]) for at in order[start:end]]


class _Lists:
    """The postings of so many terms, written."""

    def __init__(self, postings: Postings, terms: int, slot_bits: int) -> None:
        self._data, starts = varints(postings.numbers)
        self._slots = postings.slots
        self._slot_bits = slot_bits
        self._starts = np.append(starts[postings.starts], len(self._data))
        self._behind_gap = starts[postings.starts + 1]
        self._firsts: list[int] = np.searchsorted(postings.terms, np.arange(terms + 1)).tolist()
        self._bytes = self._starts[self._firsts].tolist()

    def frequency(self, number: int) -> int:
        """In how many documents a term stands."""
        return self._firsts[number + 1] - self._firsts[number]

    def parts(self, number: int) -> list[bytes]:
        """The parts of a term's list; the last one has the slots behind the table's end too."""
        start, end = self._bytes[number : number + 2]
        count = part_count(end - start, self._slot_bits)
        if count == 1:
            return [self._data[start:end]]
        first, last = self._firsts[number : number + 2]
        cuts = [first + at for at in _cuts(self._slots[first:last], self._slot_bits, count)]
        return [self._part(one, other) for one, other in pairwise(cuts)]

    def _part(self, first: int, last: int) -> bytes:
        """The postings of some documents; the first one's gap is counted from the table's beginning."""
        if first == last:
            return b""
        return varint(int(self._slots[first])) + self._data[self._behind_gap[first] : self._starts[last]]


def _cuts(slots: NDArray[np.integer], slot_bits: int, count: int) -> list[int]:
    """Where each of `count` equal ranges of a table's slots begins in ascending slots, and where the last one ends."""
    ends = [(part << slot_bits) // count for part in range(1, count)]
    return [0, *np.searchsorted(slots, ends).tolist(), len(slots)]


def filter_rows(key: str, slots: NDArray[np.uint32], slot_bits: int) -> Iterator[Row]:
    """The rows of a filter's value: the gaps between its documents' slots; of a long list, parts behind a NUL."""
    numbers = slots.astype(np.int64)
    data, starts = varints(np.diff(numbers, prepend=-1) - 1)
    count = max(1, -(-len(data) // FILTER_PART_BYTES))
    for part, (first, last) in enumerate(pairwise(_cuts(numbers, slot_bits, count))):
        value = varint(int(numbers[first])) + data[starts[first + 1] : starts[last]] if first < last else b""
        yield (f"{key}\0{part:04x}" if part else key), value
