"""Run Pelican on a content folder; serve a site and rebuild it when its sources change."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from archive_build.errors import BuildError
from archive_build.made import adopt
from archive_build.outputs import Outputs
from archive_build.paths import made_path
from archive_build.trouble import REPORT


@dataclass(frozen=True, slots=True)
class Options:
    """How to build. `jobs`: processes, from 1; `scheduler`: a Dask scheduler whose workers do so instead, or "".
    `plan`: only tell what would be written; `why`: only tell what this output (relative to the site) is made from, or
    "". `profile`: the file for Python's profile of the build, or None. `restored`: the output folder and what is kept
    of earlier builds were saved and brought back together, as a CI's cache does. `skin`: another skin than the
    settings', or "".
    """

    jobs: int = 1
    scheduler: str = ""
    plan: bool = False
    why: str = ""
    profile: Path | None = None
    restored: bool = False
    skin: str = ""

    def settings(self) -> dict[str, Any]:
        """The settings that say so to Pelican."""
        jobs = self.jobs if self.jobs != 1 else None  # then the settings file's
        given = {"NEWS_JOBS": jobs, "NEWS_SCHEDULER": self.scheduler, "NEWS_WHY": self.why, "NEWS_SKIN": self.skin}
        return {"NEWS_PLAN": self.plan or bool(self.why)} | {
            name: value for name, value in given.items() if value not in (None, "")
        }


def build(content: Path, output: Path, settings: Path = Path("pelicanconf.py"), options: Options = Options()) -> None:
    """Build `output` from the Markdown in `content`, without ingesting. Raises BuildError.

    Pelican's standard output is passed on line by line, so that its own spinner stays out of the progress bar.
    """
    if not content.is_dir():
        raise BuildError(f"content {str(content)!r}: no such folder; expected the folder where ingest put its articles")
    if options.restored:
        adopt(made_path(content, output), Outputs(output).stamp())
    profile = ["-m", "cProfile", "-o", str(options.profile)] if options.profile else []
    command = [sys.executable, *profile, "-m", "pelican", str(content), "-o", str(output), "-s", str(settings)]
    command += ["--fatal", "errors", *_extra(NEWS_RAW_PATHS=[], **options.settings())]
    with NamedTemporaryFile(prefix="warraq-") as report:
        environment = os.environ | {REPORT: report.name, "PYTHONUTF8": "1"}
        with subprocess.Popen(  # noqa: S603 # no shell
            command, stdout=subprocess.PIPE, env=environment, encoding="utf-8", errors="replace"
        ) as pelican:
            for line in pelican.stdout or ():
                print(line, end="", flush=True)
        trouble = Path(report.name).read_text(encoding="utf-8")
    if pelican.returncode:
        what = f"pelican ended with exit status {pelican.returncode}"
        raise BuildError(f"content {str(content)!r}: {trouble or what}")


def _extra(**settings: Any) -> list[str]:
    return ["-e", *(f"{name}={json.dumps(value)}" for name, value in settings.items())]


class _Handler(SimpleHTTPRequestHandler):
    """A static host with the site's security header and its 404 page."""

    policy = ""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self.policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def list_directory(self, path: Any) -> None:
        """A folder without an index is not there, as on a host."""
        self.send_error(404)

    def log_message(self, format: str, *args: Any) -> None:
        pass


def server(output: Path, port: int, policy: str) -> ThreadingHTTPServer:
    """A server for `output` on this machine only; port 0 takes a free one."""
    handler = type("Handler", (_Handler,), {"policy": policy})
    return ThreadingHTTPServer(("127.0.0.1", port), partial(handler, directory=str(output)))


def serve(output: Path, port: int, policy: str, sources: list[Path], rebuild: Callable[[], None]) -> None:
    """Serve `output` and call `rebuild` whenever something in `sources` changes, until interrupted."""
    from watchfiles import watch  # only who serves needs it

    with server(output, port, policy) as http:
        print(f"http://127.0.0.1:{http.server_port}/ (stop with Ctrl-C)", flush=True)
        threading.Thread(target=http.serve_forever, daemon=True).start()
        for changes in watch(*(source for source in sources if source.exists()), raise_interrupt=False):
            print(f"{len(changes)} files changed; rebuilding", flush=True)
            rebuild()
        http.shutdown()
