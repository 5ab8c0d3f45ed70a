"""A full disk, files that may not be read or written, vanish or change, two runs at once, killed workers, too little
memory: a clear message or a correct result, nothing lost, and the next run gives what an undisturbed one gives.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from archive_build.engine import open_engine
from archive_build.trouble import told
from news_ingest.run import ingest
from news_ingest.settings import IngestSettings

ROOT = Path(__file__).parents[2]
INVOKE = Path(sys.executable).with_name("invoke")
BODY = "أعلنت البلدية صباح أمس بدء العمل في ترميم السوق القديمة، وقال رئيسها إن العمل ينتهي قبل الصيف المقبل."
NOBODY = 65534
Tree = dict[str, bytes]


def run(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    """Run a task in the project's folder."""
    command = [str(INVOKE), *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, **options)  # type: ignore


def tree(folder: Path) -> Tree:
    """Every file below a folder with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def put_raw(folder: Path, count: int = 80) -> Path:
    """A folder of raw files."""
    folder.mkdir(parents=True, exist_ok=True)
    for at in range(count):
        text = f"خبر السوق رقم {at}\n2015-07-{at % 28 + 1:02}\n" + f"{BODY} {at}\n" * 12
        (folder / f"{at}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `raw`, and `content` and `site` as runs that nothing disturbs make them."""
    folder = tmp_path_factory.mktemp("calm")
    put_raw(folder / "raw")
    assert run("ingest", "--source", folder / "raw", "--content", folder / "content").returncode == 0
    assert run("build", "--content", folder / "content", "--output", folder / "site").returncode == 0
    return folder


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A disk of so many bytes; `grow` makes it large."""
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=False).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def grow(folder: Path) -> None:
    """Give a small disk room."""
    subprocess.run(["mount", "-o", "remount,size=64m", folder], check=True)


@pytest.mark.parametrize("size", ["300k", "700k"])
def test_ingest_on_a_full_disk(calm: Path, tmp_path: Path, size: str) -> None:
    """The message says so; with room the same articles are made, and no half file is left."""
    with small_disk(tmp_path / "disk", size) as disk:
        done = run("ingest", "--source", calm / "raw", "--content", disk / "content")
        assert (done.returncode, done.stderr.splitlines()[-1].endswith("is done is kept")) == (1, True), done.stderr
        assert "make room and run again" in done.stderr
        grow(disk)
        run("ingest", "--source", calm / "raw", "--content", disk / "content")
        assert tree(disk / "content/articles") == tree(calm / "content/articles")


@pytest.mark.parametrize("size", ["500k", "2m"])
def test_a_build_on_a_full_disk(calm: Path, tmp_path: Path, size: str) -> None:
    """The same of a site with its search."""
    with small_disk(tmp_path / "disk", size) as disk:
        done = run("build", "--content", calm / "content", "--output", disk / "site")
        assert done.returncode == 1
        assert "No space left on device; make room and run again" in done.stderr
        grow(disk)
        run("build", "--content", calm / "content", "--output", disk / "site")
        assert tree(disk / "site") == tree(calm / "site")


def test_publishing_to_a_full_disk(calm: Path, tmp_path: Path) -> None:
    """What is there stays whole; with room the rest follows."""
    with small_disk(tmp_path / "disk", "900k") as disk:
        done = run("publish", "--to", disk / "live", "--site", calm / "site")
        assert done.returncode == 1
        assert "No space left on device" in done.stderr
        grow(disk)
        assert run("publish", "--to", disk / "live", "--site", calm / "site").returncode == 0
        wanted = {name: data for name, data in tree(calm / "site").items() if "search/sources/" not in name}
        live = tree(disk / "live")
        assert {name: live[name] for name in wanted if not name.startswith(".")} == {
            name: data for name, data in wanted.items() if not name.startswith(".")
        }


def test_a_site_that_cannot_be_written(calm: Path, tmp_path: Path) -> None:
    """A read-only disk is named."""
    with small_disk(tmp_path / "disk", "32m") as disk:
        shutil.copytree(calm / "site", disk / "site")
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        shutil.copytree(calm / "content", tmp_path / "content")
        (tmp_path / "content/articles/new.md").write_text(f"Title: جديد\n\n{BODY}\n", encoding="utf-8")
        done = run("build", "--content", tmp_path / "content", "--output", disk / "site")
        assert (done.returncode, "Read-only file system; expected a place that this user" in done.stderr) == (1, True)
        assert tree(disk / "site") == tree(calm / "site")


READ_ONLY = "expected a place that this user may write"


def error_of(done: subprocess.CompletedProcess[str]) -> str:
    """The one line in which a run that failed says why."""
    [line] = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert done.returncode == 1
    return line


@pytest.mark.parametrize("kept", [".build", "nothing"])
def test_content_that_cannot_be_written(calm: Path, tmp_path: Path, kept: str) -> None:
    """A read-only disk: ingest and a build, one with and one without an earlier one's catalogue, say so and change
    nothing; once it may be written they go on.
    """
    with small_disk(tmp_path / "disk", "32m") as disk:
        content, raw, site = disk / "content", put_raw(tmp_path / "raw", 81), tmp_path / "site"
        shutil.copytree(calm / "content", content, ignore=shutil.ignore_patterns(*({".build"} - {kept})))
        (content / "articles/new.md").write_text(f"Title: جديد\n\n{BODY}\n", encoding="utf-8")
        before = tree(content)
        orders = (["ingest", "--source", raw, "--content", content], ["build", "--content", content, "--output", site])
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        told = [error_of(run(*order)) for order in orders]
        assert ([READ_ONLY in line for line in told], tree(content)) == ([True, True], before), told
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
        assert [run(*order).returncode for order in orders] == [0, 0]
        assert set(tree(content / "articles")) > set(tree(calm / "content/articles"))
        shutil.copytree(content, tmp_path / "fresh", ignore=shutil.ignore_patterns(".build"))
        run("build", "--content", tmp_path / "fresh", "--output", tmp_path / "clean")
        assert tree(site) == tree(tmp_path / "clean")


AS_NOBODY = """
import os, sys
from pathlib import Path
from news_ingest.run import ingest
from news_ingest.settings import IngestSettings
ingest(IngestSettings((Path(sys.argv[1]) / "0.txt",), Path(sys.argv[3])))  # imports all while it may
if os.getuid() == 0:
    os.setgroups([]); os.setgid({nobody}); os.setuid({nobody})
