"""The workflows of GitHub and GitLab: well-formed, of few rights, and their own steps run in a clean clone."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
GITLAB = ROOT / ".gitlab-ci.yml"
PINNED_RE = re.compile(r"uses: [\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+\n")
ORDERS = ("make ", ".venv/bin/invoke ", "sudo make ")
# `make test` is this very run; installing servers takes an administrator
NOT_HERE = ("make test", "sudo make servers")
URL = "https://archive.example"


def read(path: Path) -> Any:
    """A workflow; YAML 1.1 takes the key `on` for True."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def jobs() -> Iterator[tuple[str, str, Any]]:
    """Every job of GitHub's workflows, as (file, name, job)."""
    for path in WORKFLOWS:
        for name, job in read(path)["jobs"].items():
            yield path.name, name, job


def orders_of(workflow: str) -> list[str]:
    """The `run:` steps of a workflow, in their order."""
    return [step["run"] for file, _, job in jobs() if file == workflow for step in job["steps"] if "run" in step]


@pytest.mark.parametrize(
    ("schema", "path"),
    [*(("vendor.github-workflows", path) for path in WORKFLOWS), ("vendor.gitlab-ci", GITLAB)],
    ids=lambda value: getattr(value, "name", value),
)
def test_each_fits_its_schema(schema: str, path: Path) -> None:
    """GitHub's and GitLab's schemas, as SchemaStore has them and check-jsonschema ships them."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, "--data-transform", "gitlab-ci"]
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_action_is_pinned_by_its_commit() -> None:
    """A tag can be moved; beside the commit stands its version."""
    for path in WORKFLOWS:
        text = path.read_text(encoding="utf-8")
        assert len(PINNED_RE.findall(text)) == text.count("uses:"), path.name


def test_jobs_have_the_rights_that_they_need() -> None:
    """None by default; only the job that publishes may write, and only to Pages."""
    assert all(read(path)["permissions"] == {} for path in WORKFLOWS)
    rights = {(file, name): job["permissions"] for file, name, job in jobs()}
    assert rights.pop(("publish.yml", "publish")) == {"pages": "write", "id-token": "write"}
    assert all(given == {"contents": "read"} for given in rights.values())
    assert all(
        step["with"]["persist-credentials"] is False
        for _, _, job in jobs()
        for step in job["steps"]
        if step.get("uses", "").startswith("actions/checkout@")
    )


def test_steps_are_orders_that_run_anywhere() -> None:
    """`make` and `invoke` alone; nothing of an event is put into a shell's line, and no secret is asked for."""
    lines = [line for path in WORKFLOWS for line in orders_of(path.name)] + read(GITLAB)[".site"]["script"]
    assert all(line.startswith(ORDERS) and "\n" not in line and "${{" not in line for line in lines), lines
    assert all("secrets." not in path.read_text(encoding="utf-8") for path in WORKFLOWS)


def test_only_the_main_branch_is_published() -> None:
    """A pull request comes no further than its preview."""
    steps = {step["name"]: step for _, _, job in jobs() for step in job["steps"] if "name" in step}
    only_main = "github.event_name != 'pull_request' && github.ref == 'refs/heads/main'"
    assert steps["Hand the site to Pages"]["if"] == only_main
    assert [job["if"] for file, name, job in jobs() if name == "publish"] == [only_main]
    assert steps["Keep the preview"]["if"] == "github.event_name == 'pull_request'"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clean clone with the tools that `make setup` would install, known to be those of its lock files."""
    folder = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
    (folder / ".venv").mkdir()
    (folder / ".venv/bin").symlink_to(Path(sys.executable).parent)
    (folder / "node_modules").mkdir()
    for path in (ROOT / "node_modules").iterdir():
        if path.name != ".installed":
            (folder / "node_modules" / path.name).symlink_to(path.resolve())
    stamps = {
        ".venv/.runtime": ("requirements/runtime.txt", "requirements/node.txt", "pyproject.toml"),
        "node_modules/.installed": ("package.json", "package-lock.json"),
    }
    for stamp, files in stamps.items():
        text = b"".join((folder / name).read_bytes() for name in files)
        done = subprocess.run(["cksum"], input=text, capture_output=True, check=True)
        (folder / stamp).write_bytes(done.stdout)
    return folder


def run_steps(folder: Path, orders: list[str]) -> None:
    """Run orders one after another as a runner does; each must end well."""
    environment = os.environ | {
        "SITEURL": URL,
        "PYTHONPATH": f"{folder / 'plugins'}:{os.environ.get('PYTHONPATH', '')}",
    }
    for order in orders:
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", order]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{order}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_the_steps_run_in_a_clean_clone(clone: Path, host: str) -> None:
    """Raw files become a checked site with its own address, without what is for this machine alone; again it is the
    same. What uploads cannot run here.
    """
    orders = orders_of("publish.yml") if host == "github" else read(GITLAB)[".site"]["script"]
    run_steps(clone, orders)
    assert f'rel="canonical" href="{URL}/"' in (clone / "public/index.html").read_text(encoding="utf-8")
    assert not (clone / "public/search/sources").exists()
    first = {path: path.read_bytes() for path in (clone / "public").rglob("*") if path.is_file()}
    run_steps(clone, orders)
    assert {path: path.read_bytes() for path in (clone / "public").rglob("*") if path.is_file()} == first


def test_other_steps_are_known() -> None:
    """What does not run here is named here."""
    assert orders_of("test.yml") == list(reversed(NOT_HERE))
    assert read(GITLAB)["test"]["script"] == ["make test"]
