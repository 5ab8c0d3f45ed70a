"""The tasks as a user runs them, and a bare `pelican` run."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[1]
TITLE = "ترميم السوق القديمة في تل الغار"
NEWS = f"""{TITLE}
21/07/2015
أعلنت البلدية صباح أمس بدء العمل في ترميم السوق القديمة، وقال رئيسها إن العمل ينتهي قريباً.
"""


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a program of the virtual environment in the project's folder."""
    bin_folder = Path(sys.executable).parent
    environment = os.environ | {"PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}"}
    arguments = [bin_folder / command[0], *command[1:]]
    return subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, env=environment, check=False)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `content` (one raw article, ingested) and `site` (built from it)."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "content/raw").mkdir(parents=True)
    (folder / "content/raw/خبر.txt").write_text(NEWS, encoding="utf-8")
    assert "1 articles written" in run("invoke", "ingest", "--content", str(folder / "content")).stdout
    built = run("invoke", "build", "--content", str(folder / "content"), "--output", str(folder / "site"))
    assert "output files" in built.stdout
    return folder


def test_search_answers(project: Path) -> None:
    """A built site is asked with the words as a reader types them."""
    done = run("invoke", "search", "للسوق القديمه", "--site", str(project / "site"))
    assert done.stdout.splitlines()[:2] == ["1 results", f" 1. {TITLE}  (2015-07-21)  a/{_address(project)}.html"]


def _address(project: Path) -> str:
    [path] = (project / "content/articles").rglob("*.md")
    return f"{path.parent.name}/{path.stem}"


def test_export_gives_the_catalogue(project: Path) -> None:
    """One JSON line an article."""
    [row] = map(json.loads, run("invoke", "export", "--content", str(project / "content")).stdout.splitlines())
    assert (row["source"], row["date"], row["date_from"]) == ("خبر.txt", "2015-07-21", "stated")
    assert row["confidence"] == 0.99


def test_explain_shows_each_lines_role(project: Path) -> None:
    """Roles line by line with what dates were read, then the metadata with their evidence; nothing is written."""
    content = project / "content"
    done = run("invoke", "ingest", "--content", str(content), "--explain", str(content / "raw/خبر.txt"))
    assert [line.split()[:2] for line in done.stdout.splitlines()[1:5]] == [
        ["0", "headline"],
        ["1", "date"],
        ["Gregorian", "2015-07-21"],
        ["2", "body"],
    ]
    assert f"Title: {TITLE}" in done.stdout.splitlines()
    assert f"evidence: title 0.99, stated, line 0 [0:{len(TITLE)}]" in done.stdout.splitlines()
    missing = run("invoke", "ingest", "--content", str(content), "--explain", "README.md")
    assert (missing.returncode, "file 'README.md': no such file below the sources" in missing.stderr) == (1, True)


def test_many_queries_are_answered_line_by_line(project: Path) -> None:
    """Each answer has the query, its hits, and what it cost."""
    queries = project / "queries.jsonl"
    queries.write_text('{"q": "ترميم"}\n\n{"q": "\\"~^*:"}\n', encoding="utf-8")
    done = run("invoke", "search", "--queries", str(queries), "--site", str(project / "site"))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["q"] for answer in answers] == ["ترميم", '"~^*:']
    assert [[hit["source"] for hit in answer["hits"]] for answer in answers] == [["خبر.txt"], []]
    assert all(answer["bytes"] > 0 and answer["requests"] > 0 and answer["ms"] >= 0 for answer in answers)


