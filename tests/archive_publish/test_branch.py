"""Publishing as a commit on a branch."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from archive_build.outputs import is_private
from archive_publish.branch import publish_branch
from archive_publish.errors import PublishError

WHO = ("-c", "user.name=a", "-c", "user.email=a@b.example")


def git(folder: Path, *words: str) -> str:
    """What Git prints."""
    done = subprocess.run(["git", *WHO, *words], cwd=folder, capture_output=True, encoding="utf-8", check=True)
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a commit and a file that is not committed, and a remote `origin`."""
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "a")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "a@b.example")
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    git(tmp_path, "init", "--quiet", "--initial-branch=main", "own")
    own = tmp_path / "own"
    (own / "a.txt").write_text("a", encoding="utf-8")
    git(own, "add", "a.txt")
    git(own, "commit", "--quiet", "-m", "first")
    (own / "b.txt").write_text("b", encoding="utf-8")
    git(own, "remote", "add", "origin", str(tmp_path / "remote.git"))
    return own


def test_the_branch_holds_the_site_alone(repository: Path, sample_site: Any, tmp_path: Path) -> None:
    """Its tree is the site and `.nojekyll`; the repository's own state stays; it is pushed where that is asked."""
    before = git(repository, "status", "--porcelain"), git(repository, "rev-parse", "HEAD")
    head = publish_branch(sample_site.output, "gh-pages", repository, "origin")
    names = set(git(repository, "-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", head).splitlines())
    here = {path.relative_to(sample_site.output).as_posix() for path in sample_site.output.rglob("*") if path.is_file()}
    assert names == {name for name in here if not is_private(name)} | {".nojekyll"}
    assert (git(repository, "status", "--porcelain"), git(repository, "rev-parse", "HEAD")) == before
    assert git(tmp_path / "remote.git", "rev-parse", "gh-pages") == head


def test_the_same_site_makes_no_second_commit(repository: Path, tmp_path: Path) -> None:
    """A changed one does, with the first as its parent."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("1", encoding="utf-8")
    first = publish_branch(site, "gh-pages", repository)
    assert publish_branch(site, "gh-pages", repository) == first
    (site / "index.html").write_text("2", encoding="utf-8")
    second = publish_branch(site, "gh-pages", repository)
    assert git(repository, "rev-parse", f"{second}^") == first
    assert git(repository, "show", f"{second}:index.html") == "2"


def test_errors(repository: Path, tmp_path: Path) -> None:
    """No site, no repository, no such remote."""
    with pytest.raises(PublishError, match=r"no index\.html"):
        publish_branch(tmp_path / "none", "gh-pages", repository)
    (tmp_path / "index.html").touch()
    with pytest.raises(PublishError, match="git push"):
        publish_branch(tmp_path, "gh-pages", repository, "nowhere")
