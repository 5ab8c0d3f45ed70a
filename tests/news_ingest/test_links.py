"""Links between reports: what is linked, and that it depends on nothing but the articles."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news_ingest.article_files import ArticleFiles
from news_ingest.dedup import same_report
from news_ingest.ledger import Ledger
from news_ingest.links import link, links_of, regroup, split_links, with_links
from news_ingest.records import Sketch
from news_ingest.report import Summary
from news_ingest.run import ingest
from news_ingest.settings import IngestSettings

VOCABULARY = "بلدية السوق القديمة مدينة أعلنت وزارة الزراعة خطة جديدة طريق المدرسة صباح أمس وقال مدير الشركة إن العمل"
INGEST = """
from pathlib import Path
from news_ingest.run import ingest
from news_ingest.settings import IngestSettings
ingest(IngestSettings((Path("content/raw"),), Path("content")))
"""


def report(seed: int, date: str = "2015-07-21", changed: int = 0) -> str:
    """A raw article of 120 words; `changed` of them are another publisher's."""
    chosen = random.Random(seed)
    words = [f"{chosen.choice(VOCABULARY.split())}{chosen.choice('ابتثجح')}{chosen.choice('ةهين')}" for _ in range(120)]
    words[:changed] = [f"كلمة{number}" for number in range(changed)]
    return f"خبر رقم {seed} من المدينة\n{date}\n{' '.join(words)}.\n"


def put(content: Path, name: str, text: str) -> None:
    """Write a raw file."""
    path = content / "raw" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def run(content: Path, jobs: int = 1) -> Summary:
    """Ingest `raw`."""
    return ingest(IngestSettings((content / "raw",), content, jobs))


def files(content: Path) -> dict[str, bytes]:
    """Every Markdown file's bytes."""
    folder = content / "articles"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.md"))}


def said(content: Path) -> dict[str, Any]:
    """The last run's report."""
    loaded: dict[str, Any] = json.loads((content / ".ingest/report.json").read_text(encoding="utf-8"))
    return loaded


def links(content: Path) -> dict[str, dict[str, str]]:
    """The articles' sources with the sources that their links name."""
    texts = [data.decode() for data in files(content).values()]
    meta = [dict(re.findall(r"^(Id|Source|Duplicate_of|Also_in): (.+)$", text, re.M)) for text in texts]
    source_of = {row["Id"]: row["Source"] for row in meta}
    return {
        row["Source"]: {
            key: "; ".join(source_of[article] for article in row[key].split("; "))
            for key in ("Duplicate_of", "Also_in")
            if key in row
        }
        for row in meta
    }


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """One report in three newspapers, and one that only one of them has."""
    put(tmp_path, "السهل/أ.txt", report(1, "2015-07-22"))
    put(tmp_path, "الميناء/ب.txt", report(1, "2015-07-21", changed=6))
    put(tmp_path, "النخيل/ج.txt", report(1, "2015-07-23", changed=10))
    put(tmp_path, "النخيل/د.txt", report(2))
    return tmp_path


def test_reprints_name_the_earliest_and_each_other(content: Path) -> None:
    """The original is the earliest dated; an article that stands alone has no links."""
    assert run(content).linked == 3
    assert links(content) == {
        "الميناء/ب.txt": {"Also_in": "السهل/أ.txt; النخيل/ج.txt"},
        "السهل/أ.txt": {"Duplicate_of": "الميناء/ب.txt", "Also_in": "الميناء/ب.txt; النخيل/ج.txt"},
        "النخيل/ج.txt": {"Duplicate_of": "الميناء/ب.txt", "Also_in": "الميناء/ب.txt; السهل/أ.txt"},
        "النخيل/د.txt": {},
    }
    assert said(content)["duplicates"] == {"exact": 0, "near": 2, "originals": 1}


def test_the_samples_two_pairs_are_found_and_nothing_else(root: Path, tmp_path: Path) -> None:
    """Two invented reports stand in two newspapers each."""
    shutil.copytree(root / "content/raw", tmp_path / "raw")
    run(tmp_path)
    assert {source: row["Duplicate_of"] for source, row in links(tmp_path).items() if "Duplicate_of" in row} == {
        "صحيفة السهل/محليات/019.txt": "جريدة الميناء/محليات/003.txt",
        "جريدة الميناء/ثقافة/039.txt": "وكالة النخيل/ثقافة/025.txt",
    }


