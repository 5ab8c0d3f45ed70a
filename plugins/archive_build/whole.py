"""When the fast way would pass something by: then the site is built whole, as Pelican builds it."""

from __future__ import annotations

import pickle
import weakref
from collections.abc import Iterator, Mapping
from typing import Any

from archive_build.fingerprint import Templates
from archive_build.order import newest_first

OWN = {"archive_build", "archive_pages", "archive_search", "news_ingest", "pelican"}
NAMESPACE = "pelican.plugins."  # where plugins from PyPI live, beside Pelican's own modules
# signals whose receivers may want every article, or what is made of it
WATCHED = (
    *("article_generator_init", "article_generator_preread", "article_generator_context", "content_object_init"),
    *("article_generator_pretaxonomy", "article_generator_finalized", "article_generator_write_article"),
    *("article_writer_finalized", "all_generators_finalized", "content_written", "get_generators", "get_writer"),
)
# settings by which Pelican itself would make more of the articles than their pages, or other pages
EXPECTED: Mapping[str, Any] = {
    "DIRECT_TEMPLATES": [],
    "CATEGORY_SAVE_AS": "",
    "AUTHOR_SAVE_AS": "",
    "TAG_SAVE_AS": "",
    "DRAFT_SAVE_AS": "",
    "FEED_ALL_ATOM": None,
    "FEED_ALL_RSS": None,
    "FEED_ATOM": None,
    "FEED_RSS": None,
    "CATEGORY_FEED_ATOM": None,
    "CATEGORY_FEED_RSS": None,
    "TAG_FEED_ATOM": None,
    "TAG_FEED_RSS": None,
    "AUTHOR_FEED_ATOM": None,
    "AUTHOR_FEED_RSS": None,
    "TRANSLATION_FEED_ATOM": None,
    "TRANSLATION_FEED_RSS": None,
    "YEAR_ARCHIVE_SAVE_AS": "",
    "MONTH_ARCHIVE_SAVE_AS": "",
    "DAY_ARCHIVE_SAVE_AS": "",
    "OUTPUT_SOURCES": False,
    "TEMPLATE_PAGES": {},
    "ARTICLE_ORDER_BY": newest_first,
    "ARTICLE_TRANSLATION_ID": False,
    "WITH_FUTURE_DATES": True,
    "RELATIVE_URLS": True,
}
# what only Pelican itself fills with every article
LISTS = {"articles", "hidden_articles", "dates", "drafts", "categories", "tags", "authors", "period_archives"}
LISTS |= {"all_articles", "category", "related_posts", "entries"}


def why_whole(generator: Any, signals: Any) -> str:
    """The reason why the site of this ArticlesGenerator is to be built whole; "" where it may go the fast way."""
    return next(_reasons(generator, signals), "")


def _reasons(generator: Any, signals: Any) -> Iterator[str]:
    settings = generator.settings
    if settings.get("NEWS_FAST", True) is not True:
        yield "the setting NEWS_FAST says so"
    for name in WATCHED:
        for receiver in _receivers(getattr(signals, name)):
            module = getattr(receiver, "__module__", "") or type(receiver).__module__
            if module.partition(".")[0] not in OWN or module.startswith(NAMESPACE):
                yield f"the plugin {module!r} listens to {name}"
    for name, expected in EXPECTED.items():
        if settings.get(name, expected) != expected:
            yield f"setting {name}: {settings[name]!r}; expected {expected!r}"
    yield from _unsendable(settings)
    templates: Templates = generator.context["archive_templates"]
    for name in _theme(generator.env):
        if asked := templates.names(name) & LISTS:
            yield f"the template {name!r} asks for {', '.join(sorted(asked))}"


def _receivers(signal: Any) -> Iterator[Any]:
    """All receivers of a signal, whatever sender they listen to."""
    for receiver in list(signal.receivers.values()):
        yield receiver() if isinstance(receiver, weakref.ref) else receiver


def _unsendable(settings: Mapping[str, Any]) -> Iterator[str]:
    try:
        pickle.dumps(settings)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        yield f"the settings cannot be sent to another process ({error}); expected functions of a module"


def _theme(env: Any) -> Iterator[str]:
    """The theme's own templates."""
    ours = env.loader.loaders[0]
    yield from sorted(ours.list_templates())
