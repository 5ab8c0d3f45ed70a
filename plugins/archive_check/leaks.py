"""What must not be published: paths of this machine, paths of sources, secrets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

TEXT_ENDINGS = (".html", ".xml", ".atom", ".rss", ".json", ".js", ".css", ".txt", ".svg", ".webmanifest", ".csv")
# Kinds of secrets by their published forms: AWS, GitHub, GitLab, Slack, Google, private keys, addresses with passwords
SECRET_RE = re.compile(
    rb"AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22,}|glpat-[A-Za-z0-9_-]{20}"
    rb"|xox[abprs]-[A-Za-z0-9-]{10,}|AIza[0-9A-Za-z_-]{35}|-----BEGIN [A-Z ]*PRIVATE KEY-----"
    rb"|[a-z][a-z0-9+.-]{0,15}://[^/\s:@\"'<>]{1,64}:[^/\s:@\"'<>]{1,64}@"
)
SHORTEST_PATH = 6


def forbidden(content: Path, site: Path) -> tuple[bytes, ...]:
    """Texts that only this machine's paths hold: the folders of content, site and home, as they are and as URLs."""
    folders = {path.absolute() for path in (content, site, Path.cwd(), Path.home())}
    found = {str(folder) for folder in folders if len(str(folder)) >= SHORTEST_PATH}
    found |= {folder.as_uri() for folder in folders if len(str(folder)) >= SHORTEST_PATH}
    return tuple(sorted((text.encode("utf-8", "surrogateescape") for text in found), key=lambda one: (-len(one), one)))


def leaks(data: bytes, texts: Sequence[bytes]) -> Iterator[str]:
    """What leaks in a file: each forbidden text once, the first secret (its beginning alone is told)."""
    yield from (f"{text.decode('utf-8', 'replace')!r}" for text in texts if _stands_alone(data, text))
    if secret := SECRET_RE.search(data):
        yield f"a secret: {secret[0][:8].decode('utf-8', 'replace')}…"


def _stands_alone(data: bytes, text: bytes) -> bool:
    """Whether a path stands there as a path, not as the beginning of a longer name."""
    return text in data and re.search(re.escape(text) + rb"(?![\w-])", data) is not None
