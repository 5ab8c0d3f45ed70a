"""How well ingest understands: the sample articles, and real ones where they are at hand."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from news_ingest.fields.section import url_section
from news_ingest.pipeline import make_article
from news_ingest.records import Article, Given, Origin, RawArticle
from news_ingest.run import ingest
from news_ingest.settings import IngestSettings

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
TAUGHT = ("سياسة", "اقتصاد", "رياضة", "ثقافة")
needs_corpus = pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="shared/corpus is not here")


def score(truth: Path, raw: Path, content: Path) -> dict[str, Any]:
    """Ingest `raw` and score it against `truth`."""
    ingest(IngestSettings((raw,), content))
    command = [sys.executable, str(SHARED / "tools/ingest_score.py"), str(truth), str(raw), str(content)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    scores: dict[str, Any] = json.loads(printed.splitlines()[-1])
    return scores


def test_the_sample_articles_are_understood(tmp_path: Path) -> None:
    """All 80 samples give an article; what their truth states is found, and no date is invented."""
    ingest(IngestSettings((ROOT / "content/raw",), tmp_path))
    texts = [path.read_text(encoding="utf-8") for path in (tmp_path / "articles").rglob("*.md")]
    heads = {text.split("\nSource: ")[1].split("\n")[0]: text.partition("\n\n")[0] for text in texts}
    truths = [
        json.loads(line) for line in (ROOT / "tests/data/samples-truth.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert sorted(heads) == sorted(truth["file"] for truth in truths)
    dates = [f"\nDate: {truth['date']}" in heads[truth["file"]] for truth in truths if truth["date"]]
    undated = ["\nDate: " not in heads[truth["file"]] for truth in truths if not truth["date"]]
    titles = [heads[truth["file"]].startswith(f"Title: {truth['title']}\n") for truth in truths if truth["title"]]
    made = ["\nTitle_from: lead" in heads[truth["file"]] for truth in truths if not truth["title"]]
    assert (all(dates), all(undated), all(made), sum(titles) >= 0.92 * len(titles)) == (True, True, True, True)


@needs_corpus
def test_the_seed(tmp_path: Path) -> None:
    """The kind of file that the project exists for: headline and deck of the truth, no sign-up line, no date."""
    ingest(IngestSettings((SHARED / "seed",), tmp_path))
    truth = json.loads((SHARED / "seed/truth.jsonl").read_text(encoding="utf-8"))
    [path] = (tmp_path / "articles").rglob("*.md")
    text = path.read_text(encoding="utf-8")
    raw = (SHARED / "seed/article.txt").read_text(encoding="utf-8").splitlines()
    assert text.startswith(f"Title: {truth['title']}\n")
    assert f"\nDeck: {raw[truth['deck_lines'][0]]}\n" in text
    assert "\nDate: " not in text
    assert "لم تشترك بعد" not in text
    assert "انشئ حساباً" not in text


@needs_corpus
def test_newspaper_files(tmp_path: Path) -> None:
    """The 1,408 newspaper files: none is missing, no date is invented, and the scores hold their pinned floors.

    Four of them hold two stories; the score takes the one whose id sorts first for the file's, hence the date's floor.
    """
    command = [sys.executable, str(ROOT / "bench/ingest_scores.py"), "--only", "newspapers", "--work", str(tmp_path)]
    scored = subprocess.run(command, capture_output=True, text=True, check=False)
    assert scored.returncode == 0, scored.stderr  # a slow run prints how far it is
    assert len(list((tmp_path / "newspapers/articles").rglob("*.md"))) == 1412


@needs_corpus
def test_scraped_files(tmp_path: Path) -> None:
    """300 files as a scrape leaves them, in mixed layouts."""
    command = [sys.executable, str(SHARED / "tools/raw_corpus.py"), str(tmp_path / "raw"), "-n", "300"]
    subprocess.run(command, check=True)
    scores = score(tmp_path / "raw/truth.jsonl", tmp_path / "raw", tmp_path / "content")
    assert (scores["missing"], scores["date_invented"]) == (0, 0)
    floors = {"title": 0.985, "date": 0.99, "byline": 0.97, "body_f1": 0.998}
    assert {name: scores[name] for name, floor in floors.items() if scores[name] < floor} == {}


@pytest.fixture(scope="module")
def saudi() -> list[tuple[dict[str, Any], Article]]:
    """Every sixth record of SaudiNewsNet with the article that its title and text alone give."""
    return list(read_saudi(6))


def read_saudi(every: int) -> Iterator[tuple[dict[str, Any], Article]]:
    """Some records with their articles."""
    with gzip.open(SHARED / "corpus/saudinewsnet.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, text in enumerate(lines):
            record = json.loads(text)
            if number % every == 0 and record["content"].strip():
                raw = RawArticle(Origin("", str(number), None, None), record["content"], "", "record")
                article = make_article(replace(raw, given=Given(title=record["title"])))
                assert isinstance(article, Article)
                yield record, article


@needs_corpus
def test_sections_of_unseen_articles(saudi: list[tuple[dict[str, Any], Article]]) -> None:
    """Where an address names one of the model's sections, a told section is the right one in nine of ten articles."""
    named = [(url_section(record["url"]), article.section) for record, article in saudi]
    told = [(name, found.name) for name, found in named if name in TAUGHT and found]
    assert len(told) >= 0.7 * sum(name in TAUGHT for name, _ in named)
    assert sum(name == found for name, found in told) >= 0.93 * len(told)


@needs_corpus
def test_bounds_hold_the_date(saudi: list[tuple[dict[str, Any], Article]]) -> None:
    """Of articles whose date is hidden, one in fifteen has bounds; of a hundred of those one may be wrong."""
    days = [(record["date_extracted"][:10], found.bounds) for record, found in saudi if not found.date]
    bounded = [(day, bounds.earliest or day, bounds.latest or day) for day, bounds in days if bounds]
    assert len(bounded) >= len(days) / 15
    assert sum(not earliest <= day <= latest for day, earliest, latest in bounded) <= len(bounded) / 100
