"""The Pelican edge of the build: which way it goes, whole-file output, nothing stale left.

Articles go the fast way, from the catalogue, as long as nothing that they would pass by could tell the difference;
else the site is built whole, as Pelican builds it, to the same bytes (`why_whole` says why).
"""

from __future__ import annotations

import functools
import gc
import logging
import os
import pickle
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import FileSystemBytecodeCache
from pelican import Pelican, signals
from pelican.contents import SkipStub
from pelican.generators import ArticlesGenerator, Generator, StaticGenerator

from archive_build.build import Build
from archive_build.catalogue import WITHDRAWN, Catalogue
from archive_build.compiler import Compiler, compile_quickly
from archive_build.contents import LeftOut, NewsArticle, NewsReader, drop_reserved, read_article, use_reader
from archive_build.errors import BuildError
from archive_build.fingerprint import Templates, canonical, digest
from archive_build.lock import Lock
from archive_build.once import Once
from archive_build.order import newest_first
from archive_build.outputs import DryOutputs, Outputs
from archive_build.paths import build_folder, catalogue_path, made_path
from archive_build.renderer import GC_OBJECTS, Spec, own_code
from archive_build.rows import article_url
from archive_build.scan import Rules
from archive_build.trouble import report_trouble
from archive_build.whole import why_whole
from archive_build.withdrawn import read_withdrawn
from archive_build.workers import Hands
from archive_build.writer import ArchiveWriter

__all__ = ["NewsArticle", "NewsReader", "register"]

log = logging.getLogger(__name__)

NEUTRAL = ("DEFAULT_METADATA", "EXTRA_PATH_METADATA", "PATH_METADATA", "FILENAME_METADATA", "DEFAULT_DATE")
READING = (
    *NEUTRAL,
    *("AUTHOR", "DEFAULT_CATEGORY", "CATEGORY_SAVE_AS", "FORMATTED_FIELDS", "INTRASITE_LINK_REGEX", "MARKDOWN"),
    *("TIMEZONE", "TYPOGRIFY", "TYPOGRIFY_DASHES", "TYPOGRIFY_IGNORE_TAGS", "TYPOGRIFY_OMIT_FILTERS", "DEFAULT_LANG"),
    *("SLUG_REGEX_SUBSTITUTIONS", "USE_FOLDER_AS_CATEGORY", "ARTICLE_PATHS", "DOCUTILS_SETTINGS"),
)


def prepare_templates(generator: Generator) -> None:
    """Give templates `once`, and keep them compiled from build to build."""
    env, context = generator.env, generator.context
    folder = build_folder(Path(generator.path)) / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    compile_quickly(env)
    env.bytecode_cache = FileSystemBytecodeCache(str(folder), f"{canonical(Compiler).hex()}-%s.cache")
    env.auto_reload = False
    if "archive_templates" not in context:
        context["archive_templates"] = Templates(env, folder)
    env.globals["once"] = Once(context["archive_templates"])


def read_news(generator: ArticlesGenerator) -> None:
    """Make the generator read its files as news: the fast way from the catalogue, or whole."""
    gc.set_threshold(GC_OBJECTS)  # a build holds rows of all articles, and Python would go over them again and again
    content, output = Path(generator.path), Path(generator.output_path)
    ingest = content / ".ingest"  # a build waits for an ingest that is under way
    generator.context["archive_lock"] = Lock(build_folder(content), output, *([ingest] if ingest.is_dir() else []))
    generator.context["archive_build"] = None
    withdrawn = generator.context["archive_withdrawn"] = read_withdrawn(content)
    if reason := why_whole(generator, signals):
        log.warning("the site is built whole, as slowly as Pelican builds it: %s", reason)
        made_path(content, output).unlink(missing_ok=True)
        find = generator.get_files
        generator.get_files = lambda *args, **kwargs: sorted(find(*args, **kwargs))
        left_out = dict.fromkeys((one.id for one in withdrawn), WITHDRAWN)
        generator.readers.read_file = functools.partial(
            _read_or_leave_out, generator, generator.readers.read_file, left_out
        )
        return
    generator.context["archive_build"] = _new_build(generator, content, output)
    generator.generate_context = functools.partial(_catalogue_articles, generator)
    generator.generate_output = functools.partial(_pass_articles_by, generator)
    generator.check_disabled_readers = lambda: None


