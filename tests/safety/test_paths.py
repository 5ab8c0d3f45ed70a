"""Names that lead elsewhere, or that Windows cannot hold: nothing is written outside; any file system can hold the
site.
"""

from __future__ import annotations

import io
import json
import ntpath
import stat
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path, PureWindowsPath
from typing import Any

import pytest

from news_ingest.run import ingest
from news_ingest.settings import IngestSettings

BODY = "أعلنت البلدية صباح أمس بدء العمل في ترميم السوق القديمة، وقال رئيسها إن العمل ينتهي قبل الصيف المقبل."
MAX_NAME_BYTES = 240
KEYS = ("Title", "Authors", "Place", "Agency", "Publisher", "Category", "Slug")


def is_refused(path: Path) -> bool:
    """Whether Windows has no place for a relative path."""
    windows = PureWindowsPath(path)
    reserved = ntpath.isreserved(str(path)) if sys.version_info >= (3, 13) else windows.is_reserved()
    return reserved or windows.parts != path.parts


NAMES = [
    *(
        "CON",
        "con.txt",
        "NUL",
        "nul.",
        "COM1",
        "LPT9.x",
        "AUX",
        "prn",
        "CONIN$",
        "a.",
        "a ",
        "...",
        "..",
        "../../x",
        "/etc/x",
    ),
    *(
        "C:\\x",
        "C:x",
        "\\\\server\\share",
        "a\\b",
        "a:b",
        'a"b',
        "a<b>c",
        "a|b",
        "a?b",
        "a*b",
        "~",
        ".hidden",
        "-rf",
        "%2e%2e/x",
    ),
    *(
        "x" * 300,
        "ا" * 200,
        "e\u0301",
        "\u00e9",
        "İstanbul",
        "ISTANBUL",
        "ıstanbul",
        "ﷺ",
        "index",
        "page",
        "a/b/c",
        "\u200f",
    ),
]


@pytest.fixture(scope="module")
def named(build_site: Callable[..., Any]) -> Any:
    """A site whose publishers, sections, authors, places and agencies have these names."""
    records = [
        {
            "title": f"خبر {at}",
            "content": f"{BODY} {at}",
            "author": name,
            "section": name,
            "source": name,
            "date": "2015-07-21",
        }
        for at, name in enumerate(NAMES)
    ]
    by_hand = {f"{at}.md": "".join(f"{key}: {name}\n" for key in KEYS) + f"\n{BODY}\n" for at, name in enumerate(NAMES)}
    return build_site({"a.jsonl": "\n".join(map(json.dumps, records))}, by_hand)


def test_every_output_can_be_kept_by_windows(named: Any) -> None:
    """No device's name, no sign that it refuses, no dot at an end, no name over 240 bytes, none twice but for case."""
    outputs = [path.relative_to(named.output) for path in named.output.rglob("*")]
    assert [path for path in outputs if is_refused(path)] == []
    assert [path for path in outputs if set(path.name) & set('\\:"<>|?*') or path.name.endswith((".", " "))] == []
    assert [path for path in outputs if len(path.name.encode()) > MAX_NAME_BYTES] == []
    assert len({str(path).casefold() for path in outputs}) == len(outputs)


def test_nothing_lies_beside_the_site(named: Any) -> None:
    """And every article is there."""
    assert {path.name for path in named.output.parent.iterdir()} == {"content", "output"}
    assert len(list(named.output.glob("a/*/*.html"))) == 2 * len(NAMES)


def test_what_ingest_writes_can_be_kept_by_windows(named: Any) -> None:
    """Articles, profiles, evidence, report."""
    folders = (".evidence", ".ingest", "profiles", "articles")
    made = [path.relative_to(named.content) for name in folders for path in (named.content / name).rglob("*")]
    assert [path for path in made if is_refused(path)] == []


def put_tar(path: Path, *members: tarfile.TarInfo) -> None:
    """A tar file of these members; those with a size have the text."""
    with tarfile.open(path, "w") as archive:
        for member in members:
            archive.addfile(member, io.BytesIO(BODY.encode()))


def member(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    """A member of a tar file."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    info.size = len(BODY.encode()) if kind == tarfile.REGTYPE else 0
    return info


def test_links_and_devices_in_a_tar_file_are_passed_over(tmp_path: Path) -> None:
    """A link to a secret, a hard link, a device, a pipe: none is opened, and the file behind them is read."""
    (tmp_path / "secret.txt").write_text("سر", encoding="utf-8")
    kinds = [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE, tarfile.CONTTYPE]
    links = [member(f"{at}.txt", kind, str(tmp_path / "secret.txt")) for at, kind in enumerate(kinds)]
    (tmp_path / "raw").mkdir()
    put_tar(tmp_path / "raw/a.tar", *links, member("z.txt"))
    summary = ingest(IngestSettings((tmp_path / "raw",), tmp_path / "content"))
    [made] = (tmp_path / "content/articles").rglob("*.md")
    assert (summary.written, "Source: a.tar/z.txt" in made.read_text(encoding="utf-8")) == (1, True)


def test_a_link_in_a_zip_file_is_its_text(tmp_path: Path) -> None:
    """What a zip file calls a link is a small text, and is not followed."""
    info = zipfile.ZipInfo("link.txt")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(info, "/etc/passwd")
    ingest(IngestSettings((tmp_path / "a.zip",), tmp_path / "content"))
    assert "root:" not in "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "content").rglob("*.md"))


@pytest.mark.parametrize(
    "target", ["/etc/passwd", "../secret.txt", "../raw-beside/x.txt", "/dev/zero", "/proc/self/environ"]
)
def test_a_link_out_of_the_raw_folder_is_in_quarantine(tmp_path: Path, target: str) -> None:
    """Also into a folder whose name only begins like its own."""
    for name in ("raw", "raw-beside"):
        (tmp_path / name).mkdir()
    for name in ("secret.txt", "raw-beside/x.txt"):
        (tmp_path / name).write_text(BODY, encoding="utf-8")
    (tmp_path / "raw/a.txt").symlink_to(target)
    summary = ingest(IngestSettings((tmp_path / "raw",), tmp_path / "content"))
    assert (summary.inputs, summary.written, summary.rejected) == (1, 0, 1)


@pytest.mark.parametrize(
    "name", ["C:\\news\\1.txt", "..\\..\\1.txt", "\\\\server\\share\\1.txt", "CON.txt", "a\\b.txt", "x. .txt"]
)
def test_names_from_windows_in_archives(tmp_path: Path, name: str) -> None:
    """A backslash parts folders, as archives from Windows have it; a source never leads up or to a drive's root."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(name, BODY)
    ingest(IngestSettings((tmp_path / "a.zip",), tmp_path / "content"))
    [made] = (tmp_path / "content/articles").rglob("*.md")
    source = made.read_text(encoding="utf-8").partition("\nSource: ")[2].partition("\n")[0]
    assert "\\" not in source
    assert ".." not in source.split("/")
    assert not PureWindowsPath(source).is_absolute()


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\u2028", "\x0b", "\x85"])
def test_line_ends_make_no_difference(tmp_path: Path, end: str) -> None:
    """The same article, with the same id, from Windows, old Macs and Unix."""
    lines = ["ترميم السوق القديمة", "21/07/2015", BODY]
    (tmp_path / "a.txt").write_bytes(end.join(lines).encode())
    ingest(IngestSettings((tmp_path,), tmp_path / ".content"))
    [made] = (tmp_path / ".content/articles").rglob("*.md")
    assert {"Title: ترميم السوق القديمة", "Date: 2015-07-21"} <= set(made.read_text(encoding="utf-8").splitlines())
