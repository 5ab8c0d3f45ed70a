"""The browser's modules in a file each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from archive_search.bundle import bundles
from archive_search.errors import SearchError

NODE_MODULES = Path(__file__).parents[2] / "node_modules"


def test_a_bundle_needs_no_other_module() -> None:
    """Lunr and the tables are in it."""
    (worker,) = (data.decode() for _, data in bundles(("worker.js",), NODE_MODULES))
    assert re.findall(r"\bimport\b[^.]", worker) == []
    assert "Oliver Nightingale" in worker


def test_what_is_seldom_needed_is_a_file_of_its_own() -> None:
    """The page imports it by its name, and starts the worker by its."""
    made = {name: data.decode() for name, data in bundles(("page.js", "exports.js"), NODE_MODULES)}
    assert made.keys() == {"page.js", "exports.js"}
    assert re.findall(r'import\("([^"]*)"\)', made["page.js"]) == ["./exports.js"]
    assert '"./worker.js"' in made["page.js"]


def test_an_esbuild_that_fails_ends_the_build(tmp_path: Path) -> None:
    """The message has its status and what it said."""
    program = tmp_path / "esbuild" / "bin" / "esbuild"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\necho no such entry >&2\nexit 3\n", encoding="utf-8")
    program.chmod(0o755)
    (tmp_path / "lunr").mkdir()
    (tmp_path / "lunr" / "lunr.js").write_text("", encoding="utf-8")
    with pytest.raises(SearchError, match="bundle: esbuild ended with status 3: no such entry"):
        list(bundles(("page.js",), tmp_path))
