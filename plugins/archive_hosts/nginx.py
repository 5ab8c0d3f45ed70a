"""The site's configuration for nginx: what belongs into its `http` block, and what into the site's `server` block."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from archive_build.outputs import NGINX
from archive_hosts.kinds import KEPT, PAGE_CACHE, TYPES
from archive_hosts.redirects import Redirect

HTTP, SERVER = NGINX
SMALLEST_BUCKET = 64
USUAL_ENTRIES = 1024
OTHERS = {"application/javascript", "text/xml"}  # what nginx's own mime.types calls scripts and XML
TEXTS = {value.partition(";")[0] for value in TYPES.values() if "charset" in value} | OTHERS
COMPRESSED = TEXTS | {TYPES[".svg"], TYPES[".bin"]}


def http_conf(redirects: Sequence[Redirect], base: str) -> str:
    """Two maps: how long readers may keep a file, and where an old address leads."""
    kept = [f"{_quoted(f'~^{re.escape(base)}/{one.folder}')} {_quoted(one.cache_control)};" for one in KEPT]
    moved = [f"{_quoted(f'{base}/{one.old}')} {_quoted(f'{base}/{quote(one.new)}')};" for one in redirects]
    sizes = _sizes([f"{base}/{one.old}" for one in redirects])
    return "\n".join(
        [
            "# Made by Warraq. Include this file in nginx's http block.",
            *sizes,
            *_map("$uri $warraq_cache", [f"default {_quoted(PAGE_CACHE)};", *kept]),
            *_map("$uri $warraq_moved", ['default "";', *moved]),
            "",
        ]
    )


def server_conf(headers: Iterable[tuple[str, str]], base: str) -> str:
    """How the site is served; `root` is named by whoever includes this."""
    return "\n".join(
        [
            "# Made by Warraq. Include this file in the site's server block, beside its listen, server_name and root.",
            "index index.html;",
            "autoindex off;",
            "absolute_redirect off;",
            "server_tokens off;",
            "charset utf-8;",
            f"charset_types {_kinds(TEXTS)};",
            "",
            "# Answers are compressed as they go out, or are what `invoke publish --compress` put beside the files.",
            "gzip on;",
            "gzip_static on;",
            "gzip_vary on;",
            "gzip_proxied any;",
            f"gzip_types {_kinds(COMPRESSED)};",
            "# With Debian's libnginx-mod-http-brotli-static:",
            "# brotli_static on;",
            "",
            *(f"add_header {name} {_quoted(value)} always;" for name, value in headers),
            "add_header Cache-Control $warraq_cache always;",
            "",
            "if ($warraq_moved) {",
            "    return 301 $warraq_moved;",
            "}",
            "location / {",
            "    try_files $uri $uri/ =404;",
            "}",
            "location ~ /\\.(?!well-known/) {",
            "    return 404;",
            "}",
            f"error_page 403 404 =404 {base}/404.html;",
            "",
        ]
    )


def _kinds(types: Iterable[str]) -> str:
    """Media types, but for HTML, which nginx always takes."""
    return " ".join(sorted(set(types) - {"text/html"}))


def _map(head: str, rows: Sequence[str]) -> list[str]:
    return ["", f"map {head} {{", *(f"    {row}" for row in rows), "}"]


def _sizes(keys: Sequence[str]) -> list[str]:
    """Room for the map: nginx ends where a key is longer than its buckets, and warns where there are many."""
    longest = max((len(key.encode()) for key in keys), default=0) + 32  # a key stands there with its pointers
    bucket = SMALLEST_BUCKET
    while bucket < longest:
        bucket *= 2
    found = [f"map_hash_bucket_size {bucket};"] if bucket > SMALLEST_BUCKET else []
    return [*found, f"map_hash_max_size {2 * len(keys)};"] if len(keys) > USUAL_ENTRIES else found


def _quoted(text: str) -> str:
    """A word of nginx's configuration; what stands for a variable in it does not come in these texts."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
