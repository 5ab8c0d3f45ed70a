"""Every kind of source: what is readable is read, what is not is named, nothing leaves the content folder."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from news_ingest.errors import IngestError
from news_ingest.records import RawArticle, Rejected
from news_ingest.run import ingest
from news_ingest.settings import IngestSettings
from news_ingest.sources.walk import walk

BODY = "أعلنت البلدية صباح أمس بدء العمل في ترميم السوق القديمة، وقال رئيسها إن العمل ينتهي قبل الصيف المقبل."
NEWS = f"ترميم السوق القديمة في تل الغار\n{BODY}"
RECORD = {"title": "ترميم السوق", "content": BODY, "date_extracted": "2015-07-21 02:16:20", "source": "الواحة"}


def read_all(root: Path) -> dict[str, RawArticle | Rejected]:
    """Every input below `root`, by source, read as it comes."""
    return {item.origin.source: item.read() for item in walk(root, "raw")}


def reasons(root: Path) -> dict[str, str]:
    """The rejected inputs' reasons."""
    return {source: raw.reason for source, raw in read_all(root).items() if isinstance(raw, Rejected)}


def markdown_of(folder: Path) -> dict[str, str]:
    """Ingest `folder`; the Markdown by source."""
    ingest(IngestSettings((folder,), folder / ".content"))
    texts = [path.read_text(encoding="utf-8") for path in (folder / ".content/articles").rglob("*.md")]
    return {text.split("\nSource: ")[1].split("\n")[0]: text for text in texts}


def put_zip(path: Path, **members: str | bytes) -> None:
    """A zip file of these members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def put_tar(path: Path, mode: str, members: dict[str, bytes]) -> None:
    """A tar file of these members."""
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))


def test_a_zip_file_is_read_like_a_folder(tmp_path: Path) -> None:
    """Members tell publisher and section by their folders; other files in it are passed over."""
    put_zip(tmp_path / "a.zip", **{"عكاظ/رياضة/1.txt": NEWS, "عكاظ/صورة.png": b"\x89PNG"})
    (raw,) = read_all(tmp_path).values()
    assert isinstance(raw, RawArticle)
    assert (raw.origin.source, raw.origin.publisher, raw.origin.section) == ("a.zip/عكاظ/رياضة/1.txt", "عكاظ", "رياضة")


@pytest.mark.parametrize(
    ("name", "mode"), [("a.tar", "w"), ("a.tar.gz", "w:gz"), ("a.tgz", "w:gz"), ("a.tar.xz", "w:xz")]
)
def test_tar_files_are_read_in_their_order(tmp_path: Path, name: str, mode: str) -> None:
    """Plain and compressed; links and folders in them are passed over."""
    put_tar(tmp_path / name, mode, {"ب/2.txt": NEWS.encode("cp1256"), "أ/1.txt": NEWS.encode()})
    assert list(read_all(tmp_path)) == [f"{name}/ب/2.txt", f"{name}/أ/1.txt"]


def test_names_in_an_archive_lead_nowhere(tmp_path: Path) -> None:
    """Whatever a member is called, nothing is written but below the content folder, and its text is kept."""
    names = [
        "../../../evil.txt",
        "/etc/evil.txt",
        "..\\..\\evil.txt",
        "a/../../evil.txt",
        "x\ny.txt",
        "." * 300 + ".txt",
    ]
    put_zip(tmp_path / "a.zip", **{name: f"{NEWS} {number}" for number, name in enumerate(names)})
    before = {path for path in tmp_path.parent.rglob("*") if tmp_path not in path.parents}
    made = markdown_of(tmp_path)
    assert len(made) == len(names)
    assert {path for path in tmp_path.parent.rglob("*") if tmp_path not in path.parents} == before
    assert all(".." not in source.split("/") for source in made)


def test_a_bomb_is_refused_without_being_unpacked(tmp_path: Path) -> None:
    """A member that unpacks to more than 64 MiB is read no further than that, and rejected by itself."""
    put_zip(tmp_path / "a.zip", **{"bomb.txt": b"\xd8\xa7" * (40 * 1024 * 1024), "good.txt": NEWS})
    assert reasons(tmp_path) == {"a.zip/bomb.txt": "more than 67108864 bytes"}
    assert "a.zip/good.txt" in read_all(tmp_path)


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz", "a.jsonl.gz", "a.tar"])
def test_half_an_archive_gives_its_half(tmp_path: Path, name: str) -> None:
    """A truncated file is named with a reason; what stands before the damage is read where the format allows."""
    whole = tmp_path / "whole"
    members = {f"{number}.txt": (NEWS + f" كلمة {number}" * 700).encode() for number in range(40)}
    if name.endswith(".jsonl.gz"):
        whole.write_bytes(gzip.compress("".join(json.dumps(RECORD) + "\n" for _ in range(5000)).encode()))
    elif name == "a.zip":
        put_zip(whole, **members)
    else:
        put_tar(whole, "w:gz" if name.endswith("gz") else "w", members)
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / name).write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    found = read_all(folder)
    assert any(source == name and "cannot be read" in reason for source, reason in reasons(folder).items())
    assert name == "a.zip" or any(isinstance(raw, RawArticle) for raw in found.values())


def test_records_bring_their_fields(tmp_path: Path) -> None:
    """Headline, date, author, address and publisher come from the record, and say so."""
    record = RECORD | {"author": "لندن: رنيم حنوش", "url": "http://www.example.org/2015/07/20/x"}
    (tmp_path / "a.jsonl").write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
    text = markdown_of(tmp_path)["a.jsonl#1"]
    head, _, body = text.partition("\n\n")
    lines = dict(line.split(": ", 1) for line in head.splitlines())
    assert (lines["Title"], lines["Title_from"], body) == ("ترميم السوق", "record", f"{BODY}\n")
    assert (lines["Date"], lines["Date_from"]) == ("2015-07-21 02:16", "record")
    assert (lines["Authors"], lines["Place"], lines["Publisher"]) == ("رنيم حنوش", "لندن", "الواحة")
    assert lines["Source_url"] == "http://www.example.org/2015/07/20/x"


@pytest.mark.parametrize(
    ("name", "date", "origin"),
    [
        ("2012-09-07-خبر.txt", "2012-09-07", "filename"),
        ("خبر_20120907.txt", "2012-09-07", "filename"),
        ("2012/09/07/خبر.txt", "2012-09-07", "path"),
        ("2012/9/7/خبر.txt", "2012-09-07", "path"),
        ("0120120907aaffee.txt", None, None),
        ("2012-13-45.txt", None, None),
        ("2012/خبر.txt", None, None),
    ],
)
def test_dates_outside_the_text(tmp_path: Path, name: str, date: str | None, origin: str | None) -> None:
    """A file's name or folders may state the day; a hash or half a date does not."""
    path = tmp_path / "raw" / name
    path.parent.mkdir(parents=True)
    path.write_text(NEWS, encoding="utf-8")
    ingest(IngestSettings((tmp_path / "raw",), tmp_path / "content"))
    (made,) = (tmp_path / "content/articles").rglob("*.md")
    lines = dict(line.split(": ", 1) for line in made.read_text(encoding="utf-8").partition("\n\n")[0].splitlines())
    assert (lines.get("Date"), lines.get("Date_from")) == (date, origin)


