"""Publishing by rsync: to a daemon of this machine, and to a host by a remote shell that stays here."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive_build.outputs import MANIFEST, NGINX, is_private
from archive_publish.errors import PublishError
from archive_publish.target import publish_to

SHELL = '#!/bin/sh\nshift\nexec "$@"\n'  # in place of ssh: the host's name is dropped


def files(folder: Path) -> dict[str, bytes]:
    """What a folder holds."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with what is for this machine alone."""
    folder = tmp_path / "site"
    for name in ("index.html", "أخبار/1.html", "gone.html", MANIFEST, "search/sources/0.json", *NGINX, ".writing-x"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")
    return folder


def public(site: Path) -> dict[str, bytes]:
    """What of a site is sent."""
    return {name: data for name, data in files(site).items() if name != ".writing-x" and not is_private(name)}


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """The folder to which is published."""
    (tmp_path / "there").mkdir()
    return tmp_path / "there"


@pytest.fixture
def daemon(tmp_path: Path, there: Path) -> Iterator[str]:
    """An rsync daemon that serves the folder; the target's address."""
    program = shutil.which("rsync") or pytest.skip("rsync is not here")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    conf = f"use chroot = no\npid file = {tmp_path}/pid\n[site]\npath = {there}\nread only = no\nuid = 0\ngid = 0\n"
    (tmp_path / "rsyncd.conf").write_text(conf, encoding="utf-8")
    command = [program, "--daemon", "--no-detach", f"--config={tmp_path}/rsyncd.conf", f"--port={port}"]
    with subprocess.Popen([*command, "--address=127.0.0.1"]) as process:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield f"rsync://127.0.0.1:{port}/site/"
        process.terminate()


def test_the_target_is_like_the_site(site: Path, there: Path, daemon: str) -> None:
    """First all, then what changed; what is gone goes only where it is asked for."""
    list(publish_to(daemon, site, delete=False, dry=False))
    assert files(there) == public(site)
    assert not (there / ".nginx").exists()
    (site / "gone.html").unlink()
    (site / "new.html").write_text("new", encoding="utf-8")
    (site / "index.html").write_text("changed", encoding="utf-8")
    list(publish_to(daemon, site, delete=False, dry=False))
    assert files(there) == public(site) | {"gone.html": b"gone.html"}
    list(publish_to(daemon, site, delete=True, dry=False))
    assert files(there) == public(site)


def test_a_dry_run_names_what_would_be_sent(site: Path, there: Path, daemon: str) -> None:
    """And sends nothing."""
    said = "\n".join(publish_to(daemon, site, delete=True, dry=True))
    assert "index.html" in said
    assert files(there) == {}


def test_a_host_is_reached_by_its_shell(
    site: Path, there: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As rsync does it: RSYNC_RSH names the shell."""
    if not shutil.which("rsync"):
        pytest.skip("rsync is not here")
    (tmp_path / "shell").write_text(SHELL, encoding="utf-8")
    (tmp_path / "shell").chmod(0o755)
    monkeypatch.setenv("RSYNC_RSH", str(tmp_path / "shell"))
    list(publish_to(f"archive.example:{there}", site, delete=False, dry=False))
    assert files(there) == public(site)


def test_an_error_has_what_rsync_says(site: Path, daemon: str) -> None:
    """With the target."""
    target = daemon.replace("/site/", "/none/")
    with pytest.raises(PublishError, match=r"target 'rsync://.*none/': rsync: .*Unknown module 'none'"):
        list(publish_to(target, site, delete=False, dry=False))
