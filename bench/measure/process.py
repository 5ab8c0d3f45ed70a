"""Run a program and say what it cost; keep what was made where it was made of the same."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

COST = "cost.json"
LAUNCH = (sys.executable, "-I", "-S", Path(__file__).with_name("launch.py"))


class MeasureError(Exception):
    """A program ended with an error, or what it needs is missing."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a program and all the programs that it ran took: CPU and wall seconds, and the largest one's peak memory.

    `reused` where it was measured by an earlier run with the same work folder.
    """

    cpu_seconds: float
    wall_seconds: float
    peak_bytes: int
    reused: bool = False


def run(command: Sequence[str | Path], cwd: Path, env: Mapping[str, str], output: Path) -> Cost:
    """Run a program with its standard output in `output`. Raises MeasureError with what it said where it fails."""
    complaints, usage = output.with_name(f"{output.name}.stderr"), output.with_name(f"{output.name}.usage")
    output.parent.mkdir(parents=True, exist_ok=True)
    started = time.perf_counter()
    with output.open("wb") as out, complaints.open("wb") as err:
        done = subprocess.run(  # noqa: S603 # programs of our own choice, no shell
            [*LAUNCH, usage, *command], cwd=cwd, env={**os.environ, **env}, stdout=out, stderr=err, check=False
        )
    wall = time.perf_counter() - started
    if done.returncode:
        said = complaints.read_text(encoding="utf-8", errors="replace")[-1000:].strip()
        raise MeasureError(f"{' '.join(map(str, command))}: ended with status {done.returncode}: {said}")
    used = json.loads(usage.read_text(encoding="utf-8"))
    complaints.unlink()
    usage.unlink()
    return Cost(used["cpu_seconds"], round(wall, 3), used["peak_bytes"])


def kept(folder: Path, key: str, make: Callable[[], Cost]) -> Cost:
    """The cost of what is in `folder`, which `make` fills unless it was made for the same `key` before."""
    note = folder / COST
    if note.is_file():
        found = json.loads(note.read_text(encoding="utf-8"))
        if found.pop("key") == key:
            return Cost(**{**found, "reused": True})
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    cost = make()
    note.write_text(json.dumps({"key": key, **asdict(cost)}), encoding="utf-8")
    return cost


def digest(paths: Iterable[Path]) -> str:
    """A digest of files' names and bytes, in the given order."""
    found = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            found.update(f"{path.name} {hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    return found.hexdigest()[:16]
