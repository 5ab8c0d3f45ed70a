"""Smaller copies beside the files of a folder that is published."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli
import pytest

from archive_publish.errors import PublishError
from archive_publish.objects import NOTE, Stamp
from archive_publish.plan import plan
from archive_publish.publish import publish
from archive_publish.stores import FolderStore
from archive_publish.target import publish_to

LONG = "كلام طويل " * 400


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two pages that are worth it, a short one, a font."""
    folder = tmp_path / "site"
    folder.mkdir()
    for name in ("index.html", "one.html"):
        (folder / name).write_text(f"{name} {LONG}", encoding="utf-8")
    (folder / "short.html").write_text("short", encoding="utf-8")
    (folder / "font.woff2").write_bytes(bytes(9000))
    return folder


def names(folder: Path) -> set[str]:
    """The files of a folder but for the note."""
    return {path.name for path in folder.iterdir()} - {NOTE}


def test_copies_hold_what_their_sources_hold(site: Path, tmp_path: Path) -> None:
    """Both kinds, of text that is long enough; a second run sends nothing."""
    store = FolderStore(tmp_path / "there")
    publish(site, store, compress=True)
    both = {f"{name}{ending}" for name in ("index.html", "one.html") for ending in (".gz", ".br")}
    assert names(tmp_path / "there") == names(site) | both
    text = (site / "one.html").read_bytes()
    assert gzip.decompress((tmp_path / "there/one.html.gz").read_bytes()) == text
    assert brotli.decompress((tmp_path / "there/one.html.br").read_bytes()) == text
    assert publish(site, store, compress=True).plan.sent == 0


def test_no_copy_outlives_its_source_s_state(site: Path, tmp_path: Path) -> None:
    """A changed page has changed copies; a run without copies takes the old ones away, whatever else it keeps."""
    store = FolderStore(tmp_path / "there")
    publish(site, store, compress=True)
    (site / "one.html").write_text(f"changed {LONG}", encoding="utf-8")
    assert publish(site, store, compress=True).plan.changed == ("one.html", "one.html.br", "one.html.gz")
    assert gzip.decompress((tmp_path / "there/one.html.gz").read_bytes()) == (site / "one.html").read_bytes()
    (site / "one.html").unlink()
    publish(site, store)
    assert names(tmp_path / "there") == names(site) | {"one.html"}


def test_a_copy_goes_behind_its_source() -> None:
    """In the same order: what is read first goes last."""
    here = dict.fromkeys(("index.html", "a/x.html", "index.html.gz", "a/x.html.gz", "s.bin.gz"), Stamp(1, ""))
    assert plan(here, {}).new == ("s.bin.gz", "a/x.html", "a/x.html.gz", "index.html", "index.html.gz")


@pytest.mark.parametrize("target", ["s3://bucket/x", "branch:gh-pages", "host:path"])
def test_other_targets_take_none(site: Path, target: str) -> None:
    """The message says what does."""
    with pytest.raises(PublishError, match=r"takes no smaller copies \(--compress\); expected a folder"):
        list(publish_to(target, site, delete=False, dry=False, compress=True))