def _new_build(generator: ArticlesGenerator, content: Path, output: Path) -> Build:
    settings = generator.settings
    rules = Rules(
        tuple(settings["ARTICLE_PATHS"]),
        frozenset(settings["ARTICLE_EXCLUDES"]),
        tuple(settings["IGNORE_FILES"]),
        frozenset(generator.readers.extensions),
    )
    plain = not any(settings.get(name) for name in (*NEUTRAL, "AUTHOR", "TYPOGRIFY"))
    spec = Spec(pickle.dumps(settings), pickle.dumps({}), catalogue_path(content), plain, own_code())
    hands = Hands(settings.get("NEWS_JOBS", 1), settings.get("NEWS_SCHEDULER", ""))
    return Build(content, output, spec, rules, hands)


def _catalogue_articles(generator: ArticlesGenerator) -> None:
    """In place of Pelican's `generate_context`: the catalogue knows the articles, and only what links to other
    sources is read here.
    """
    build: Build = generator.context["archive_build"]
    settings = generator.settings
    values = {name: settings.get(name) for name in READING}
    withdrawn = frozenset(one.id for one in generator.context["archive_withdrawn"])
    build.read_sources(digest(own_code(), canonical(values)).hex(), withdrawn)
    own = [_own_way(generator, path) for path in build.catalogue.own_way()]
    generator.context["archive_own_way"] = own
    generator.context["generated_content"] = Linked(build, generator.context["generated_content"])
    generator.refresh_metadata_intersite_links = functools.partial(_refresh, own)
    generator.articles = Catalogued(generator, build.catalogue)
    signals.article_generator_pretaxonomy.send(generator)
    generator._update_context(("articles", "drafts", "hidden_articles", "dates", "tags", "categories", "authors"))
    generator.context["period_archives"] = {}
    signals.article_generator_finalized.send(generator)


def _own_way(generator: ArticlesGenerator, path: str) -> NewsArticle:
    """An article that links to other sources, known to Pelican with what it links to."""
    article = _whole(generator, path)
    generator.add_source_path(article)
    generator.add_static_links(article)
    return article


def _whole(generator: ArticlesGenerator, path: str) -> NewsArticle:
    article = read_article(generator.readers.read_file, generator, generator.path, path, generator.context)
    if isinstance(article, LeftOut):
        raise BuildError(f"article {path!r}: changed while the site was built; build again")
    return article


def _refresh(articles: Sequence[NewsArticle]) -> None:
    for article in articles:
        article.refresh_metadata_intersite_links()


def _pass_articles_by(generator: ArticlesGenerator, writer: ArchiveWriter) -> None:
    """In place of Pelican's `generate_output`: the pages' generator renders the articles too."""
    signals.article_writer_finalized.send(generator, writer=writer)


class Catalogued(Sequence[NewsArticle]):
    """All articles that lists show, sorted by their paths, each read when it is asked for."""

    def __init__(self, generator: ArticlesGenerator, catalogue: Catalogue) -> None:
        self._generator = generator
        self._count = catalogue.count()
        self._catalogue = catalogue

    @functools.cached_property
    def _paths(self) -> list[str]:
        return list(self._catalogue.paths())

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, at: Any) -> Any:
        return _whole(self._generator, self._paths[at])


class Linked(dict[str, Any]):
    """Pelican's contents by their sources' paths; the catalogue's articles are found too, with their addresses."""

    def __init__(self, build: Build, known: dict[str, Any]) -> None:
        super().__init__(known)
        self._build = build

    def __contains__(self, path: object) -> bool:
        return super().__contains__(path) or self._build.catalogue.id_at(str(path)) is not None

    def get(self, path: str, default: Any = None) -> Any:
        """The content at `path`."""
        if super().__contains__(path):
            return self[path]
        found = self._build.catalogue.id_at(path)
        return SimpleNamespace(url=article_url(found)) if found else default


def _read_or_leave_out(
    generator: ArticlesGenerator, read_file: Any, seen: dict[str, str], *args: Any, **kwargs: Any
) -> Any:
    """A source read whole. A file that cannot be read is left out, and said."""
    del args
    path = kwargs["path"]
    article = read_article(read_file, generator, kwargs["base_path"], path, kwargs["context"])
    if isinstance(article, LeftOut):
        return _left_out(path, article.reason)
    if seen.get(article.id) == WITHDRAWN:
        return _left_out(path, "")
    if article.id in seen:
        return _left_out(path, f"has the Id {article.id!r} of {seen[article.id]}")
    seen[article.id] = path
    if article.remark:
        log.warning("article %s %s", path, article.remark)
    return article


