"""Sources behind URLs: read like folders, from a server on this machine and from memory."""

from __future__ import annotations

import gzip
import io
import json
import pickle
import tarfile
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest
from moto.server import ThreadedMotoServer

from archive_build.urls import without_credentials
from news_ingest.errors import IngestError
from news_ingest.records import RawArticle, Rejected
from news_ingest.run import ingest
from news_ingest.settings import IngestSettings, from_pelican
from news_ingest.sources.remote import source_at
from news_ingest.sources.walk import walk

BODY = "أعلنت البلدية صباح أمس بدء العمل في ترميم السوق القديمة، وقال رئيسها إن العمل ينتهي قبل الصيف المقبل."
NEWS = f"ترميم السوق القديمة في تل الغار\n{BODY}".encode()
RECORDS = [json.dumps({"title": "ترميم السوق", "content": f"{BODY} {number}"}).encode() for number in range(4)]
PAGE = f"<html><body><article><h1>ترميم السوق</h1><p>{BODY}</p><p>{BODY[:60]}</p></article></body></html>".encode()


def zipped() -> bytes:
    """A zip file of two articles."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("2.txt", NEWS + b" 2")
        archive.writestr("1.txt", NEWS + b" 1")
    return stream.getvalue()


def tarred() -> bytes:
    """A packed tar file of two articles."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        for name in ("2.txt", "1.txt"):
            member = tarfile.TarInfo(name)
            data = NEWS + name.encode()
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return stream.getvalue()


PILE = {
    "عكاظ/رياضة/1.txt": NEWS,
    "b.zip": zipped(),
    "c.tar.gz": tarred(),
    "d.jsonl": RECORDS[0] + b"\n" + RECORDS[1],
    "e.jsonl.gz": gzip.compress(RECORDS[2]),
    "f.json": b"[" + RECORDS[3] + b"]",
    "g.csv": f"title,content\nترميم السوق,{BODY} 4\n".encode(),
    "h.sgml": f"<DOC><TEXT>{BODY}</TEXT></DOC>".encode(),
    "i.txt": f"<DOC><TEXT>{BODY} 5</TEXT></DOC><DOC><TEXT>{BODY} 6</TEXT></DOC>".encode(),
    "j.html": PAGE,
    "k.pdf": b"%PDF",
    ".hidden/1.txt": NEWS,
}
SOURCES = [
    *("b.zip/1.txt", "b.zip/2.txt", "c.tar.gz/2.txt", "c.tar.gz/1.txt", "d.jsonl#1", "d.jsonl#2", "e.jsonl.gz#1"),
    *("f.json#1", "g.csv#1", "h.sgml#1", "i.txt#1", "i.txt#2", "j.html", "عكاظ/رياضة/1.txt"),
]


