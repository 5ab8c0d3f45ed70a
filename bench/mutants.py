"""Mutation test: small faults are put into the code, one at a time, and it is told how many the tests notice.

python bench/mutants.py [N] [--seed S] [--out FILE]

N mutants (100) are drawn with a fixed seed from all that can be made in `arabic_text` and in `news_ingest/fields`: a
comparison turned, an operator exchanged, a number one larger, a truth turned, `and` for `or`, a returned value lost, a
condition turned. Each is tried in a copy of the packages, with the tests that concern them, until one fails. A mutant
that they let pass is listed with its place. A script of its own, because the tests import the packages by `PYTHONPATH`,
many in processes of their own, and find the repository's data beside themselves.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
PLACES = ("plugins/arabic_text", "plugins/news_ingest/fields")
ANALYZER = ("dates", "formats", "clitics", "analyze", "parity")
INGEST = ("layout", "section", "weekday", "bounds", "place", "learn", "evidence", "stories", "sources")
TESTS = {
    "arabic_text": [f"tests/arabic_text/test_{name}.py" for name in ANALYZER],
    "news_ingest": [f"tests/news_ingest/test_{name}.py" for name in INGEST],
}
SECONDS = 120
COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed file: its path, the line of the change, what was changed, and the whole new source."""

    path: Path
    line: int
    what: str
    source: str


def mutants(path: Path) -> Iterator[Mutant]:
    """Every mutant of a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for at, node in enumerate(ast.walk(tree)):
        for what in changes(node):
            other = copy.deepcopy(tree)
            twin = next(one for number, one in enumerate(ast.walk(other)) if number == at)
            apply(twin, what)
            yield Mutant(path, getattr(node, "lineno", 0), what, ast.unparse(ast.fix_missing_locations(other)))


def changes(node: ast.AST) -> Iterator[str]:
    """What can be changed in a node, by name."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARISONS:
        yield f"{type(node.ops[0]).__name__} turned"
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        yield f"{type(node.op).__name__} exchanged"
    if isinstance(node, ast.Constant) and type(node.value) in (int, float, bool):
        yield f"{node.value!r} changed"
    if isinstance(node, ast.BoolOp):
        yield f"{type(node.op).__name__} exchanged"
    if isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Constant):
        yield "returned value lost"
    if isinstance(node, (ast.If, ast.IfExp)):
        yield "condition turned"


def apply(node: ast.AST, what: str) -> None:
    """Make a change."""
    if isinstance(node, ast.Compare):
        node.ops[0] = COMPARISONS[type(node.ops[0])]()
    elif isinstance(node, ast.BinOp):
        node.op = OPERATORS[type(node.op)]()
    elif isinstance(node, ast.Constant):
        node.value = not node.value if isinstance(node.value, bool) else node.value + 1  # type: ignore[operator]
    elif isinstance(node, ast.BoolOp):
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    elif isinstance(node, ast.Return):
        node.value = ast.Constant(None)
    elif isinstance(node, (ast.If, ast.IfExp)):
        node.test = ast.UnaryOp(ast.Not(), node.test)
    else:
        raise AssertionError(what)


def is_killed(mutant: Mutant, plugins: Path) -> bool:
    """Whether a test fails with the mutant in the copy of the packages; one that does not end counts."""
    target = plugins / mutant.path.relative_to(ROOT / "plugins")
    before = target.read_text(encoding="utf-8")
    target.write_text(mutant.source, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(plugins), "PYTHONDONTWRITEBYTECODE": "1"}
    tests = TESTS[mutant.path.relative_to(ROOT / "plugins").parts[0]]
    command = [sys.executable, "-m", "pytest", "-x", "-q", *tests]
    try:
        done = subprocess.run(  # noqa: S603 # no shell
            command, cwd=ROOT, env=environment, capture_output=True, timeout=SECONDS, check=False
        )
        return done.returncode != 0
    except subprocess.TimeoutExpired:
        return True
    finally:
        target.write_text(before, encoding="utf-8")


def main() -> None:
    """Draw, try, tell."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("count", type=int, nargs="?", default=100)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--out", type=Path)
    given = options.parse_args()
    files = [path for place in PLACES for path in sorted((ROOT / place).glob("*.py"))]
    every = [mutant for path in files for mutant in mutants(path)]
    drawn = random.Random(given.seed).sample(every, min(given.count, len(every)))
    lived, tried = [], {place: [0, 0] for place in PLACES}
    with TemporaryDirectory() as name:
        plugins = Path(shutil.copytree(ROOT / "plugins", Path(name, "plugins")))
        for mutant in drawn:
            killed = is_killed(mutant, plugins)
            place = next(place for place in PLACES if mutant.path.is_relative_to(ROOT / place))
            tried[place][0] += killed
            tried[place][1] += 1
            if not killed:
                lived.append(f"{mutant.path.relative_to(ROOT)}:{mutant.line}: {mutant.what}")
                print(lived[-1], flush=True)
    lines = [f"{place}: {killed} of {count} killed, {killed / count:.0%}" for place, (killed, count) in tried.items()]
    killed = len(drawn) - len(lived)
    lines += [
        f"all: {killed} of {len(drawn)} killed, {killed / len(drawn):.0%}; drawn of {len(every)}",
        "",
        *sorted(lived),
    ]
    print("\n".join(lines))
    if given.out:
        given.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
