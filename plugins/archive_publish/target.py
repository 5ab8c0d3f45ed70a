"""A target as a user names it, and publishing to it."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from archive_build.files import TEMPORARY_PREFIX
from archive_build.outputs import PRIVATE
from archive_publish.branch import publish_branch
from archive_publish.errors import PublishError
from archive_publish.objects import NOTE, must_be_whole
from archive_publish.publish import publish
from archive_publish.stores import FolderStore, RemoteStore

BRANCH = "branch:"
URL_RE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
RSYNC_RE = re.compile(r"(?:[\w.-]+@)?[\w.-]+:(?!//).+|rsync://.+")


def publish_to(target: str, site: Path, delete: bool, dry: bool, compress: bool = False) -> Iterator[str]:
    """Publish to `s3://bucket/prefix` or another URL, `branch:NAME` or `branch:NAME@REMOTE`, `host:path` (by rsync) or
    a folder; the lines to print. Only a folder takes smaller copies. Raises PublishError.
    """
    is_folder = not target.startswith(BRANCH) and not RSYNC_RE.fullmatch(target) and not URL_RE.match(target)
    if compress and not is_folder:
        raise PublishError(f"target {target!r}: takes no smaller copies (--compress); expected a folder")
    if target.startswith(BRANCH):
        branch, _, remote = target.removeprefix(BRANCH).partition("@")
        if dry:
            raise PublishError(f"target {target!r}: a branch has no dry run; expected a folder, a URL or host:path")
        yield f"{branch}: {publish_branch(site, branch, remote=remote)}"
    elif RSYNC_RE.fullmatch(target):
        yield from _rsync(target, site, delete, dry)
    else:
        store = FolderStore(Path(target)) if is_folder else RemoteStore(target)
        yield from publish(site, store, delete, dry, compress).lines(dry)


def _rsync(target: str, site: Path, delete: bool, dry: bool) -> Iterator[str]:
    """Two passes, so that no link is broken meanwhile: what is new, then what changed, put in place at the end."""
    must_be_whole(site)
    program = shutil.which("rsync")
    if not program:
        raise PublishError("rsync: not found on the PATH; expected it for a target of the form host:path")
    command = [program, "--archive", "--checksum", "--prune-empty-dirs", f"--exclude={TEMPORARY_PREFIX}*"]
    command += [f"--exclude=/{path}" for path in (*PRIVATE, NOTE)]
    command += ["--dry-run", "--itemize-changes"] if dry else []
    passes = (["--ignore-existing"], ["--delay-updates", *(["--delete-after"] if delete else [])])
    for options in passes:
        done = subprocess.run(  # noqa: S603 # no shell
            [*command, *options, "--", f"{site}/", target], capture_output=True, encoding="utf-8", check=False
        )
        if done.returncode:
            raise PublishError(f"target {target!r}: rsync: {done.stderr.strip() or done.returncode}")
        yield from done.stdout.splitlines()
