"""Drafts: what is written of an article, made where the article is made."""

from __future__ import annotations

import json

from news_ingest.corrections import Correction
from news_ingest.draft import digest, draft, with_id
from news_ingest.markdown import to_markdown
from news_ingest.pipeline import make_article
from news_ingest.records import Article, Origin, RawArticle

BODY = "أعلنت الهيئة العامة للموانئ أمس أن حركة السفن زادت كثيرا في العام الماضي، وأن العمل في الأرصفة يتسع. "
TEXT = f"ميناء المدينة يستقبل أول سفينة\n\n{BODY * 4}\nId: 0123456789ab\n{BODY * 4}\n"
OTHER = "zzzzzzzzzzzz"


def an_article() -> Article:
    """One with a paragraph that looks like a line of metadata."""
    made = make_article(RawArticle(Origin("", "a.txt", None, None), TEXT, "0" * 64, "utf-8"))
    assert isinstance(made, Article)
    return made


def test_a_draft_is_what_the_article_gives() -> None:
    """Its Markdown is the article's, its digest is of that, its evidence and facts are JSON about it."""
    article = an_article()
    made = draft(article)
    assert made.markdown == to_markdown(article).encode()
    assert made.sha256 == digest(made.markdown)
    assert json.loads(made.evidence)["id"] == article.id
    assert json.loads(made.facts)["from"]["Title"] == "stated"
    assert (made.source, made.day, made.rows) == ("a.txt", "", ())


def test_corrections_are_in_the_draft() -> None:
    """A correction changes the Markdown and the facts, and the draft tells which it holds."""
    row = Correction(2, "", "a.txt", "date", "2017-04-09", "")
    made = draft(an_article(), [row])
    assert b"\nDate: 2017-04-09\n" in made.markdown
    assert (made.day, made.rows, json.loads(made.facts)["year"]) == ("2017-04-09", (row,), "2017")


def test_another_id_changes_the_id_alone() -> None:
    """The metadata's line and the evidence have the new id; a paragraph that looks like that line stays."""
    article = an_article()
    made = draft(article)
    other = with_id(made, OTHER)
    lines = zip(made.markdown.splitlines(), other.markdown.splitlines(), strict=True)
    assert [(old, new) for old, new in lines if old != new] == [(f"Id: {article.id}".encode(), f"Id: {OTHER}".encode())]
    assert json.loads(other.evidence) == json.loads(made.evidence) | {"id": OTHER}
    assert other.sha256 == digest(other.markdown)
    assert with_id(made, article.id) is made