def test_a_second_run_changes_nothing(content: Path) -> None:
    """Neither links nor the report."""
    run(content)
    before = files(content), said(content)
    summary = run(content)
    assert (summary.linked, summary.unchanged) == (0, 4)
    assert (files(content), said(content)) == before


def test_a_report_that_comes_later_is_linked_to_what_is_there(content: Path, tmp_path_factory: Any) -> None:
    """In parts or at once, on one process or two, and in any order of parts, the Markdown is the same."""
    run(content)
    for jobs, part in ((1, "السهل"), (2, "النخيل")):
        other = tmp_path_factory.mktemp("parts")
        shutil.copytree(content / "raw" / part, other / "raw" / part)
        run(other)
        shutil.copytree(content / "raw", other / "raw", dirs_exist_ok=True)
        run(other, jobs)
        assert files(other) == files(content)


def test_links_go_when_their_article_becomes_another(content: Path) -> None:
    """A raw file whose text changes leaves its group."""
    run(content)
    put(content, "الميناء/ب.txt", report(3))
    put(content, "النخيل/ج.txt", report(4))
    run(content)
    assert set(map(len, links(content).values())) == {0}
    assert said(content)["duplicates"] == {"exact": 0, "near": 0, "originals": 0}


def test_links_go_when_the_other_goes_while_the_date_changes(content: Path) -> None:
    """An article that is alone has no links, whatever else happened to it."""
    shutil.rmtree(content / "raw/النخيل")
    run(content)
    put(content, "الميناء/ب.txt", report(3))
    row = "id,source,field,value,note\n,السهل/أ.txt,date,2015-07-01,\n"
    (content / "corrections.csv").write_text(row, encoding="utf-8")
    run(content)
    assert links(content)["السهل/أ.txt"] == {}


def test_what_a_person_corrected_is_left_alone_and_named(content: Path) -> None:
    """It stays as it is to the byte, its group knows it, and it gets its links once it is as ingest wrote it."""
    put(content, "السهل/أ.txt", report(5))
    run(content)
    path = next(path for path in (content / "articles").rglob("*.md") if "ب.txt" in path.read_text(encoding="utf-8"))
    before = path.read_bytes()
    path.write_bytes(before.replace(b"Title: ", "Title: بيد المحرر ".encode()))
    corrected = path.read_bytes()
    put(content, "السهل/أ.txt", report(1, "2015-07-22"))
    name = path.relative_to(content).as_posix()
    for _ in range(2):
        assert run(content).unlinked == [name] == said(content)["unlinked"]
        assert path.read_bytes() == corrected
    assert links(content)["السهل/أ.txt"]["Duplicate_of"] == "الميناء/ب.txt"
    path.write_bytes(before)
    assert run(content).unlinked == []
    assert links(content)["الميناء/ب.txt"] == {"Also_in": "السهل/أ.txt; النخيل/ج.txt"}


def test_links_changed_by_hand_are_set_right(content: Path) -> None:
    """They are no correction, with a ledger or without."""
    run(content)
    right = files(content)
    for ledger in (True, False):
        for path in (content / "articles").rglob("*.md"):
            path.write_bytes(re.sub(rb"(?m)^Also_in: .*\n", b"", path.read_bytes()))
        path.write_bytes(path.read_bytes().replace(b"\n\n", b"\nDuplicate_of: 0j66vpypr823\n\n", 1))
        if not ledger:
            (content / ".ingest/ledger.sqlite").unlink()
        assert run(content).corrected == []
        assert files(content) == right


def test_a_corrected_date_makes_another_the_original(content: Path) -> None:
    """The group is worked out anew with corrections.csv."""
    run(content)
    row = "id,source,field,value,note\n,السهل/أ.txt,date,2015-07-01,\n"
    (content / "corrections.csv").write_text(row, encoding="utf-8")
    run(content)
    assert links(content)["الميناء/ب.txt"]["Duplicate_of"] == "السهل/أ.txt"


