"""A file that did not change is not looked at again, and what is found is the same."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from archive_check import look
from archive_check.check import Extent, check
from archive_check.findings import Result
from archive_pages.csp import POLICY

URL = "http://localhost:8000"


class Bench:
    """A copy of the sample site with its content, and how many pages a check looks at."""

    def __init__(self, sample: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.site = Path(shutil.copytree(sample.output, folder / "site"))
        self.content = Path(shutil.copytree(sample.content, folder / "content"))
        self.pages = 0
        own = look.read_page

        def counted(*args: Any) -> Any:
            self.pages += 1
            return own(*args)

        monkeypatch.setattr(look, "read_page", counted)

    def check(self, policy: str = POLICY) -> tuple[int, Result]:
        """How many pages were looked at, and what was found."""
        self.pages = 0
        found = check(self.site, self.content, URL, policy, extent=Extent(0, 0))
        return self.pages, found

    def edit(self, old: str, new: str) -> None:
        """Change the page on the archive."""
        path = self.site / "about/index.html"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def bench(sample_site: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """A fresh one."""
    return Bench(sample_site, tmp_path, monkeypatch)


def test_what_did_not_change_is_known(bench: Bench) -> None:
    """All at first, then none, then what changed; what is known says the same as what is seen."""
    first, found = bench.check()
    assert first == dict(found.seen)["pages"] > 400
    assert bench.check() == (0, found)
    bench.edit("<main ", '<main style="color:red" ')
    looked, faulty = bench.check()
    assert (looked, [one.check for one in faulty.findings]) == (1, ["inline code"])
    assert bench.check() == (0, faulty)
    bench.edit('style="color:red" ', "")
    assert bench.check() == (1, found)


def test_links_between_known_pages_are_compared_each_time(bench: Bench) -> None:
    """A page that goes breaks the links of pages that did not change; one that comes is reached by none."""
    bench.check()
    (bench.site / "about/index.html").rename(bench.site / "other.html")
    looked, found = bench.check()
    assert looked == 1
    assert {"broken link", "unreachable"} <= {one.check for one in found.findings}


def test_other_rules_look_at_all_anew(bench: Bench) -> None:
    """What was found under one policy tells nothing of another."""
    first, _ = bench.check()
    assert bench.check(policy=f"{POLICY}; sandbox")[0] == first


@pytest.mark.parametrize("data", [b"no database at all, but long enough to be read as one", b""])
def test_a_broken_file_is_made_anew(bench: Bench, data: bytes) -> None:
    """So is one of another version."""
    first, found = bench.check()
    [path] = (bench.content / ".build").glob("check-*.sqlite")
    path.write_bytes(data)
    assert bench.check() == (first, found)
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    assert bench.check() == (first, found)
