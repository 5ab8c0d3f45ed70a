"""A build whose output is a URL (a server of S3 on this machine)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto.server import ThreadedMotoServer

from archive_build.outputs import is_private
from archive_publish.errors import PublishError
from archive_publish.objects import NOTE
from archive_publish.output_url import build_to, output_folder

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Bucket:
    """A bucket of a server on this machine."""

    client: Any
    name: str

    @property
    def url(self) -> str:
        """The prefix in it that is built to."""
        return f"s3://{self.name}/news"

    def site(self) -> dict[str, bytes]:
        """What it holds below the prefix but for the note."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.name)
        keys = [row["Key"] for page in pages for row in page.get("Contents", [])]
        found = {key: self.client.get_object(Bucket=self.name, Key=key)["Body"].read() for key in keys}
        return {key.removeprefix("news/"): data for key, data in found.items() if not key.endswith(NOTE)}


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    """A new bucket, and the environment in which it is found."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    keys = {"AWS_ACCESS_KEY_ID": "none", "AWS_SECRET_ACCESS_KEY": "none", "AWS_DEFAULT_REGION": "us-east-1"}
    for name, value in {**keys, "AWS_ENDPOINT_URL": f"http://{host}:{port}"}.items():
        monkeypatch.setenv(name, value)
    client = boto3.client("s3")
    found = Bucket(client, f"output-{port}")
    client.create_bucket(Bucket=found.name)
    yield found
    server.stop()


def build(content: Path, output: str, *more: str) -> str:
    """Build; what is printed."""
    command = [sys.executable, "-m", "invoke", "build", "--content", content, "--output", output, *more]
    done = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def content(sample_site: Any, tmp_path: Path) -> Path:
    """The sample's content, to be changed."""
    return Path(shutil.copytree(sample_site.content, tmp_path / "content", ignore=shutil.ignore_patterns(".build")))


def in_folder(content: Path) -> dict[str, bytes]:
    """What a build of the content into a folder gives, without what is not for readers."""
    folder = content.parent / "output"
    build(content, str(folder))
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: data for name, data in found.items() if not is_private(name)}


def test_workers_of_a_cluster_build_to_a_bucket(
    bucket: Bucket, content: Path, start_cluster: Callable[[int], Any]
) -> None:
    """What is there then is what a build into a folder gives; a second build sends only what changed."""
    cluster = start_cluster(2)
    assert "0 unchanged, 0 deleted" in build(content, bucket.url, "--scheduler", cluster.address)
    assert bucket.site() == in_folder(content)
    next(content.rglob("articles/*/*.md")).unlink()
    assert " 0 unchanged" not in (said := build(content, bucket.url, "--scheduler", cluster.address))
    assert " 0 deleted" not in said
    assert bucket.site() == in_folder(content)


def test_a_plan_sends_nothing(bucket: Bucket, content: Path) -> None:
    """It only says what would be made."""
    assert "index.html" in build(content, bucket.url, "--plan")
    assert bucket.site() == {}


def test_an_unknown_kind_of_url_is_told_before_the_build(tmp_path: Path) -> None:
    """Nothing is made for it."""
    with pytest.raises(PublishError, match=r"target 'gopher://archive/news': .*; expected a folder or a URL as in s3:"):
        list(build_to(tmp_path, "gopher://archive/news", build=pytest.fail, dry=False))


def test_each_url_has_a_folder_of_its_own(tmp_path: Path) -> None:
    """A folder stands for itself."""
    assert output_folder(tmp_path, "out") == Path("out")
    assert output_folder(tmp_path, "s3://one/a") != output_folder(tmp_path, "s3://one/b")
    assert output_folder(tmp_path, "s3://one/a").parent == tmp_path / ".build"