summary = ingest(IngestSettings((Path(sys.argv[1]),), Path(sys.argv[2])))
print(summary.written, summary.rejected)
"""


def test_files_and_folders_that_may_not_be_read(root: Path) -> None:
    """Each is in quarantine with the reason, none is passed over in silence, and all others are read."""
    with TemporaryDirectory() as name:
        raw, content = put_raw(Path(name, "raw"), 5), Path(name, "content")
        put_raw(raw / "shut", 2)
        content.mkdir()
        for path, mode in ((raw / "1.txt", 0), (raw / "shut", 0), (content, 0o777), (Path(name), 0o755)):
            path.chmod(mode)
        script = [sys.executable, "-c", AS_NOBODY.format(nobody=NOBODY), str(raw), str(content), f"{name}/warm"]
        done = subprocess.run(script, capture_output=True, text=True, check=False, cwd="/")
        report = (content / ".ingest/report.json").read_text(encoding="utf-8") if done.returncode == 0 else done.stderr
        (raw / "shut").chmod(0o755)
    assert done.stdout.split() == ["4", "2"], report
    assert "a folder that cannot be listed; expected one that this user may read" in report


def test_files_that_vanish_and_change_while_they_are_read(calm: Path, tmp_path: Path) -> None:
    """A run over a pile that does not keep still ends; the one after it gives what a still pile gives."""
    shutil.copytree(calm / "raw", tmp_path / "raw")
    still = {path: path.read_bytes() for path in (tmp_path / "raw").iterdir()}
    ended = threading.Event()

    def disturb() -> None:
        while not ended.is_set():
            for path, data in still.items():
                path.unlink(missing_ok=True)
                path.write_bytes(data[: len(data) // 2])
                path.write_bytes(data)

    other = threading.Thread(target=disturb)
    other.start()
    try:
        for _ in range(3):
            ingest(IngestSettings((tmp_path / "raw",), tmp_path / "content"))
    finally:
        ended.set()
        other.join()
    ingest(IngestSettings((tmp_path / "raw",), tmp_path / "content", prune=True))
    assert tree(tmp_path / "content/articles") == tree(calm / "content/articles")


@pytest.mark.parametrize("moment", [-86_400, 4_102_444_800])
def test_clocks_that_jump(calm: Path, tmp_path: Path, moment: int) -> None:
    """Files of 1969, of 2100: a change is seen all the same, and the bytes are the same."""
    for name in ("raw", "content", "site"):
        shutil.copytree(calm / name, tmp_path / name)
    for path in tmp_path.rglob("*"):
        os.utime(path, (moment, moment))
    changed = tmp_path / "raw/0.txt"
    changed.write_bytes(changed.read_bytes().replace("رقم 0".encode(), "رقم 9".encode()))
    os.utime(changed, (moment, moment))
    ingest(IngestSettings((tmp_path / "raw",), tmp_path / "content", prune=True))
    ingest(IngestSettings((tmp_path / "raw",), tmp_path / "fresh"))
    for path in (tmp_path / "content/articles").rglob("*"):
        os.utime(path, (moment, moment))
    run("build", "--content", tmp_path / "content", "--output", tmp_path / "site")
    run("build", "--content", tmp_path / "fresh", "--output", tmp_path / "clean")
    assert tree(tmp_path / "content/articles") == tree(tmp_path / "fresh/articles")
    assert tree(tmp_path / "site") == tree(tmp_path / "clean")


@pytest.mark.parametrize(("line", "count"), [("", 1_000_000), ("ا", 100_000), ("a1", 100_000)])
def test_a_file_of_very_many_lines(tmp_path: Path, line: str, count: int) -> None:
    """An article or in quarantine, in time that grows with the lines (a million of one letter take 20 seconds)."""
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/a.txt").write_text(f"{line}\n" * count, encoding="utf-8")
    started = time.process_time()
    summary = ingest(IngestSettings((tmp_path / "raw",), tmp_path / "content"))
    assert summary.written + summary.rejected == 1
    assert time.process_time() - started < 60


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `raw`, names that locales have their own views of, and what is made of it in the usual locale."""
    folder = tmp_path_factory.mktemp("usual")
    for name in ("صحيفة/İstanbul ILI.txt", "ISIL ısıl.txt"):
        path = folder / "raw" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"خبر ISIL ıI İi {name}\n2015-07-21\n{BODY} TITLE Istanbul", encoding="utf-8")
    made_in(folder, folder, os.environ)
    return folder


