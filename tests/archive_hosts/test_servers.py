"""Debian's nginx and Apache serve a site with the files that the build made for them."""

from __future__ import annotations

import csv
import gzip
import io
from typing import Any
from urllib.parse import quote

import pytest

from archive_hosts.headers import security_headers
from archive_pages.csp import POLICY

ARTICLE = "/a/0j/66vpypr823.html"
PAGE = "public, max-age=0, must-revalidate"
FOREVER = "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    "path", ["/", ARTICLE, "/feed.atom", "/theme/css/site.css", "/robots.txt", "/nothing", "/.htaccess"]
)
def test_every_answer_has_the_security_headers(server: Any, path: str) -> None:
    """Pages, data and pages that are not there: each header once, word for word."""
    headers = server.get(path).headers
    for name, value in security_headers(POLICY, 86_400):
        assert headers[name.lower()] == value, name


@pytest.mark.parametrize(
    ("path", "kind", "kept"),
    [
        ("/", "text/html; charset=utf-8", PAGE),
        (ARTICLE, "text/html; charset=utf-8", PAGE),
        ("/section/%D8%B1%D9%8A%D8%A7%D8%B6%D8%A9/", "text/html; charset=utf-8", PAGE),
        ("/theme/css/site.css", "text/css; charset=utf-8", PAGE),
        ("/sw.js", "javascript; charset=utf-8", PAGE),
        ("/feed.atom", "application/atom+xml; charset=utf-8", PAGE),
        ("/feed.rss", "application/rss+xml; charset=utf-8", PAGE),
        ("/feed.json", "application/json; charset=utf-8", PAGE),
        ("/api/index.json", "application/json; charset=utf-8", PAGE),
        ("/sitemap.xml", "/xml; charset=utf-8", PAGE),
        ("/robots.txt", "text/plain; charset=utf-8", PAGE),
        ("/theme/img/icon.svg", "image/svg+xml", PAGE),
        ("/search/x/0.bin", "application/octet-stream", FOREVER),
        ("FONT", "font/woff2", FOREVER),
    ],
)
def test_each_kind_of_file_has_its_type_and_its_time(server: Any, hosted: Any, path: str, kind: str, kept: str) -> None:
    """Scripts and XML have two names each."""
    if path == "FONT":
        path = f"/theme/fonts/{sorted((hosted.output / 'theme/fonts').iterdir())[0].name}"
    answer = server.get(path)
    assert (answer.status, answer.headers["cache-control"]) == (200, kept)
    assert answer.headers["content-type"].endswith(kind)


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/a/0j/none.html", "/search/x/1.bin", "/.htaccess", "/.nginx/http.conf", "/.warraq-outputs.json"],
)
def test_what_is_not_there_gets_the_site_s_own_page(server: Any, path: str) -> None:
    """Files that are none of the readers' business are not there either, and nobody keeps the answer for long."""
    answer = server.get(path)
    assert answer.status == 404
    assert "الصفحة غير موجودة".encode() in answer.body
    assert "31536000" not in answer.headers.get("cache-control", "")


def test_a_folder_without_an_index_shows_no_files(server: Any) -> None:
    """It gets the page of what is not there."""
    answer = server.get("/theme/")
    assert answer.status in (403, 404)
    assert "الصفحة غير موجودة".encode() in answer.body


def test_a_folder_is_asked_for_with_its_slash(server: Any) -> None:
    """Without it the page's relative links would lead elsewhere."""
    answer = server.get("/archive")
    assert answer.status == 301
    assert answer.headers["location"].endswith("/archive/")


def test_old_addresses_lead_on_for_good(server: Any, hosted: Any) -> None:
    """Each row of the file, whatever signs stand in it."""
    rows = list(csv.DictReader(io.StringIO((hosted.content / "redirects.csv").read_text(encoding="utf-8"))))
    for row in rows:
        old = row["old"] if "%" in row["old"] else quote(row["old"])
        answer = server.get(old)
        new = ARTICLE if row["new"].isalnum() else quote(row["new"])
        assert answer.status == 301, row
        assert answer.headers["location"].removeprefix(f"http://127.0.0.1:{server.port}").upper() == new.upper()
        assert server.get(new).status == 200


def test_text_is_compressed_by_nginx(nginx: Any) -> None:
    """Where a reader's browser says that it may be."""
    answer = nginx.get("/", Accept_Encoding="gzip")
    assert (answer.headers["content-encoding"], answer.headers["vary"]) == ("gzip", "Accept-Encoding")


def test_a_copy_that_was_compressed_before_is_taken(nginx: Any, hosted: Any) -> None:
    """As `invoke publish --compress` puts it beside its file."""
    (hosted.output / "both.txt").write_text("as it is", encoding="utf-8")
    (hosted.output / "both.txt.gz").write_bytes(gzip.compress(b"compressed before"))
    assert nginx.get("/both.txt").body == b"as it is"
    assert gzip.decompress(nginx.get("/both.txt", Accept_Encoding="gzip").body) == b"compressed before"
