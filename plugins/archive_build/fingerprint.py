"""Fingerprints: digests of exactly what an output is made from, so that equal ones mean equal outputs."""

from __future__ import annotations

import contextlib
import datetime
import functools
import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path, PurePath
from typing import Any

from jinja2 import Environment, TemplateNotFound, nodes
from jinja2.meta import find_referenced_templates, find_undeclared_variables

from archive_build.files import write_bytes

DIGEST_BYTES = 8
MARKS = tuple(f"{what}_{end}" for what in ("block", "variable", "comment") for end in ("start", "end"))
SUFFIXES = (".py", ".json", ".txt", ".js")
LIBRARIES = ("jinja2", "markdown", "markupsafe", "nh3", "pelican")


def digest(*parts: bytes) -> bytes:
    """Eight bytes of the parts, whose borders count."""
    pieces = [piece for part in parts for piece in (len(part).to_bytes(8, "big"), part)]
    return hashlib.blake2b(b"".join(pieces), digest_size=DIGEST_BYTES).digest()


def canonical(value: Any) -> bytes:
    """Bytes that are equal for equal values, in any process; random ones for what cannot be told, so that an output
    made from it is always made again.

    A value that knows its own fingerprint (a method `fingerprint` that gives bytes) is asked. A function counts by
    its name and the text of the file that it is written in.
    """
    if type(value) is str:  # most values are texts, and then what knows its fingerprint
        return f"str:{value!r}".encode("utf-8", "surrogatepass")
    if hasattr(value, "fingerprint"):
        return bytes(value.fingerprint())
    match value:
        case None | bool() | int() | float() | str() | bytes() | datetime.date() | datetime.tzinfo() | PurePath():
            return f"{type(value).__name__}:{value!r}".encode("utf-8", "surrogatepass")
        case dict() | Mapping():
            pairs = sorted((canonical(key), canonical(item)) for key, item in value.items())
            return b"map" + digest(*(part for pair in pairs for part in pair))
        case set() | frozenset():
            return b"set" + digest(*sorted(map(canonical, value)))
    if isinstance(value, (list, tuple, range)):
        return b"list" + digest(*map(canonical, value))
    if is_dataclass(value) and not isinstance(value, type):
        return b"data" + digest(*(canonical(getattr(value, field.name)) for field in fields(value)))
    if isinstance(value, type):
        return digest(value.__qualname__.encode(), _file(getattr(sys.modules[value.__module__], "__file__", None)))
    if callable(value):
        return _of_function(value)
    return os.urandom(DIGEST_BYTES)


def _of_function(function: Callable[..., Any]) -> bytes:
    if isinstance(function, functools.partial):
        return digest(_of_function(function.func), canonical(function.args), canonical(function.keywords))
    name = f"{getattr(function, '__module__', '')}.{getattr(function, '__qualname__', '')}"
    return digest(name.encode(), _file(getattr(function, "__globals__", {}).get("__file__")))


@functools.lru_cache(maxsize=64)
def _file(path: str | None) -> bytes:
    """A digest of a file of code; a random one where there is none."""
    return digest(Path(path).read_bytes()) if path else os.urandom(DIGEST_BYTES)


def code_digest(packages: Iterable[str]) -> bytes:
    """Changes with any file of these packages, and with the version of a library that makes pages."""
    versions = [f"{name} {metadata.version(name)}".encode() for name in LIBRARIES]
    files = [part for name in packages for path in _files(resources.files(name)) for part in path]
    return digest(*versions, *files)


def _files(folder: Traversable) -> list[tuple[bytes, bytes]]:
    found: list[tuple[bytes, bytes]] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name != "__pycache__":
            found += _files(entry)
        elif entry.name.endswith(SUFFIXES):
            found.append((entry.name.encode(), entry.read_bytes()))
    return found


class Templates:
    """The templates of an environment: what each is made of, and which of the context's names it reads.

    With a folder, what was read out of a source is kept there from build to build, under a name that changes with the
    source, with this module, with Jinja, and with how the environment reads.
    """

    def __init__(self, env: Environment, kept: Path | None = None) -> None:
        self._env = env
        self._kept = kept
        syntax = [getattr(env, f"{part}_string") for part in MARKS]
        self._reader = digest(_file(__file__), canonical([metadata.version("jinja2"), sorted(env.extensions), syntax]))
        self._known: dict[str, tuple[bytes, frozenset[str], frozenset[str]]] = {}

    def parts(self, name: str) -> dict[str, bytes]:
        """The sources of a template and of all that it extends, includes and imports, by name.

        Where one is named by an expression, every template of the theme is a part.
        """
        found: dict[str, bytes] = {}
        waiting = [name]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found[one], _, more = self._look(one)
                waiting += sorted(more)
        return found

    def names(self, name: str) -> frozenset[str]:
        """The names that a template and its parts take from the context."""
        return frozenset[str]().union(*(self._look(part)[1] for part in self.parts(name)))

    def _look(self, name: str) -> tuple[bytes, frozenset[str], frozenset[str]]:
        if name not in self._known:
            self._known[name] = self._read(name)
        return self._known[name]

    def _read(self, name: str) -> tuple[bytes, frozenset[str], frozenset[str]]:
        try:
            source = self._env.loader.get_source(self._env, name)[0] if self._env.loader else ""
        except TemplateNotFound:  # an include that may be missing
            return b"", frozenset(), frozenset()
        found, referenced = self._read_out(source)
        if None in referenced:
            referenced |= {one for one in self._env.list_templates() if not one.startswith("!")}
        return source.encode(), found, frozenset(one for one in referenced if one)

    def _read_out(self, source: str) -> tuple[frozenset[str], frozenset[str | None]]:
        """The names that a source takes from the context, and the templates that it names; None for an expression."""
        path = self._kept and self._kept / f"{digest(self._reader, source.encode()).hex()}.json"
        if path and path.is_file():
            with contextlib.suppress(ValueError, TypeError):  # a damaged file is written anew
                names, referenced = json.loads(path.read_bytes())
                return frozenset(names), frozenset(referenced)
        tree = self._env.parse(source)
        found = frozenset(find_undeclared_variables(tree))
        named = {*find_referenced_templates(tree), *_rendered_once(tree)}
        if path:
            write_bytes(path, json.dumps([sorted(found), sorted(named, key=str)]).encode())
        return found, frozenset(named)


def _rendered_once(tree: nodes.Template) -> Iterator[str | None]:
    """The parts that a template names in `once(…)`; None for one that is named by an expression."""
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "once":
            yield call.args[0].value if call.args and isinstance(call.args[0], nodes.Const) else None
