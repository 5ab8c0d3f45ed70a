"""Every pattern of the Python packages, how it is asked, and long texts that are hard for it."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import re
from collections.abc import Iterator
from functools import partial
from itertools import islice, product
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined] # what Python's own compiler reads
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

PLUGINS = Path(__file__).parents[2] / "plugins"
METHODS = {"search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
ANY_PLACE = {"sub", "subn", "split", "findall", "finditer"}
MOST_SIGNS = 12
Patterns = dict[tuple[str | bytes, int], set[str]]


def modules() -> Iterator[tuple[str, Path]]:
    """Each module's name and file."""
    for path in sorted(PLUGINS.rglob("*.py")):
        yield ".".join(path.relative_to(PLUGINS).with_suffix("").parts).removesuffix(".__init__"), path


def patterns() -> dict[re.Pattern[Any], set[str]]:
    """Each pattern that a module holds, in whatever container or cached function, with the names under which it is
    held.
    """
    found: dict[re.Pattern[Any], set[str]] = {}
    for module, _ in modules():
        for name, value in vars(importlib.import_module(module)).items():
            if not name.startswith("__"):
                for pattern in held(value):
                    found.setdefault(pattern, set()).add(f"{module}.{name}")
    for pattern, name in written_in_place():
        found.setdefault(pattern, set()).add(name)
    return found


def held(value: Any, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    """The patterns in a value."""
    if isinstance(value, re.Pattern):
        yield value
    elif hasattr(value, "cache_info"):
        try:
            yield from held(value())
        except TypeError:
            return  # it takes arguments
    elif depth < 4:
        for part in parts(value):
            yield from held(part, depth + 1)


def parts(value: Any) -> list[Any]:
    """What a container holds."""
    if isinstance(value, (list, tuple, set, frozenset)):
        return list(value)
    if isinstance(value, dict):
        return list(value.values())
    if isinstance(value, partial):
        return [value.func, *value.args]
    if isinstance(getattr(value, "__self__", None), re.Pattern):
        return [value.__self__]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [getattr(value, field.name, None) for field in dataclasses.fields(value)]
    return []


def written_in_place() -> Iterator[tuple[re.Pattern[str], str]]:
    """Patterns that stand within a call: `re.sub(r"…", …)`. Each is told with `re.` and the call's name."""
    for _, path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(ast.Attribute(ast.Name("re"), name), [ast.Constant(source), *_]) if name in METHODS:
                    yield re.compile(source), f"re.{name}"


def methods_by_name() -> dict[str, set[str]]:
    """How each module's name is asked in it: `WORD_RE.findall(…)`."""
    found: dict[str, set[str]] = {}
    for module, path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in METHODS and isinstance(node.value, ast.Name):
                found.setdefault(f"{module}.{node.value.id}", set()).add(node.attr)
    return found


def ways(names: set[str], asked: dict[str, set[str]]) -> set[str]:
    """Which of `search`, `match` and `fullmatch` a pattern with these names is asked by; all where that is unknown."""
    methods = {name.removeprefix("re.") for name in names if name.startswith("re.")}
    for name in names:
        methods |= asked.get(name, set())
    plain = {"search" if method in ANY_PLACE else method for method in methods & METHODS}
    return plain or {"search", "match", "fullmatch"}


def signs(tree: Any) -> Iterator[str]:
    """A few characters that each part of a parsed pattern matches, those of repetitions first."""
    later: list[str] = []
    for code, value in tree:
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            (yield from signs(value[2])) if value[1] > 8 else later.extend(signs(value[2]))
        elif code in (codes.SUBPATTERN, codes.ATOMIC_GROUP, codes.ASSERT, codes.ASSERT_NOT):
            yield from signs(value if code is codes.ATOMIC_GROUP else value[-1])
        elif code is codes.BRANCH:
            for branch in value[1]:
                yield from signs(branch)
        else:
            later.extend(own_signs(code, value))
    yield from later


def own_signs(code: Any, value: Any) -> Iterator[str]:
    """Characters that one element of a parsed pattern matches."""
    if code is codes.LITERAL:
        yield chr(value)
    elif code in (codes.NOT_LITERAL, codes.ANY):
        yield from "xا "
    elif code is codes.RANGE:
        yield chr(value[0])
    elif code is codes.CATEGORY:
        yield from {"digit": "0", "space": " \t", "word": "xا0"}.get(str(value).split("_")[-1].lower(), "x")
    elif code is codes.IN:
        if value[0][0] is codes.NEGATE:
            yield from "x ا.-"
        for inner, part in value:
            yield from own_signs(inner, part)


def example(tree: Any, times: int = 1) -> str:
    """A text that a parsed pattern matches, or nearly: repetitions are gone through `times` times, or as often as they
    must.
    """
    text = ""
    for code, value in tree:
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            text += example(value[2], times) * max(value[0], min(times, value[1]))
        elif code is codes.SUBPATTERN:
            text += example(value[-1], times)
        elif code is codes.ATOMIC_GROUP:
            text += example(value, times)
        elif code is codes.BRANCH:
            text += example(value[1][0], times)
        elif code not in (codes.ASSERT, codes.ASSERT_NOT, codes.AT, codes.GROUPREF):
            text += next(own_signs(code, value), "")
    return text


def hostile_texts(pattern: re.Pattern[Any], length: int) -> Iterator[Any]:
    """Texts of about `length` that repeat what the pattern repeats, behind and before what nearly matches."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = parser.parse(source, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags)
    alphabet = list(islice(dict.fromkeys(signs(tree)), MOST_SIGNS))
    pairs = map("".join, product(alphabet[:6], repeat=2))
    units = [*alphabet, *pairs, example(tree), example(tree, 2), example(tree)[:-1]]
    for unit, before, after in product(dict.fromkeys(filter(None, units)), ("", example(tree)), ("", "\0")):
        text = before + unit * (length // len(unit)) + after
        yield text if isinstance(pattern.pattern, str) else text.encode("latin-1", "replace")
