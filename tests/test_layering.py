"""Imports go down only, and Pelican is met at the edge only (docs/ARCHITECTURE.md)."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PLUGINS = Path(__file__).parents[1] / "plugins"
ALLOWED = {
    "arabic_text": set(),
    "archive_build": set(),
    "news_ingest": {"arabic_text", "archive_build"},
    "archive_hosts": {"archive_build"},
    "archive_pages": {"arabic_text", "archive_build", "archive_hosts"},
    "archive_search": {"arabic_text", "archive_build", "archive_pages"},
    "archive_publish": {"archive_build", "archive_hosts"},
    "archive_check": {"arabic_text", "archive_build", "archive_hosts", "archive_search"},
}
EDGE = {"plugin.py", "writer.py", "contents.py", "renderer.py"}
PURE = [
    "news_ingest/fields",
    "news_ingest/clean.py",
    "news_ingest/layout.py",
    "news_ingest/pipeline.py",
    "news_ingest/dedup.py",
]
IMPURE_MODULES = {"os", "pathlib", "sqlite3", "subprocess", "time", "shutil", "tempfile", "socket", "random"}


def imports(path: Path) -> Iterator[str]:
    """The top-level modules that a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield (node.module or "").split(".")[0]


def files(package: str) -> list[Path]:
    """The Python files of a package."""
    return sorted((PLUGINS / package).rglob("*.py"))


@pytest.mark.parametrize("package", ALLOWED)
def test_a_package_imports_only_packages_below_it(package: str) -> None:
    """No package reaches up."""
    for path in files(package):
        foreign = set(imports(path)) & set(ALLOWED) - {package}
        assert foreign <= ALLOWED[package], path


def test_every_package_has_its_place() -> None:
    """A new package must be given one here."""
    assert {path.name for path in PLUGINS.iterdir() if (path / "__init__.py").exists()} == set(ALLOWED)


def test_arabic_text_needs_the_standard_library_only() -> None:
    """The analyzer's Python half has no dependency."""
    for path in files("arabic_text"):
        assert set(imports(path)) <= sys.stdlib_module_names | {"arabic_text"}, path


def test_pelican_is_imported_at_the_edge_only() -> None:
    """Only `plugin.py`, `writer.py`, `contents.py` and `renderer.py` know Pelican."""
    for package in ALLOWED:
        for path in files(package):
            assert path.name in EDGE or "pelican" not in set(imports(path)), path


@pytest.mark.parametrize("place", PURE)
def test_text_rules_touch_no_file_and_no_clock(place: str) -> None:
    """Rules take text and give values."""
    path = PLUGINS / place
    for file in [path] if path.suffix else sorted(path.rglob("*.py")):
        allowed = {"json", "importlib"} if file.name == "section.py" else set()
        assert not (set(imports(file)) - allowed) & IMPURE_MODULES, file
