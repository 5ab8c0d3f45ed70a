"""Kill ingest at random moments again and again, then let it finish: what it wrote must equal an undisturbed run's.

    .venv/bin/python bench/kill_ingest.py FOLDER_OF_TXT [--kills 50] [--seed 0] [--jobs 1]

Each run goes on where the one before it was killed (SIGKILL, to the whole process group, after a time between nothing
and six tenths of what an undisturbed run takes). When one comes to its end, a round is over: articles, evidence and
profiles are compared byte by byte, also files that a killed run left half written, and the next round begins anew.
Ends with status 1 where anything differs.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

NOT_COMPARED = (".ingest",)
LONGEST = 0.6


def start(raw: Path, content: Path, jobs: int) -> subprocess.Popen[bytes]:
    """A run of `invoke ingest` in a process group of its own."""
    command = [sys.executable, "-m", "invoke", "ingest", "--source", str(raw), "--content", str(content)]
    return subprocess.Popen(  # noqa: S603 # the project's own task
        [*command, "--jobs", str(jobs)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def contents(folder: Path) -> dict[str, bytes]:
    """All files that a run leaves, but for its ledger and its report, which holds times."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    named = ((path.relative_to(folder), path) for path in paths)
    return {name.as_posix(): path.read_bytes() for name, path in named if name.parts[0] not in NOT_COMPARED}


def kill_one(raw: Path, content: Path, jobs: int, after: float) -> bool:
    """Whether a run could be killed `after` seconds; False where it had come to its end."""
    run = start(raw, content, jobs)
    time.sleep(after)
    if run.poll() is not None:
        return False
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    return True


def main() -> None:
    """Run undisturbed, kill, finish, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("raw", type=Path)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    args = parser.parse_args()
    rng = random.Random(args.seed)  # no secret
    with tempfile.TemporaryDirectory() as scratch:
        began = time.monotonic()
        if start(args.raw, Path(scratch, "whole"), args.jobs).wait() != 0:
            sys.exit("the undisturbed run failed")
        seconds = time.monotonic() - began
        expected = contents(Path(scratch, "whole"))
        killed, rounds, differing = 0, 0, set[str]()
        while killed < args.kills:
            rounds += 1
            content = Path(scratch, f"round-{rounds}")
            while killed < args.kills and kill_one(args.raw, content, args.jobs, rng.uniform(0, LONGEST * seconds)):
                killed += 1
            if start(args.raw, content, args.jobs).wait() != 0:
                sys.exit("the last run of a round failed")
            found = contents(content)
            differing |= {name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name)}
            shutil.rmtree(content)
    print(f"{killed} kills in {rounds} rounds, {seconds:.0f} s alone, {len(expected)} files, {len(differing)} differ")
    sys.exit("\n".join(sorted(differing)[:20]) or 0)


if __name__ == "__main__":
    main()
