"""A site with every file for hosts, and servers of this machine that serve it."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from site_workshop import Workshop

from archive_hosts.settings import KNOWN

ARTICLE = "0j66vpypr823"
ADDRESS = "/a/0j/66vpypr823.html"
LONG = "/" + "/".join(["خبر عن كل شيء" * 4] * 8) + ".html"
REDIRECTS = f"""old,new,note
/news/show/4711.html,{ARTICLE},by its id
/أخبار/رياضة/,/section/رياضة/,Arabic
/news.php,/archive/,not a page's name
/%D8%A3%20%22x%22%20$1%251/,{ARTICLE},what servers might take for their own
{LONG},/,longer than nginx expects
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server says."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Server:
    """A web server of this machine."""

    port: int

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a path; names of headers are in lower case in the answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """An empty workshop."""
    return Workshop(tmp_path / "workshop")


@pytest.fixture(scope="session")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """A small site with all files for hosts."""
    folder = tmp_path_factory.mktemp("hosted")
    settings = {"SITEURL": "https://archive.example", "NEWS_HOST_FILES": list(KNOWN), "NEWS_HSTS": 86_400}
    shop = Workshop(folder / "workshop", settings)
    head = f"Title: خبر\nDate: 2015-07-21\nCategory: رياضة\nId: {ARTICLE}\n"
    shop.write("1.md", f"{head}\nنصّ.\n")
    (shop.content / "redirects.csv").write_text(REDIRECTS, encoding="utf-8")
    shop.build()
    (shop.output / "search/x").mkdir(parents=True)
    (shop.output / "search/x/0.bin").write_bytes(bytes(2000))
    for path in (folder, *folder.parents):
        if path.name.startswith(("hosted", "popen-", "pytest-")):  # pytest's own folders, of its workers too
            path.chmod(0o755)  # a server's workers may be of another user
    return shop


def program(name: str) -> str:
    """A server's program; the test is skipped where there is none."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    if not found:
        pytest.skip(f"{name} is not here")
    return found


@pytest.fixture(scope="session")
def start_server() -> Iterator[Callable[[Callable[[int], list[Any]]], Server]]:
    """Start the command that a function gives for a port; the server ends with the tests."""
    with contextlib.ExitStack() as stack:

        def start(command: Callable[[int], list[Any]]) -> Server:
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                port: int = free.getsockname()[1]
            process = subprocess.Popen(command(port), stderr=subprocess.PIPE)
            stack.callback(process.wait)
            stack.callback(process.terminate)
            deadline = time.monotonic() + 20
            while process.poll() is None and time.monotonic() < deadline:
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                    return Server(port)
                time.sleep(0.05)
            assert process.stderr
            process.terminate()
            raise AssertionError(process.stderr.read().decode())

        yield start


NGINX = """
daemon off; worker_processes 1; pid {folder}/pid; error_log stderr warn;
events {{}}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3;
    uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
    include {site}/.nginx/http.conf;
    server {{ listen 127.0.0.1:{port}; server_name localhost; root {site}; include {site}/.nginx/server.conf; }}
}}
"""

APACHE = """
ServerRoot {folder}
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {folder}/pid
DefaultRuntimeDir {folder}
ErrorLog {folder}/log
{modules}
TypesConfig /etc/mime.types
<IfModule unixd_module>
User www-data
Group www-data
</IfModule>
DocumentRoot {site}
<Directory {site}>
AllowOverride All
Require all granted
</Directory>
"""
MODULES = ("mpm_event", "authz_core", "dir", "mime", "headers", "rewrite", "alias")


@pytest.fixture(scope="session")
def nginx(hosted: Workshop, tmp_path_factory: pytest.TempPathFactory, start_server: Any) -> Server:
    """Debian's nginx with the snippets of the build."""
    own, folder = program("nginx"), tmp_path_factory.mktemp("nginx")

    def command(port: int) -> list[Any]:
        (folder / "nginx.conf").write_text(NGINX.format(folder=folder, site=hosted.output, port=port))
        return [own, "-e", "stderr", "-p", folder, "-c", folder / "nginx.conf"]

    server: Server = start_server(command)
    return server


@pytest.fixture(scope="session")
def apache(hosted: Workshop, tmp_path_factory: pytest.TempPathFactory, start_server: Any) -> Server:
    """Debian's Apache with the site's `.htaccess`."""
    own, folder = program("apache2"), tmp_path_factory.mktemp("apache")
    place = Path("/usr/lib/apache2/modules")
    modules = "\n".join(f"LoadModule {name}_module {place}/mod_{name}.so" for name in MODULES)

    def command(port: int) -> list[Any]:
        text = APACHE.format(folder=folder, site=hosted.output, port=port, modules=modules)
        (folder / "apache.conf").write_text(text)
        return [own, "-f", folder / "apache.conf", "-D", "FOREGROUND"]

    server: Server = start_server(command)
    return server


@pytest.fixture(params=["nginx", "apache"])
def server(request: pytest.FixtureRequest) -> Server:
    """Each of the two."""
    found: Server = request.getfixturevalue(request.param)
    return found
