"""What a run did: a summary for the console, and `report.json` for all that the ledger knows."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from archive_build.files import write_if_changed
from news_ingest.ledger import Ledger


@dataclass(slots=True)
class Summary:
    """Counts of one run, the Markdown files that it left alone because a person had corrected them, and doubts."""

    dry_run: bool = False
    inputs: int = 0
    written: int = 0
    unchanged: int = 0
    replaced: int = 0
    rejected: int = 0
    linked: int = 0
    corrected: list[str] = field(default_factory=list)
    unlinked: list[str] = field(default_factory=list)
    vanished: list[str] = field(default_factory=list)
    pruned: list[str] = field(default_factory=list)
    unused_corrections: list[str] = field(default_factory=list)
    doubted: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The summary as it is printed."""
        rows = ["a dry run, nothing is written; a run would give:"] if self.dry_run else []
        rows += [
            f"{self.inputs} inputs: {self.written} articles written, {self.unchanged} unchanged, "
            f"{self.rejected} in quarantine"
        ]
        if self.replaced:
            rows.append(f"{self.replaced} articles replaced because their raw text changed")
        if self.corrected:
            rows.append(f"{len(self.corrected)} corrected by hand and kept: {_some(self.corrected)}")
        if self.linked:
            rows.append(f"{self.linked} articles linked to others that hold the same report")
        if self.unlinked:
            rows.append(f"{len(self.unlinked)} corrected by hand and left without links: {_some(self.unlinked)}")
        if self.vanished:
            rows.append(f"{len(self.vanished)} raw files are gone, their articles kept: {_some(self.vanished)}")
        if self.pruned:
            rows.append(
                f"{len(self.pruned)} raw files are gone and were taken out with their articles: {_some(self.pruned)}"
            )
        if self.unused_corrections:
            rows.append(f"{len(self.unused_corrections)} corrections name no article: {_some(self.unused_corrections)}")
        if self.doubted:
            rows.append(f"{len(self.doubted)} articles have a doubtful value: {_some(self.doubted)}")
        return rows


def _some(names: list[str], most: int = 5) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def write_report(path: Path, ledger: Ledger, summary: Summary) -> None:
    """Write `report.json`: quarantine, corrected and vanished files, doubts, removed lines and cleaning, by source."""
    removed: list[dict[str, Any]] = []
    doubts: list[dict[str, str]] = []
    cleaned: Counter[str] = Counter()
    for source, notes in ledger.notes():
        removed += [
            {"source": source, "line": line, "role": role, "text": text} for line, role, text in notes["removed"]
        ]
        doubts += [{"source": source, "doubt": doubt} for doubt in notes.get("doubts", ())]
        cleaned.update(notes["cleaned"])
    report = {
        "quarantine": [
            {"source": row.source, "reason": row.reason, "first_bytes": row.first_bytes} for row in ledger.rejected()
        ],
        "corrected": summary.corrected,
        "duplicates": asdict(ledger.sketches.counts()),
        "unlinked": summary.unlinked,
        "vanished": summary.vanished,
        "pruned": summary.pruned,
        "unused_corrections": summary.unused_corrections,
        "cleaned": dict(sorted(cleaned.items())),
        "doubts": doubts,
        "removed": removed,
    }
    write_if_changed(path, (json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode())
