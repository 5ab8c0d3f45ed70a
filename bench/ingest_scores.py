"""Score ingest on real articles, and hold the scores against their floors.

    .venv/bin/python bench/ingest_scores.py [--only newspapers|scraped|unseen …] [-n 10000] [--shared DIR] [--work DIR]

- `newspapers`: the 1,408 files of `corpus/newspapers` on the 126 that are labelled.
- `scraped`: N files that `tools/raw_corpus.py` makes of SaudiNewsNet in mixed layouts.
- `unseen`: the same with every second publisher's profile left empty, as if it had not been learned.

Prints a line of JSON for each. `ingest-floors.json` holds the floors (`least` and `most`), how much worse `unseen` may
be than `scraped`, and the SHA-256 of the corpora that they were set on. Ends with status 1 where a score does not hold
its floor or a corpus is another. Lowering a floor is an edit of that file, which the changelog tells.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from news_ingest.profiles import file_name
from news_ingest.run import ingest
from news_ingest.settings import IngestSettings

HERE = Path(__file__).resolve().parent
PARTS = ("newspapers", "scraped", "unseen")
NEVER_DOUBLED = 10**9


def corpus_sha256(corpus: Path) -> str:
    """One hash of all files that the scores rest on: their names and bytes, in the order of the names."""
    files = [
        corpus / "newspapers-truth.jsonl",
        corpus / "saudinewsnet.jsonl.gz",
        *(corpus / "newspapers").rglob("*.txt"),
    ]
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(
            f"{path.relative_to(corpus).as_posix()}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode()
        )
    return digest.hexdigest()


def leave_out(publishers: Sequence[str], folder: Path) -> None:
    """Give every second publisher a profile that says nothing, which ingest keeps as a person's."""
    folder.mkdir(parents=True)
    habits = {"order": None, "kicker_above": None, "furniture": [], "outlets": [], "places": []}
    for group in sorted(publishers)[::2]:
        profile = {"group": group, "seen": NEVER_DOUBLED, "habits": habits}
        (folder / file_name(group)).write_text(json.dumps(profile), encoding="utf-8")


def score(shared: Path, truth: Path, raw: Path, content: Path) -> dict[str, Any]:
    """Ingest the folder `raw`, and score it against `truth`."""
    ingest(IngestSettings((raw,), content))
    command = [sys.executable, str(shared / "tools/ingest_score.py"), str(truth), str(raw), str(content)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 # its own tool
    scores: dict[str, Any] = json.loads(printed.splitlines()[-1])
    return scores


def measure(part: str, shared: Path, work: Path, count: int) -> dict[str, Any]:
    """The scores of one of PARTS; scraped files are made where there are none yet."""
    if part == "newspapers":
        return score(shared, shared / "corpus/newspapers-truth.jsonl", shared / "corpus/newspapers", work / part)
    raw, truth = work / f"scrape-{count}", work / f"scrape-{count}.jsonl"
    if not truth.exists():
        command = [sys.executable, str(shared / "tools/raw_corpus.py"), str(raw), "-n", str(count)]
        subprocess.run(command, check=True)  # noqa: S603 # its own tool
        (raw / "truth.jsonl").rename(truth)
    if part == "unseen":
        leave_out([path.name for path in (raw / "raw").iterdir()], work / part / "profiles")
    return score(shared, truth, raw, work / part)


def failures(part: str, scores: Mapping[str, float], floors: Mapping[str, Any]) -> Iterator[str]:
    """The scores of a part that do not hold its floors, each with what was expected."""
    for name, least in floors[part].get("least", {}).items():
        if scores[name] < least:
            yield f"{part}: {name} {scores[name]}; expected at least {least}"
    for name, most in floors[part].get("most", {}).items():
        if scores[name] > most:
            yield f"{part}: {name} {scores[name]}; expected at most {most}"


def main() -> None:
    """Measure, print, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", choices=PARTS)
    parser.add_argument("-n", type=int, default=10_000)
    parser.add_argument("--shared", type=Path, default=HERE.parents[1] / "shared")
    parser.add_argument("--work", type=Path)
    args = parser.parse_args()
    floors = json.loads((HERE / "ingest-floors.json").read_text(encoding="utf-8"))
    found = [] if corpus_sha256(args.shared / "corpus") == floors["corpus_sha256"] else ["corpus: not the pinned one"]
    measured: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for part in args.only or PARTS:
            scores = measured[part] = measure(part, args.shared, args.work or Path(scratch), args.n)
            print(json.dumps({"part": part, **scores}, ensure_ascii=False), flush=True)
            found += failures(part, scores, floors)
    if measured.keys() >= {"scraped", "unseen"}:
        worse = {name: measured["scraped"][name] - measured["unseen"][name] for name in floors["scraped"]["least"]}
        most = floors["unseen"]["worse"]
        found += [f"unseen: {name} is {lost:.4f} worse; expected {most}" for name, lost in worse.items() if lost > most]
    sys.exit("\n".join(found) or 0)


if __name__ == "__main__":
    main()