def made_in(raw: Path, folder: Path, environment: Mapping[str, str]) -> None:
    """Ingest and build."""
    content, site = folder / "content", folder / "site"
    assert run("ingest", "--source", raw / "raw", "--content", content, env=environment).returncode == 0
    assert run("build", "--content", content, "--output", site, env=environment).returncode == 0


@pytest.mark.parametrize("locale", ["C", "ar_SA.UTF-8", "tr_TR.UTF-8"])
def test_no_locale_makes_a_difference(usual: Path, tmp_path: Path, locale: str) -> None:
    """Arabic names, Turkish dotless letters, a locale of ASCII."""
    made_in(usual, tmp_path, os.environ | {"LC_ALL": locale, "LANG": locale})
    assert tree(tmp_path / "content/articles") == tree(usual / "content/articles")
    assert tree(tmp_path / "site") == tree(usual / "site")


def test_a_locale_without_arabic_is_refused(tmp_path: Path) -> None:
    """Where Python is kept from UTF-8, names of files cannot be written: the message says how they can."""
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = run("ingest", "--source", tmp_path, "--content", tmp_path, env=os.environ | ascii_only)
    assert (done.returncode, "set LC_ALL=C.UTF-8, or PYTHONUTF8=1" in done.stderr) == (1, True)


