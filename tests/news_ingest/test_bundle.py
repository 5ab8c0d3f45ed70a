"""The archive as a BagIt bag: what is in it, the same bytes each time, and what is wrong with a damaged one."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path

import bagit
import pytest

from archive_build.withdrawn import Withdrawal
from news_ingest.bundle import bundle, day_of
from news_ingest.bundle_check import bundle_faults
from news_ingest.errors import IngestError
from news_ingest.export import export
from news_ingest.run import ingest
from news_ingest.settings import IngestSettings
from news_ingest.withdraw import withdraw_article

DAY = "2026-03-14"
RAW = {
    "السهل/1.txt": "ترميم السوق القديمة\n\nبدأ ترميم السوق صباح أمس بعد تأجيل طويل.\n",
    "السهل/2.txt": "افتتاح الجسر الجديد\n\nافتُتح الجسر صباح اليوم على الوادي.\n",
    "كل.jsonl": '{"title": "خبر أول من ملف", "content": "نصّ الخبر الأول."}\n'
    '{"title": "خبر ثان من ملف", "content": "نصّ الخبر الثاني."}\n',
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Four articles of three raw files, and corrections."""
    folder = tmp_path / "content"
    for name, text in RAW.items():
        (folder / "raw" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "raw" / name).write_text(text, encoding="utf-8")
    (folder / "corrections.csv").write_text("id,source,field,value,note\n", encoding="utf-8")
    ingest(IngestSettings((folder / "raw",), folder))
    return folder