def test_bad_records_are_rejected_one_by_one(tmp_path: Path) -> None:
    """No JSON, no object, no text: each is named by its number, the others are read."""
    lines = ["{", "[1]", json.dumps(RECORD), "", json.dumps({"title": "بلا نص"}), '{"content": ' * 500]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert reasons(tmp_path) == {
        "a.jsonl#1": "no JSON object",
        "a.jsonl#2": "no JSON object",
        "a.jsonl#5": "no field that holds the text",
        "a.jsonl#6": "no JSON object",
    }


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.jsonl", '{"file": "x", "title": "y"}\n' * 3),
        ("a.json", '[{"file": "x"}, {"file": "y"}]'),
        ("a.csv", "file,title\nx,y\nz,w\n"),
    ],
)
def test_a_file_of_other_records_is_rejected_once(tmp_path: Path, name: str, text: str) -> None:
    """A list of files or a configuration beside the articles is named as a whole, with its fields."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert reasons(tmp_path).keys() == {name}
    assert reasons(tmp_path)[name].startswith("no field that holds the text among file")


def test_a_json_array_is_records(tmp_path: Path) -> None:
    """And one object is one record; what is no JSON is named."""
    (tmp_path / "a.json").write_text(json.dumps([RECORD, 1]), encoding="utf-8")
    (tmp_path / "b.json").write_text(json.dumps(RECORD), encoding="utf-8")
    (tmp_path / "c.json").write_text("[" * 100_000, encoding="utf-8")
    assert set(read_all(tmp_path)) == {"a.json#1", "a.json#2", "b.json#1", "c.json"}
    assert set(reasons(tmp_path)) == {"a.json#2", "c.json"}


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8", ","), ("utf-8-sig", ";"), ("cp1256", ","), ("utf-8", "\t")]
)
def test_csv_in_its_usual_shapes(tmp_path: Path, encoding: str, delimiter: str) -> None:
    """Arabic or English headers, three delimiters, with and without a mark; rows of a wrong length are named."""
    with (tmp_path / "a.csv").open("w", encoding=encoding, newline="") as stream:
        rows = csv.writer(stream, delimiter=delimiter)
        rows.writerows(
            [["العنوان", "النص", "تاريخ النشر"], ["ترميم السوق", f'"{BODY}"\nوفقرة', "21/07/2015"], ["أ", "ب"]]
        )
    made = markdown_of(tmp_path)
    assert list(made) == ["a.csv#1"]
    assert made["a.csv#1"].startswith("Title: ترميم السوق\nTitle_from: record\nDate: 2015-07-21\nDate_from: record\n")
    assert reasons(tmp_path) == {"a.csv#2": "2 fields; expected 3"}


def test_an_unknown_kind_of_file_is_an_error(tmp_path: Path) -> None:
    """As a source of its own it is named with what was expected; in a folder it is passed over."""
    (tmp_path / "a.docx").write_bytes(b"PK")
    with pytest.raises(IngestError, match=r"source '.*a\.docx': expected a folder or a file of \.txt, \.zip"):
        list(walk(tmp_path / "a.docx", "raw"))
    assert read_all(tmp_path) == {}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from([".txt", ".zip", ".tar", ".tar.gz", ".jsonl", ".jsonl.gz", ".json", ".csv"]),
    data=st.binary(max_size=400),
)
def test_any_bytes_are_read_or_rejected(tmp_path: Path, name: str, data: bytes) -> None:
    """No file of any kind raises."""
    path = tmp_path / f"a{name}"
    path.write_bytes(data)
    for item in walk(path, "raw"):
        assert isinstance(item.read(), RawArticle | Rejected)
