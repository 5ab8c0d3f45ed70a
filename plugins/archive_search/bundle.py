"""The browser's modules, bundled and minified by esbuild: a file for the page, one for its worker."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from arabic_text import tables
from archive_search.errors import SearchError

PROGRAM = "esbuild/bin/esbuild"
LUNR = "lunr/lunr.js"
OPTIONS = (
    "--bundle",
    "--splitting",
    "--minify",
    "--format=esm",
    "--target=es2022",
    "--charset=utf8",
    "--log-level=error",
)


def bundles(entries: Sequence[str], node_modules: Path) -> Iterator[tuple[str, bytes]]:
    """A bundle for each entry, the module of this name with all that it imports, by its name.

    What one entry imports when it is needed and is an entry itself stays a file of its own. The same sources and
    packages give the same bytes. Raises SearchError where one of npm's packages is missing or a module cannot be
    bundled.
    """
    with tempfile.TemporaryDirectory() as folder:
        for name, data in _sources(node_modules):
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        _run([_package(node_modules, PROGRAM).resolve(), *entries, *OPTIONS, "--outdir=out"], folder)
        for path in sorted(Path(folder, "out").iterdir()):
            yield path.name, path.read_bytes()


def _sources(node_modules: Path) -> Iterator[tuple[str, bytes]]:
    """The modules by their paths as they import each other, lunr and the analyzer's tables."""
    yield "lunr.js", _package(node_modules, LUNR).read_bytes()
    yield "analyzer/tables.json", tables.load_text().encode()
    for target, package, folder in (
        ("", "archive_search", "browser"),
        ("", "archive_search", "plain"),
        ("analyzer/", "arabic_text", "js"),
    ):
        for path in _modules(resources.files(package) / folder):
            yield target + path.name, path.read_bytes()


def _package(node_modules: Path, name: str) -> Path:
    path = node_modules / name
    if not path.is_file():
        raise SearchError(f"bundle: no {name!r} in {str(node_modules)!r}; expected npm's packages there (make setup)")
    return path


def _modules(folder: Traversable) -> Iterator[Traversable]:
    return (path for path in folder.iterdir() if path.name.endswith(".js"))


def _run(command: Sequence[str | Path], folder: str) -> None:
    """Run esbuild, which is a program or, where npm ran no scripts, one for Node."""
    path = os.pathsep.join((os.environ.get("PATH", ""), str(Path(sys.executable).parent)))
    done = subprocess.run(  # noqa: S603 # npm's program, no shell
        command, cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise SearchError(f"bundle: esbuild ended with status {done.returncode}: {done.stderr.strip()}")
