"""The postings of many terms as numbers: for each document of a term, how often each of its fields has it.

docs/SEARCH.md has the format. Arrays are worked on as wholes: most of a build was spent here, a number at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from archive_search.counts import (
    BODY_MASK,
    BODY_SHIFT,
    DECK_MASK,
    LEAD_MASK,
    LEAD_SHIFT,
    TITLE_MASK,
    TITLE_SHIFT,
)
from archive_search.documents import lead_lengths

ZONES_MASK = (1 << BODY_SHIFT) - 1
WRITTEN = 3

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Lengths:
    """The lengths in words of documents' fields: documents by their slots, ascending."""

    slots: NDArray[np.uint32]
    body: NDArray[np.uint32]
    title: NDArray[np.uint8]
    deck: NDArray[np.uint8]

    @classmethod
    def of(cls, slots: Sequence[int]) -> Lengths:
        """Lengths of 0 for documents in ascending slots."""
        count = len(slots)
        body, title, deck = np.zeros(count, np.uint32), np.zeros(count, np.uint8), np.zeros(count, np.uint8)
        return cls(np.array(slots, np.uint32), body, title, deck)

    def note(self, rows: NDArray[np.integer]) -> None:
        """Note documents' lengths: rows of slot, body, title, deck."""
        at = self.at(rows[:, 0])
        self.body[at], self.title[at], self.deck[at] = rows[:, 1], rows[:, 2], rows[:, 3]

    def copy(self, others: Lengths, which: NDArray[np.bool_]) -> None:
        """Note lengths of others' documents, which are in these slots too."""
        at = self.at(others.slots[which])
        self.body[at], self.title[at], self.deck[at] = others.body[which], others.title[which], others.deck[which]

    def at(self, slots: NDArray[np.integer]) -> NDArray[np.intp]:
        """Where the documents in these slots stand."""
        return np.searchsorted(self.slots, slots.astype(np.uint32))

    def words(self) -> dict[str, int]:
        """How many words each field has in all documents."""
        fields: dict[str, NDArray[Any]] = {
            "title": self.title,
            "deck": self.deck,
            "lead": lead_lengths(self.body),
            "body": self.body,
        }
        sums = {name: int(lengths.sum(dtype=np.int64)) for name, lengths in fields.items()}
        return {**sums, "exact": sums["body"]}


class Events(NamedTuple):
    """Where words stand, in the order of terms, slots and forms: the numbers of term and form, the slot, the counts.

    A term's forms are numbered from 0; the counts have the bits of `counts`.
    """

    terms: Ints
    forms: Ints
    slots: Ints
    counts: Ints


class Postings(NamedTuple):
    """The numbers that are written, and of each document of each term: the term, the slot, where its numbers begin."""

    numbers: Ints
    terms: Ints
    slots: Ints
    starts: Ints


class _Documents(NamedTuple):
    """Of each document of each term: its first event, the events behind it, the slot, the counts of title and others
    that all its events have together.
    """

    firsts: Ints
    others: Ints
    slots: Ints
    zones: Ints


def postings_of(events: Events, lengths: Lengths) -> Postings:
    """The postings. A document has: the slots between it and the one before, the head, its body's length; where the
    head says so, also how often the body has the first form, the further forms, the zones.

    The head has the first form's number, how often the body has it up to 3 times (2 bits, 3 for any other number),
    whether there are further forms, whether there are zones.
    """
    is_first = (np.diff(events.terms, prepend=-1) != 0) | (np.diff(events.slots, prepend=-1) != 0)
    firsts = np.flatnonzero(is_first)
    others = np.diff(firsts, append=len(is_first)) - 1
    zones = np.add.reduceat(events.counts & ZONES_MASK, firsts) if len(firsts) else np.empty(0, np.int64)
    documents = _Documents(firsts, others, events.slots[firsts], zones)
    terms = events.terms[firsts]
    gaps = np.diff(documents.slots, prepend=-1) - 1
    begins = np.flatnonzero(np.diff(terms, prepend=-1))
    gaps[begins] = documents.slots[begins]
    numbers, starts = _filled(_columns(events, documents, gaps, lengths), _rest(events, is_first, others))
    return Postings(numbers, terms, documents.slots, starts)


Column = tuple[Ints | None, Ints]
"""Numbers of documents, and which documents have them, None for all."""


def _columns(events: Events, documents: _Documents, gaps: Ints, lengths: Lengths) -> tuple[list[Column], list[Column]]:
    """What stands before a document's further forms, and what behind them."""
    times = events.counts[documents.firsts] >> BODY_SHIFT & BODY_MASK
    is_short = (times >= 1) & (times <= WRITTEN)
    heads = events.forms[documents.firsts] << 4 | np.where(is_short, times - 1, WRITTEN) << 2
    heads |= (documents.others > 0).astype(np.int64) << 1 | (documents.zones != 0)
    long, several = np.flatnonzero(~is_short), np.flatnonzero(documents.others)
    before: list[Column] = [(None, gaps), (None, heads), (long, times[long]), (several, documents.others[several])]
    body = lengths.body[lengths.at(documents.slots)].astype(np.int64)
    return before, [(None, body), *_zones(documents, lengths)]


def _zones(documents: _Documents, lengths: Lengths) -> list[Column]:
    """How often lead, title and deck have the term, and the title's and deck's lengths where they have it.

    Flags say which have it, and whether all of them have it once: then no numbers follow.
    """
    places = np.flatnonzero(documents.zones)
    zones, at = documents.zones[places], lengths.at(documents.slots[places])
    fields = ((LEAD_SHIFT, LEAD_MASK), (TITLE_SHIFT, TITLE_MASK), (0, DECK_MASK))
    times = [zones >> shift & mask for shift, mask in fields]
    is_more = np.maximum.reduce(times) > 1
    flags = (
        sum((number > 0).astype(np.int64) << bit for bit, number in enumerate(times)) | is_more.astype(np.int64) << 3
    )
    columns: list[Column] = [(places, flags)]
    for number in times:
        has = is_more & (number > 0)
        columns.append((places[has], number[has]))
    for number, field in ((times[1], lengths.title), (times[2], lengths.deck)):
        columns.append((places[number > 0], field[at[number > 0]].astype(np.int64)))
    return columns


def _rest(events: Events, is_first: NDArray[np.bool_], others: Ints) -> tuple[Ints, Ints, Ints]:
    """The further forms: how many each document has, their numbers, and how often the body has each."""
    further = np.flatnonzero(~is_first)
    return others, events.forms[further], events.counts[further] >> BODY_SHIFT & BODY_MASK


def _filled(columns: tuple[list[Column], list[Column]], rest: tuple[Ints, Ints, Ints]) -> tuple[Ints, Ints]:
    """The documents' numbers, one document behind another, and where each begins."""
    others, forms, times = rest
    sizes = 2 * others
    for where, _ in (*columns[0], *columns[1]):
        sizes[slice(None) if where is None else where] += 1
    starts = np.cumsum(sizes) - sizes
    out = np.empty(sizes.sum(), np.int64)
    at = starts.copy()
    _fill(out, at, columns[0])
    places = np.repeat(at - 2 * (np.cumsum(others) - others), others) + 2 * np.arange(len(forms))
    out[places], out[places + 1] = forms, times
    at += 2 * others
    _fill(out, at, columns[1])
    return out, starts


def _fill(out: Ints, at: Ints, columns: list[Column]) -> None:
    """Put each column's numbers where its documents stand, and move these on."""
    for where, numbers in columns:
        which = slice(None) if where is None else where
        out[at[which]] = numbers
        at[which] += 1
