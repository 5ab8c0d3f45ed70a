"""Terms' records: what Python counts, JavaScript reads."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_search.ask import node
from archive_search.buckets import part_count
from archive_search.counts import BODY_SHIFT, DECK_MASK, LEAD_SHIFT, SLOT_SHIFT, TITLE_SHIFT, count
from archive_search.documents import MAX_BODY, MAX_DECK, MAX_TITLE, Document, lead_lengths
from archive_search.places import Place
from archive_search.postings import Lengths
from archive_search.records import Record, filter_rows, term_records
from archive_search.varint import put, take, varint, varints

ROOT = Path(__file__).parents[2]
SLOT_BITS = 7
SLOTS = 2**SLOT_BITS + 20
MAX_LEAD = 30
SCRIPT = """
import { readFileSync, writeFileSync } from "node:fs";
const [root, input, output] = process.argv.slice(1);
const { readTerm, readFilter } = await import(`file://${root}/plugins/archive_search/browser/records.js`);
const bytes = (text) => new Uint8Array(Buffer.from(text, "hex"));
const { terms, filters } = JSON.parse(readFileSync(input, "utf8"));
const pairs = (forms) => forms.flatMap((form, at) => (at % 2 ? [] : [[form, forms[at + 1]]])).sort(([a], [b]) => a - b);
const read = [];
for (const [head, ...parts] of terms) {
  const record = await readTerm("كتب", bytes(head), async (part) => bytes(parts[part - 1]));
  read.push({ ...record, postings: record.postings.map((one) => ({ ...one, forms: pairs(one.forms) })) });
}
writeFileSync(output, JSON.stringify({ terms: read, filters: filters.map((one) => readFilter(bytes(one))) }));
"""
COUNTS = st.tuples(
    st.integers(0, 5) | st.integers(0, 300),
    st.integers(0, MAX_LEAD),
    st.integers(0, MAX_TITLE),
    st.integers(0, MAX_DECK),
)
DOCUMENTS = st.dictionaries(st.integers(0, SLOTS - 1), COUNTS.filter(any), min_size=1, max_size=30)
WORDS = st.dictionaries(
    st.tuples(st.text(st.sampled_from("اتهن𐀀"), max_size=4), st.integers(0, 2)), DOCUMENTS, min_size=1, max_size=6
)

Documents = dict[int, tuple[int, int, int, int]]
Words = dict[tuple[str, int], Documents]


def lengths() -> Lengths:
    """Lengths that differ by slot, as long as a document with these counts is at least."""
    numbers = np.arange(SLOTS)
    return Lengths(
        numbers.astype(np.uint32),
        (2000 + numbers).astype(np.uint32),
        (numbers % MAX_TITLE + 1).astype(np.uint8),
        (numbers % MAX_DECK + 1).astype(np.uint8),
    )


def number_of(slot: int, body: int, lead: int, title: int, deck: int) -> int:
    """A count as 64 bits."""
    return slot << SLOT_SHIFT | body << BODY_SHIFT | lead << LEAD_SHIFT | title << TITLE_SHIFT | deck


def records_of(terms: dict[str, Words]) -> list[Record]:
    """The records of terms, given each of their words by ending and clitic. A sum of words must fit into its bits."""
    rows = sorted((Place(term, *word), found) for term, words in terms.items() for word, found in words.items())
    counts = [number_of(slot, *counts) for _, found in rows for slot, counts in sorted(found.items())]
    sizes = np.array([len(found) for _, found in rows], np.uint32)
    return list(term_records([place for place, _ in rows], sizes, np.array(counts, np.uint64), lengths(), SLOT_BITS))


def record_of(words: Words) -> Record:
    """The record of one term."""
    [record] = records_of({"كتب": words})
    return record


def sums_of(words: Words) -> dict[str, Documents]:
    """The words' forms, the most frequent first, with the sums of their counts."""
    forms: dict[str, Documents] = {}
    for (ending, _), documents in words.items():
        form = forms.setdefault(ending, {})
        for slot, counts in documents.items():
            before = form.get(slot, (0, 0, 0, 0))
            form[slot] = tuple(map(sum, zip(before, counts, strict=True)))
    return dict(sorted(forms.items(), key=lambda row: (-len(row[1]), row[0])))


