"""A term's record: the word forms that fall under it and its postings. docs/SEARCH.md has the format."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

from archive_search.buckets import part_count
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
from archive_search.documents import lead_length
from archive_search.tree import Row
from archive_search.varint import put, put_text, varint

FORM_BITS = 16
MAX_FORMS = 2**FORM_BITS
FORM_MASK = MAX_FORMS - 1
ZONES_MASK = (1 << BODY_SHIFT) - 1
WRITTEN = 3
FILTER_PART_BYTES = 4096


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

    @classmethod
    def of(cls, slots: Iterable[int]) -> Lengths:
        """Lengths of 0 for slots in ascending order."""
        size = max(slots, default=-1) + 1
        return cls(array("I", bytes(4 * size)), array("B", bytes(size)), array("B", bytes(size)))

    def note(self, slot: int, body: int, title: int, deck: int) -> None:
        """Note one document's lengths."""
        self.body[slot], self.title[slot], self.deck[slot] = body, title, deck

    def words(self) -> dict[str, int]:
        """How many words each field has in all documents."""
        body = sum(self.body)
        lead = sum(map(lead_length, self.body))
        return {"title": sum(self.title), "deck": sum(self.deck), "lead": lead, "body": body, "exact": body}


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
    return len(counts) - [number >> BODY_SHIFT & BODY_MASK for number in counts].count(0)


def term_record(forms: Sequence[Form], lengths: Lengths, slot_bits: int) -> tuple[bytes, list[bytes], int]:
    """A term's record, the further parts of its list, and in how many documents it stands.

    Forms that come first cost least. A long list is cut into equal ranges of slots, the first of which is the record's.
    """
    if len(forms) == 1:
        events: Sequence[int] = [number << FORM_BITS for number in forms[0].counts]
    else:
        events = sorted([number << FORM_BITS | at for at, form in enumerate(forms) for number in form.counts])
    numbers, starts = _postings(events, lengths)
    postings = _written(numbers)
    count = part_count(len(postings), slot_bits)
    first, *parts = [postings] if count == 1 else _parts(numbers, starts, slot_bits, count)
    out = bytearray()
    put(count, out)
    put(len(forms), out)
    for form in forms:
        put_text(form.ending, out)
        put(form.clitics, out)
    return bytes(out) + first, parts, len(starts)


def _parts(numbers: list[int], starts: list[int], slot_bits: int, count: int) -> Iterator[bytes]:
    """The postings of each part; the last one has the slots behind the table's end too."""
    slots = [gap - 1 for gap in accumulate([numbers[start] + 1 for start in starts])]
    first = 0
    for part in range(1, count + 1):
        end = (part << slot_bits) // count
        last = len(slots) if part == count else bisect_left(slots, end, first)
        below = starts[last] if last < len(starts) else len(numbers)
        yield _written([slots[first], *numbers[starts[first] + 1 : below]]) if first < last else b""
        first = last


def _written(numbers: Iterable[int]) -> bytes:
    return b"".join(map(varint, numbers))


def _postings(events: Sequence[int], lengths: Lengths) -> tuple[list[int], list[int]]:
    """Postings as the numbers that are written, and where each document's numbers begin, with its gap.

    One pass and no calls in the common case: most of a build is spent here.
    """
    body_lengths = lengths.body
    out: list[int] = []
    starts: list[int] = []
    last = -1
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
        starts.append(len(out))
        if 1 <= times <= WRITTEN:
            head = (event & FORM_MASK) << 4 | times - 1 << 2
            if at - first == 1 and not zones:
                out += (slot - last - 1, head, body_lengths[slot])
                last = slot
                continue
            out += (slot - last - 1, head | (at - first > 1) << 1 | (zones != 0))
        else:
            head = (event & FORM_MASK) << 4 | WRITTEN << 2
            out += (slot - last - 1, head | (at - first > 1) << 1 | (zones != 0), times)
        if at - first > 1:
            _put_others(events[first + 1 : at], out)
        out.append(body_lengths[slot])
        if zones:
            _put_zones(zones, slot, lengths, out)
        last = slot
    return out, starts


def _put_others(events: Sequence[int], out: list[int]) -> None:
    """The forms of a document behind its first: how many, then each form's number and how often the body has it."""
    out.append(len(events))
    for event in events:
        out += (event & FORM_MASK, event >> (BODY_SHIFT + FORM_BITS) & BODY_MASK)


def _put_zones(zones: int, slot: int, lengths: Lengths, out: list[int]) -> None:
    """How often lead, title and deck have the term, and the title's and deck's lengths where they have it."""
    lead, title, deck = zones >> LEAD_SHIFT & LEAD_MASK, zones >> TITLE_SHIFT & TITLE_MASK, zones & DECK_MASK
    once = lead <= 1 and title <= 1 and deck <= 1
    out.append((lead > 0) | (title > 0) << 1 | (deck > 0) << 2 | (not once) << 3)
    if not once:
        out += filter(None, (lead, title, deck))
    if title:
        out.append(lengths.title[slot])
    if deck:
        out.append(lengths.deck[slot])


def filter_rows(key: str, slots: Sequence[int], slot_bits: int) -> Iterator[Row]:
    """The rows of a filter's value: the gaps between its documents' slots; of a long list, parts behind a NUL."""
    size = len(_gaps(slots))
    count = max(1, -(-size // FILTER_PART_BYTES))
    first = 0
    for part in range(count):
        end = ((part + 1) << slot_bits) // count
        last = len(slots) if part == count - 1 else bisect_left(slots, end, first)
        yield (f"{key}\0{part:04x}" if part else key), bytes(_gaps(slots[first:last]))
        first = last


def _gaps(slots: Sequence[int]) -> bytearray:
    out = bytearray()
    last = -1
    for slot in slots:
        put(slot - last - 1, out)
        last = slot
    return out
