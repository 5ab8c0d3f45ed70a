"""Whether pages are valid HTML, by html-validate (npm) where it is installed."""

from __future__ import annotations

import json
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, islice, zip_longest
from pathlib import Path

from archive_build.fingerprint import digest
from archive_check.findings import Finding
from archive_search.ask import node

PROGRAM = "html-validate/bin/html-validate.mjs"
PRESET = "standard"


def can_validate(node_modules: Path) -> bool:
    """Whether html-validate is installed."""
    return (node_modules / PROGRAM).is_file()


def program_digest(node_modules: Path) -> bytes:
    """Tells one version of html-validate from another; nothing where it is not installed."""
    path = node_modules / "html-validate/package.json"
    return digest(path.read_bytes()) if path.is_file() else b""


def invalid_html(site: Path, pages: Sequence[str], node_modules: Path) -> Iterator[Finding]:
    """What is wrong with pages (paths in the site) by the rules of the standard."""
    if not pages:
        return
    command = [node(), str((node_modules / PROGRAM).absolute()), "--preset", PRESET, "--formatter", "json", *pages]
    done = subprocess.run(  # noqa: S603 # no shell
        command, cwd=site, capture_output=True, encoding="utf-8", check=False
    )
    try:
        results = json.loads(done.stdout or "[]")
    except ValueError:
        results = []
    if done.returncode and not results:
        yield Finding("html", ".", f"html-validate: {(done.stderr or done.stdout).strip()[-300:]}")
    for result in results:
        path = Path(result["filePath"])
        name = path.relative_to(site.resolve()).as_posix() if path.is_absolute() else path.as_posix()
        for message in result["messages"]:
            yield Finding("html", name, f"line {message['line']}: {message['ruleId']}: {message['message']}"[:300])


def sample_by_size(sizes: Sequence[tuple[str, int]], most: int) -> list[str]:
    """`most` of the pages (path, bytes): those of each magnitude, a power of two, in turns, the largest first.

    Of one magnitude they are taken by the digests of their paths, so that the sample stays as it is when a page comes
    or goes, but for that page.
    """
    magnitudes: defaultdict[int, list[str]] = defaultdict(list)
    for path, size in sizes:
        magnitudes[size.bit_length()].append(path)
    ranked = [sorted(magnitudes[one], key=_rank) for one in sorted(magnitudes, reverse=True)]
    return list(islice(filter(None, chain.from_iterable(zip_longest(*ranked))), most))


def _rank(path: str) -> tuple[bytes, str]:
    return digest(path.encode()), path