def test_a_bad_line_of_queries_is_named(project: Path) -> None:
    """The message has the file, the line's number and what was expected."""
    queries = project / "bad.jsonl"
    queries.write_text('{"q": "ترميم"}\nترميم\n', encoding="utf-8")
    done = run("invoke", "search", "--queries", str(queries), "--site", str(project / "site"))
    assert done.returncode == 1
    assert re.search(r"bad\.jsonl', line 2: 'ترميم'; expected a JSON object with 'q'", done.stderr)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("ingest", "--source", "nothing-here"), "source 'nothing-here': no such file or folder; expected"),
        (("export", "--content", "tests"), "content 'tests': no folder 'articles' in it; expected"),
        (("search", "كلمة", "--site", "tests"), "site 'tests': no search/manifest.json; expected"),
        (("build", "--content", "nothing-here"), "content 'nothing-here': no such folder"),
        (
            ("withdraw", "000000000000", "--reason", "x", "--content", "tests"),
            "withdraw: article '000000000000': not among the articles; expected",
        ),
        (("plan", "--output", "tests"), "site 'tests': no index.html; expected"),
    ],
)
def test_a_failure_is_told_in_one_line(arguments: tuple[str, ...], message: str) -> None:
    """Each task ends with status 1 and a message that names what is wrong."""
    done = run("invoke", *arguments)
    assert done.returncode == 1
    assert f"error: {message}" in done.stderr


def test_a_bare_pelican_run_ingests_first(project: Path, tmp_path: Path) -> None:
    """With NEWS_RAW_PATHS set, `pelican` alone turns raw files into a site."""
    shutil.copytree(project / "content/raw", tmp_path / "content/raw")
    done = run("pelican", str(tmp_path / "content"), "-o", str(tmp_path / "site"), "-s", "pelicanconf.py")
    assert done.returncode == 0, done.stderr
    assert TITLE in (tmp_path / "site/index.html").read_text(encoding="utf-8")


def test_a_bare_pelican_run_ends_with_a_bad_source(tmp_path: Path) -> None:
    """A source that does not exist ends the run with a status other than 0 and its path."""
    (tmp_path / "content").mkdir()
    done = run("pelican", str(tmp_path / "content"), "-o", str(tmp_path / "site"), "-s", "pelicanconf.py")
    assert done.returncode != 0
    assert "no such file or folder" in " ".join((done.stdout + done.stderr).split())


def test_check_fails_and_reports_what_is_wrong(project: Path, tmp_path: Path) -> None:
    """Status 1, a line for people, and all findings as JSON for programs."""
    site = shutil.copytree(project / "site", tmp_path / "site")
    (site / "robots.txt").write_text(str(site), encoding="utf-8")
    places = ("--site", str(site), "--content", str(project / "content"), "--report", str(tmp_path / "report.json"))
    done = run("invoke", "check", *places, "--sample", "0", "--html", "0")
    assert done.returncode == 1, done.stderr
    [finding] = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["findings"]
    assert finding["path"] == "robots.txt"
    assert finding["check"] in done.stdout


def test_a_bag_is_made_and_verified(project: Path, tmp_path: Path) -> None:
    """A file that changed since fails the second, by its name."""
    made = run("invoke", "bundle", "--content", str(project / "content"), "--to", str(tmp_path / "bag"))
    assert made.returncode == 0, made.stderr
    [text] = (tmp_path / "bag/data").rglob("خبر.txt")
    text.write_bytes(bytes(text.stat().st_size))
    done = run("invoke", "bundle", "--verify", str(tmp_path / "bag"))
    assert done.returncode == 1
    assert "خبر.txt" in done.stdout.splitlines()[0]


def test_serve_rebuilds_when_a_raw_file_comes(tmp_path: Path) -> None:
    """A new raw file is ingested and its article served, without a restart."""
    (tmp_path / "content/raw").mkdir(parents=True)
    (tmp_path / "content/raw/1.txt").write_text(NEWS, encoding="utf-8")
    content, site = str(tmp_path / "content"), str(tmp_path / "site")
    run("invoke", "ingest", "--content", content)
    run("invoke", "build", "--content", content, "--output", site)
    command = [Path(sys.executable).parent / "invoke", "serve", "--content", content, "--output", site, "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as served:
        assert served.stdout is not None
        address = served.stdout.readline().split()[0]
        assert TITLE in urlopen(address, timeout=10).read().decode()
        (tmp_path / "content/raw/2.txt").write_text(NEWS.replace(TITLE, "افتتاح المكتبة العامة"), encoding="utf-8")
        rebuilt = next(line for line in served.stdout if "output files:" in line)
        page = urlopen(address, timeout=10).read().decode()
        served.terminate()
    assert "output files" in rebuilt
    assert "افتتاح المكتبة العامة" in page