def test_many_links_are_noted_a_part_at_a_time(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are the same as at once."""
    shutil.copytree(content / "raw", tmp_path / "parts/raw")
    run(content)
    monkeypatch.setattr("news_ingest.links.COMMIT_EVERY", 1)
    assert run(tmp_path / "parts").linked == 3
    assert files(tmp_path / "parts") == files(content)


def test_exact_copies_join_the_group_of_their_reprints(content: Path) -> None:
    """The report counts them apart."""
    put(content, "الواحة/نسخة.txt", report(1, "2015-07-22"))
    put(content, "الواحة/قصير.txt", "خبر قصير")
    put(content, "الواحة/قصير 2.txt", "خبر قصير")
    run(content)
    assert links(content)["الواحة/نسخة.txt"]["Duplicate_of"] == "الميناء/ب.txt"
    assert links(content)["الواحة/قصير.txt"] == {"Duplicate_of": "الواحة/قصير 2.txt", "Also_in": "الواحة/قصير 2.txt"}
    assert said(content)["duplicates"] == {"exact": 1, "near": 3, "originals": 2}


def test_ids_of_exact_copies_do_not_depend_on_which_came_first(content: Path, tmp_path_factory: Any) -> None:
    """The text's own id is the smallest source's, whether it comes later, in another root, or its holder changes."""
    for name in ("أ 1", "أ 2", "ب 1"):
        put(content, f"السهل/{name}.txt", report(1, "2015-07-22"))
    run(content)
    for late, other in (("أ.txt", report(6)), ("أ 1.txt", None), ("أ 2.txt", report(6)), ("ب 1.txt", report(7))):
        later = tmp_path_factory.mktemp("later")
        shutil.copytree(content / "raw", later / "raw")
        path = later / "raw/السهل" / late
        path.write_text(other, encoding="utf-8") if other else path.unlink()
        run(later)
        path.write_text(report(1, "2015-07-22"), encoding="utf-8")
        summary = run(later)
        assert files(later) == files(content)
        assert (summary.inputs, summary.corrected) == (7, [])


def test_a_copy_does_not_take_a_corrected_articles_id(content: Path) -> None:
    """What a person corrected keeps its address."""
    run(content)
    path = next(path for path in (content / "articles").rglob("*.md") if "أ.txt" in path.read_text(encoding="utf-8"))
    path.write_bytes(path.read_bytes().replace(b"Title: ", "Title: بيد المحرر ".encode()))
    corrected = path.read_bytes()
    put(content, "ء.txt", report(1, "2015-07-22"))
    run(content)
    assert path.read_bytes() == corrected
    assert "ء.txt" in links(content)


def test_a_killed_run_is_finished_by_the_next(tmp_path: Path) -> None:
    """Killed with SIGKILL at ten moments and then finished, links are those of an undisturbed run.

    The killed side had a third of the articles before, of which copies take the ids.
    """

    def put_some(side: str, numbers: range, name: str = "") -> None:
        for number in numbers:
            text = report(number // 3, f"2015-07-{number % 28 + 1:02}", changed=number % 3 * 4)
            put(tmp_path / side / "content", f"{number:03}{name}.txt", text)

    put_some("killed", range(80))
    run(tmp_path / "killed/content")
    for side in ("killed", "calm"):
        put_some(side, range(240))
        put_some(side, range(40), name=" نسخة")
    moments = random.Random(11)
    for _ in range(10):
        process = subprocess.Popen([sys.executable, "-c", INGEST], cwd=tmp_path / "killed")
        time.sleep(moments.uniform(0.2, 1))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    for side in ("killed", "calm"):
        run(tmp_path / side / "content")
    assert files(tmp_path / "killed/content") == files(tmp_path / "calm/content")
    assert said(tmp_path / "calm/content")["duplicates"] == {"exact": 14, "near": 186, "originals": 80}


@given(st.binary(max_size=40), st.lists(st.text("abc; 0", max_size=10), max_size=3), st.binary(max_size=40))
def test_links_come_off_as_they_were_put_on(head: bytes, values: list[str], body: bytes) -> None:
    """A base that ingest writes has no lines of links of its own."""
    base, _ = split_links(head.replace(b"\n\n", b"\n") + b"\n\n" + body)
    lines = "".join(f"Also_in: {value}\n" for value in values)
    assert split_links(with_links(base, lines)) == (base, lines)


def numbers_of(chosen: random.Random) -> Sketch:
    """A sketch that meets many others, in buckets that are crowded, and is like some."""
    pieces = sorted(chosen.sample(range(18), 10))
    return Sketch(
        str(chosen.random()), b"".join(piece.to_bytes(4, sys.byteorder) for piece in pieces), (chosen.randrange(3),)
    )


Noted = Mapping[str, tuple[Sketch, str] | None]


def groups_after(path: Path, steps: Iterable[Noted]) -> dict[str, str]:
    """What the ledger holds after each step's articles were noted, with their days, or removed, and the groups made."""
    with Ledger(path) as ledger:
        for step in steps:
            for article, made in step.items():
                if made:
                    ledger.sketches.note(article, *made, article, "")
                else:
                    ledger.sketches.remove(article)
            regroup(ledger)
        return dict(ledger.sketches.unlinked())


def dated(chosen: random.Random) -> tuple[Sketch, str]:
    """A sketch, and one of few days or none."""
    return numbers_of(chosen), chosen.choice(["", "2015-07-21", "2015-07-22", "2015-07-23"])


@settings(max_examples=30)
@given(st.integers())
def test_groups_depend_on_the_articles_alone(tmp_path_factory: Any, seed: int) -> None:
    """In any order and history, of crowded buckets and of other dates too, as in a ledger that saw them all at once."""
    chosen, folder = random.Random(seed), tmp_path_factory.mktemp("ledgers")
    last = {f"{number:02}": dated(chosen) for number in range(70)}
    others = {article: dated(chosen) for article in last if chosen.random() < 0.1}
    redated = {article: (made, "2015-07-20") for article, (made, _) in last.items() if chosen.random() < 0.1}
    gone = {f"{number:03}": dated(chosen) for number in range(10)}
    early = {article: made for article, made in last.items() if chosen.random() < 0.6}
    shuffled = dict(chosen.sample(sorted(last.items()), len(last)))
    history: list[Noted] = [early | others | redated | gone, dict.fromkeys(gone), shuffled]
    assert groups_after(folder / "a", history) == groups_after(folder / "b", [last])


@settings(max_examples=30)
@given(st.integers())
def test_by_age_everyone_joins_the_oldest_original_that_it_is_like(tmp_path_factory: Any, seed: int) -> None:
    """The undated are the youngest; of one day the source decides."""
    chosen = random.Random(seed)
    noted = {f"{number:02}": dated(chosen) for number in range(14)}
    groups: list[list[str]] = []
    for article in sorted(noted, key=lambda article: (not noted[article][1], noted[article][1], article)):
        joined = next((group for group in groups if meet_alike(noted[group[0]][0], noted[article][0])), None)
        if joined is None:
            groups.append(joined := [])
        joined.append(article)
    wanted = {article: links_of(article, group) for group in groups for article in group if len(group) > 1}
    assert groups_after(tmp_path_factory.mktemp("ledger") / "a", [noted]) == wanted


def meet_alike(one: Sketch, other: Sketch) -> bool:
    """Whether two articles meet in a bucket and are one report."""
    return bool(set(one.keys) & set(other.keys)) and same_report(one, other)


def test_a_notice_in_thousands_of_articles_stays_cheap(tmp_path: Path) -> None:
    """Everyone is compared with a few pivots, not with everyone."""
    pieces = b"".join(number.to_bytes(4, sys.byteorder) for number in range(10))
    with Ledger(tmp_path / "ledger") as ledger:
        for number in range(3000):
            ledger.sketches.note(f"{number:04}", Sketch(str(number), pieces, (1, 2, 3)), "", "", "")
        start = time.process_time()
        link(ledger, ArticleFiles(tmp_path))
        assert time.process_time() - start < 5
        assert ledger.sketches.counts().near == 2999
