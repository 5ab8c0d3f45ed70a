"""The files of evidence, `content/.evidence/<first two characters of the id>.jsonl`: a line an article, by id."""

from __future__ import annotations

from pathlib import Path

from archive_build.files import write_pieces_if_changed
from news_ingest.ledger import Ledger


def write_evidence(folder: Path, ledger: Ledger) -> None:
    """Bring the files up to date: those whose articles changed, and those that are missing.

    What is to be written is noted with the articles, so that a run after a killed one writes it.
    """
    prefixes = set(ledger.prefixes())
    missing = {prefix for prefix in prefixes if not _path(folder, prefix).exists()}
    for prefix in sorted({*ledger.dirty(), *missing}):
        if prefix in prefixes:
            write_pieces_if_changed(_path(folder, prefix), (f"{line}\n" for line in ledger.evidence(prefix)))
        else:
            _path(folder, prefix).unlink(missing_ok=True)
        ledger.clean(prefix)


def _path(folder: Path, prefix: str) -> Path:
    return folder / f"{prefix}.jsonl"
