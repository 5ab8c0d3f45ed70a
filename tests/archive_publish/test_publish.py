"""Publishing to a folder and to S3 (a server on this machine): all, then what changed, through any interruption."""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto.server import ThreadedMotoServer

from archive_build.outputs import is_private
from archive_publish.errors import PublishError
from archive_publish.objects import NOTE
from archive_publish.publish import publish
from archive_publish.stores import FolderStore, RemoteStore
from archive_publish.target import publish_to

KEYS = {"AWS_ACCESS_KEY_ID": "none", "AWS_SECRET_ACCESS_KEY": "none", "AWS_DEFAULT_REGION": "us-east-1"}


def files(folder: Path) -> dict[str, bytes]:
    """What a folder holds but for the notes."""
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {path: data for path, data in found.items() if path != NOTE and not is_private(path)}


@pytest.fixture
def site(sample_site: Any, tmp_path: Path) -> Path:
    """A copy of the sample site, to be changed."""
    return Path(shutil.copytree(sample_site.output, tmp_path / "site"))


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """An empty bucket on a server of this machine."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {**KEYS, "AWS_ENDPOINT_URL": f"http://{host}:{port}"}.items():
        monkeypatch.setenv(name, value)
    client = boto3.client("s3")
    client.create_bucket(Bucket="archive")
    yield client
    server.stop()


def stored(client: Any) -> dict[str, bytes]:
    """What the bucket holds below `site/` but for the note."""
    pages = client.get_paginator("list_objects_v2").paginate(Bucket="archive")
    keys = [row["Key"] for page in pages for row in page.get("Contents", [])]
    found = {key: client.get_object(Bucket="archive", Key=key)["Body"].read() for key in keys}
    return {key.removeprefix("site/"): data for key, data in found.items() if not key.endswith(NOTE)}


def change(site: Path) -> None:
    """One page more, one changed, one gone."""
    (site / "about/index.html").unlink()
    (site / "index.html").write_text("<html>", encoding="utf-8")
    (site / "new.html").write_text("<html>", encoding="utf-8")


def test_a_folder_is_like_the_site(site: Path, tmp_path: Path) -> None:
    """First all, then nothing, then what changed; what is gone goes only where it is asked for."""
    store = FolderStore(tmp_path / "there")
    assert publish(site, store).plan.sent == len(files(site))
    assert files(tmp_path / "there") == files(site)
    assert publish(site, store).plan.sent == 0
    change(site)
    assert publish(site, store, dry=True).plan == publish(site, store).plan
    assert "about/index.html" in files(tmp_path / "there")
    assert publish(site, store, delete=True).plan.gone == ("about/index.html",)
    assert files(tmp_path / "there") == files(site)
    assert not (tmp_path / "there/about").exists()


@pytest.fixture
def part(sample_site: Any, tmp_path: Path) -> Path:
    """A part of the sample site with files of every kind, to be changed: a server of this machine's is slow."""
    folder = tmp_path / "part"
    for kind in ("*.*", "about/*", "theme/**/*", "search/*", "a/0*/*", "section/**/*"):
        for path in filter(Path.is_file, sample_site.output.glob(kind)):
            copy = folder / path.relative_to(sample_site.output)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copy)
    return folder


def test_a_bucket_is_like_the_site(part: Path, bucket: Any) -> None:
    """Objects have their media types and times; a changed site sends what changed."""
    store = RemoteStore("s3://archive/site")
    publish(part, store)
    assert stored(bucket) == files(part)
    head = bucket.head_object(Bucket="archive", Key="site/index.html")
    assert (head["ContentType"], head["CacheControl"]) == (
        "text/html; charset=utf-8",
        "public, max-age=0, must-revalidate",
    )
    change(part)
    done = publish(part, RemoteStore("s3://archive/site"), delete=True)
    assert (done.plan.new, done.plan.changed, done.plan.gone) == (("new.html",), ("index.html",), ("about/index.html",))
    assert stored(bucket) == files(part)


