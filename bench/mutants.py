"""Mutation test: small faults are put into the code, one at a time, and it is told which of them the tests let pass.

    python -m venv bench/work/mutants
    bench/work/mutants/bin/pip install --require-hashes -r requirements/mutants.txt
    bench/work/mutants/bin/python bench/mutants.py [N] [--seed S] [--python FILE] [--sessions FOLDER] [--out FILE]

Cosmic Ray (https://cosmic-ray.readthedocs.io) makes the mutants of `arabic_text` and of `news_ingest/fields` and tries
them; it has an environment of its own, and the tests run with the project's (`--python`). N mutants (240) are drawn
with a seed, half of each package, spread evenly over its modules and their lines. Cosmic Ray changes one operator in up
to eleven ways: of each place and kind of change, one is drawn at most. Not drawn are mutants that are no Python, which
any test would kill, and those that change annotations only, which none could. Nothing else is left out.

All happens in a copy of the repository, with the tests named below, those first that are nearest to the module. Tests
that need the articles beside the repository skip there, so that the figure is the same on every machine. It takes about
an hour on a busy one. `--sessions` keeps Cosmic Ray's databases, which its own `cr-report` and `cr-html` read.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from cosmic_ray.commands import init
from cosmic_ray.mutating import mutate_and_test, mutate_code
from cosmic_ray.plugins import get_operator
from cosmic_ray.testing import run_tests
from cosmic_ray.work_db import use_db
from cosmic_ray.work_item import MutationSpec, TestOutcome, WorkItem, WorkResult

ROOT = Path(__file__).parents[1]
SECONDS = 180
TESTS = {
    "plugins/arabic_text": ("dates", "formats", "tables", "clitics", "analyze"),
    "plugins/news_ingest/fields": (
        *("byline", "date_lines", "headline", "two_lines", "furniture", "spans", "section", "bounds", "values"),
        *("layout", "weekday", "evidence", "learn"),
    ),
}
"""The test files of each package of mutants. Slower ones (other languages, whole piles) are left out: with them the
figure could only be higher.
"""
NEAREST = {
    **dict.fromkeys(("analyze", "normalize", "stem", "tokenize"), "analyze"),
    **dict.fromkeys(("date", "outside", "stamp"), "date_lines"),
    **dict.fromkeys(("caption", "furniture"), "furniture"),
    **dict.fromkeys(("section", "topic"), "section"),
    **{name: name for name in ("clitics", "tables", "formats", "bounds", "headline", "spans", "two_lines")},
}
"""The test file that is asked first for a module, where it is not its package's first."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A mutant and what became of it."""

    mutation: MutationSpec
    result: WorkResult

    @property
    def is_killed(self) -> bool:
        """Whether a test failed, or did not end in time."""
        return bool(self.result.test_outcome == TestOutcome.KILLED)

    @property
    def is_late(self) -> bool:
        """Whether the time was up."""
        return bool(self.is_killed and self.result.output == "timeout")


class _Bare(ast.NodeTransformer):
    """Takes annotations off: they are never evaluated (`from __future__ import annotations`)."""

    def visit_arg(self, node: ast.arg) -> ast.arg:
        return ast.arg(node.arg)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.returns = None
        return self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.annotation = ast.Constant(None)
        return self.generic_visit(node)


