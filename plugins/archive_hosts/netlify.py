"""`_headers` and `_redirects`, which Netlify and Cloudflare Pages read.

No header stands in two rules for one file: Cloudflare would join the two values. Pages have no rule of their own,
since both hosts have them asked for again each time by themselves. A pattern ends with its `*`, as Netlify wants.
https://docs.netlify.com/manage/routing/headers/ https://developers.cloudflare.com/pages/configuration/headers/
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from archive_hosts.kinds import KEPT
from archive_hosts.redirects import Redirect


def headers_file(headers: Iterable[tuple[str, str]], base: str) -> str:
    """`_headers`; `base` is the path of the site on its host."""
    rules = [(f"{base}/*", list(headers))]
    rules += [(f"{base}/{kept.folder}*", [("Cache-Control", kept.cache_control)]) for kept in KEPT]
    return "\n".join(f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in rows) for path, rows in rules)


def redirects_file(redirects: Sequence[Redirect], base: str) -> str:
    """`_redirects`, a line each."""
    return "".join(f"{base}/{quote(one.old)} {base}/{quote(one.new)} 301\n" for one in redirects)
