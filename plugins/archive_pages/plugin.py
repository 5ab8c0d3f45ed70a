"""The Pelican edge of the pages: a generator for every page that is no article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pelican import signals
from pelican.generators import Generator

from arabic_text.formats import count_articles, count_days, count_minutes
from archive_build.build import Build
from archive_build.evidence import evidence_line
from archive_build.fingerprint import canonical, digest
from archive_build.order import newest_first
from archive_build.outputs import Outputs
from archive_build.rows import original_of, row_of, text_of
from archive_hosts.settings import from_pelican as host_settings
from archive_pages.archive import Output, Shape
from archive_pages.assets import first_fonts, icon_data, write_assets
from archive_pages.bidi import body_html, isolated
from archive_pages.byline import linked_byline
from archive_pages.comparisons import compared, comparison_url
from archive_pages.csp import POLICY
from archive_pages.data import DATA
from archive_pages.entries import Entry, entry_of
from archive_pages.for_hosts import MOVED, for_hosts
from archive_pages.imprint import Imprint
from archive_pages.offline import OFFLINE, write_worker
from archive_pages.plan import Plan, Site
from archive_pages.relations import Relations
from archive_pages.render import Extra
from archive_pages.settings import from_pelican
from archive_pages.sheets import WEEKDAYS
from archive_pages.site import Others, archive_of
from archive_pages.stock import stock_of
from archive_pages.story import Related, reading_minutes, story_of
from archive_pages.structured import dublin_core, news_article
from archive_pages.terms import terms_from
from archive_pages.withdrawn_pages import withdrawn_pages
from archive_pages.xml import sitemaps

SITEMAP = "sitemap"


class ArchiveGenerator(Generator):  # type: ignore[misc] # Pelican's generators are untyped
    """Renders the archive's lists, calendar, feed and sitemap, and copies its assets.

    With a build (`context["archive_build"]`) it renders the articles' pages too, and only what changed; without one
    Pelican has read and rendered them.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """As Pelican's, with the archive's settings read and checked."""
        super().__init__(*args, **kwargs)
        self.archive_settings = from_pelican(self.settings)
        self.for_hosts = for_hosts(host_settings(self.settings), Path(self.path))
        options = self.archive_settings.options
        self.imprint = Imprint(
            self.archive_settings.site_name,
            self.archive_settings.site_url,
            self.archive_settings.site_subtitle,
            ZoneInfo(self.settings["TIMEZONE"]),
            options.licence,
        )
        own = self.archive_settings
        self.shape = Shape(own.per_page, own.feed_items, options.ways, options.has_hijri)

    def generate_context(self) -> None:
        """Make the archive of all articles, and what templates need of it."""
        self.build: Build | None = self.context.get("archive_build")
        settings = self.archive_settings
        if self.build:
            with self.build.guarded(), self.build.timing.step("lists"):
                self.stock = stock_of(self.build.catalogue, self.shape, settings.options.naming)
            self.entries: Sequence[Entry] = self.stock.rows
            self.archive, self.terms = self.stock.archive, self.stock.terms
            self.context["archive_body"] = Bodies(self.build)
            self.context["archive_stock"] = self.stock
        else:
            self._read_whole()
        self.context.update(
            csp=POLICY,
            imprint=self.imprint,
            ways=tuple(sorted(self.shape.ways)),
            has_hijri=self.shape.has_hijri,
            menu=settings.options.menu,
            logo=settings.options.logo,
            footer=settings.options.footer,
            licence=settings.options.licence,
            absolute_url=settings.site_url,
            has_withdrawn=bool(self.context["archive_withdrawn"]),
            has_undated=bool(self.archive.undated),
            has_authors=bool(self.archive.authors),
            has_places=bool(self.archive.places),
            has_agencies=bool(self.archive.agencies),
            entries=self.entries,
            first_fonts=first_fonts(settings),
            icon_data=icon_data(settings),
        )

    def _read_whole(self) -> None:
        """Make the rows of all articles and give each article its own row and neighbours."""
        settings = self.archive_settings
        everything = sorted([*self.context["articles"], *self.context["hidden_articles"]], key=newest_first)
        articles = [article for article in everything if article.status == "published"]
        rows = list(map(row_of, articles))
        self.terms = terms_from(
            {
                "sections": (row.section for row in rows),
                "publishers": (row.publisher for row in rows),
                "authors": (name for row in rows for name in row.authors),
                "places": (row.place for row in rows),
                "agencies": (name for row in rows for name in row.agencies),
            },
            settings.options.naming,
            self.shape.ways,
        )
        sections, publishers = self.terms.sections, self.terms.publishers
        self.entries = self.terms.entries(rows)
        self.archive = archive_of(self.entries, self.terms, self.shape, _originals(articles))
        related = Relations(self.entries, articles)
        for article, entry in zip(articles, self.entries, strict=True):
            self._give_entry(article, entry, related.of(entry.id))
        for article in everything:
            if article.status != "published":
                self._give_entry(article, entry_of(article, sections, publishers), Related())
        self.context["archive_body"] = {article.id: article for article in articles}.__getitem__

    def _give_entry(self, article: Any, entry: Entry, related: Related) -> None:
        article.entry = entry
        article.json_ld = news_article(entry, self.imprint)
        article.newer, article.older = related.newer, related.older
        evidence = evidence_line(Path(self.path), entry.id)
        article.story = story_of(entry, partial(text_of, article), self.terms, related, evidence, self.imprint)

    def generate_output(self, writer: Any) -> None:
        """Write every page of `site.MAKERS`, those of other plugins, the 404 and offline pages, sitemap, assets, and
        what hosts are told.

        Other plugins put theirs into the context's `more_outputs`.
        """
        own = (*self.context.get("more_outputs", ()), *withdrawn_pages(self.context["archive_withdrawn"]))
        others = Others(self.archive, (*own, *self.for_hosts.pages()))
        if self.build:
            with self.build.guarded():
                self._write_changed(self.build, writer, others)
        else:
            self.for_hosts.check(self._files(others))
            for output in others:
                self._write(writer, output)
        with self._step("sitemap"):
            self._write_sitemaps(writer.outputs, others)
        with self._step("assets"):
            self._render(
                writer, "404.html", "404", {"SITEURL": urlsplit(self.archive_settings.site_url).path}, relative=False
            )
            self._render(writer, OFFLINE, "offline", {}, relative=True)
            write_assets(writer.outputs, self.archive_settings)
            write_worker(writer.outputs)
            self.for_hosts.write(writer.outputs)

    def _step(self, name: str) -> AbstractContextManager[None]:
        return self.build.timing.step(name) if self.build else nullcontext()

    def _write_changed(self, build: Build, writer: Any, others: Others) -> None:
        site = Site(self.env, self.settings, self.context)
        extra = Extra(self.terms, self.imprint)
        plan = Plan(build, writer.outputs, site, self.stock, others)
        if not plan.unchanged:
            self.for_hosts.check(self._files(others))
        if writer.outputs.dry:
            build.told += plan.why(self.settings["NEWS_WHY"]) if self.settings.get("NEWS_WHY") else plan.lines()
        else:
            plan.carry_out(site.shipped(extra))
        for article in self.context["archive_own_way"]:
            self._write_own_way(writer, article)

    def _write_own_way(self, writer: Any, article: Any) -> None:
        """An article that links to other sources: rendered here, each time, as Pelican renders it."""
        own, related = self.stock.related(article.id)
        self._give_entry(article, own or entry_of(article, self.terms.sections, self.terms.publishers), related)
        more = {"article": article, "url": article.url, "blog": True}
        self._render(writer, article.save_as, article.template, more, relative=True)

    def _render(self, writer: Any, save_as: str, template: str, context: Any, relative: bool) -> None:
        writer.write_file(save_as, self.get_template(template), self.context, relative_urls=relative, **context)

    def _write(self, writer: Any, output: Output) -> None:
        if make := DATA.get(output.template):
            writer.outputs.write(output.save_as, make(output.context, self.imprint))
        else:
            context = compared(output.context, lambda article: self.context["archive_body"](article).body)
            self._render(writer, output.save_as, output.template, context, relative=True)

    def _write_sitemaps(self, outputs: Outputs, others: Others) -> None:
        """Write the sitemaps, unless they are made from the same as those that are there."""
        site_url, pages = self.archive_settings.site_url, [page.url for page in self.context["pages"]]
        build = None if outputs.dry else self.build
        made_from = digest(build.everything.encode(), canonical([site_url, pages])) if build else b""
        if build and build.keep_folder(outputs, SITEMAP, made_from):
            return
        for name, text in sitemaps((*self._urls(others), *pages), site_url).items():
            outputs.write(name, text.encode())
        if build:
            build.folder_made(outputs, SITEMAP, made_from)

    def _urls(self, others: Others) -> Iterator[str]:
        """The addresses of all pages that are to be found."""
        yield from others.urls()
        yield from self.stock.urls() if self.build else (entry.url for entry in self.entries)

    def _files(self, others: Iterable[Output]) -> Iterator[str]:
        """The files that pages lead to, without those at old addresses."""
        yield from (output.save_as for output in others if output.template != MOVED)
        yield from self.stock.urls() if self.build else (entry.url for entry in self.entries)
        yield from (page.save_as for page in (*self.context["pages"], *self.context["staticfiles"]))
        yield from ("404.html", OFFLINE, f"{SITEMAP}.xml")


