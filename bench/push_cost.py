"""What a push of one article costs in CI beside the full job: CPU seconds of each step of the publishing workflow.

    .venv/bin/python bench/push_cost.py [--work FOLDER] [--shared FOLDER] [--out FILE] [--articles N]

The `run:` steps of .github/workflows/publish.yml are run in a clone with the articles of SaudiNewsNet, first with
nothing kept (`make setup` installs the tools from the registries); then, in a new clone at the same place, with what
the workflow caches brought back by tar as actions/cache does it, and one raw file more. A work folder in memory
(`/dev/shm/x`) keeps a busy disk out of the figures.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import subprocess
from itertools import islice
from pathlib import Path
from typing import Any

import yaml
from measure.process import run

ROOT = Path(__file__).parents[1]
NEW = "عنوان الخبر الجديد\n\nالرياض، 14 أغسطس 2015\n\nأعلنت الجهة صباح اليوم خبراً لم يكن في الأرشيف من قبل.\n"
PLACE, KEPT = "clone", "kept.tar"


def workflow() -> dict[str, Any]:
    """The job that builds the site."""
    text = (ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8")
    job: dict[str, Any] = yaml.safe_load(text)["jobs"]["build"]
    return job


def cached(job: dict[str, Any]) -> list[str]:
    """The paths that the workflow keeps from run to run."""
    kept = [step["with"]["path"].split() for step in job["steps"] if step.get("uses", "").startswith("actions/cache@")]
    return [path for paths in kept for path in paths]


def clone(work: Path, corpus: Path, articles: int) -> Path:
    """A new clone of the project, with its own sample articles replaced by real ones."""
    folder = work / PLACE
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)  # noqa: S603, S607 # no shell
    shutil.rmtree(folder / "content/raw")
    (folder / "content/raw").mkdir()
    with gzip.open(corpus, "rb") as stream, (folder / "content/raw/all.jsonl").open("wb") as out:
        out.writelines(islice(stream, articles))
    return folder


def cost(folder: Path, job: dict[str, Any]) -> dict[str, float]:
    """CPU seconds by step."""
    env = {"SITEURL": "https://archive.example", "PYTHONPATH": ""}
    orders = {step["name"]: step["run"] for step in job["steps"] if "run" in step}
    said = folder.parent / "said"
    return {name: run(["bash", "-ec", order], folder, env, said).cpu_seconds for name, order in orders.items()}


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=ROOT / "bench/work/push")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--out", type=Path, default=ROOT / "bench/results/push-cost.json")
    parser.add_argument("--articles", type=int, default=16_327)
    given = parser.parse_args()
    work, corpus, job = given.work.absolute(), given.shared / "corpus/saudinewsnet.jsonl.gz", workflow()
    work.mkdir(parents=True, exist_ok=True)
    folder = clone(work, corpus, given.articles)
    full = cost(folder, job)
    tar = ["tar", "--posix", "-cf", str(work / KEPT), "-C", str(folder), *cached(job)]
    subprocess.run(tar, check=True)  # noqa: S603 # no shell
    folder = clone(work, corpus, given.articles)
    subprocess.run(["tar", "-xf", str(work / KEPT), "-C", str(folder)], check=True)  # noqa: S603, S607 # no shell
    (folder / "content/raw/new.txt").write_text(NEW, encoding="utf-8")
    push = cost(folder, job)
    share = sum(push.values()) / sum(full.values())
    found = {"articles": given.articles, "full": full, "push": push, "share": round(share, 4)}
    print(json.dumps(found, indent=1))
    given.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