def _left_out(path: str, reason: str) -> SkipStub:
    if reason:
        log.warning("article %s is left out: %s", path, reason)
    return SkipStub("", source_path=path)


def shelve_undated(generator: ArticlesGenerator) -> None:
    """Keep articles without a date out of everything that goes by date; they are rendered all the same.

    Where articles come from the catalogue Pelican makes nothing that goes by date.
    """
    if generator.context["archive_build"]:
        return
    undated = [article for article in generator.articles if not hasattr(article, "date")]
    generator.articles = [article for article in generator.articles if hasattr(article, "date")]
    generator.hidden_articles = sorted([*generator.hidden_articles, *undated], key=newest_first)


def get_writer(pelican: Pelican) -> type[ArchiveWriter]:
    """The writer of this run, with the run's outputs; with NEWS_PLAN nothing is written."""
    kind = DryOutputs if pelican.settings.get("NEWS_PLAN") else Outputs
    own = {"outputs": kind(Path(pelican.output_path)), "build": None, "lock": None}
    pelican.archive_writer = type("RunWriter", (ArchiveWriter,), own)
    return pelican.archive_writer  # type: ignore[no-any-return] # as made above


def end_rendering(generator: ArticlesGenerator, writer: ArchiveWriter) -> None:
    """All articles are rendered; the writer knows what the run is to end with."""
    writer.close()
    type(writer).build = generator.context["archive_build"]
    type(writer).lock = generator.context["archive_lock"]


def finish(pelican: Pelican) -> None:
    """Delete what is no longer made, and say what was done, or would be."""
    writer: type[ArchiveWriter] = pelican.archive_writer
    outputs, build = writer.outputs, writer.build
    with build.timing.step("manifest") if build else nullcontext():
        outputs.finish()
    if isinstance(outputs, DryOutputs):
        _tell_plan(outputs, build, pelican.settings.get("NEWS_WHY", ""))
    else:
        counts = f"{outputs.written} written, {outputs.deleted} deleted, the rest unchanged"
        print(f"{len(outputs.made)} output files: {counts}")
        if build:
            print("\n".join(build.timing.table()))
    if build:
        build.finish(outputs)
    if writer.lock:
        writer.lock.close()


def _tell_plan(outputs: DryOutputs, build: Build | None, why: str) -> None:
    if build is None:
        raise BuildError("plan: this site is built whole; expected one that goes the fast way (a warning says why not)")
    if why:
        print("\n".join(build.told))
        return
    lines = [*build.told, *(f"write   {name}: its bytes differ" for name in outputs.would_write)]
    lines += [f"delete  {name}" for name in outputs.would_delete()]
    kept = len(outputs.made) - sum(line.startswith("write") for line in lines)
    print("\n".join([*lines, f"{kept} outputs would be kept as they are"]))


def copy_through_outputs(generator: StaticGenerator) -> None:
    """Static files are written whole, and only where they differ, as all else is."""
    generator.generate_output = functools.partial(_copy_statics, generator)


def _copy_statics(generator: StaticGenerator, writer: ArchiveWriter) -> None:
    paths = generator.settings["THEME_STATIC_PATHS"]
    if paths and not writer.outputs.dry:
        folder = generator.settings["THEME_STATIC_DIR"]
        generator._copy_paths(paths, generator.theme, folder, generator.output_path, os.curdir)
    for static in generator.context["staticfiles"]:
        source = Path(generator.path, static.source_path)
        if source.resolve().is_relative_to(Path(generator.path).resolve()) and source.is_file():
            writer.outputs.write(static.save_as, source.read_bytes())
        else:
            log.warning("static file %r: left out; expected a file within %r", static.source_path, generator.path)


def register() -> None:
    """Pelican calls this once when it loads the plugin."""
    report_trouble()
    signals.readers_init.connect(use_reader)
    signals.generator_init.connect(prepare_templates)
    signals.article_generator_init.connect(read_news)
    signals.article_generator_context.connect(drop_reserved)
    signals.article_generator_pretaxonomy.connect(shelve_undated)
    signals.static_generator_init.connect(copy_through_outputs)
    signals.get_writer.connect(get_writer)
    signals.article_writer_finalized.connect(end_rendering)
    signals.finalized.connect(finish)
