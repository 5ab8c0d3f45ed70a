"""`.htaccess`, which Apache reads in the site's folder (modules headers, rewrite, mime, dir)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from archive_hosts.kinds import KEPT, PAGE_CACHE, TYPES, Kept
from archive_hosts.redirects import Redirect

SUBSTITUTED_RE = re.compile(r'[\\$%"]')
TEXT = " ".join(ending for ending, value in TYPES.items() if "charset" in value)


def htaccess(headers: Iterable[tuple[str, str]], redirects: Sequence[Redirect], base: str) -> str:
    """The whole file; `base` is the path of the site on its host."""
    return "\n".join(
        [
            "# Made by Warraq.",
            "Options -Indexes",
            "DirectoryIndex index.html",
            f"ErrorDocument 403 {base}/404.html",
            f"ErrorDocument 404 {base}/404.html",
            "AddDefaultCharset utf-8",
            "<IfModule mod_mime.c>",
            f"  AddCharset utf-8 {TEXT}",
            *(f"  AddType {value.partition(';')[0]} {ending}" for ending, value in TYPES.items()),
            "</IfModule>",
            "<IfModule mod_headers.c>",
            *(f'  Header always set {name} "{value}"' for name, value in headers),
            f'  Header set Cache-Control "{PAGE_CACHE}"',
            *(f"  {_kept(one, base)}" for one in KEPT),
            "</IfModule>",
            "<IfModule mod_rewrite.c>",
            "  RewriteEngine On",
            f"  RewriteBase {base}/",
            r'  RewriteRule "(?:^|/)\.(?!well-known/)" - [R=404,L]',
            *(
                f'  RewriteRule "^{_pattern(one.old)}$" "{base}/{_substitution(one.new)}" [R=301,L]'
                for one in redirects
            ),
            "</IfModule>",
            "",
        ]
    )


def _kept(one: Kept, base: str) -> str:
    where = re.escape(f"{base}/{one.folder}")
    return f'Header set Cache-Control "{one.cache_control}" "expr=%{{REQUEST_URI}} =~ m#^{where}#"'


def _pattern(path: str) -> str:
    return re.escape(path).replace('"', r"\x22")


def _substitution(path: str) -> str:
    """What stands for itself where Apache puts in what a pattern found; Apache encodes the rest."""
    return SUBSTITUTED_RE.sub(lambda found: "%22" if found[0] == '"' else f"\\{found[0]}", path)
