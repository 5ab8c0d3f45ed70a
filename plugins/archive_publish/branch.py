"""Publish a site as one commit on a branch of a Git repository, as GitHub and GitLab Pages take it."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

from archive_build.outputs import PRIVATE
from archive_publish.errors import PublishError
from archive_publish.objects import NOTE, must_be_whole


def publish_branch(site: Path, branch: str, repository: Path = Path(), remote: str = "") -> str:
    """Commit the site's files, and nothing else, to `branch`, and push it to `remote` where one is named.

    The commit's hash. The repository's own files, index and branches are not touched; where the branch has this very
    site no commit is made. Raises PublishError where Git fails.
    """
    must_be_whole(site)
    folder = _git(repository, "rev-parse", "--absolute-git-dir")
    with tempfile.TemporaryDirectory() as scratch:
        place = {"GIT_DIR": folder, "GIT_WORK_TREE": str(site.absolute()), "GIT_INDEX_FILE": f"{scratch}/index"}
        left_out = (f":(exclude){path}" for path in (*PRIVATE, NOTE))
        _git(site, "add", "--all", "--force", "--", ".", *left_out, env=place)
        _add_marker(site, place)
        tree = _git(site, "write-tree", env=place)
    head = _git(repository, "rev-parse", "--verify", "--quiet", f"refs/heads/{branch}", may_fail=True)
    if not head or _git(repository, "rev-parse", f"{head}^{{tree}}") != tree:
        parent = ["-p", head] if head else []
        head = _git(repository, "commit-tree", tree, *parent, "-m", "Publish the site")
        _git(repository, "update-ref", f"refs/heads/{branch}", head)
    if remote:
        _git(repository, "push", remote, f"refs/heads/{branch}:refs/heads/{branch}")
    return head


def _add_marker(site: Path, place: dict[str, str]) -> None:
    """`.nojekyll`: without it GitHub Pages leaves out what begins with an underscore."""
    if not (site / ".nojekyll").exists():
        blob = _git(site, "hash-object", "-w", "--stdin", env=place)
        _git(site, "update-index", "--add", "--cacheinfo", f"100644,{blob},.nojekyll", env=place)


def _git(folder: Path, *words: str, env: dict[str, str] | None = None, may_fail: bool = False) -> str:
    command = ["git", "-c", "core.quotePath=false", "-c", "core.autocrlf=false", *words]
    done = subprocess.run(  # noqa: S603 # no shell
        command, cwd=folder, env=os.environ | (env or {}), input="", capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode and not may_fail:
        raise PublishError(f"git {words[0]}: {done.stderr.strip() or done.returncode}")
    return done.stdout.strip()
