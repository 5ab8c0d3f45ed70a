"""A failed build is an error; the server behaves as a static host does."""

from __future__ import annotations

import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from email.message import Message
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from archive_build.run import BuildError, Options, build, server

POLICY = "default-src 'none'; script-src 'self'"
Fetch = Callable[[str], tuple[int, Message, bytes]]


@pytest.fixture
def settings(root: Path, tmp_path: Path) -> Callable[[str], Path]:
    """The repository's settings with a line of one's own behind them."""

    def write(line: str) -> Path:
        path = tmp_path / "conf.py"
        path.write_text(
            f"import runpy\nglobals().update(runpy.run_path({str(root / 'pelicanconf.py')!r}))\n"
            f"THEME = {str(root / 'theme')!r}\n{line}\n"
        )
        return path

    return write


def test_a_build_that_fails_is_an_error_that_names_the_content(
    settings: Callable[[str], Path], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A bad setting ends the build with Pelican's exit status, and what Pelican printed says which."""
    (tmp_path / "content" / "articles").mkdir(parents=True)
    with pytest.raises(BuildError) as caught:
        build(tmp_path / "content", tmp_path / "output", settings("NEWS_PER_PAGE = 0"))
    assert str(caught.value) == (
        f"content {str(tmp_path / 'content')!r}: setting NEWS_PER_PAGE: 0; expected a whole number from 1 to 1000"
    )
    printed = " ".join("".join(capfd.readouterr()).split())
    assert "setting NEWS_PER_PAGE: 0; expected a whole number from 1 to 1000" in printed
    assert not (tmp_path / "output" / "index.html").exists()


@pytest.mark.parametrize("jobs", [0, -2])
def test_a_number_of_processes_below_one_is_an_error(
    jobs: int, root: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """It is named, not taken for the settings file's."""
    (tmp_path / "content" / "articles").mkdir(parents=True)
    with pytest.raises(BuildError):
        build(tmp_path / "content", tmp_path / "output", root / "pelicanconf.py", Options(jobs=jobs))
    assert f"setting NEWS_JOBS: {jobs}; expected a whole number from 1" in " ".join("".join(capfd.readouterr()).split())


def test_content_that_does_not_exist_is_an_error(root: Path, tmp_path: Path) -> None:
    """No content folder gives no empty site, and a message without Pelican's traceback."""
    with pytest.raises(BuildError, match="nowhere': no such folder; expected the folder where ingest put its articles"):
        build(tmp_path / "nowhere", tmp_path / "output", root / "pelicanconf.py")
    assert not (tmp_path / "output" / "index.html").exists()


@pytest.fixture
def http(tmp_path: Path) -> Iterator[ThreadingHTTPServer]:
    """A server of `tmp_path`/site on a free port."""
    (tmp_path / "site" / "أرشيف").mkdir(parents=True)
    (tmp_path / "site" / "أرشيف" / "index.html").write_text("الأرشيف", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret")
    with server(tmp_path / "site", 0, POLICY) as http:
        threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield http
        http.shutdown()


@pytest.fixture
def fetch(http: ThreadingHTTPServer) -> Fetch:
    """Status, headers and body of an address, errors too."""

    def get(path: str) -> tuple[int, Message, bytes]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{http.server_port}{path}", timeout=10) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers, error.read()

    return get


def test_port_0_takes_a_free_port_on_this_machine_only(http: ThreadingHTTPServer, tmp_path: Path) -> None:
    """Two servers side by side have two ports, and none is open to the network."""
    with server(tmp_path, 0, POLICY) as other:
        assert 0 not in (http.server_port, other.server_port)
        assert http.server_port != other.server_port
        assert other.server_address[0] == "127.0.0.1"


def test_a_folder_gives_its_index_under_the_security_headers(fetch: Fetch) -> None:
    """Percent-encoded Arabic addresses work, and every answer has the site's policy and is never cached unasked."""
    status, headers, body = fetch("/%D8%A3%D8%B1%D8%B4%D9%8A%D9%81/")
    assert (status, body.decode()) == (200, "الأرشيف")
    assert headers["Content-Security-Policy"] == POLICY
    assert (headers["X-Content-Type-Options"], headers["Cache-Control"]) == ("nosniff", "no-cache")


def test_what_a_static_host_does_not_do_is_refused(http: ThreadingHTTPServer) -> None:
    """With the same headers; the 404 page is for addresses."""
    request = urllib.request.Request(f"http://127.0.0.1:{http.server_port}/", data=b"x", method="POST")
    with pytest.raises(urllib.error.HTTPError, match="501") as caught:
        urllib.request.urlopen(request, timeout=10)
    assert caught.value.headers["Content-Security-Policy"] == POLICY
    caught.value.close()


def test_a_missing_page_gives_the_site_s_404_page(fetch: Fetch, tmp_path: Path) -> None:
    """It comes with status 404 and the policy."""
    (tmp_path / "site" / "404.html").write_text("غير موجودة", encoding="utf-8")
    status, headers, body = fetch("/nowhere/")
    assert (status, body.decode()) == (404, "غير موجودة")
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Content-Security-Policy"] == POLICY


def test_head_of_a_missing_page_gives_its_headers_alone(http: ThreadingHTTPServer, tmp_path: Path) -> None:
    """The page's length is told, and nothing follows the headers."""
    (tmp_path / "site" / "404.html").write_text("12345")
    with socket.create_connection(("127.0.0.1", http.server_port), timeout=10) as connection:
        connection.sendall(b"HEAD /nowhere/ HTTP/1.0\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(4096), b""))
    assert b" 404 " in answer.splitlines()[0]
    assert b"\r\nContent-Length: 5\r\n" in answer
    assert answer.endswith(b"\r\n\r\n")


def test_a_site_without_a_404_page_still_answers_404(fetch: Fetch) -> None:
    """Python's own page stands in."""
    status, headers, _ = fetch("/nowhere/")
    assert (status, headers["Content-Security-Policy"]) == (404, POLICY)


def test_nothing_outside_the_site_is_served(fetch: Fetch) -> None:
    """Dots in an address, plain or encoded, lead nowhere."""
    for address in ("/../secret.txt", "/%2e%2e/secret.txt", "/x/..%2f..%2fsecret.txt"):
        assert fetch(address)[0] == 404