@pytest.mark.parametrize("tasks", [("ingest", "ingest"), ("build", "build"), ("ingest", "build")])
def test_two_runs_at_once(calm: Path, tmp_path: Path, tasks: tuple[str, str]) -> None:
    """One waits for the other; then all is as if they had come one after the other."""
    shutil.copytree(calm / "raw", tmp_path / "raw")
    if "build" in tasks:
        shutil.copytree(calm / "content", tmp_path / "content", ignore=shutil.ignore_patterns(".build"))
    options = {
        "ingest": ["--source", tmp_path / "raw", "--content", tmp_path / "content"],
        "build": ["--content", tmp_path / "content", "--output", tmp_path / "site"],
    }
    commands = [[INVOKE, task, *options[task]] for task in tasks]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    runs = [subprocess.Popen(command, cwd=ROOT, **pipes) for command in commands]  # type: ignore[call-overload]
    told = [one.communicate()[0].decode() for one in runs]
    assert [one.returncode for one in runs] == [0, 0], told
    assert tree(tmp_path / "content/articles") == tree(calm / "content/articles")
    assert "build" not in tasks or tree(tmp_path / "site") == tree(calm / "site")


def children(parent: int) -> list[int]:
    """The processes that one has started."""
    done = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=False)
    return [int(one) for one in done.stdout.split()]


def kill_a_worker(command: list[object]) -> tuple[int, str]:
    """Run a task, kill one of its workers as soon as there are some; its status and what it told."""
    command = [*map(str, command)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as task:
        while task.poll() is None:
            if found := children(task.pid):
                os.kill(found[0], signal.SIGKILL)
                break
        return task.wait(), task.stdout.read() if task.stdout else ""


def test_a_killed_worker_of_ingest(calm: Path, tmp_path: Path) -> None:
    """The run ends with a message that says what to do; the next one finishes it."""
    raw = put_raw(tmp_path / "raw", 600)
    command = [INVOKE, "ingest", "--source", raw, "--content", tmp_path / "content", "--jobs", "2"]
    status, text = kill_a_worker(command)
    assert (status, "a worker process ended" in text, "run again to go on" in text) == (1, True, True), text
    ingest(IngestSettings((raw,), tmp_path / "content"))
    ingest(IngestSettings((raw,), tmp_path / "fresh"))
    assert tree(tmp_path / "content/articles") == tree(tmp_path / "fresh/articles")


def rendered(site: Path) -> int:
    """How many articles have their pages."""
    return sum(1 for _ in site.glob("a/*/[!.]*.html"))


def kill_a_renderer(command: list[object], site: Path, after: int) -> tuple[int, str]:
    """Run a build, kill one of its workers once so many articles have their pages; its status and what it told."""
    pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    with subprocess.Popen([*map(str, command)], cwd=ROOT, text=True, **pipes) as task:  # type: ignore[call-overload]
        while task.poll() is None:
            workers = [one for pelican in children(task.pid) for one in children(pelican)]
            if workers and rendered(site) >= after:
                os.kill(workers[-1], signal.SIGKILL)
                break
        told = task.communicate()[1]
        return task.returncode, told


def test_a_killed_worker_of_a_build(tmp_path: Path) -> None:
    """Half-way through the articles' pages: one line that says what to do; the next build gives a clean one's bytes."""
    content, site = tmp_path / "content", tmp_path / "site"
    ingest(IngestSettings((put_raw(tmp_path / "raw", 400),), content))
    command = ["build", "--content", content, "--output", site, "--jobs", "2"]
    status, told = kill_a_renderer([INVOKE, *command], site, 100)
    assert 100 <= rendered(site) < 400
    [line] = [line for line in told.splitlines() if line.startswith("error: ")]
    assert (status, "a worker process ended" in line, "run again to go on" in line) == (1, True, True), told
    assert run(*command).returncode == 0
    shutil.copytree(content, tmp_path / "fresh", ignore=shutil.ignore_patterns(".build"))
    assert run("build", "--content", tmp_path / "fresh", "--output", tmp_path / "clean").returncode == 0
    assert tree(site) == tree(tmp_path / "clean")


def too_much(size: int) -> int:
    """More memory than a process may have."""
    resource.setrlimit(resource.RLIMIT_AS, (1 << 29, 1 << 29))
    return len(bytearray(size))


def test_a_worker_out_of_memory_is_told() -> None:
    """As what it is, not as a trace."""
    with open_engine(2) as engine, pytest.raises(MemoryError) as caught:
        engine.result(engine.executor.submit(too_much, 1 << 31))
    assert "out of memory; use fewer --jobs" in str(told(caught.value))
