"""A host on this machine that compresses as hosts do, and remembers what it sent."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

COMPRESSED = ("text/", "application/javascript", "application/json", "application/wasm", "application/xml", "image/svg")
GZIP_LEVEL = 6
HEAD_BYTES = 300  # of an answer's headers, about


@dataclass(frozen=True, slots=True)
class Sent:
    """A request that was answered: its path from the root, without a slash before it, the bytes of the body, and when
    it came, in seconds of the epoch.
    """

    path: str
    size: int
    at: float


@dataclass(slots=True)
class Link:
    """A slow way to a host: seconds to there and back for each connection and each request, and bytes a second for all
    connections together.
    """

    round_trip: float
    bytes_a_second: float
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _free: float = 0.0

    def open(self) -> None:
        """Wait as long as a connection takes."""
        time.sleep(self.round_trip)

    def carry(self, size: int) -> None:
        """Wait as long as a request and an answer of so many bytes take, behind those that are underway."""
        now = time.monotonic()
        with self._lock:
            self._free = max(now, self._free) + (size + HEAD_BYTES) / self.bytes_a_second
            arrives = self._free
        time.sleep(self.round_trip + arrives - now)


@dataclass(slots=True)
class Host:
    """A running host; `sent` grows with each request. `link` is the way to it, None for none."""

    url: str
    sent: list[Sent] = field(default_factory=list)
    link: Link | None = None

    def take(self) -> list[Sent]:
        """What was sent since the last time."""
        taken, self.sent[:] = list(self.sent), []
        return taken


@lru_cache(maxsize=256)
def _body(path: str, compress: bool) -> bytes:
    data = Path(path).read_bytes()
    return gzip.compress(data, GZIP_LEVEL) if compress else data


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    host: Host

    def setup(self) -> None:
        """Take a connection."""
        super().setup()
        if self.host.link:
            self.host.link.open()

    def do_GET(self) -> None:
        """A file, compressed where it is text, to be cached by the browser; 404 for all else."""
        came = time.time()
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self._send(404, "text/plain", b"", came, compressed=False)
            return
        kind = self.guess_type(str(path))
        compressed = kind.startswith(COMPRESSED)
        self._send(200, kind, _body(str(path), compressed), came, compressed=compressed)

    def _send(self, status: int, kind: str, body: bytes, came: float, *, compressed: bool) -> None:
        if self.host.link:
            self.host.link.carry(len(body))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=3600")
        if compressed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)
        self.host.sent.append(Sent(self.path.split("?")[0].lstrip("/"), len(body), came))

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def served(folder: Path, link: Link | None = None) -> Iterator[Host]:
    """Serve a folder on this machine only, at a free port."""
    host = Host("", link=link)
    handler = type("Handler", (_Handler,), {"host": host})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        host.url = f"http://127.0.0.1:{server.server_port}/"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield host
        server.shutdown()
