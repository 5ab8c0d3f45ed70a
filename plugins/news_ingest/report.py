"""What a run did: a summary for the console, and `report.json` for all that the ledger knows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from archive_build.files import write_if_changed, write_pieces_if_changed
from news_ingest.figures import Count
from news_ingest.ledger import Ledger
from news_ingest.report_page import render


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


def write_report(folder: Path, ledger: Ledger, summary: Summary) -> None:
    """Write `report.json`, all that the ledger knows in lists, and `report.html`, what it adds up to."""
    write_pieces_if_changed(folder / "report.json", _in_pieces(_rows(ledger, summary)))
    write_if_changed(folder / "report.html", _page(ledger, summary).encode())


def _page(ledger: Ledger, summary: Summary) -> str:
    """`report.html`. It tells how things stand, not what one run did, so that a run that changes nothing keeps it."""
    copies = ledger.sketches.counts()
    numbers = [
        Count("inputs", ledger.figures.inputs()),
        Count("articles", ledger.figures.articles()),
        Count("in quarantine", ledger.figures.rejected()),
        Count("exact copies of others", copies.exact),
        Count("near-duplicates of others", copies.near),
        Count("with a doubtful value", ledger.figures.doubtful()),
        Count("corrected by hand and kept", len(summary.corrected)),
        Count("raw files gone, articles kept", len(summary.vanished)),
        Count("corrections that name no article", len(summary.unused_corrections)),
    ]
    return render(ledger.figures, numbers, summary.dry_run)


def _rows(ledger: Ledger, summary: Summary) -> dict[str, Any]:
    """Quarantine, corrected and vanished files, doubts, removed lines and cleaning; what may be long is an iterator."""
    return {
        "quarantine": (
            {"source": row.source, "reason": row.reason, "first_bytes": row.first_bytes} for row in ledger.rejected()
        ),
        "corrected": summary.corrected,
        "duplicates": asdict(ledger.sketches.counts()),
        "unlinked": summary.unlinked,
        "vanished": summary.vanished,
        "pruned": summary.pruned,
        "unused_corrections": summary.unused_corrections,
        "cleaned": ledger.figures.cleaned(),
        "doubts": ledger.figures.doubts(),
        "removed": ledger.figures.removed(),
    }


def _in_pieces(report: Mapping[str, Any]) -> Iterator[str]:
    """The JSON text, an element of an iterator at a time and on a line of its own."""
    for number, (key, value) in enumerate(report.items()):
        yield f'{"," if number else "{"}\n "{key}": '
        if isinstance(value, Iterator):
            yield from _array_in_pieces(value)
        else:
            yield json.dumps(value, ensure_ascii=False, indent=1).replace("\n", "\n ")
    yield "\n}\n"


def _array_in_pieces(rows: Iterator[Any]) -> Iterator[str]:
    opening = "["
    for row in rows:
        yield f"{opening}\n  {json.dumps(row, ensure_ascii=False)}"
        opening = ","
    yield "[]" if opening == "[" else "\n ]"
