"""Targets as a user names them, and what is printed."""

from __future__ import annotations

import contextlib
import subprocess
from pathlib import Path

import pytest

from archive_publish.errors import PublishError
from archive_publish.publish import publish
from archive_publish.stores import FolderStore
from archive_publish.target import publish_to


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of two pages."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text("front", encoding="utf-8")
    (folder / "one.html").write_text("one", encoding="utf-8")
    return folder


def said(target: Path, site: Path, delete: bool = False, dry: bool = False) -> list[str]:
    """The lines of publishing to a folder."""
    return list(publish_to(str(target), site, delete, dry))


def test_a_dry_run_names_each_object(site: Path, tmp_path: Path) -> None:
    """What is new, changed and gone, then the sums; nothing is sent."""
    said(tmp_path / "there", site)
    (site / "index.html").write_text("changed", encoding="utf-8")
    (site / "two.html").write_text("two", encoding="utf-8")
    (site / "one.html").unlink()
    assert said(tmp_path / "there", site, dry=True) == [
        "new      two.html",
        "changed  index.html",
        "gone     one.html",
        "2 to send (1 new), 10 bytes, 0 unchanged, 1 gone here and kept there",
    ]
    assert not (tmp_path / "there/two.html").exists()


def test_what_was_done_is_one_line(site: Path, tmp_path: Path) -> None:
    """Objects and bytes that were sent, what stayed, and what was deleted where that was asked for."""
    assert said(tmp_path / "there", site) == [
        "2 sent (2 new), 8 bytes, 0 unchanged, 0 gone here and kept there",
    ]
    (site / "one.html").unlink()
    assert said(tmp_path / "there", site, delete=True) == ["0 sent (0 new), 0 bytes, 1 unchanged, 1 deleted"]


class Emptying(FolderStore):
    """A folder beside which a page of the site goes as soon as the note is read."""

    page: Path

    def read(self, path: str) -> bytes | None:
        """Read, and take the page away."""
        self.page.unlink(missing_ok=True)
        return super().read(path)


def test_a_page_that_goes_meanwhile_is_named(site: Path, tmp_path: Path) -> None:
    """A build that runs at the same time: the message says what went and what to do."""
    store = Emptying(tmp_path / "there")
    store.page = site / "one.html"
    with pytest.raises(
        PublishError, match=r"site '.*site': one\.html went while it was published; publish again after"
    ):
        publish(site, store)


def test_a_branch_is_named_with_its_commit(site: Path, tmp_path: Path) -> None:
    """`branch:NAME` of the repository in which the command runs; it has no dry run."""
    git = ["git", "-C", str(tmp_path)]
    subprocess.run([*git, "init", "--quiet"], check=True)
    for name in ("name", "email"):
        subprocess.run([*git, "config", f"user.{name}", "a@b"], check=True)
    with contextlib.chdir(tmp_path):
        [line] = publish_to("branch:pages", site, delete=False, dry=False)
        with pytest.raises(PublishError, match="target 'branch:pages': a branch has no dry run; expected a folder"):
            list(publish_to("branch:pages", site, delete=False, dry=True))
    head = subprocess.run([*git, "rev-parse", "pages"], capture_output=True, text=True, check=True).stdout.strip()
    assert line == f"pages: {head}"


def test_a_missing_rsync_is_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A target that only rsync can reach says so where there is none."""
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(PublishError, match="rsync: not found on the PATH; expected it for a target of the form host:"):
        list(publish_to("archive.example:site", site, delete=False, dry=False))