@pytest.fixture(scope="module")
def s3() -> Iterator[Any]:
    """S3 as s3fs reaches it, on a server of this test's own."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "key")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        yield fsspec.filesystem("s3", skip_instance_cache=True)
    server.stop()


def put(system: Any, folder: str, pile: dict[str, bytes]) -> None:
    """Store a pile below a folder."""
    for name, data in pile.items():
        system.pipe_file(f"{folder}/{name}", data)


@pytest.mark.parametrize("url", ["s3://pile/raw", "s3://pile/raw/", "memory://pile/raw"])
def test_every_reader_works_over_a_url(s3: Any, url: str) -> None:
    """Sorted by name, with the publisher of the folders; hidden and unknown files are passed over."""
    system = s3 if url.startswith("s3") else fsspec.filesystem("memory")
    if not system.exists("pile"):
        system.mkdir("pile")
    put(system, url.split("://")[1].rstrip("/"), PILE)
    inputs = list(walk(url, url))
    assert [item.origin.source for item in inputs] == SOURCES
    found = [pickle.loads(pickle.dumps(item)).read() for item in inputs]
    assert [raw for raw in found if isinstance(raw, Rejected)] == []
    assert (inputs[-1].origin.publisher, inputs[-1].origin.section) == ("عكاظ", "رياضة")


def test_a_url_gives_the_bytes_of_a_folder(s3: Any, tmp_path: Path) -> None:
    """On one process and on two, and a second run changes nothing; the ledger knows the URL."""
    s3.mkdir("same")
    put(s3, "same/raw", PILE)
    for name, data in PILE.items():
        (tmp_path / "raw" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "raw" / name).write_bytes(data)
    made = {}
    for name, source, jobs in (
        ("folder", tmp_path / "raw", 1),
        ("s3", "s3://same/raw", 1),
        ("two", "s3://same/raw", 2),
    ):
        content = tmp_path / name
        ingest(IngestSettings((source,), content, jobs))
        articles = sorted((content / "articles").rglob("*.md"))
        made[name] = [path.read_bytes() for path in articles]
    assert len(made["folder"]) == len(SOURCES)
    assert made["folder"] == made["s3"] == made["two"]
    again = ingest(IngestSettings(("s3://same/raw",), tmp_path / "two"))
    assert (again.written, again.unchanged) == (0, len(SOURCES))


def test_one_file_is_a_source_too(s3: Any) -> None:
    """An object by its URL."""
    s3.mkdir("one")
    put(s3, "one/raw", PILE)
    assert [item.origin.source for item in walk("s3://one/raw/d.jsonl", "")] == ["d.jsonl#1", "d.jsonl#2"]
    with pytest.raises(IngestError, match=r"source 's3://one/raw/k\.pdf': unknown kind of file; expected a folder or"):
        list(walk("s3://one/raw/k.pdf", ""))


def test_half_an_archive_gives_its_half(s3: Any) -> None:
    """What stands before the damage is read, the rest is reported."""
    s3.mkdir("half")
    members = {f"{number}.txt": NEWS + f" كلمة {number}".encode() * 500 for number in range(30)}
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    put(s3, "half", {"a.tar": stream.getvalue()[:60_000], "b.zip": zipped()[:100]})
    found = {item.origin.source: item.read() for item in walk("s3://half", "")}
    assert isinstance(found["a.tar/0.txt"], RawArticle)
    broken = {source: raw.reason for source, raw in found.items() if isinstance(raw, Rejected)}
    assert broken.keys() == {"a.tar", "b.zip"}
    assert all(reason.startswith("cannot be read, or only in part: ") for reason in broken.values())


def test_a_file_that_goes_is_rejected(s3: Any) -> None:
    """Between the listing and the reading."""
    s3.mkdir("gone")
    put(s3, "gone", {"a.txt": NEWS})
    (item,) = walk("s3://gone", "")
    s3.rm("gone/a.txt")
    raw = item.read()
    assert isinstance(raw, Rejected)
    assert raw.reason.startswith("cannot be read: FileNotFoundError")


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("s3://no-such-bucket/raw", "FileNotFoundError"),
        ("s3://listed/nothing", "no such file or folder"),
        ("nonesuch://user:secret@host/raw", "Protocol not known: nonesuch"),
        ("http://user:secret@127.0.0.1:9/raw.zip?token=secret", "expected a place that can be reached and listed"),
    ],
)
def test_what_cannot_be_reached_is_one_clear_error(s3: Any, url: str, problem: str) -> None:
    """It names the source without credentials."""
    if not s3.exists("listed"):
        s3.mkdir("listed")
    with pytest.raises(IngestError, match=problem) as caught:
        list(walk(url, ""))
    assert "secret" not in str(caught.value)
    assert str(caught.value).startswith(f"source {without_credentials(url)!r}: ")


def test_a_missing_package_is_named() -> None:
    """With the one that is to be installed: the tests do without Google's."""
    with pytest.raises(IngestError, match=r"source 'gs://pile': .*gcsfs.*; expected a URL whose protocol fsspec knows"):
        list(walk("gs://pile", ""))


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("raw", Path("content/raw")),
        ("/data/raw", Path("/data/raw")),
        ("file:///data/raw", Path("/data/raw")),
        ("s3://key:secret@bucket/raw", "s3://key:secret@bucket/raw"),
        ("simplecache::s3://bucket/raw", "simplecache::s3://bucket/raw"),
        ("خبر: اليوم", Path("content/خبر: اليوم")),
    ],
)
def test_a_url_is_told_from_a_path(text: str, source: Path | str) -> None:
    """In the settings and on the command line; files of this machine are paths however they are named."""
    assert source_at(text, Path("content")) == source
    settings = from_pelican({"NEWS_RAW_PATHS": [text], "PATH": "content"})
    assert settings is not None
    assert settings.sources == (source,)


def test_labels_hold_no_credentials(tmp_path: Path) -> None:
    """Neither the ledger nor the report shows a password."""
    put(fsspec.filesystem("memory"), "/user:secret@safe", {"a.txt": NEWS, "b.txt": b"\x00\x01\x02"})
    ingest(IngestSettings(("memory://user:secret@safe",), tmp_path / "content"))
    texts = [path.read_bytes() for path in (tmp_path / "content").rglob("*") if path.is_file()]
    assert not any(b"secret" in text for text in texts)
    assert any(b"memory://safe" in text for text in texts)


def test_names_that_differ_in_their_unicode_form_only() -> None:
    """Two objects, two sources."""
    memory = fsspec.filesystem("memory")
    for form in ("NFC", "NFD"):
        memory.pipe_file(f"/forms/{unicodedata.normalize(form, 'é')}.txt", NEWS)
    assert [item.origin.source for item in walk("memory://forms", "raw")] == ["é.txt", "é.txt~2"]
    memory.rm("/forms", recursive=True)
