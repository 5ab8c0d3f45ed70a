"""The build: the same bytes however it is cut into jobs, runs and parts, and few new files for a few new documents."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from archive_search import build
from archive_search.buckets import Bucket, bucket_bits, bucket_of
from archive_search.build import EXACT_PREFIX, IndexBuilder
from archive_search.documents import Document, words_of
from archive_search.index import LEAF_BYTES
from archive_search.library import Listed
from archive_search.slots import assign, table_bits
from archive_search.state import State
from archive_search.tree import Row, pack, plant
from archive_search.work import ALONE, Work, open_work

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def made(count: int) -> list[Document]:
    """Documents of some thousand random words, few of them frequent."""
    chance = random.Random(count)
    words = ["".join(chance.choices(LETTERS, k=chance.randint(3, 7))) for _ in range(4000)]
    words += ["ال" + word for word in words[:1000]] + ["و" + word for word in words[:500]]

    def text(length: int) -> str:
        return " ".join(words[int(chance.random() ** 3 * len(words))] for _ in range(length))

    return [
        Document(
            f"document-{at}",
            ("", "", "", "", ""),
            "",
            text(6),
            text(9),
            text(chance.randint(0, 120)),
            (("year", str(2000 + at % 9)), ("section", "رياضة")),
        )
        for at in range(count)
    ]


Made = tuple[list[Row], list[Bucket], list[Row]]


def made_of(documents: list[Document], folder: Path, work: Work = ALONE) -> Made:
    """The filters, the buckets of the terms, and the dictionary."""
    folder.mkdir()
    with open_work(work) as engine, closing(State(folder / "state.sqlite")) as state:
        builder = IndexBuilder(folder, state, assign([document.id for document in documents]))
        builder.add(Listed(documents), engine)
        return list(builder.filters()), list(builder.buckets(engine)), list(builder.dictionary())


def files_of(documents: list[Document], folder: Path) -> dict[str, bytes]:
    """The index's files by name."""
    files: dict[str, bytes] = {}
    filters, buckets, dictionary = made_of(documents, folder)
    plant(filters, files.__setitem__, LEAF_BYTES["filters"])
    plant(dictionary, files.__setitem__, LEAF_BYTES["dictionary"])
    for bucket in buckets:
        files[f"bucket {bucket.number}"] = pack(bucket.rows)
        files |= {f"{term} {at}": part for term, parts in bucket.parts for at, part in enumerate(parts)}
    return files


def test_jobs_runs_and_parts_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One process or two, memory for everything or for little."""
    documents = made(700)
    whole = made_of(documents, tmp_path / "whole")
    assert made_of(documents, tmp_path / "jobs", Work(jobs=2)) == whole
    monkeypatch.setattr(build, "HELD_COUNTS", 2000)
    monkeypatch.setattr(build, "PART_COUNTS", 2000)
    monkeypatch.setattr(build, "HELD_TERMS", 1000)
    monkeypatch.setattr(build, "DOCUMENTS_A_FAMILY", 100)
    assert made_of(documents, tmp_path / "small") == whole
    assert len(list((tmp_path / "small").glob("dictionary-*"))) > 1


def test_a_cluster_changes_nothing(tmp_path: Path, start_cluster: Callable[[int], Any]) -> None:
    """Two workers of Dask give what one process gives."""
    documents = made(700)
    cluster = Work(scheduler=start_cluster(2).address)
    assert made_of(documents, tmp_path / "cluster", cluster) == made_of(documents, tmp_path / "serial")


def test_the_order_of_the_documents_does_not_matter(tmp_path: Path) -> None:
    """Their ids say where they stand."""
    documents = made(300)
    shuffled = random.Random(1).sample(documents, len(documents))
    assert made_of(documents, tmp_path / "one") == made_of(shuffled, tmp_path / "other")


def test_every_term_is_in_its_bucket(tmp_path: Path) -> None:
    """Rows in the order of their keys, each key once; the dictionary has every term and every form."""
    documents = [*made(100), Document("!", ("",) * 5, "", "", "", "! 1 ﷺ Apple")]
    filters, buckets, dictionary = made_of(documents, tmp_path / "rows")
    bits = bucket_bits(table_bits(len(documents)))
    assert [bucket.number for bucket in buckets] == list(range(2**bits))
    terms = [[key for key, _ in bucket.rows] for bucket in buckets]
    assert all(bucket_of(key, bits) == at for at, keys in enumerate(terms) for key in keys)
    for keys in (*terms, [key for key, _ in filters], [key for key, _ in dictionary]):
        assert keys == sorted(set(keys))
    assert {"#all", "#section:رياضة", "#year:2003"} <= {key for key, _ in filters}
    names = {key for key, _ in dictionary if not key.startswith(EXACT_PREFIX)}
    assert names == {key for keys in terms for key in keys} > {"apple", "1"}


@pytest.mark.parametrize("change", ["added", "removed"])
def test_a_few_documents_change_few_files(tmp_path: Path, change: str) -> None:
    """An article more or less of two thousand leaves most files as they are."""
    documents = made(2000)
    before = files_of(documents, tmp_path / "before")
    extra = replace(made(1)[0], id="another")
    others = documents[:-1] if change == "removed" else [*documents, extra]
    after = files_of(others, tmp_path / "after")
    words = words_of(documents[-1] if change == "removed" else extra)
    different = len({*words.title, *words.deck, *words.body})
    assert len(after.keys() - before.keys()) <= 3 * different + 20
    assert len(after.keys() & before.keys()) > 0.7 * len(after)


def test_no_documents_have_an_index(tmp_path: Path) -> None:
    """The set of all of them, which is empty."""
    filters, buckets, dictionary = made_of([], tmp_path / "none")
    assert (filters, dictionary) == ([("#all", b"")], [])
    assert [list(bucket.rows) for bucket in buckets] == [[], [], [], []]