def _originals(articles: Sequence[Any]) -> dict[str, str]:
    """The ids of originals by those of their copies."""
    found = {one.id: original_of(text_of(one, "duplicate_of"), one.id) for one in articles}
    return {article: original for article, original in found.items() if original}


class Bodies:
    """The safe HTML of articles by their ids, read from their sources."""

    def __init__(self, build: Build) -> None:
        self._build = build

    def __call__(self, article: str) -> Any:
        """An object whose `body` is the article's."""
        return SimpleNamespace(body=self._build.body(article))


def get_generators(pelican: Any) -> type[ArchiveGenerator]:
    """The archive's generator."""
    del pelican
    return ArchiveGenerator


def give_functions(generator: Generator) -> None:
    """What templates and their macros may call."""
    generator.env.globals.update(
        WEEKDAYS=WEEKDAYS,
        body_html=body_html,
        comparison_url=comparison_url,
        count_articles=count_articles,
        count_days=count_days,
        count_minutes=count_minutes,
        dublin_core=dublin_core,
        isolated=isolated,
        linked_byline=linked_byline,
        reading_minutes=reading_minutes,
    )


def register() -> None:
    """Pelican calls this once when it loads the plugin."""
    signals.generator_init.connect(give_functions)
    signals.get_generators.connect(get_generators)
