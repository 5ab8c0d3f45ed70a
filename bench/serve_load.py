"""How many requests Debian's nginx answers with the site's snippets, and whether each is answered well.

    .venv/bin/python bench/serve_load.py [--site FOLDER] [--seconds 20] [--connections 64] [--out FILE]

The site must have been built with `nginx` in NEWS_HOST_FILES. wrk (apt install wrk) asks for its files in turn over the
loopback, as fast as answers come, from the same machine. Ends with status 1 where an answer is none of 200 and 301,
where a connection broke, or where there were fewer than 1,000 answers a second.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from archive_build.outputs import PRIVATE

ROOT = Path(__file__).parents[1]
LEAST_A_SECOND = 1_000
CONF = """
daemon off; worker_processes auto; pid {folder}/pid; error_log {folder}/log warn;
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types; access_log off; sendfile on; keepalive_requests 100000;
    client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3;
    uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
    include {site}/.nginx/http.conf;
    server {{ listen 127.0.0.1:{port}; root {site}; include {site}/.nginx/server.conf; }}
}}
"""
ASK = """
local paths = {}
for line in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = line end
local at = 0
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at], { ["Accept-Encoding"] = "gzip" })
end
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format('\\nRESULT {"requests": %d, "seconds": %.2f, "bytes": %d, "bad_status": %d, "broken": %d, '
    .. '"timeouts": %d, "p50_ms": %.2f, "p99_ms": %.2f}\\n', summary.requests, summary.duration / 1e6, summary.bytes,
    e.status, e.connect + e.read + e.write, e.timeout, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
"""


def paths_of(site: Path) -> list[str]:
    """The addresses of all files that are served; a folder's page under the folder's."""
    names = (path.relative_to(site).as_posix() for path in sorted(site.rglob("*")) if path.is_file())
    served = (name for name in names if name not in PRIVATE and not name.startswith("."))
    return [quote(f"/{name}".removesuffix("/index.html") + "/" * name.endswith("index.html")) for name in served]


@contextmanager
def nginx(site: Path) -> Iterator[int]:
    """A server of the site; its port."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if not program:
        sys.exit("nginx: not found; expected Debian's (tests/install-servers)")
    with tempfile.TemporaryDirectory() as name, socket.socket() as free:
        folder = Path(name)
        folder.chmod(0o755)
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
        free.close()
        conf = CONF.format(folder=folder, site=site.absolute(), port=port)
        (folder / "nginx.conf").write_text(conf, encoding="utf-8")
        with subprocess.Popen([program, "-e", "stderr", "-p", name, "-c", folder / "nginx.conf"]) as server:  # noqa: S603 # no shell
            try:
                while server.poll() is None:
                    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                        break
                    time.sleep(0.05)
                yield port
            finally:
                server.terminate()


def load(port: int, paths: list[str], seconds: int, connections: int) -> dict[str, Any]:
    """What wrk counts."""
    with tempfile.TemporaryDirectory() as name:
        Path(name, "paths").write_text("\n".join(paths), encoding="utf-8")
        Path(name, "ask.lua").write_text(ASK, encoding="utf-8")
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", f"{name}/ask.lua"]
        done = subprocess.run(  # noqa: S603 # no shell
            [*command, f"http://127.0.0.1:{port}"],
            env=os.environ | {"PATHS": f"{name}/paths"},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
    found: dict[str, Any] = json.loads(done.stdout.rpartition("RESULT ")[2])
    return found


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", type=Path, default=ROOT / "output")
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--out", type=Path, default=ROOT / "bench/results/serve-load.json")
    given = parser.parse_args()
    paths = paths_of(given.site)
    with nginx(given.site) as port:
        found = load(port, paths, given.seconds, given.connections)
    found = {"files": len(paths), "connections": given.connections, **found}
    found["a_second"] = round(found["requests"] / found["seconds"])
    print(json.dumps(found, indent=1))
    given.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    if found["bad_status"] or found["broken"] or found["timeouts"] or found["a_second"] < LEAST_A_SECOND:
        sys.exit(1)


if __name__ == "__main__":
    main()