def expected(words: Words) -> dict[str, Any]:
    """The record as JavaScript should read it."""
    postings = []
    forms, known = sums_of(words), lengths()
    for slot in sorted({slot for documents in forms.values() for slot in documents}):
        held = [(at, documents[slot]) for at, documents in enumerate(forms.values()) if slot in documents]
        body, lead, title, deck = (sum(counts[at] for _, counts in held) for at in range(4))
        posting = {"slot": slot, "body": body, "bodyLength": int(known.body[slot]), "lead": lead, "title": title}
        posting |= {"titleLength": int(known.title[slot]) if title else 0, "deck": deck}
        posting |= {"deckLength": int(known.deck[slot]) if deck else 0}
        postings.append(posting | {"forms": [[at, counts[0]] for at, counts in held]})
    clitics = {ending: sum(1 << clitic for one, clitic in words if one == ending) for ending in forms}
    kinds = [{"ending": ending, "clitics": mask} for ending, mask in clitics.items()]
    return {"term": "كتب", "forms": kinds, "postings": postings}


def fits(words: Words) -> bool:
    """Whether the sums of a document's words stay within what its fields may hold."""
    limits = (MAX_BODY, MAX_LEAD, MAX_TITLE, MAX_DECK)
    sums: Counter[tuple[int, int]] = Counter()
    for documents in words.values():
        for slot, counts in documents.items():
            for field, number in enumerate(counts):
                sums[slot, field] += number
    return all(number <= limits[field] for (_, field), number in sums.items())


def read(terms: list[list[bytes]], filters: list[bytes], folder: Path) -> dict[str, Any]:
    """What JavaScript reads; one run of Node."""
    data = {"terms": [[one.hex() for one in term] for term in terms], "filters": [one.hex() for one in filters]}
    (folder / "in.json").write_text(json.dumps(data))
    files = [str(ROOT), str(folder / "in.json"), str(folder / "out.json")]
    subprocess.run([node(), "--input-type=module", "--eval", SCRIPT, *files], check=True)
    answer: dict[str, Any] = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    return answer


def test_counts_come_back_exactly(tmp_path: Path) -> None:
    """Any words in any documents: slots, counts and lengths of every field, each form's count in the body."""
    cases: list[Words] = []
    records = []

    @settings(max_examples=200, deadline=None, database=None)
    @given(WORDS.filter(fits))
    def collect(words: Words) -> None:
        record = record_of(words)
        forms = sums_of(words)
        assert record.frequency == len({slot for documents in forms.values() for slot in documents})
        in_body = [sum(counts[0] > 0 for counts in documents.values()) for documents in forms.values()]
        assert [form.in_body for form in record.forms] == in_body
        cases.append(words)
        records.append([record.data, *record.parts])

    collect()
    answer = read(records, [], tmp_path)
    wrong = [(words, found) for words, found in zip(cases, answer["terms"], strict=True) if found != expected(words)]
    assert wrong[:1] == []


@given(st.dictionaries(st.text(st.sampled_from("كتب"), min_size=1, max_size=3), WORDS.filter(fits), max_size=4))
def test_terms_that_are_written_at_once_are_as_each_alone(terms: dict[str, Words]) -> None:
    """None takes anything from another."""
    alone = [records_of({term: words})[0] for term, words in sorted(terms.items())]
    assert records_of(terms) == alone


def test_a_long_list_is_parted_by_slots(tmp_path: Path) -> None:
    """The first part is the term's record, the others stand beside it, and all come back as one list."""
    words: Words = {("ه", 0): {slot: (100 + slot, 30, 63, 31) for slot in range(SLOTS)}}
    words["ات", 1] = dict.fromkeys(range(0, SLOTS, 2), (9, 0, 0, 0))
    for at in range(40):
        words["ا" * at + "ن", 0] = dict.fromkeys(range(SLOTS), (500 + at, 0, 0, 0))
    record = record_of(words)
    assert record.frequency == SLOTS
    assert len(record.parts) == 6
    assert max(map(len, record.parts)) < 3 * min(map(len, record.parts))
    assert read([[record.data, *record.parts]], [], tmp_path)["terms"] == [expected(words)]


