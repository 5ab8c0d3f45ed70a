"""What a build keeps of earlier ones, and what it does where that is broken."""

from __future__ import annotations

import pickle
import sqlite3
from pathlib import Path

import pytest

from archive_build.build import NOTE_EVERY, Build, Job, _parts
from archive_build.catalogue import Catalogue, Reading
from archive_build.errors import BuildError
from archive_build.outputs import Outputs
from archive_build.paths import catalogue_path, made_path
from archive_build.renderer import Spec, own_code
from archive_build.scan import Folder, Rules
from archive_build.workers import Hands


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """A build of an empty content folder."""
    content = tmp_path / "content"
    (content / ".build").mkdir(parents=True)
    spec = Spec(pickle.dumps({}), pickle.dumps({}), catalogue_path(content), True, own_code())
    made = Build(content, tmp_path / "output", spec, Rules((".",), frozenset(), (), frozenset({"md"})), Hands())
    made.read_sources("a way of reading")
    return made


def test_what_is_broken_within_is_taken_away(build: Build, tmp_path: Path) -> None:
    """The message says that the next build makes it anew."""
    build.made(Outputs(tmp_path / "output"))
    known = (catalogue_path(build.content), made_path(build.content, build.output))
    assert all(path.exists() for path in known)
    with (
        pytest.raises(BuildError, match=r"'.*/\.build': malformed; .* earlier builds is gone, build again"),
        build.guarded(),
    ):
        raise sqlite3.DatabaseError("malformed")
    assert not any(path.exists() for path in known)


def test_the_text_of_an_article_that_is_not_there_is_an_error(build: Build) -> None:
    """The message names its id."""
    with pytest.raises(BuildError, match="article '0j66vpypr823': not in the catalogue; expected one that lists show"):
        build.body("0j66vpypr823")
    build.close()


def test_what_is_written_is_noted_a_part_at_a_time() -> None:
    """So that a killed build does little of it again."""
    done = [(Job(str(number), "", b"", "", None), True) for number in range(2 * NOTE_EVERY + 1)]
    assert [len(part) for part in _parts(iter(done))] == [NOTE_EVERY, NOTE_EVERY, 1]


def test_what_lay_in_a_folder_that_is_gone_is_gone(tmp_path: Path) -> None:
    """Files that stay are not read again, wherever they lie."""
    catalogue = Catalogue(tmp_path / "catalogue.sqlite")
    catalogue.prepare("a way of reading")
    folders = [Folder(name, ((f"{name}/1.md", 1, 1), (f"{name}/2.md", 1, 1))) for name in ("a", "b")]
    places = catalogue.compare(folders).to_read
    assert [place[1] for place in places] == ["a/1.md", "a/2.md", "b/1.md", "b/2.md"]
    catalogue.put((place, Reading(place[1], b"", "left out", False, False, "", 0.0, None)) for place in places)
    catalogue.settle()
    found = catalogue.compare(folders[1:])
    assert (found.to_read, found.gone) == ((), 2)
    catalogue.close()
