"""What tests of several packages share: real sites, built once a session, and pages as a browser would read them."""

from __future__ import annotations

import contextlib
import json
import os
import runpy
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import hypothesis
import pytest

from archive_build.run import build
from news_ingest.run import ingest
from news_ingest.settings import IngestSettings

ROOT = Path(__file__).parent.parent
VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}

hypothesis.settings.register_profile("laws", max_examples=200, deadline=None)
hypothesis.settings.register_profile("heavy", max_examples=10_000, deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "laws"))


class Page(HTMLParser):
    """A page's elements in their order, and its text: `shown` by element (`title`, `h1` …) and altogether (`text`)."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.source = source
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.shown: dict[str, list[str]] = {}
        self.text = ""
        self._open: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)
            self.shown.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        for tag in set(self._open):
            self.shown[tag][-1] += data
        if self._open[-1:] not in (["script"], ["style"], ["title"]):
            self.text += data

    def values(self, attribute: str, tag: str = "") -> list[str]:
        """The values of an attribute, of all elements or of one kind."""
        return [attrs[attribute] for kind, attrs in self.elements if attribute in attrs and tag in ("", kind)]


@dataclass(frozen=True)
class Site:
    """A content folder and the site built of it with the repository's settings."""

    content: Path
    output: Path

    def build(self) -> None:
        """Build the site again; what the build says goes to the standard streams."""
        with contextlib.chdir(ROOT):
            build(self.content, self.output)

    def write(self, articles: Mapping[str, str]) -> None:
        """Write Markdown files below `content/articles`."""
        for name, text in articles.items():
            path = self.content / "articles" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def page(self, url: str) -> Page:
        """The page at an address relative to the site's root."""
        path = self.output / url
        return Page((path / "index.html" if url.endswith("/") or not url else path).read_text(encoding="utf-8"))

    def files(self) -> dict[str, bytes]:
        """Every output's bytes by its name."""
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in sorted(self.output.rglob("*"))
            if path.is_file()
        }


class DaskCluster:
    """A Dask scheduler and its workers, processes of this machine that `close` ends."""

    def __init__(self, folder: Path, workers: int) -> None:
        self._folder = folder
        self._file = folder / "scheduler.json"
        self._scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0")
        self.workers = [self._start("worker", "--no-nanny", "--nthreads", "1") for _ in range(workers)]
        while not (told := self._told()):
            assert self._scheduler.poll() is None
            time.sleep(0.05)
        self.address: str = told["address"]

    def _told(self) -> dict[str, str]:
        """What the scheduler says of itself; nothing as long as it has not, or is writing."""
        try:
            found: dict[str, str] = json.loads(self._file.read_text(encoding="utf-8"))
        except (FileNotFoundError, json.JSONDecodeError):
            return {}
        return found

    def _start(self, kind: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", "--scheduler-file", str(self._file)]
        return subprocess.Popen([*command, "--no-dashboard", *options], cwd=self._folder, stderr=subprocess.DEVNULL)

    def close(self) -> None:
        """End every process."""
        for process in (*self.workers, self._scheduler):
            process.kill()
            process.wait()


@pytest.fixture
def start_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[int], DaskCluster]]:
    """A Dask cluster of so many workers; it ends with the test, for an idle one takes a tenth of a core."""
    with contextlib.ExitStack() as stack:

        def start(workers: int) -> DaskCluster:
            cluster = DaskCluster(tmp_path_factory.mktemp("dask"), workers)
            stack.callback(cluster.close)
            return cluster

        yield start


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root."""
    return ROOT


@pytest.fixture(scope="session")
def site_url(root: Path) -> str:
    """The address that the repository's settings give the site."""
    return str(runpy.run_path(str(root / "pelicanconf.py"))["SITEURL"])


@pytest.fixture(scope="session")
def read_page() -> Callable[[str], Page]:
    """HTML as a browser reads it."""
    return Page


@pytest.fixture(scope="session")
def build_site(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Site]:
    """A site built in a folder of its own from raw files and Markdown files, both as texts by path."""

    def make(raw: Mapping[str, str] | None = None, articles: Mapping[str, str] | None = None) -> Site:
        folder = tmp_path_factory.mktemp("site")
        site = Site(folder / "content", folder / "output")
        (site.content / "raw").mkdir(parents=True)
        for name, text in (raw or {}).items():
            path = site.content / "raw" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        ingest(IngestSettings((site.content / "raw",), site.content))
        site.write(articles or {})
        site.build()
        return site

    return make


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The repository's own sample, ingested and built apart from its content folder. Not to be changed by a test."""
    folder = tmp_path_factory.mktemp("sample")
    site = Site(folder / "content", folder / "output")
    for name in ("raw", "pages"):
        shutil.copytree(ROOT / "content" / name, site.content / name)
    ingest(IngestSettings((site.content / "raw",), site.content))
    site.build()
    return site


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the skips that the README does not."""
    for reason in _unnamed_skips(terminalreporter):
        terminalreporter.write_line(f"a skip that README.md does not name: {reason}", red=True)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Such a skip fails the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and _unnamed_skips(reporter):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _unnamed_skips(reporter: pytest.TerminalReporter) -> list[str]:
    named = (ROOT / "README.md").read_text(encoding="utf-8")
    reasons = {str(report.longrepr[2]).removeprefix("Skipped: ") for report in reporter.stats.get("skipped", [])}
    return sorted(reason for reason in reasons if f"`{reason}`" not in named)
