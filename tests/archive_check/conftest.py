"""A small site to be spoilt."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def small_site(build_site: Callable[..., Any], sample_site: Any, root: Path) -> Any:
    """A site of eight of the sample's articles, with its pages. Not to be changed by a test."""
    folder = sample_site.content / "articles"
    paths = sorted(folder.rglob("*.md"))[::10]
    site = build_site({}, {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths})
    shutil.copytree(root / "content/pages", site.content / "pages")
    site.build()
    return site
