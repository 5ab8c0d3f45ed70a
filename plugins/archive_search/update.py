"""Bring the state of an index up to date: count what is new, take out what is gone, place the words that this moves."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from arabic_text.tables import load
from archive_search.buckets import Bucket, bucket_bits, bucket_of
from archive_search.build import ALL, EXACT_PREFIX, bucket_of_words
from archive_search.counts import SLOT_SHIFT, count
from archive_search.library import Library
from archive_search.places import Place, place_of
from archive_search.records import Lengths, filter_rows
from archive_search.slots import table_bits
from archive_search.state import State
from archive_search.varint import varint
from archive_search.vocabulary import ARTICLE, WITH_ARTICLE, Vocabulary

LEAST_AT_ONCE = 64
SHARE_AT_ONCE = 20

Numbers = Mapping[str, "array[int]"]  # in quotes: Python 3.11 has no array[int]


@dataclass(frozen=True, slots=True)
class Difference:
    """The documents that are to be counted, by position, and those to be taken out, with their slots.

    One that changed, or whose slot did, is both.
    """

    come: Sequence[int]
    gone: Mapping[str, int]


def difference(state: State, library: Library, slots: Mapping[str, int]) -> Difference | None:
    """What tells the documents from those of the state; None where a new index is made sooner."""
    known = {one: (slot, stamp) for one, stamp, slot, *_ in state.documents()}
    new = ((slots[one], library.stamp(at)) for at, one in enumerate(library.ids))
    same = [known.get(one) == row for one, row in zip(library.ids, new, strict=True)]
    come = [at for at, is_same in enumerate(same) if not is_same]
    kept = {one for one, is_same in zip(library.ids, same, strict=True) if is_same}
    gone = {one: slot for one, (slot, _) in known.items() if one not in kept}
    few = len(come) + len(gone) <= max(LEAST_AT_ONCE, len(slots) // SHARE_AT_ONCE)
    return Difference(come, gone) if few and table_bits(len(known)) == table_bits(len(slots)) else None


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


def update(state: State, library: Library, slots: Mapping[str, int], changed: Difference) -> Update:
    """Bring the state up to date, and say what of the index this changes."""
    ids = sorted((library.ids[at] for at in changed.come), key=slots.__getitem__)
    places = {library.ids[at]: at for at in changed.come}
    documents = library.documents([places[one] for one in ids])
    counts = count(zip(map(slots.__getitem__, ids), documents, strict=True))
    gone = frozenset(changed.gone.values())
    state.remove_documents(changed.gone)
    rows = zip(ids, counts.lengths, strict=True)
    state.put_documents((one, library.stamp(places[one]), *row) for one, row in rows)
    lengths = Lengths.of(slots.values())
    for _, _, *row in state.documents():
        lengths.note(*row)
    done = Update(state, lengths, table_bits(len(slots)))
    found = {**counts.filters, ALL: array("I", map(slots.__getitem__, ids))}
    _change_filters(done, found, gone)
    _change_words(done, _changed_words(state, counts.words, gone))
    return done


def _change_filters(done: Update, come: Numbers, gone: frozenset[int]) -> None:
    before = dict(_touched(done.state.filters(), come, gone, 0))
    after = {key: _joined(numbers, come.get(key), gone, 0, "I") for key, numbers in before.items()}
    after |= {key: numbers for key, numbers in come.items() if key not in before}
    done.state.remove_filters(before)
    done.state.put_filters([(key, numbers) for key, numbers in after.items() if numbers])
    for key, numbers in before.items():
        done.filters |= dict.fromkeys(row for row, _ in filter_rows(key, numbers, done.slot_bits))
    for key, numbers in after.items():
        if numbers or key == ALL:
            done.filters |= dict(filter_rows(key, numbers, done.slot_bits))


def _changed_words(state: State, come: Numbers, gone: frozenset[int]) -> dict[str, array[int]]:
    """The words whose counts change, with all their counts. Where a document is gone, all lists are gone through."""
    if gone:
        before = dict(_touched(state.words(), come, gone, SLOT_SHIFT))
    else:
        found = ((word, state.word(word)) for word in come)
        before = {word: row[1] for word, row in found if row}
    after = {word: _joined(numbers, come.get(word), gone, SLOT_SHIFT, "Q") for word, numbers in before.items()}
    return after | {word: numbers for word, numbers in come.items() if word not in before}


def _touched(
    rows: Iterator[tuple[str, array[int]]], come: Numbers, gone: frozenset[int], shift: int
) -> Iterator[tuple[str, array[int]]]:
    for key, numbers in rows:
        if key in come or (gone and not gone.isdisjoint([number >> shift for number in numbers])):
            yield key, numbers


def _joined(numbers: array[int], come: array[int] | None, gone: frozenset[int], shift: int, kind: str) -> array[int]:
    kept = [number for number in numbers if number >> shift not in gone]
    return array(kind, sorted([*kept, *(come or ())]))


class _Frequencies:
    """How many documents have a word, as it will be."""

    def __init__(self, state: State, changed: Numbers) -> None:
        self._state = state
        self._known = {word: len(numbers) for word, numbers in changed.items()}

    def get(self, word: str, default: int = 0) -> int:
        """A word's number of documents."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._state.frequency(word)
        return found or default


def _change_words(done: Update, changed: Mapping[str, array[int]]) -> None:
    """Put the changed words into their buckets, and those whose cut is another since they changed."""
    state, bits = done.state, bucket_bits(done.slot_bits)
    frequencies = _Frequencies(state, changed)
    vocabulary = Vocabulary(frequencies)
    other = {word for word, numbers in changed.items() if len(numbers) != state.frequency(word)}
    candidates = {*changed, *(one for word in other for one in relatives(word) if frequencies.get(one))}
    rows: defaultdict[int, list[tuple[Place, array[int]]]] = defaultdict(list)
    moved = []
    for word in sorted(candidates):
        was = state.word(word)
        numbers = changed[word] if word in changed else was[1] if was else array("Q")
        place = place_of(vocabulary.cut(word)) if numbers else None
        if word not in changed and was and was[0] == place:
            continue
        moved.append(word)
        if was:
            done.numbers.add(bucket_of(was[0].term, bits))
        if place:
            rows[bucket_of(place.term, bits)].append((place, numbers))
    done.numbers.update(rows)
    for number in done.numbers:
        for place, _ in state.bucket(number):
            done.dictionary |= {place.term: None, EXACT_PREFIX + place.term + place.ending: None}
    state.remove_words(moved)
    for number, words in rows.items():
        state.put_words(number, words)


def relatives(word: str) -> Iterator[str]:
    """The words whose cut may depend on how many documents have this word."""
    if word.startswith(ARTICLE):
        yield word[len(ARTICLE) :]
    for before in WITH_ARTICLE:
        if word.startswith(before):
            rest = word[len(before) :]
            yield rest
            yield from (clitic.affix + rest for clitic in load().clitics)