def make(content: Path, name: str = "bag", day: str = DAY) -> Path:
    """A bag beside the content folder."""
    folder = content.parent / name
    list(bundle(content, content / "raw", folder, day))
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """Every file's bytes by its name."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_bag_holds_all_that_the_archive_is_made_of(content: Path) -> None:
    """Raw files as they are, Markdown, evidence, catalogue, tables; the reference program finds it valid."""
    bag = make(content)
    found = files(bag)
    assert {f"data/raw/{name}": text.encode() for name, text in RAW.items()}.items() <= found.items()
    assert len([name for name in found if name.startswith("data/articles/")]) == 4
    assert len(b"".join(data for name, data in found.items() if name.startswith("data/evidence/")).splitlines()) == 4
    assert len(found["data/catalogue.jsonl"].splitlines()) == 4
    assert "data/corrections.csv" in found
    assert bagit.Bag(str(bag)).validate()
    assert list(bundle_faults(bag)) == []


def test_the_same_content_gives_the_same_bytes(content: Path) -> None:
    """On the same day; another day changes what tells the day."""
    first = files(make(content))
    assert files(make(content, "again")) == first
    other = files(make(content, "later", "2026-03-15"))
    assert {name for name in first if first[name] != other[name]} == {"bag-info.txt", "tagmanifest-sha256.txt"}


def test_what_was_withdrawn_is_left_out(content: Path) -> None:
    """Its Markdown and evidence, and the raw file that holds it, whatever else that holds."""
    [row] = [row for row in export(content) if row["title"] == "خبر أول من ملف"]
    list(withdraw_article(content, Withdrawal(row["id"], DAY, "", "سبب")))
    said = list(bundle(content, content / "raw", content.parent / "bag", DAY))
    assert said[-1] == "left out, since it holds what was withdrawn: raw/كل.jsonl"
    found = files(content.parent / "bag")
    assert not [name for name, data in found.items() if "الخبر الأول".encode() in data or "خبر أول".encode() in data]
    assert len(found["data/catalogue.jsonl"].splitlines()) == 3
    lines = b"".join(data for name, data in found.items() if name.startswith("data/evidence/")).splitlines()
    assert row["id"] not in {json.loads(line)["id"] for line in lines}
    assert row["id"].encode() in found["data/withdrawn.csv"]


def spoil_text(bag: Path) -> None:
    """Change a byte of a raw file."""
    path = bag / "data/raw/السهل/1.txt"
    path.write_bytes(path.read_bytes().replace(b"\n", b" ", 1))


def drop_manifest_line(bag: Path) -> None:
    """Have the manifest say less than it did."""
    path = bag / "manifest-sha256.txt"
    path.write_text("".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[1:]), encoding="utf-8")


FAULTS: dict[str, tuple[Callable[[Path], object], tuple[str, ...]]] = {
    "a byte that changed": (spoil_text, ("damaged: data/raw/السهل/1.txt: sha256 ",)),
    "a file that is gone": (lambda bag: (bag / "data/raw/السهل/1.txt").unlink(), ("missing: data/raw/السهل/1.txt",)),
    "a file too much": (lambda bag: (bag / "data/x.txt").touch(), ("not in the manifest: data/x.txt",)),
    "a manifest that was changed": (drop_manifest_line, ("not in the manifest: ", "damaged: manifest-sha256.txt: ")),
    "a tag file that is gone": (lambda bag: (bag / "bag-info.txt").unlink(), ("missing: bag-info.txt",)),
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_of_a_bag_is_named(content: Path, name: str) -> None:
    """With the file and what was expected."""
    spoil, expected = FAULTS[name]
    bag = make(content)
    spoil(bag)
    found = list(bundle_faults(bag))
    assert [line.startswith(beginning) for line, beginning in zip(found, expected, strict=True)] == [True] * len(found)


@pytest.mark.parametrize("text", ["", "0" * 64 + "  ../../../etc/passwd\n"])
def test_what_is_no_bag_is_said(tmp_path: Path, text: str) -> None:
    """An empty folder, a manifest that leads out of it."""
    if text:
        (tmp_path / "bagit.txt").write_text("BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n")
        (tmp_path / "manifest-sha256.txt").write_text(text)
    with pytest.raises(IngestError, match="expected a BagIt bag as"):
        list(bundle_faults(tmp_path))


def test_a_bag_is_made_whole_or_not_at_all(content: Path) -> None:
    """Where something is there already, or nothing to be bagged; nothing half-made is left."""
    (content.parent / "bag").mkdir()
    with pytest.raises(IngestError, match="is there already; expected a new folder"):
        make(content)
    with pytest.raises(IngestError, match=r"no such folder; expected the one with the raw files"):
        list(bundle(content, content / "none", content.parent / "other", DAY))
    (content / "articles").rename(content / "elsewhere")
    with pytest.raises(IngestError, match="no folder 'articles'"):
        make(content, "third")
    assert sorted(path.name for path in content.parent.iterdir()) == ["bag", "content"]


def test_the_day_is_given_or_that_of_the_build() -> None:
    """SOURCE_DATE_EPOCH is what reproducible builds go by."""
    assert day_of("2026-03-14", {"SOURCE_DATE_EPOCH": "0"}) == "2026-03-14"
    assert day_of("", {"SOURCE_DATE_EPOCH": "86400"}) == "1970-01-02"
    assert day_of("", {}) in {
        str(datetime.datetime.now(datetime.UTC).date() - datetime.timedelta(days)) for days in (0, 1)
    }
    with pytest.raises(IngestError, match=r"date '14\.3\.', SOURCE_DATE_EPOCH ''; expected YYYY-MM-DD"):
        day_of("14.3.", {})
    with pytest.raises(IngestError, match="SOURCE_DATE_EPOCH 'x'"):
        day_of("", {"SOURCE_DATE_EPOCH": "x"})


def test_corrections_of_a_withdrawn_article_are_left_out(content: Path, tmp_path: Path) -> None:
    """By its id and by its source; other corrections stay as they are."""
    ids = {row["source"]: row["id"] for row in export(content)}
    first, second = ids["السهل/1.txt"], ids["السهل/2.txt"]
    head, kept = "id,source,field,value,note\n", f"{second},,section,محليات,\n"
    gone = f"{first},,title,عنوان صحّحناه,\n,السهل/1.txt,section,سرّ,\n"
    (content / "corrections.csv").write_text(head + gone + kept, encoding="utf-8")
    list(withdraw_article(content, Withdrawal(first, DAY, "", "طلب")))
    list(bundle(content, content / "raw", tmp_path / "bag", DAY))
    assert (tmp_path / "bag/data/corrections.csv").read_text(encoding="utf-8") == head + kept
