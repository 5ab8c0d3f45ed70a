"""Count documents' words: the map step of the index.

A count is one number of 64 bits: the document's slot (28 bits), how often the word stands in its body (20),
its lead (5), its title (6) and its deck (5). Counts of one document are added as numbers: the fields' limits
(`documents`) keep each sum within its bits.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from archive_search.buckets import hash_of
from archive_search.columns import Columns, Numbers, spans
from archive_search.documents import MAX_BODY, MAX_DECK, MAX_TITLE, Document, lead_lengths
from archive_search.words import Numbering, numbered, numbering

SLOT_SHIFT = 36
BODY_SHIFT, BODY_MASK = 16, 2**20 - 1
LEAD_SHIFT, LEAD_MASK = 11, 2**5 - 1
TITLE_SHIFT, TITLE_MASK = 5, 2**6 - 1
DECK_MASK = 2**5 - 1
COUNTS_MASK = 2**SLOT_SHIFT - 1
ONCE = np.array([1 << BODY_SHIFT, 1 << TITLE_SHIFT, 1, 1 << LEAD_SHIFT], np.uint64)
BODY, LEAD, FIELD_BITS = 0, 3, 2
LIMITS = np.array([MAX_BODY, MAX_TITLE, MAX_DECK])
AT_ONCE = 64
FAMILY_LETTERS = 2
WORD_SHIFT = 32

Occurrences = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of some documents: by word, each word's in ascending order of slots, in so many families of words; by
    filter; and the fields' lengths in words.

    A row of `lengths` is (slot, body, title, deck) of a document.
    """

    families: list[Columns]
    filters: dict[str, array[int]]
    lengths: NDArray[np.uint32]


def count(documents: Iterable[tuple[int, Document]], families: int = 1) -> Counts:
    """The counts of documents that come with their slots, in ascending order.

    Words that end with the same two letters are in one family.
    """
    known = numbering()
    filters: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))
    occurrences, lengths = [], []
    slots: list[int] = []
    for some in _at_once(documents):
        found, sizes = _occurrences([document for _, document in some], len(slots), known)
        occurrences.append(found)
        lengths.append(sizes)
        slots += [slot for slot, _ in some]
        for slot, document in some:
            for kind, value in document.filters:
                filters[f"#{kind}:{value}"].append(slot)
    columns = _counted(np.concatenate(occurrences or [np.empty(0, np.int64)]), np.array(slots, np.uint64), known)
    groups = np.array([hash_of(word[-FAMILY_LETTERS:]) % families for word in columns.keys], np.int64)
    sizes = np.concatenate([np.empty((0, 3), np.int64), *lengths])
    rows = np.column_stack((np.array(slots, np.int64), sizes)).astype(np.uint32)
    return Counts(columns.split(groups, families) if families > 1 else [columns], dict(filters), rows)


def _at_once(documents: Iterable[tuple[int, Document]]) -> Iterator[Sequence[tuple[int, Document]]]:
    iterator = iter(documents)
    while some := list(islice(iterator, AT_ONCE)):
        yield some


def _occurrences(documents: Sequence[Document], first: int, known: Numbering) -> tuple[Occurrences, NDArray[np.int64]]:
    """The occurrences of words in documents that are numbered from `first`, and the lengths of their fields.

    An occurrence is one number: the word's (from bit 32), the document's (from bit 2), the field's.
    """
    texts = (text for document in documents for text in (document.body, document.title, document.deck))
    numbers, sizes = numbered(texts, known)
    kept = np.minimum(sizes, np.tile(LIMITS, len(documents)))
    starts = np.cumsum(sizes) - sizes
    fields = np.arange(first, first + len(documents))[:, None] << FIELD_BITS | np.arange(len(LIMITS))
    found = numbers[spans(starts, kept)] << WORD_SHIFT | np.repeat(fields.ravel(), kept)
    lengths = kept.reshape(-1, len(LIMITS))
    leads = lead_lengths(lengths[:, BODY])
    in_lead = numbers[spans(starts[:: len(LIMITS)], leads)] << WORD_SHIFT
    return np.concatenate((found, in_lead | np.repeat(fields[:, BODY] | LEAD, leads))), lengths


def _counted(occurrences: Occurrences, slots: Numbers, known: Numbering) -> Columns:
    """The counts of each word."""
    occurrences.sort()
    in_document = occurrences >> FIELD_BITS
    firsts = np.flatnonzero(np.diff(in_document, prepend=-1))
    if not len(firsts):
        return Columns([], np.empty(0, np.uint32), np.empty(0, np.uint64))
    sums = np.add.reduceat(ONCE[occurrences & (1 << FIELD_BITS) - 1], firsts)
    documents = in_document[firsts] & (1 << WORD_SHIFT - FIELD_BITS) - 1
    words = occurrences[firsts] >> WORD_SHIFT
    starts = np.flatnonzero(np.diff(words, prepend=-1))
    sizes = np.diff(starts, append=len(words)).astype(np.uint32)
    keys = [known.words[number] for number in words[starts].tolist()]
    return Columns(keys, sizes, slots[documents] << np.uint64(SLOT_SHIFT) | sums)
