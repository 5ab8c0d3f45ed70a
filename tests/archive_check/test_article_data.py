"""What a NewsArticle of schema.org must say."""

from __future__ import annotations

from typing import Any

import pytest

from archive_check.article_data import faults_of_article

URL = "https://archive.example/a/0j/66vpypr823.html"
WHOLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "خبر",
    "url": URL,
    "datePublished": "2015-07-21",
    "dateModified": "2015-07-21T10:00:00+03:00",
    "author": [{"@type": "Person", "name": "كاتب"}, {"@type": "Organization", "name": "صحيفة"}],
}


@pytest.mark.parametrize("data", [WHOLE, WHOLE | {"author": WHOLE["author"][0]}])  # type: ignore[index]
def test_a_whole_article_has_no_fault(data: dict[str, Any]) -> None:
    """One author may stand without a list."""
    assert list(faults_of_article(data, URL)) == []


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (["x"], "@type ['x']; expected 'NewsArticle'"),
        (WHOLE | {"@type": "Article"}, "@type 'Article'; expected 'NewsArticle'"),
        (WHOLE | {"@context": "http://schema.org"}, "@context 'http://schema.org'; expected 'https://schema.org'"),
        (WHOLE | {"headline": " "}, "headline ' '; expected a text"),
        (WHOLE | {"headline": None}, "headline None; expected a text"),
        (WHOLE | {"url": "x"}, f"url 'x'; expected '{URL}'"),
        (WHOLE | {"datePublished": "21/7/2015"}, "datePublished '21/7/2015'; expected a date in ISO 8601"),
        (WHOLE | {"dateModified": 2015}, "dateModified 2015; expected a date in ISO 8601"),
        (WHOLE | {"author": ["كاتب"]}, "author 'كاتب'; expected a Person or an Organization with a name"),
        (
            WHOLE | {"author": {"@type": "Person"}},
            "author {'@type': 'Person'}; expected a Person or an Organization with a name",
        ),
        (
            WHOLE | {"author": {"@type": "Thing", "name": "x"}},
            "author {'@type': 'Thing', 'name': 'x'}; expected a Person or an Organization with a name",
        ),
    ],
)
def test_each_fault_names_the_value(data: Any, fault: str) -> None:
    """And says what was expected."""
    assert list(faults_of_article(data, URL)) == [fault]
