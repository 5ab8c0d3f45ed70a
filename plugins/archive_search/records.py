"""A term's record: the word forms that fall under it and its postings. docs/SEARCH.md has the format."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from archive_search.counts import (
    BODY_MASK,
    BODY_SHIFT,
    COUNTS_MASK,
    DECK_MASK,
    LEAD_MASK,
    LEAD_SHIFT,
    SLOT_SHIFT,
    TITLE_MASK,
    TITLE_SHIFT,
)
from archive_search.tree import Row
from archive_search.varint import put, put_text, varint

FORM_BITS = 16
MAX_FORMS = 2**FORM_BITS
FORM_MASK = MAX_FORMS - 1
ZONES_MASK = (1 << BODY_SHIFT) - 1
WRITTEN = 3
MAX_PART_BYTES = 1536


@dataclass(frozen=True, slots=True)
class Form:
    """A word under its term: its letters behind the term's, its clitics (bit n: clitic n, bit 0: none), its counts."""

    ending: str
    clitics: int
    counts: Sequence[int]


@dataclass(frozen=True, slots=True)
class Lengths:
    """The fields' lengths in words, by slot."""

    body: array[int]
    title: array[int]
    deck: array[int]


def merge(counts: Sequence[Sequence[int]]) -> Sequence[int]:
    """Counts of several words as one word's, in ascending order of slots."""
    if len(counts) == 1:
        return counts[0]
    merged: list[int] = []
    last = -1
    for number in sorted(chain.from_iterable(counts)):
        if number >> SLOT_SHIFT == last:
            merged[-1] += number & COUNTS_MASK
        else:
            merged.append(number)
            last = number >> SLOT_SHIFT
    return merged


def in_body(counts: Sequence[int]) -> int:
    """How many of a form's documents have it in their body."""
    return sum(number >> BODY_SHIFT & BODY_MASK > 0 for number in counts)


def term_rows(term: str, forms: Sequence[Form], lengths: Lengths, slot_bits: int) -> tuple[list[Row], int]:
    """The rows of a term, and in how many documents it stands. Forms that come first cost least.

    Postings of more than 1,536 bytes stand in rows of their own behind the term's, as many parts of the slots' range
    as keep a part below that size on average: 2, 4, 8 …
    """
    if len(forms) == 1:
        events: Sequence[int] = [number << FORM_BITS for number in forms[0].counts]
    else:
        events = sorted(number << FORM_BITS | at for at, form in enumerate(forms) for number in form.counts)
    postings = bytearray()
    frequency = _put_postings(events, -1, lengths, postings)
    part_bits = max(0, (len(postings) - 1) // MAX_PART_BYTES).bit_length()
    out = bytearray()
    put(len(forms), out)
    for form in forms:
        put_text(form.ending, out)
        put(form.clitics, out)
    put(frequency, out)
    put(part_bits, out)
    if part_bits == 0:
        return [(term, bytes(out + postings))], frequency
    return [(term, bytes(out)), *_parts(term, events, lengths, slot_bits - part_bits, 1 << part_bits)], frequency


def _parts(term: str, events: Sequence[int], lengths: Lengths, shift: int, count: int) -> Iterator[Row]:
    """The postings of each part; the last one has the slots behind the table's end too. Gaps begin anew in each."""
    first = 0
    for part in range(count):
        start = part << shift
        end = (part + 1) << shift + SLOT_SHIFT + FORM_BITS
        last = len(events) if part == count - 1 else bisect_left(events, end, first)
        out = bytearray()
        _put_postings(events[first:last], start - 1, lengths, out)
        yield f"{term}\0{part:04x}", bytes(out)
        first = last


def _put_postings(events: Sequence[int], last: int, lengths: Lengths, out: bytearray) -> int:
    """Append postings, gaps counted from slot `last`; how many there are.

    One pass and no calls in the common case: most of a build is spent here.
    """
    body_lengths = lengths.body
    frequency = 0
    at, end = 0, len(events)
    while at < end:
        event = events[at]
        slot = event >> (SLOT_SHIFT + FORM_BITS)
        zones = event >> FORM_BITS & ZONES_MASK
        first = at
        at += 1
        while at < end and events[at] >> (SLOT_SHIFT + FORM_BITS) == slot:
            zones += events[at] >> FORM_BITS & ZONES_MASK
            at += 1
        times = event >> (BODY_SHIFT + FORM_BITS) & BODY_MASK
        written = 1 <= times <= WRITTEN
        head = (event & FORM_MASK) << 4 | (times - 1 if written else WRITTEN) << 2
        several = at - first > 1
        out += varint(slot - last - 1) + varint(head | several << 1 | (zones != 0))
        if not written:
            out += varint(times)
        if several:
            _put_others(events[first + 1 : at], out)
        out += varint(body_lengths[slot])
        if zones:
            _put_zones(zones, slot, lengths, out)
        frequency += 1
        last = slot
    return frequency


def _put_others(events: Sequence[int], out: bytearray) -> None:
    """The forms of a document behind its first: how many, then each form's number and how often the body has it."""
    put(len(events), out)
    for event in events:
        put(event & FORM_MASK, out)
        put(event >> (BODY_SHIFT + FORM_BITS) & BODY_MASK, out)


def _put_zones(zones: int, slot: int, lengths: Lengths, out: bytearray) -> None:
    """How often lead, title and deck have the term, and the title's and deck's lengths where they have it."""
    lead, title, deck = zones >> LEAD_SHIFT & LEAD_MASK, zones >> TITLE_SHIFT & TITLE_MASK, zones & DECK_MASK
    once = lead <= 1 and title <= 1 and deck <= 1
    put((lead > 0) | (title > 0) << 1 | (deck > 0) << 2 | (not once) << 3, out)
    if not once:
        for number in (lead, title, deck):
            if number:
                put(number, out)
    if title:
        put(lengths.title[slot], out)
    if deck:
        put(lengths.deck[slot], out)


def filter_record(slots: Sequence[int]) -> bytes:
    """The record of a filter's value: how many documents it has, and the gaps between their slots."""
    out = bytearray()
    put(len(slots), out)
    last = -1
    for slot in slots:
        put(slot - last - 1, out)
        last = slot
    return bytes(out)
