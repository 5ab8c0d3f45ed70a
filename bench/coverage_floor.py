"""How much of each package the tests run, and whether that is enough: lines and branches each have a floor.

    coverage json --quiet && python bench/coverage_floor.py --lines 97 --branches 90

`coverage report --fail-under` knows one figure, in which lines and branches are added up.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PLUGINS = "plugins/"


@dataclass(frozen=True, slots=True)
class Part:
    """How many of so many, as lines of a package."""

    covered: int = 0
    of: int = 0

    def __add__(self, other: Part) -> Part:
        """Both together."""
        return Part(self.covered + other.covered, self.of + other.of)

    @property
    def percent(self) -> float:
        """From 0 to 100; of nothing, all is covered."""
        return 100 * self.covered / self.of if self.of else 100.0

    def __str__(self) -> str:
        """As in `98.1 % of 1,204`; rounded down, for 96.99 is under a floor of 97."""
        return f"{int(self.percent * 10) / 10:.1f} % of {self.of:,}"


@dataclass(frozen=True, slots=True)
class Covered:
    """The lines and branches that ran."""

    lines: Part = Part()
    branches: Part = Part()

    def __add__(self, other: Covered) -> Covered:
        """Both together."""
        return Covered(self.lines + other.lines, self.branches + other.branches)


def by_package(files: Mapping[str, Any]) -> dict[str, Covered]:
    """What ran of each package, by the `files` of `coverage json`; a file outside a package stands for itself."""
    packages: defaultdict[str, Covered] = defaultdict(Covered)
    for name, file in sorted(files.items()):
        of = file["summary"]
        lines = Part(of["covered_lines"], of["num_statements"])
        packages[name.removeprefix(PLUGINS).split("/")[0]] += Covered(
            lines, Part(of["covered_branches"], of["num_branches"])
        )
    return dict(packages)


def table(packages: Mapping[str, Covered]) -> list[str]:
    """The packages as a table in Markdown."""
    rows = [f"| `{name}` | {covered.lines} | {covered.branches} |" for name, covered in packages.items()]
    return ["| package | lines | branches |", "|---|---|---|", *rows]


def faults(covered: Covered, lines: float, branches: float) -> list[str]:
    """What is under its floor, both floors in per cent."""
    kinds = (("lines", covered.lines, lines), ("branches", covered.branches, branches))
    return [
        f"tests run {part} {kind} of {PLUGINS}; expected at least {floor:g} %"
        for kind, part, floor in kinds
        if part.percent < floor
    ]


def main() -> int:
    """Print the table; 1 where a floor is not kept."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--json", type=Path, default=Path("coverage.json"), help="what `coverage json` wrote")
    options.add_argument("--lines", type=float, default=97, help="the floor of lines, in per cent")
    options.add_argument("--branches", type=float, default=90, help="the floor of branches, in per cent")
    given = options.parse_args()
    files = json.loads(given.json.read_text(encoding="utf-8"))["files"]
    plugins = sum(by_package({n: file for n, file in files.items() if n.startswith(PLUGINS)}).values(), Covered())
    print("\n".join(table(by_package(files) | {PLUGINS: plugins})))
    found = faults(plugins, given.lines, given.branches)
    sys.stderr.writelines(f"{fault}\n" for fault in found)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
