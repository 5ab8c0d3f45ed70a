"""Serial, processes and a Dask cluster give the same bytes, and a cluster works only on the run's terms."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from archive_build.engine import open_engine
from archive_build.errors import EngineError
from news_ingest.errors import IngestError
from news_ingest.rules import rules_digest
from news_ingest.run import ingest
from news_ingest.settings import IngestSettings
from news_ingest.workers import Terms, Workers, _terms, open_workers

NEWS = """ترميم السوق القديمة في بلدة {town} يبدأ بعد تأجيل طويل
{day}/{month}/2012
أعلنت بلدية {town} صباح أمس بدء العمل في ترميم السوق القديمة، وقال رئيسها إن العمل ينتهي قبل الصيف المقبل.
"""


def pile(root: Path, count: int) -> Path:
    """So many raw files of two publishers, some of them copies, one empty, and a file of records."""
    for number in range(count):
        path = root / ("مجلة الواحة", "صحيفة السهل")[number % 2] / f"{number:04}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        town, day, month = number // 2 if number < 20 else number, number % 28 + 1, number % 12 + 1
        path.write_text(NEWS.format(town=town, day=day, month=month), encoding="utf-8")
    (root / "فارغ.txt").write_bytes(b"")
    (root / "سجلات.jsonl").write_text('{"title": "خبر", "content": "نص الخبر من سجل"}\n{', encoding="utf-8")
    return root


def made(content: Path) -> dict[str, bytes]:
    """Every file of a content folder but the ledger and the page that tells how long things took."""
    paths = [path for path in content.rglob("*") if path.is_file() and path.suffix not in (".sqlite", ".html")]
    return {path.relative_to(content).as_posix(): path.read_bytes() for path in paths}


def written(content: Path) -> int:
    """How many articles there are while a run goes on."""
    return sum(1 for _ in content.rglob("articles/*/[!.]*.md"))


def test_every_engine_gives_the_same_bytes(tmp_path: Path, start_cluster: Callable[[int], Any]) -> None:
    """Articles, profiles and report of one process, two processes, and two workers of a cluster."""
    raw = pile(tmp_path / "raw", 200)
    settings = [{"jobs": 1}, {"jobs": 2}, {"scheduler": start_cluster(2).address}]
    contents = [tmp_path / str(number) / "content" for number in range(len(settings))]
    summaries = [
        ingest(IngestSettings((raw,), content, **engine)).lines()
        for content, engine in zip(contents, settings, strict=True)
    ]
    assert summaries[0] == summaries[1] == summaries[2]
    serial, processes, cluster = map(made, contents)
    assert serial == processes == cluster
    assert len(serial) > 200


def test_a_killed_worker_changes_nothing(tmp_path: Path, start_cluster: Callable[[int], Any]) -> None:
    """One of two workers is killed with SIGKILL half-way; the other does its work."""
    raw = pile(tmp_path / "raw", 2000)
    cluster = start_cluster(2)
    settings = IngestSettings((raw,), tmp_path / "killed/content", scheduler=cluster.address)
    run = threading.Thread(target=ingest, args=(settings,))
    run.start()
    while run.is_alive() and written(settings.content) < 500:
        run.join(0.01)
    cluster.workers[0].kill()
    killed_at = written(settings.content)
    run.join()
    assert 500 <= killed_at < 1500
    ingest(IngestSettings((raw,), tmp_path / "calm/content"))
    assert made(settings.content) == made(tmp_path / "calm/content")


def test_relative_sources_reach_workers_in_other_folders(
    tmp_path: Path, start_cluster: Callable[[int], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Paths are sent whole, and the article folder is still no part of the source."""
    pile(tmp_path / "content/raw", 4)
    monkeypatch.chdir(tmp_path)
    settings = IngestSettings((Path("content"),), Path("content"), scheduler=start_cluster(1).address)
    assert ingest(settings).written == 5
    assert ingest(settings).unchanged == 5


@pytest.fixture
def here() -> Iterator[Callable[[Terms], Workers]]:
    """Workers of this process that are held to terms."""
    with open_engine(1) as engine:
        yield lambda terms: Workers(engine, terms)


def test_other_rules_are_an_error(here: Callable[[Terms], Workers]) -> None:
    """A worker of another version does nothing; the message names both versions."""
    work = here(Terms("0123456789abcdef", ())).map(sorted, [1])
    with pytest.raises(EngineError, match=r"worker on '.*': rules [0-9a-f]{16}; expected 0123456789abcdef, the same"):
        list(work)


def test_sources_that_a_worker_does_not_see_are_an_error(here: Callable[[Terms], Workers], tmp_path: Path) -> None:
    """Else every input would go to quarantine."""
    with pytest.raises(EngineError, match=r"worker on '.*': no '.*/gone'; expected the sources, at the same path"):
        list(here(Terms(rules_digest(), (tmp_path / "gone",))).map(sorted, [1]))
    assert list(here(Terms(rules_digest(), (tmp_path,))).map(sorted, [1])) == [1]


def test_jobs_and_scheduler_exclude_each_other(tmp_path: Path) -> None:
    """A cluster brings its own workers."""
    settings = IngestSettings((tmp_path,), tmp_path, jobs=2, scheduler="tcp://127.0.0.1:8786")
    with pytest.raises(IngestError, match=r"jobs 2 and scheduler 'tcp://127.0.0.1:8786'; expected one of them"):
        open_workers(settings).__enter__()


def test_a_worker_must_see_a_file_of_each_source(tmp_path: Path) -> None:
    """A file itself, something in a folder, an empty folder itself; a URL means the same everywhere."""
    for name in ("full/1.txt", "single.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "empty").mkdir()
    sources = (tmp_path / "full", tmp_path / "single.txt", tmp_path / "empty", "memory://x")
    assert _terms(sources).seen == (tmp_path / "full/1.txt", tmp_path / "single.txt", tmp_path / "empty")


def test_a_lost_engine_leaves_what_is_done(tmp_path: Path) -> None:
    """The message says so."""
    settings = IngestSettings((tmp_path,), tmp_path)
    with pytest.raises(IngestError, match=r"^lost\. What is done is kept, run again to go on$"), open_workers(settings):
        raise EngineError("lost")
