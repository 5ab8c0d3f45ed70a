"""The file of redirects: what it means, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive_hosts.errors import HostsError
from archive_hosts.redirects import Redirect, check_redirects, read_redirects

HEAD = "old,new,note\n"


def read(folder: Path, rows: str) -> tuple[Redirect, ...]:
    """The redirects of a file with these rows."""
    (folder / "redirects.csv").write_text(HEAD + rows, encoding="utf-8")
    return read_redirects(folder / "redirects.csv")


def test_rows_are_paths_or_ids(tmp_path: Path) -> None:
    """Encoded or not, with the file that a page at the old address has."""
    rows = "/x/1.html,0j66vpypr823,\n/%D8%A3/,/section/محليات/,note\n/news.php,/,\n"
    found = read(tmp_path, rows)
    assert [(one.old, one.new) for one in found] == [
        ("x/1.html", "a/0j/66vpypr823.html"),
        ("أ/", "section/محليات/"),
        ("news.php", ""),
    ]
    assert [one.save_as for one in found] == ["x/1.html", "أ/index.html", "news.php/index.html"]
    assert [one.target for one in found] == ["a/0j/66vpypr823.html", "section/محليات/index.html", "index.html"]


def test_no_file_has_no_redirects(tmp_path: Path) -> None:
    """The file is an option."""
    assert read_redirects(tmp_path / "redirects.csv") == ()


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("/x,/y\n", "row 2: 2 fields; expected 3"),
        ("x,/y,\n", "row 2: old 'x': expected a path from the site's root"),
        ("https://else.example/,/y,\n", "old 'https://else.example/': expected a path"),
        ("/x,https://else.example/,\n", "new 'https://else.example/': expected a path from the site's root, as in"),
        ("/x,//else.example/,\n", "new '//else.example/': expected a path"),
        ("/x,/%2Felse.example/,\n", "new '/%2Felse.example/': expected a path"),
        ("/x,/\\else.example,\n", "expected a path"),
        ("/../x,/y,\n", "old '/../x': expected a path"),
        ("/%2e%2e/x,/y,\n", "old '/%2e%2e/x': expected a path"),
        ("/x%00,/y,\n", "expected a path"),
        ("/x%0A/evil,/y,\n", "expected a path"),
        ("/x.php?id=1,/y,\n", "old '/x.php?id=1': expected a path"),
        ("/,/y,\n", "old '/': the front page"),
        ("/search/page.js,/y,\n", "old '/search/page.js': belongs to the site"),
        ("/.git/config,/y,\n", "belongs to the site"),
        (f"/{'و' * 121},/y,\n", "expected names of at most 240 bytes"),
        ("/x,/y,\n/x/,/z,\n", "row 3: old 'x/' stands in row 2 already"),
        ("/x,/y/,\n/y/,/z,\n", "row 2: new 'y/' is the old one of row 3; expected where that leads"),
        ("/x.html,/y,\n/x.html/z,/y,\n", "row 3: old 'x.html/z' lies below the page of row 2"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, rows: str, message: str) -> None:
    """With its line, its value and what was expected."""
    with pytest.raises(HostsError) as caught:
        read(tmp_path, rows)
    assert message in str(caught.value)


@pytest.mark.parametrize(("data", "message"), [(b"a,b\n", "first row 'a,b'"), (b"\xff\xfe", "expected a CSV file")])
def test_a_file_that_is_none_is_named(tmp_path: Path, data: bytes, message: str) -> None:
    """With what was expected of it."""
    (tmp_path / "redirects.csv").write_bytes(data)
    with pytest.raises(HostsError, match=message):
        read_redirects(tmp_path / "redirects.csv")


def test_redirects_fit_the_site(tmp_path: Path) -> None:
    """They lead to its files, and stand where it has none."""
    found = read(tmp_path, "/x/,/archive/,\n/about/,/archive/,\n/y/,/none/,\n/feed.atom/x,/archive/,\n")
    with pytest.raises(HostsError) as caught:
        check_redirects(tmp_path / "r.csv", found, {"archive/index.html", "about/index.html", "feed.atom"})
    assert "row 2" not in str(caught.value)
    assert "row 3: old 'about/': the site has a page there" in str(caught.value)
    assert "row 4: new 'none/': the site has no such page" in str(caught.value)
    assert "row 5: old 'feed.atom/x': the site has a page there" in str(caught.value)
