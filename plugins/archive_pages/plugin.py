"""The Pelican edge of the pages: a generator for every page that is no article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pelican import signals
from pelican.generators import Generator

from arabic_text.formats import count_articles
from archive_build.order import newest_first
from archive_pages.assets import write_assets
from archive_pages.csp import POLICY
from archive_pages.entries import Entry, Term, entry_of, text_of
from archive_pages.names import slugs
from archive_pages.offline import OFFLINE, write_worker
from archive_pages.settings import from_pelican
from archive_pages.site import archive_of, outputs
from archive_pages.structured import news_article
from archive_pages.xml import atom, sitemaps

FEED = "feed.atom"


class ArchiveGenerator(Generator):  # type: ignore[misc] # Pelican's generators are untyped
    """Renders the archive's lists, calendar, feed and sitemap, and copies its assets."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """As Pelican's, with the archive's settings read and checked."""
        super().__init__(*args, **kwargs)
        self.archive_settings = from_pelican(self.settings)
        self.entries: list[Entry] = []

    def generate_context(self) -> None:
        """Make the rows of all articles and give each article its own row and neighbours."""
        everything = sorted([*self.context["articles"], *self.context["hidden_articles"]], key=newest_first)
        articles = [article for article in everything if article.status == "published"]
        names = self.archive_settings.publisher_names
        sections = _terms("section", (str(getattr(article, "category", "") or "") for article in articles))
        publishers = _terms("publisher", (text_of(article, "publisher") for article in articles), names)
        self.entries = [entry_of(article, sections, publishers) for article in articles]
        self.archive = archive_of(self.entries, _sorted(sections), _sorted(publishers), self.archive_settings.per_page)
        self._link_neighbours(articles)
        for article in everything:
            if article.status != "published":
                self._give_entry(article, entry_of(article, sections, publishers))
        self.context.update(
            csp=POLICY,
            count_articles=count_articles,
            all_sections=_sorted(sections),
            absolute_url=self.archive_settings.site_url,
            has_undated=bool(self.archive.undated),
            entries=self.entries,
        )

    def _link_neighbours(self, articles: Sequence[Any]) -> None:
        last = len(articles) - 1
        for at, (article, entry) in enumerate(zip(articles, self.entries, strict=True)):
            self._give_entry(article, entry)
            newer = self.entries[at - 1] if at else None
            older = self.entries[at + 1] if at < last else None
            article.newer = newer if newer and bool(newer.date) == bool(entry.date) else None
            article.older = older if older and bool(older.date) == bool(entry.date) else None

    def _give_entry(self, article: Any, entry: Entry) -> None:
        article.entry = entry
        article.json_ld = news_article(entry, self.archive_settings.site_url, self.archive_settings.site_name)

    def generate_output(self, writer: Any) -> None:
        """Write every page of `site.MAKERS`, those of other plugins, the 404 and offline pages, feed, sitemap, assets.

        Other plugins put theirs into the context's `more_outputs`.
        """
        urls = []
        for output in [*outputs(self.archive), *self.context.get("more_outputs", ())]:
            self._render(writer, output.save_as, output.template, output.context, relative=True)
            urls.append(output.url)
        self._render(
            writer, "404.html", "404", {"SITEURL": urlsplit(self.archive_settings.site_url).path}, relative=False
        )
        self._render(writer, OFFLINE, "offline", {}, relative=True)
        urls += [entry.url for entry in self.entries] + [page.url for page in self.context["pages"]]
        self._write_xml(writer, urls)
        write_assets(writer.outputs, self.archive_settings)
        write_worker(writer.outputs)
        for static in self.context["staticfiles"]:
            writer.outputs.keep(static.save_as)

    def _render(self, writer: Any, save_as: str, template: str, context: Any, relative: bool) -> None:
        writer.write_file(save_as, self.get_template(template), self.context, relative_urls=relative, **context)

    def _write_xml(self, writer: Any, urls: Iterable[str]) -> None:
        settings = self.archive_settings
        newest = self.archive.dated[: settings.feed_items]
        zone = ZoneInfo(self.settings["TIMEZONE"])
        writer.outputs.write(FEED, atom(newest, settings.site_name, settings.site_url, FEED, zone).encode())
        for name, text in sitemaps(sorted(urls), settings.site_url).items():
            writer.outputs.write(name, text.encode())


def _terms(folder: str, names: Iterable[str], shown: Any = None) -> dict[str, Term]:
    """A term for each name, by name; `shown` gives other names to show."""
    by_slug = slugs(name for name in names if name)
    return {name: Term((shown or {}).get(name, name), f"{folder}/{slug}/") for name, slug in by_slug.items()}


def _sorted(terms: dict[str, Term]) -> list[Term]:
    return sorted(terms.values(), key=lambda term: (term.name, term.url))


def get_generators(pelican: Any) -> type[ArchiveGenerator]:
    """The archive's generator."""
    del pelican
    return ArchiveGenerator


def register() -> None:
    """Pelican calls this once when it loads the plugin."""
    signals.get_generators.connect(get_generators)
