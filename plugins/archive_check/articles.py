"""Whether the site has every article of the catalogue: a page, a place in a list, and words that find it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from arabic_text.analyze import stems
from arabic_text.tokenize import tokenize
from archive_build.rows import article_url
from archive_check.findings import Finding
from archive_check.page import Page, parsed
from archive_search.ask import ask

WORDS = 3
FEWEST_LETTERS = 4
HITS = (30, 200)  # to show many costs much, and few are needed


def article_faults(articles: Collection[str], pages: Mapping[str, str], listed: Collection[str]) -> Iterator[Finding]:
    """Articles (by id) without a page, and without a page that leads to theirs.

    `pages` are the files of articles' pages by id, `listed` the files that pages which show no article lead to.
    """
    for article in articles:
        path = pages.get(article)
        if path is None:
            yield Finding("article", article, "no page shows it")
        elif path not in listed:
            yield Finding("article", path, "no list leads to it")


def withdrawn_faults(withdrawn: Iterable[str], pages: Mapping[str, Page]) -> Iterator[Finding]:
    """Articles (by id) that were withdrawn and still have a page, or have no note in its place."""
    shown = {page.article: path for path, page in pages.items() if page.article}
    for article in withdrawn:
        path = article_url(article)
        if article in shown:
            yield Finding("withdrawn", shown[article], "shows an article that was withdrawn")
        elif path not in pages or pages[path].withdrawn != article:
            yield Finding("withdrawn", path, "no note of the withdrawal stands there")


def own_words(page: bytes) -> list[str]:
    """Three words of an article's page that are likely to be its own: the longest ones of its text, no stop words."""
    tree = parsed(page)
    text = " ".join(part.text_content() for part in tree.xpath("//h1 | //*[@data-article-body]"))
    surfaces = (token.surface for token in tokenize(text))  # as the index has them: normalizing first parts some signs
    words = dict.fromkeys(word for word in surfaces if len(word) >= FEWEST_LETTERS and word.isalpha())
    distinct = {stem: word for word in words for stem in stems([word])}
    return sorted(distinct.values(), key=lambda word: (-len(word), word))[:WORDS]


def search_faults(site: Path, sample: Sequence[str]) -> Iterator[Finding]:
    """Articles' pages (by file) that the site's search does not find under three of their own words.

    Raises SearchError where the site has no search that runs. An article with fewer words is passed over, and so is
    one whose words more articles share than are shown.
    """
    asked = {path: words for path in sample if len(words := own_words((site / path).read_bytes())) == WORDS}
    for most in HITS:
        queries = [" ".join(f"+{word}" for word in words) for words in asked.values()]
        answers = zip(asked.items(), ask(site, queries, most) if asked else (), strict=True)
        missed = [(one, answer["total"]) for one, answer in answers if one[0] not in _shown(answer)]
        asked = {path: words for (path, words), total in missed if total > most}
        for (path, words), total in missed:
            if total <= most:
                yield Finding("search", path, f"not found under «{' '.join(words)}»")


def _shown(answer: Mapping[str, Any]) -> set[str]:
    return {hit["url"] for hit in answer["hits"]}
