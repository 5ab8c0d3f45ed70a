"""Every kind of source: what is readable is read, what is not is named, nothing leaves the content folder."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import tarfile
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from news_ingest.errors import IngestError
from news_ingest.records import RawArticle, Rejected
from news_ingest.run import ingest
from news_ingest.settings import IngestSettings, from_pelican
from news_ingest.sources.kinds import KINDS
from news_ingest.sources.limits import Limits
from news_ingest.sources.packed import zstd
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
    ("name", "mode"),
    [("a.tar", "w"), ("a.tar.gz", "w:gz"), ("a.tgz", "w:gz"), ("a.tar.xz", "w:xz"), ("a.tar.bz2", "w:bz2")],
)
def test_tar_files_are_read_in_their_order(tmp_path: Path, name: str, mode: str) -> None:
    """Plain and compressed; links and folders in them are passed over."""
    put_tar(tmp_path / name, mode, {"ب/2.txt": NEWS.encode("cp1256"), "أ/1.txt": NEWS.encode()})
    assert list(read_all(tmp_path)) == [f"{name}/ب/2.txt", f"{name}/أ/1.txt"]


def test_zstandard_is_read_as_it_comes(tmp_path: Path) -> None:
    """Tar files and records, in several frames too; of a cut one what stands before the cut."""
    put_tar(tmp_path / "whole", "w", {f"{number}.txt": f"{NEWS} {number}".encode() for number in range(40)})
    data = (tmp_path / "whole").read_bytes()
    frames = zstd.compress(data[:9000]) + zstd.compress(data[9000:])
    (tmp_path / "a.tar.zst").write_bytes(frames)
    (tmp_path / "b.jsonl.zst").write_bytes(zstd.compress(f"{json.dumps(RECORD)}\n".encode() * 3))
    found = read_all(tmp_path)
    assert len(found) == 43
    assert all(isinstance(raw, RawArticle) for raw in found.values())
    (tmp_path / "a.tar.zst").write_bytes(frames[: len(frames) * 2 // 3])
    found = read_all(tmp_path / "a.tar.zst")
    assert isinstance(found["a.tar.zst/0.txt"], RawArticle)
    assert "cannot be read, or only in part" in reasons(tmp_path)["a.tar.zst"]


@pytest.mark.parametrize("name", ["a.tar.zst", "a.tar.gz", "a.sgml.zst"])
def test_what_a_bomb_unpacks_to_has_a_limit(tmp_path: Path, name: str) -> None:
    """A gibibyte of nothing in some kilobytes is given up at 256 MiB."""
    packer = zlib.compressobj(1, wbits=31) if name.endswith("gz") else zstd.ZstdCompressor()
    header = tarfile.TarInfo("film.mp4")
    header.size = 1024**3
    with (tmp_path / name).open("wb") as stream:
        stream.write(packer.compress(header.tobuf() if "tar" in name else b"<DOC>a"))
        for _ in range(1024):
            stream.write(packer.compress(b"\n" * 1024**2))
        stream.write(packer.flush())
    assert "it unpacks to more than" in reasons(tmp_path)[name]


@pytest.mark.parametrize(("limits", "reads"), [(Limits(), True), (Limits(1, 100), True), (Limits(1, 1), False)])
def test_how_much_may_be_unpacked_is_a_setting(tmp_path: Path, limits: Limits, reads: bool) -> None:
    """Two MiB from 20 KB are read under the usual limits, and where a hundred times as much may come out."""
    lines = "".join(f"{json.dumps(RECORD | {'title': f'عنوان {number * 7919}'})}\n" for number in range(4500)).encode()
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines))
    found = [item.read() for item in walk(tmp_path, "raw", limits=limits)]
    told = [raw.reason for raw in found if isinstance(raw, Rejected)]
    packed = (tmp_path / "a.jsonl.gz").stat().st_size
    assert 2 * 1024**2 < len(lines) < 100 * packed
    assert reads == (told == [])
    assert reads or "raise NEWS_UNPACKED_MIB or NEWS_UNPACKED_RATIO" in told[-1]


@pytest.mark.parametrize("value", [0, -1, 1.5, "256", True, None])
def test_a_wrong_limit_is_named(tmp_path: Path, value: object) -> None:
    """The setting, the value and what was expected."""
    settings = {"NEWS_RAW_PATHS": ["raw"], "PATH": str(tmp_path), "NEWS_UNPACKED_RATIO": value}
    with pytest.raises(IngestError, match=re.escape(f"setting NEWS_UNPACKED_RATIO: {value!r}; expected a whole")):
        from_pelican(settings)


@pytest.mark.parametrize("name", ["a.jsonl.zst", "a.csv.zst", "a.json.zst"])
def test_a_bomb_of_blank_lines_is_given_up(tmp_path: Path, name: str) -> None:
    """It is not read line by line to its end."""
    head = {"a.csv.zst": f"content\n{BODY}", "a.json.zst": f'["{BODY}",'}.get(name, "")
    (tmp_path / name).write_bytes(zstd.compress(head.encode() + b"\n" * 200 * 1024**2))
    started = time.process_time()
    assert reasons(tmp_path)
    assert time.process_time() - started < 20


def test_a_header_has_a_limit(tmp_path: Path) -> None:
    """A name that is said to be gigabytes long is not read."""
    header = tarfile.TarInfo("././@LongLink")
    header.type = tarfile.GNUTYPE_LONGNAME
    header.size = 2 * 1024**3
    (tmp_path / "a.tar").write_bytes(header.tobuf(tarfile.GNU_FORMAT) + b"x" * 4 * 1024**2)
    assert reasons(tmp_path) == {"a.tar": "cannot be read, or only in part: a header of more than 1048576 bytes"}


def test_archives_hold_every_kind(tmp_path: Path) -> None:
    """Files of records and of documents too; an archive in an archive is reported, not opened."""
    members = {
        "1.jsonl": json.dumps(RECORD),
        "2.csv": f"title,content\nترميم,{BODY}\n",
        "3.sgml": f"<DOC><TEXT>{BODY}</TEXT></DOC>",
        "4.txt": f"<DOC><TEXT>{BODY}</TEXT></DOC>",
        "5.json": f"[{json.dumps(RECORD)}]",
        "6.zip": b"PK",
    }
    put_zip(tmp_path / "a.zip", **members)
    put_tar(
        tmp_path / "b.tar",
        "w",
        {name: text if isinstance(text, bytes) else text.encode() for name, text in members.items()},
    )
    for name in ("a.zip", "b.tar"):
        expected = [
            f"{name}/{member}" for member in ("1.jsonl#1", "2.csv#1", "3.sgml#1", "4.txt#1", "5.json#1", "6.zip")
        ]
        assert list(read_all(tmp_path / name)) == expected
    assert reasons(tmp_path) == dict.fromkeys(
        ("a.zip/6.zip", "b.tar/6.zip"), "an archive within an archive; expected it unpacked"
    )


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
    """A member that unpacks to more than 4 MiB is read no further than that, and rejected by itself."""
    put_zip(tmp_path / "a.zip", **{"bomb.txt": b"\xd8\xa7" * (40 * 1024 * 1024), "good.txt": NEWS})
    assert reasons(tmp_path) == {"a.zip/bomb.txt": "more than 4194304 bytes"}
    assert "a.zip/good.txt" in read_all(tmp_path)


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz", "a.jsonl.gz", "a.csv.gz", "a.tar"])
def test_half_an_archive_gives_its_half(tmp_path: Path, name: str) -> None:
    """A truncated file is named with a reason; what stands before the damage is read where the format allows."""
    whole = tmp_path / "whole"
    members = {f"{number}.txt": (NEWS + f" كلمة {number}" * 700).encode() for number in range(40)}
    if name.endswith(".jsonl.gz"):
        whole.write_bytes(gzip.compress("".join(json.dumps(RECORD) + "\n" for _ in range(5000)).encode()))
    elif name.endswith(".csv.gz"):
        whole.write_bytes(
            gzip.compress(f"content\n{''.join(f'{BODY} {number}{chr(10)}' for number in range(900))}".encode())
        )
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
        ("2012-02-30.txt", None, None),
        ("2012-02-30 20120907.txt", "2012-09-07", "filename"),
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
    (tmp_path / "d.json").write_text(f"{json.dumps(RECORD)}\n{json.dumps(RECORD)}\n", encoding="utf-8-sig")
    (tmp_path / "e.json").write_text("[]", encoding="utf-8")
    assert set(read_all(tmp_path)) == {"a.json#1", "a.json#2", "b.json#1", "c.json", "d.json#1", "d.json#2", "e.json"}
    assert set(reasons(tmp_path)) == {"a.json#2", "c.json", "e.json"}


def test_half_a_json_array_gives_its_half(tmp_path: Path) -> None:
    """Records are read as they come, across the reader's blocks; what stands behind the damage is reported."""
    text = json.dumps([RECORD | {"content": f"{BODY} {number}" * 20} for number in range(500)])
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    assert len(read_all(tmp_path)) == 500
    (tmp_path / "a.json").write_text(text[: len(text) // 2], encoding="utf-8")
    assert len(read_all(tmp_path)) == 251
    assert "cannot be read, or only in part" in reasons(tmp_path)["a.json"]


def test_a_record_has_a_limit(tmp_path: Path) -> None:
    """A line of more than 4 MiB is rejected by itself in JSON lines, and ends a CSV file."""
    long = json.dumps({"content": "ا" * 1_000_000})
    (tmp_path / "a.jsonl").write_text(f"{json.dumps(RECORD)}\n{long}\n{json.dumps(RECORD)}\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text(f"content\n{BODY}\n{'ا' * 5_000_000}\n", encoding="utf-8")
    assert len(read_all(tmp_path)) == 5
    assert reasons(tmp_path) == {
        "a.jsonl#2": "more than 4194304 bytes",
        "b.csv": "cannot be read, or only in part: a line of more than 4194304 characters",
    }


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
    with pytest.raises(
        IngestError, match=r"source '.*a\.docx': unknown kind of file; expected a folder or a file of \.txt, \.html"
    ):
        list(walk(tmp_path / "a.docx", "raw"))
    assert read_all(tmp_path) == {}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from([*KINDS, ".jsonl.gz", ".csv.zst"]),
    data=st.binary(max_size=400),
)
def test_any_bytes_are_read_or_rejected(tmp_path: Path, name: str, data: bytes) -> None:
    """No file of any kind raises."""
    path = tmp_path / f"a{name}"
    path.write_bytes(data)
    for item in walk(path, "raw"):
        assert isinstance(item.read(), RawArticle | Rejected)