def bare(source: str) -> str | None:
    """What a module does, as text: its syntax tree without annotations and places. None where it is no Python."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return None
    return ast.dump(_Bare().visit(tree))


@cache
def _bare_file(path: Path) -> str | None:
    return bare(path.read_text(encoding="utf-8"))


def can_matter(mutation: MutationSpec) -> bool:
    """Whether a mutant is Python, and another program."""
    source = mutation.module_path.read_text(encoding="utf-8")
    operator = get_operator(mutation.operator_name)(**mutation.operator_args)
    return bare(mutate_code(source, operator, mutation.occurrence) or "") not in (
        None,
        _bare_file(mutation.module_path),
    )


def draw(items: Iterable[WorkItem], count: int, rng: random.Random) -> tuple[list[WorkItem], int]:
    """`count` mutants, one of each of as many equal stretches of the places, and how many places there are."""
    places: dict[tuple[str, tuple[int, int], str], list[WorkItem]] = {}
    for item in sorted(items, key=_place):
        mutation = item.mutations[0]
        kind = mutation.operator_name.partition("_")[0]
        places.setdefault((str(mutation.module_path), mutation.start_pos, kind), []).append(item)
    every = [one for one in map(rng.choice, places.values()) if can_matter(one.mutations[0])]
    count = min(count, len(every))
    cuts = [n * len(every) // count for n in range(count + 1)]
    return [every[rng.randrange(*cut)] for cut in pairwise(cuts)], len(every)


def _place(item: WorkItem) -> tuple[str, tuple[int, int], str, int]:
    mutation = item.mutations[0]
    return str(mutation.module_path), mutation.start_pos, mutation.operator_name, mutation.occurrence


def copy_repository(folder: Path) -> None:
    """Copy what git knows or would add."""
    listed = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    names = subprocess.run(  # noqa: S603 # no shell
        listed, cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)


def command(package: str, module: str, python: Path) -> str:
    """The tests of a package, those first that are nearest to a module."""
    names = dict.fromkeys([NEAREST.get(module, TESTS[package][0]), *TESTS[package]])
    files = " ".join(f"tests/{package.split('/')[1]}/test_{name}.py" for name in names)
    return f"{python} -m pytest -x -q -p _hypothesis_pytestplugin --hypothesis-seed=7 {files}"


def hold(package: str, python: Path) -> None:
    """End where the tests fail without a mutant, or do not run on the copy."""
    where = subprocess.run(  # noqa: S603 # no shell
        (python, "-c", "import arabic_text as a, news_ingest.fields as b; print(a.__path__[0], b.__path__[0])"),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    if str(Path(package).resolve()) not in where:
        sys.exit(f"error: the tests import {where.strip()}; expected {Path(package).resolve()}")
    outcome, output = run_tests(command(package, "", python), SECONDS)
    if outcome != TestOutcome.SURVIVED:
        sys.exit(f"error: tests of {package} fail without a mutant:\n{output}")


def attempt(package: str, count: int, seed: int, python: Path, session: Path) -> tuple[list[Tried], int]:
    """Draw and try mutants of a package in the working folder; also how many places it has to be changed."""
    with use_db(str(session)) as database:
        init(sorted(Path(package).glob("*.py")), database, {})
        drawn, places = draw(database.work_items, count, random.Random(seed))
        tried = []
        for item in drawn:
            mutation = item.mutations[0]
            result = mutate_and_test(item.mutations, command(package, mutation.module_path.stem, python), SECONDS)
            database.set_result(item.job_id, result)
            tried.append(Tried(mutation, result))
            print(result.test_outcome.value, title(tried[-1]), flush=True)
    return tried, places


def title(one: Tried) -> str:
    """A mutant's place and kind."""
    row, column = one.mutation.start_pos
    return f"{one.mutation.module_path}:{row}:{column} {one.mutation.operator_name.partition('/')[2]}"


def report(package: str, tried: Sequence[Tried], places: int) -> list[str]:
    """A line of figures, one a module, and the mutants that passed, each with its changed line."""
    modules = dict.fromkeys(one.mutation.module_path.name for one in tried)
    rows = {name: [one for one in tried if one.mutation.module_path.name == name] for name in modules}
    lived = [one for one in tried if not one.is_killed]
    return [
        f"{package}: {figure(tried)}, drawn of {places} places; {sum(one.is_late for one in tried)} by the time limit",
        *(f"  {name}: {figure(found)}" for name, found in rows.items()),
        *(line for one in lived for line in ("", title(one), *changed(one.result.diff or ""))),
        "",
    ]


def figure(tried: Sequence[Tried]) -> str:
    """«90 of 100 killed, 90%»."""
    killed = sum(one.is_killed for one in tried)
    return f"{killed} of {len(tried)} killed, {killed / max(1, len(tried)):.0%}"


def changed(diff: str) -> list[str]:
    """The changed lines of a unified diff."""
    return [line for line in diff.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def main() -> None:
    """Copy, hold, draw, try, tell."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("count", type=int, nargs="?", default=240)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--python", type=Path, default=ROOT / ".venv" / "bin" / "python")
    options.add_argument("--sessions", type=Path)
    options.add_argument("--out", type=Path)
    given = options.parse_args()
    python, out, sessions = (path and path.absolute() for path in (given.python, given.out, given.sessions))
    if sessions:
        sessions.mkdir(parents=True, exist_ok=True)
    lines = [f"seed {given.seed}, Cosmic Ray {version('cosmic-ray')}", ""]
    with TemporaryDirectory() as name, contextlib.chdir(name):
        copy_repository(Path(name))
        os.environ["PYTHONPATH"] = str(Path("plugins").resolve())
        os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # others than Hypothesis take half of a quick test's time
        for package in TESTS:
            hold(package, python)
            session = (sessions or Path(name)) / f"{package.split('/')[1]}.sqlite"
            tried, places = attempt(package, given.count // len(TESTS), given.seed, python, session)
            lines += report(package, tried, places)
    print("\n".join(lines))
    if out:
        out.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
