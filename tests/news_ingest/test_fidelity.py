"""Real articles lose no word: what is not in the text is in the metadata or in the report."""

from __future__ import annotations

import html
import os
import re
from itertools import islice
from pathlib import Path

import pytest
from markdown import Markdown

from news_ingest.clean import clean_lines
from news_ingest.markdown import to_markdown
from news_ingest.pipeline import make_articles
from news_ingest.records import RawArticle
from news_ingest.sources.walk import walk

CORPUS = Path(__file__).parents[3] / "shared/corpus"
TAG_RE = re.compile(r"<[^<>]+>")
MOST = int(os.environ.get("WARRAQ_FIDELITY_ARTICLES", "1500"))


def rendered_words(markdown: str) -> list[str]:
    """The words of a Markdown file's text as Python-Markdown renders it."""
    renderer = Markdown(extensions=["meta"])
    return html.unescape(TAG_RE.sub(" ", renderer.convert(markdown))).split()


@pytest.mark.skipif(not CORPUS.is_dir(), reason="shared/corpus is not here")
@pytest.mark.parametrize("source", ["newspapers", "saudinewsnet.jsonl.gz"])
def test_every_word_of_a_real_article_is_accounted_for(source: str) -> None:
    """The rendered text's words are those of its lines, and every other line is the metadata's or reported."""
    for item in islice(walk(CORPUS / source, "corpus"), MOST):
        raw = item.read()
        assert isinstance(raw, RawArticle), item.origin.source
        made = make_articles(raw)
        assert isinstance(made, tuple), item.origin.source
        for article in made:
            assert rendered_words(to_markdown(article)) == " ".join(article.paragraphs).split(), item.origin.source
            display = " ".join(filter(None, (article.title, article.kicker, article.deck, article.caption)))
            reported = {*article.paragraphs, *(row.text for row in article.removed)}
            lines = clean_lines(article.raw.text)[0]
            lost = [line.text for line in lines if line.text not in reported and line.text not in display]
            assert lost == [], item.origin.source
        parts = [line.text for article in made for line in clean_lines(article.raw.text)[0]]
        assert parts == [line.text for line in clean_lines(raw.text)[0]], item.origin.source
