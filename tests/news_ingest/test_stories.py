"""Several stories in one file: where they are parted, and where not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from news_ingest.clean import clean_lines
from news_ingest.pipeline import make_articles
from news_ingest.records import Article, Origin, RawArticle
from news_ingest.sources.walk import walk

CASES = json.loads((Path(__file__).parents[1] / "vectors/stories.json").read_text(encoding="utf-8"))
CORPUS = Path(__file__).parents[3] / "shared/corpus"


def articles(text: str, whole_file: bool = True) -> tuple[Article, ...]:
    """The articles of a raw text."""
    raw = RawArticle(Origin("raw", "أ.txt", None, None), text, "0" * 64, "utf-8", whole_file=whole_file)
    made = make_articles(raw)
    assert isinstance(made, tuple)
    return made


def all_lines(made: tuple[Article, ...]) -> list[str]:
    """Every line of the articles, wherever it went."""
    found: list[str] = []
    for article in made:
        title = [article.title] if article.title_from == "stated" else []
        found += [*title, *filter(None, (article.kicker, article.deck, article.caption)), *article.paragraphs]
        found += [row.text for row in article.removed if row.role != "caption"]
    return sorted(found)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_stories(case: dict[str, object]) -> None:
    """Each case's file gives articles with these headlines, and a doubt where one is said."""
    made = articles("\n".join(case["lines"]))  # type: ignore[arg-type]
    assert [article.title for article in made] == case["titles"]
    assert [doubt for article in made for doubt in article.doubts] == case.get("doubts", [])


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_every_line_is_in_one_article(case: dict[str, object]) -> None:
    """No line of a file is lost between its stories, and none is in two."""
    text = "\n".join(case["lines"])  # type: ignore[arg-type]
    made = articles(text)
    if all(article.title_from == "stated" for article in made):
        assert all_lines(made) == sorted(line.text for line in clean_lines(text)[0])


def test_sources_ids_and_line_numbers() -> None:
    """The second story's source has `#2` behind it, its id is of its own text, its lines are counted in the file."""
    text = "\n".join(CASES[0]["lines"])
    first, second = articles(text)
    assert (first.raw.origin.source, second.raw.origin.source) == ("أ.txt", "أ.txt#2")
    [alone] = articles(second.raw.text)
    assert (second.id, second.paragraphs) == (alone.id, alone.paragraphs)
    [offset] = {row.number - own.number for row, own in zip(second.removed, alone.removed, strict=True)}
    assert text.split("\n")[offset] == second.title


def test_records_are_not_parted() -> None:
    """A record of a file of records is one article whatever its text holds."""
    assert len(articles("\n".join(CASES[0]["lines"]), whole_file=False)) == 1


@pytest.mark.skipif(not CORPUS.is_dir(), reason="shared/corpus is not here")
def test_real_files() -> None:
    """Of 1,408 newspaper files four hold several stories; subheads, lists, interviews and poems are left whole."""
    made = {
        raw.origin.source: len(found)
        for item in walk(CORPUS / "newspapers", "")
        if isinstance(raw := item.read(), RawArticle) and isinstance(found := make_articles(raw), tuple)
    }
    assert {source.split("/")[1]: count for source, count in made.items() if count > 1} == {
        "SASC12.txt": 2,
        "TME1.txt": 2,
        "TMP32.txt": 2,
        "TMR6.txt": 2,
    }