def test_killed_at_any_moment_it_goes_on(part: Path, bucket: Any) -> None:
    """Ten times killed while it sends, then left alone: the bucket is the site."""
    code = (
        "from pathlib import Path; import sys; from archive_publish.publish import publish;"
        "from archive_publish.stores import RemoteStore;"
        "print('on', flush=True); publish(Path(sys.argv[1]), RemoteStore('s3://archive/site'), delete=True)"
    )
    moments, ends = random.Random(7), []
    for number in range(10):
        (part / f"{number}.html").write_text(f"<html>{number}", encoding="utf-8")
        command = [sys.executable, "-c", code, str(part)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout
            assert process.stdout.readline() == b"on\n"
            time.sleep(moments.uniform(0, 0.8))
            process.send_signal(signal.SIGKILL)
        ends.append(process.returncode)
    assert ends.count(-signal.SIGKILL) > 3
    publish(part, RemoteStore("s3://archive/site"), delete=True)
    assert stored(bucket) == files(part)


class Flaky(FolderStore):
    """A folder whose connection breaks at the first try of each object."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.tried: set[str] = set()

    def put(self, path: str, data: bytes) -> None:
        """Fail at an object that is new."""
        if path not in self.tried:
            self.tried.add(path)
            raise ConnectionResetError(f"broken at {path}")
        super().put(path, data)


class Dead(FolderStore):
    """A folder whose connection always breaks."""

    def put(self, path: str, data: bytes) -> None:
        """Fail."""
        raise ConnectionResetError(f"broken at {path}")


class Watched(FolderStore):
    """A folder that is read after each step as a reader would: what the front page leads to must be there."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.folder = folder
        self.broken: list[str] = []

    def watch(self) -> None:
        """Follow the links of the pages `one.html` and `index.html`, where they are."""
        for page in ("index.html", "one.html"):
            text = (self.read(page) or b"").decode()
            self.broken += [link for link in text.split() if link.endswith(".html") and self.read(link) is None]

    def put(self, path: str, data: bytes) -> None:
        """Put, and look."""
        super().put(path, data)
        self.watch()

    def delete(self, path: str) -> None:
        """Take away, and look."""
        super().delete(path)
        self.watch()


def test_a_broken_connection_is_tried_again(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each object breaks once; all arrive. One that always breaks is an error that names it."""
    monkeypatch.setattr("archive_publish.publish.FIRST_PAUSE", 0.001)
    publish(site, Flaky(tmp_path / "there"))
    assert files(tmp_path / "there") == files(site)
    (site / "new.html").touch()
    with pytest.raises(PublishError, match=r"new\.html: ConnectionResetError\('broken at new\.html'\), 5 times"):
        publish(site, Dead(tmp_path / "there"))


def test_no_live_page_leads_to_what_is_not_there(tmp_path: Path) -> None:
    """A new page that the front page leads to, and one that goes which it led to: no moment shows a broken link."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("one.html", encoding="utf-8")
    (site / "one.html").write_text("one", encoding="utf-8")
    store = Watched(tmp_path / "there")
    publish(site, FolderStore(tmp_path / "there"))
    (site / "one.html").unlink()
    for number in range(40):
        (site / f"z{number}.html").write_text("z", encoding="utf-8")
    (site / "index.html").write_text(" ".join(f"z{number}.html" for number in range(40)), encoding="utf-8")
    publish(site, store, delete=True)
    assert store.broken == []
    assert store.read("one.html") is None


def test_errors_name_the_target(site: Path, tmp_path: Path, bucket: Any) -> None:
    """No site, a note that is none, an unknown protocol, a bucket that is not there."""
    with pytest.raises(PublishError, match=r"no index\.html"):
        publish(tmp_path / "none", FolderStore(tmp_path / "there"))
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / NOTE).write_text(json.dumps({"format": 7}), encoding="utf-8")
    with pytest.raises(PublishError, match="format 7"):
        publish(site, FolderStore(tmp_path / "there"))
    with pytest.raises(PublishError, match="none://x"):
        list(publish_to("none://x", site, delete=False, dry=False))
    with pytest.raises(PublishError, match="expected a target that exists"):
        publish(site, RemoteStore("s3://no-such-bucket/site"))


@pytest.mark.parametrize("path", ["../kept.txt", "/etc/none", "a/../../kept.txt"])
def test_a_hostile_note_takes_nothing_away_elsewhere(site: Path, tmp_path: Path, path: str) -> None:
    """A note at the target that names files outside it is an error, and nothing is deleted."""
    (tmp_path / "kept.txt").touch()
    (tmp_path / "there").mkdir()
    note = {"format": 1, "objects": {path: [0, "0"]}}
    (tmp_path / "there" / NOTE).write_text(json.dumps(note), encoding="utf-8")
    with pytest.raises(PublishError, match=r"\.warraq-published\.json: ValueError"):
        publish(site, FolderStore(tmp_path / "there"), delete=True)
    assert (tmp_path / "kept.txt").exists()


def test_a_half_built_site_is_not_published(site: Path, tmp_path: Path) -> None:
    """While a build is under way, or after one was killed, nothing is sent."""
    (site / ".warraq-outputs.new").touch()
    with pytest.raises(PublishError, match="expected a finished one"):
        publish(site, FolderStore(tmp_path / "there"))
    assert not (tmp_path / "there").exists()


def test_no_message_tells_a_key(site: Path) -> None:
    """Credentials in a URL are left out."""
    with pytest.raises(PublishError) as caught:
        list(publish_to("none://KEY:SECRET@bucket/x?signature=SECRET", site, delete=False, dry=False))
    assert "SECRET" not in str(caught.value)
    assert "bucket/x" in str(caught.value)