def test_parts_without_documents_are_empty(tmp_path: Path) -> None:
    """All documents of a long list in some parts' slots."""
    words: Words = {("ا" * at, 0): dict.fromkeys(range(40, 60), (500, 0, 0, 0)) for at in range(200)}
    record = record_of(words)
    assert [len(part) > 0 for part in record.parts] == [True, True, False, False]
    assert read([[record.data, *record.parts]], [], tmp_path)["terms"] == [expected(words)]


def test_a_short_list_stands_in_its_terms_record() -> None:
    """It has no parts."""
    record = record_of({("", 0): {3: (1, 0, 0, 0)}})
    assert (record.parts, record.frequency) == ([], 1)


def test_longer_lists_have_more_parts_and_longer_ones() -> None:
    """From 2.3 kilobytes on; where the archive grows fourfold, the double."""
    sizes = (0, 2200, 2300, 10_000, 50_000)
    assert [part_count(size, 17) for size in sizes] == [1, 1, 2, 4, 13]
    assert [part_count(2 * size, 19) for size in sizes] == [part_count(size, 17) for size in sizes]


def test_a_filters_slots_come_back(tmp_path: Path) -> None:
    """None, the first, neighbours, far ones; of a long list, parts."""
    cases = [[], [0], [0, 1, 2], [5, 300, 70_000, 2**28 - 1], list(range(0, 90_000, 7))]
    rows = [list(filter_rows("#year:2012", np.array(slots, np.uint32), 17)) for slots in cases]
    keys = ["#year:2012", *(f"#year:2012\0{part:04x}" for part in range(1, 4))]
    assert [[key for key, _ in row] for row in rows] == [keys[:1]] * 4 + [keys]
    found = iter(read([], [value for row in rows for _, value in row], tmp_path)["filters"])
    assert [[slot for _ in row for slot in next(found)] for row in rows] == cases


@given(st.lists(st.integers(0, 2**28 - 1)))
def test_numbers_are_written_at_once_as_one_by_one(numbers: list[int]) -> None:
    """With where each begins, and where all end."""
    data, starts = varints(np.array(numbers, np.int64))
    assert data == b"".join(map(varint, numbers))
    assert starts.tolist() == [len(b"".join(map(varint, numbers[:at]))) for at in range(len(numbers) + 1)]


@given(st.lists(st.integers(0, 2**40)))
def test_numbers_come_back(numbers: list[int]) -> None:
    """Of any size, one behind the other."""
    out = bytearray()
    for number in numbers:
        put(number, out)
    at, found = 0, []
    while at < len(out):
        number, at = take(bytes(out), at)
        found.append(number)
    assert found == numbers


def test_a_documents_words_are_counted_by_field() -> None:
    """Title, deck, lead and body of each word in one number, stop words left out; the fields' lengths."""
    body = "قمر نجم قمر غيم رعد برق مطر ثلج ريح قمر في شمس"
    document = Document("1", ("", "", "", "", ""), "", "قمر قمر شمس", "نجم", body, (("year", "2012"),))
    counts = count([(5, document)])
    [words] = counts.families
    assert {word: found.tolist() for word, found in words.rows() if word in ("قمر", "نجم", "شمس", "في")} == {
        "قمر": [number_of(5, 3, 2, 2, 0)],
        "نجم": [number_of(5, 1, 1, 0, 1)],
        "شمس": [number_of(5, 1, 0, 1, 0)],
    }
    assert counts.lengths.tolist() == [[5, 11, 3, 1]]
    assert {key: list(slots) for key, slots in counts.filters.items()} == {"#year:2012": [5]}


def test_no_count_leaves_its_bits() -> None:
    """What exceeds a field's limit is not counted."""
    document = Document("1", ("", "", "", "", ""), "", "قمر " * 500, "قمر " * 500, "قمر " * 5000)
    counts = count([(2**28 - 1, document)])
    [words] = counts.families
    assert dict(words.rows())["قمر"].tolist() == [number_of(2**28 - 1, 5000, MAX_LEAD, MAX_TITLE, DECK_MASK)]
    assert counts.lengths.tolist() == [[2**28 - 1, 5000, MAX_TITLE, MAX_DECK]]


def test_the_lead_is_a_fifth_of_the_body() -> None:
    """At least 8 words of it and at most 30."""
    assert lead_lengths(np.array([0, 3, 8, 40, 45, 100, 150, 4000])).tolist() == [0, 3, 8, 8, 9, 20, 30, 30]
