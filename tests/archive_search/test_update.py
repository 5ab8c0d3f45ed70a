"""An index that is changed where documents changed: the bytes of one made anew, and no other document is counted."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from search_site import files

from archive_build.outputs import Outputs
from archive_search import update as updating
from archive_search.documents import Document
from archive_search.index import FORMAT, MANIFEST, Order, digest_of, index, to_json
from archive_search.library import Listed, Stamps
from archive_search.slots import assign
from archive_search.work import ALONE

STEMS = ("كتاب", "بلد", "ولد", "وظائف", "بغداد", "فهد", "سلام", "كرم", "لبنان")
CLITICS = ("", "ال", "و", "وال", "ب", "بال", "لل", "ل", "ف", "ك", "س", "ولل", "وب")
ENDINGS = ("", "ات", "ه", "ين", "ها")
CHANGES = ("add", "change", "date", "remove", "replace")


class Counting(Listed):
    """Documents that note which of them are asked for."""

    def __init__(self, documents: Sequence[Document]) -> None:
        super().__init__(documents)
        self.asked: list[int] = []

    def orders(self, positions: Sequence[int]) -> list[Document]:
        """These documents."""
        self.asked += positions
        return super().orders(positions)


class Pile:
    """Documents of words that differ by clitics and endings; `chance` makes them and their changes."""

    def __init__(self, chance: random.Random, count: int) -> None:
        self._chance = chance
        self._named = 0
        self.documents = [self._new() for _ in range(count)]

    def _text(self, most: int) -> str:
        choice, count = self._chance.choice, self._chance.randint(0, most)
        return " ".join(choice(CLITICS) + choice(STEMS) + choice(ENDINGS) for _ in range(count))

    def _new(self) -> Document:
        self._named += 1
        day = f"201{self._chance.randint(0, 9)}-01-01"
        texts = self._text(3), self._text(2), self._text(60)
        return Document(f"id{self._named}", ("",) * 5, "", *texts, (("day", day), ("year", day[:4])))

    def change(self, how: str) -> None:
        """Change the documents."""
        at = self._chance.randrange(len(self.documents) + 1)
        old = self.documents[at : at + 1] if how != "add" else []
        new = {
            "add": [self._new()],
            "change": [replace(one, body=self._text(60)) for one in old],
            "date": [replace(one, filters=(("day", "2020-05-05"),)) for one in old],
            "remove": [],
            "replace": [self._new()],
        }[how]
        self.documents[at : at + len(old)] = new
        self._chance.shuffle(self.documents)


def made(documents: Sequence[Document], folder: Path) -> Counting:
    """Bring the index of documents up to date, with its state beside it; the documents and which of them were asked."""
    library, outputs = Counting(documents), Outputs(folder / "site")
    layout = assign(library.ids)
    stamps = library.stamps()[np.asarray(layout.positions)]
    digest = digest_of(layout, stamps)
    order = Order(outputs, library, layout, stamps, digest, False, ALONE, folder / "state.sqlite")
    said, _ = index(order)
    outputs.write(MANIFEST, to_json({"format": FORMAT, "digest": digest, **said}))
    outputs.finish()
    return library


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 40), st.lists(st.lists(st.sampled_from(CHANGES), max_size=4), max_size=4))
def test_a_changed_index_is_the_one_that_is_made_anew(seed: int, count: int, rounds: list[list[str]]) -> None:
    """Byte for byte, whatever is added, changed, dated anew, removed or exchanged, some at a time."""
    pile = Pile(random.Random(seed), count)
    with TemporaryDirectory() as name:
        made(pile.documents, Path(name, "changed"))
        for at, changes in enumerate(rounds):
            for how in changes:
                pile.change(how)
            made(pile.documents, Path(name, "changed"))
            made(pile.documents, Path(name, str(at)))
            assert files(Path(name, "changed", "site")) == files(Path(name, str(at), "site"))


@pytest.mark.parametrize("how", CHANGES)
def test_only_what_changed_is_counted(tmp_path: Path, how: str) -> None:
    """One of five hundred, whose long lists have parts; where another's slot moves, that one too."""
    pile = Pile(random.Random(4), 500)
    made(pile.documents, tmp_path / "changed")
    assert list((tmp_path / "changed").rglob("lists/**/*.bin"))
    pile.change(how)
    assert len(made(pile.documents, tmp_path / "changed").asked) <= 2
    made(pile.documents, tmp_path / "clean")
    assert files(tmp_path / "changed" / "site") == files(tmp_path / "clean" / "site")


@pytest.mark.parametrize("how", ["change", "remove"])
def test_lists_are_looked_through_some_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    """A document that goes is found in all of them, however few are held at once."""
    monkeypatch.setattr(updating, "LISTS_AT_ONCE", 7)
    pile = Pile(random.Random(9), 100)
    made(pile.documents, tmp_path / "changed")
    pile.change(how)
    made(pile.documents, tmp_path / "changed")
    made(pile.documents, tmp_path / "clean")
    assert files(tmp_path / "changed" / "site") == files(tmp_path / "clean" / "site")


def test_half_a_stamp_tells_documents_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that changes where its row does not."""

    def stamps(own: Counting) -> Stamps:
        found = Listed.stamps(own).copy()
        found[:, 0] = [int(one[2:]) for one in own.ids]
        return found

    monkeypatch.setattr(Counting, "stamps", stamps)
    pile = Pile(random.Random(4), 100)
    made(pile.documents, tmp_path)
    pile.change("change")
    assert len(made(pile.documents, tmp_path).asked) == 1


def test_many_changes_make_the_index_anew(tmp_path: Path) -> None:
    """More than a twentieth of the documents: all are counted."""
    pile = Pile(random.Random(4), 500)
    made(pile.documents, tmp_path)
    for _ in range(70):
        pile.change("add")
    assert len(made(pile.documents, tmp_path).asked) == 570


@pytest.mark.parametrize("damage", ["no state", "state of another index", "broken state", "file of the index", "tree"])
def test_a_state_that_does_not_fit_is_not_used(tmp_path: Path, damage: str) -> None:
    """The index is made anew, whatever is lost or broken."""
    pile = Pile(random.Random(4), 100)
    made(pile.documents, tmp_path)
    pile.change("add")
    state, search = tmp_path / "state.sqlite", tmp_path / "site" / "search"
    if damage == "no state":
        state.unlink()
    elif damage == "state of another index":
        made(pile.documents[:90], tmp_path / "other")
        state.write_bytes((tmp_path / "other" / "state.sqlite").read_bytes())
    elif damage == "broken state":
        state.write_bytes(b"no database, but as long as one would be" * 200)
    elif damage == "file of the index":
        next((search / "terms").rglob("*.bin")).unlink()
    else:
        for path in (search / "x").rglob("*.bin"):
            path.write_bytes(b"something else")
    assert len(set(made(pile.documents, tmp_path).asked)) == 101
    made(pile.documents, tmp_path / "clean")
    assert files(tmp_path / "site") == files(tmp_path / "clean" / "site")
