"""Only settings name places: nothing that raw files, corrections or Markdown name is asked for over a network or read
from this machine.
"""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archive_check.check import Extent, address_of, check
from archive_pages.csp import POLICY
from news_ingest.run import ingest
from news_ingest.settings import IngestSettings

BODY = "أعلنت البلدية صباح أمس بدء العمل في ترميم السوق القديمة، وقال رئيسها إن العمل ينتهي قبل الصيف المقبل."
SECRET = "كلمة السر في هذا الملف وحده"


class Server(socketserver.ThreadingTCPServer):
    """Counts who calls."""

    calls = 0

    def process_request(self, request: Any, client_address: Any) -> None:
        """A call."""
        self.calls += 1
        self.shutdown_request(request)


@pytest.fixture
def called() -> Iterator[Server]:
    """A server on this machine that nobody should call."""
    with Server(("127.0.0.1", 0), socketserver.BaseRequestHandler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def hostile(address: str, secret: Path) -> dict[str, str]:
    """Raw files by name that name the address, and a file of this machine, wherever something can be named."""
    entity = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{address}/x"><!ENTITY y SYSTEM "file://{secret}">]>'
    head = f'<base href="{address}/"><link rel="canonical" href="{address}/c">'
    page = f'<img src="{address}/i"><iframe src="{address}/f"></iframe><p>{BODY} &x; &y;</p>'
    record = {
        "content": BODY,
        "title": "خبر من سجل",
        "url": f"{address}/r",
        "file": str(secret),
        "source": f"s3://{address}",
    }
    return {
        "a.html": f"<!-- saved from url=(0030){address}/s -->{entity}<head>{head}</head><body>{page}</body>",
        "b.sgml": f"{entity}<DOC><DOCNO>1</DOCNO><URL>{address}/u</URL><TEXT>{BODY} &x; &y;</TEXT></DOC>",
        "c.jsonl": "\n".join(
            json.dumps(record | {"url": url, "content": f"{BODY} {url}"}) for url in urls(address, secret)
        ),
        "d.csv": f"title,content,url\n{address}/t,{BODY} جدول,memory://x\n",
        "e.txt": f"{address}/title\n{BODY}\n![x]({address}/i) <{address}/a> {{filename}}{secret} {{static}}{secret}\n",
    }


def urls(address: str, secret: Path) -> list[str]:
    """Addresses that fsspec, or a careless reader, would follow."""
    return [
        f"{address}/r",
        f"file://{secret}",
        str(secret),
        f"simplecache::{address}/x",
        f"zip://x::{address}/z",
        "s3://b/k",
    ]


BY_HAND = """Title: {address}/t
Id: 0j66vpypr823
Date: 2015-07-21
Source: {address}/source
Source_url: {url}
Image: {address}/image
Template: ../../../../{secret}
Save_as: ../../out.html
URL: {address}/

{body} [x]({{filename}}{secret}) ![y]({{static}}{secret}) ![z]({address}/z.png) <img src="file://{secret}">
"""


def test_nothing_is_asked_for_and_nothing_read(called: Server, tmp_path: Path, build_site: Any) -> None:
    """Ingest, a dry run, a build and a check; a file beside the content is on no page."""
    address, secret = f"http://127.0.0.1:{called.server_address[1]}", tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    by_hand = BY_HAND.format(address=address, url=f"{address}/u", secret=secret, body=BODY)
    site = build_site(hostile(address, secret), {"hand.md": by_hand})
    rows = f"id,source,field,value,note\n,{address}/x,title,عنوان,\n,e.txt,section,{address}/s,{address}\n"
    (site.content / "corrections.csv").write_text(rows, encoding="utf-8")
    summary = ingest(IngestSettings((site.content / "raw",), site.content))
    site.build()
    check(site.output, site.content, address_of(site.output), POLICY, extent=Extent(sample=5, html=0))
    assert summary.unused_corrections == [f"{address}/x"]
    assert called.calls == 0
    made = [path for folder in (site.output, site.content) for path in folder.rglob("*") if path.is_file()]
    assert not [path for path in made if SECRET.encode() in path.read_bytes()]
    assert not (site.output.parent / "out.html").exists()


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "JAVASCRIPT:x",
        "//evil.example",
        "file:///etc/passwd",
        "vbscript:x",
        " javascript:x",
    ],
)
def test_a_source_that_is_no_web_page_is_not_linked(build_site: Any, read_page: Any, url: str) -> None:
    """`Source_url` becomes a link for http and https alone."""
    site = build_site(None, {"a.md": f"Title: خبر\nId: 0j66vpypr823\nSource_url: {url}\n\n{BODY} [x]({url.strip()})\n"})
    elements = read_page((site.output / "a/0j/66vpypr823.html").read_text(encoding="utf-8")).elements
    schemes = {attributes.get("href", "").strip().partition(":")[0].lower() for _, attributes in elements}
    assert not schemes & {"javascript", "data", "file", "vbscript"}


@pytest.mark.parametrize(
    "link", ["{static}../../secret.txt", "{static}/../secret.txt", "{attach}../../secret.txt", "{static}/none.png"]
)
def test_a_link_to_a_file_elsewhere_copies_nothing(
    build_site: Any, capfd: pytest.CaptureFixture[str], link: str
) -> None:
    """The file is left out with a warning that names it; the rest of the site is built."""
    site = build_site(None, {"a.md": f"Title: خبر\nId: 0j66vpypr823\n\n{BODY}\n"})
    (site.content.parent / "secret.txt").write_text(SECRET, encoding="utf-8")
    site.write({"a.md": f"Title: خبر\nId: 0j66vpypr823\n\n{BODY} [x]({link})\n"})
    site.build()
    assert "left out; expected a file within" in " ".join(capfd.readouterr().out.split())
    assert not [path for path in site.output.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]
    assert (site.output / "a/0j/66vpypr823.html").exists()
