"""Where builds of a content folder keep what they know."""

from __future__ import annotations

import hashlib
from pathlib import Path

FOLDER = ".build"


def build_folder(content: Path) -> Path:
    """The folder for all of it."""
    return content / FOLDER


def catalogue_path(content: Path) -> Path:
    """The catalogue of a content folder."""
    return build_folder(content) / "catalogue.sqlite"


def made_path(content: Path, output: Path) -> Path:
    """The fingerprints of an output folder that is built from a content folder."""
    name = hashlib.sha256(str(output.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return build_folder(content) / f"outputs-{name}.sqlite"
