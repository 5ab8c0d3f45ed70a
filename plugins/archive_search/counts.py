"""Count a document's words: the map step of the index.

A count is one number of 64 bits: the document's slot (28 bits), how often the word stands in its body (20),
its lead (5), its title (6) and its deck (5). Counts of one document are added as numbers: the fields' limits
(`documents`) keep each sum within its bits.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from archive_search.documents import Document, words_of

MAX_SLOT = 2**28 - 1
SLOT_SHIFT = 36
BODY_SHIFT, BODY_MASK = 16, 2**20 - 1
LEAD_SHIFT, LEAD_MASK = 11, 2**5 - 1
TITLE_SHIFT, TITLE_MASK = 5, 2**6 - 1
DECK_MASK = 2**5 - 1
COUNTS_MASK = 2**SLOT_SHIFT - 1
ONE_IN_BODY = 1 << BODY_SHIFT
ONE_IN_LEAD = 1 << LEAD_SHIFT
ONE_IN_TITLE = 1 << TITLE_SHIFT
ONE_IN_DECK = 1


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of some documents: by word in ascending order of slots, by filter, and the fields' lengths in words.

    `lengths` has (slot, body, title, deck) of each document.
    """

    words: dict[str, array[int]]
    filters: dict[str, array[int]]
    lengths: list[tuple[int, int, int, int]]


def count(documents: Iterable[tuple[int, Document]]) -> Counts:
    """The counts of documents that come with their slots, in ascending order."""
    words: defaultdict[str, array[int]] = defaultdict(partial(array, "Q"))
    filters: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))
    lengths = []
    for slot, document in documents:
        fields = words_of(document)
        times = Counter(fields.body)
        base = slot << SLOT_SHIFT
        for word, number in times.items():
            words[word].append(base | number << BODY_SHIFT)
        for word in fields.lead:
            words[word][-1] += ONE_IN_LEAD
        for field, one in ((fields.title, ONE_IN_TITLE), (fields.deck, ONE_IN_DECK)):
            for word in field:
                numbers = words[word]
                if numbers and numbers[-1] >= base:
                    numbers[-1] += one
                else:
                    numbers.append(base | one)
        for kind, value in document.filters:
            filters[f"#{kind}:{value}"].append(slot)
        lengths.append((slot, len(fields.body), len(fields.title), len(fields.deck)))
    return Counts(dict(words), dict(filters), lengths)
