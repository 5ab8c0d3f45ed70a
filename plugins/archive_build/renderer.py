"""What reads sources and renders templates in any process: Pelican's readers and environment, made once in each."""

from __future__ import annotations

import functools
import gc
import os
import pickle
import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import Environment, Template
from markupsafe import Markup
from pelican import signals
from pelican.generators import Generator
from pelican.plugins._utils import load_plugins
from pelican.utils import get_relative_path, path_to_url

from archive_build.catalogue import Catalogue, Reading, Source, file_digest
from archive_build.contents import LeftOut, NewsArticle, read_article
from archive_build.errors import BuildError, EngineError
from archive_build.evidence import evidence_file
from archive_build.files import read_file
from archive_build.fingerprint import code_digest
from archive_build.header import plain_row, plain_values
from archive_build.order import UNDATED, age_of
from archive_build.plain import html_of
from archive_build.rows import Row, row_of, text_of

MOST_ROWS = 20_000
GC_OBJECTS = 200_000
Shown = TypeVar("Shown")
PACKAGES = ("arabic_text", "archive_build", "archive_pages")


@dataclass(frozen=True, slots=True)
class Spec:
    """All that a process needs to read and render: pickles of Pelican's settings and of the context's values,
    and the digest of the code that made it. `plain` tells whether heads may be read without Pelican.
    """

    settings: bytes
    context: bytes
    catalogue: Path
    plain: bool
    code: bytes


def own_code() -> bytes:
    """The digest of the code that makes pages."""
    return code_digest(PACKAGES)


def open_renderer(spec: Spec) -> Renderer:
    """The renderer of this process. Raises EngineError where the process has other code or cannot see the files."""
    return _open(spec, os.getpid())


@functools.lru_cache(maxsize=1)
def _open(spec: Spec, process: int) -> Renderer:
    """`process` keeps a forked one from using its parent's connection."""
    del process
    if own_code() != spec.code:
        raise EngineError(f"worker on {platform.node()!r}: other code; expected this version of Warraq, started anew")
    if not spec.catalogue.exists():
        raise EngineError(
            f"worker on {platform.node()!r}: no {str(spec.catalogue)!r}; expected the content folder and the output "
            "folder, at the same paths everywhere"
        )
    renderer = Renderer(spec)
    gc.freeze()  # what stays is not gone over again while thousands of pages come and go,
    gc.set_threshold(GC_OBJECTS)  # which hold hardly a cycle: at Python's 700 a tenth of the time went here
    return renderer


class LazyArticle:
    """An article as templates see it: what most of them show at hand, all else read as Pelican reads it when asked."""

    def __init__(self, renderer: Renderer, path: str, shown: Mapping[str, Any]) -> None:
        self.__dict__.update(shown)
        self._source = (renderer, path)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        renderer, path = self._source
        value = getattr(renderer.whole(path), name)
        self.__dict__[name] = value
        return value


class Renderer:
    """Reads sources and renders templates with the settings and context of `spec`."""

    def __init__(self, spec: Spec) -> None:
        settings = pickle.loads(spec.settings)  # noqa: S301 # what the parent of this very build wrote
        values = pickle.loads(spec.context)  # noqa: S301 # as above
        if not signals.readers_init.receivers:  # a worker that has not loaded Pelican's plugins yet
            for plugin in load_plugins(settings):
                plugin.register()
        self.context = {"generated_content": {}, "static_content": {}, "localsiteurl": "", **values}
        self.extra = values.get("archive_extra")
        self.output = Path(settings["OUTPUT_PATH"])
        self._base = settings["PATH"]
        self._plain = spec.plain
        self._generator = Generator(self.context, settings, self._base, settings["THEME"], settings["OUTPUT_PATH"])
        env = self._generator.env
        env.make_globals = functools.partial(_flat, env)  # not a chain of maps, which each page would go through again
        self.catalogue = Catalogue(spec.catalogue, read_only=True)
        self._shown: dict[int, Any] = {}
        self._shared: dict[str, tuple[Template, dict[str, Any]]] = {}

    def shown(self, numbers: Sequence[int], make: Callable[[Sequence[Row]], list[Shown]]) -> list[Shown]:
        """What `make`, always the same, makes of the catalogue's rows of these numbers; once of what lists show again
        and again.
        """
        missing = [number for number in dict.fromkeys(numbers) if number not in self._shown]
        if len(self._shown) + len(missing) > MOST_ROWS:
            self._shown.clear()
            missing = list(dict.fromkeys(numbers))
        if missing:
            self._shown.update(zip(missing, make(self.catalogue.rows(missing)), strict=True))
        return [self._shown[number] for number in numbers]

    def read(self, path: str) -> Reading:
        """What the source at `path` (relative to the content folder) says."""
        try:
            data = read_file(f"{self._base}/{path}")
        except OSError as error:
            return Reading(path, b"", "left out", False, False, f"is left out: {error}", UNDATED, None)
        if self._plain and path.endswith(".md") and (found := _plain(data)):
            return Reading(path, file_digest(data), "published", False, True, "", found[1], found[0])
        article = self._article(path)
        if isinstance(article, LeftOut):
            remark = f"is left out: {article.reason}" if article.reason else ""
            return Reading(path, file_digest(data), "left out", False, False, remark, UNDATED, None)
        links = article._get_intrasite_link_regex().search(article._content) is not None
        age = age_of(getattr(article, "date", None))
        return Reading(path, file_digest(data), article.status, links, False, article.remark, age, row_of(article))

    def _article(self, path: str) -> NewsArticle | LeftOut:
        generator = self._generator
        return read_article(generator.readers.read_file, generator, self._base, path, self.context)

    def whole(self, path: str) -> NewsArticle:
        """The article at `path`, as Pelican reads it. Raises BuildError where it is none any more."""
        article = self._article(path)
        if isinstance(article, LeftOut):
            raise _changed(path)
        return article

    def body(self, source: Source) -> Markup:
        """The safe HTML of an article's body. Raises BuildError where its file is not the one that was catalogued."""
        return self.head_and_body(source)[1]

    def body_of(self, article: str) -> Markup:
        """The safe HTML of the body of the article that has this id. Raises BuildError where there is none any more."""
        source = self.catalogue.source_of(article)
        if source is None:
            raise _changed(article)
        return self.body(source)

    def head_and_body(self, source: Source) -> tuple[Callable[[str], str], Markup]:
        """What gives an article's metadata by key ("" for what it lacks), and the safe HTML of its body.

        Raises BuildError where its file is not the one that was catalogued.
        """
        data = read_file(f"{self._base}/{source.path}")
        if file_digest(data) != source.digest:
            raise _changed(source.path)
        if source.plain:
            head, _, body = data.decode("utf-8").partition("\n\n")
            values = plain_values(head) or {}
            return lambda name: values.get(name, ""), Markup(html_of(body))  # noqa: S704 # html_of is safe
        article = self.whole(source.path)
        return functools.partial(text_of, article), article.body

    def evidence(self, articles: Sequence[str]) -> dict[str, bytes]:
        """The lines of evidence of these articles. Raises BuildError for one that is not as it was catalogued."""
        found = {}
        for article, span in self.catalogue.evidence.of(articles).items():
            with evidence_file(Path(self._base), article).open("rb") as file:
                file.seek(span.start)
                found[article] = file.read(span.length)
            if file_digest(found[article]) != span.digest:
                raise _changed(f"{article} (its evidence)")
        return found

    def render(self, name: str, template: str, extra: Mapping[str, Any], relative: bool = True) -> bytes:
        """The bytes of the output `name`, with the context that Pelican's writer would give the template."""
        found = self._shared.get(template)
        if found is None:
            made = self._generator.get_template(template)
            found = self._shared[template] = (made, {**made.globals, **self.context})
        made, shared = found
        root = {"SITEURL": root_of(name), "localsiteurl": root_of(name)} if relative else {}
        context = made.new_context({**shared, "output_file": name, **root, **extra}, shared=True)
        return "".join(made.root_render_func(context)).encode(
            "utf-8"
        )  # as Template.render, which copies all of it again


def _flat(env: Environment, given: Mapping[str, Any] | None) -> dict[str, Any]:
    """A template's globals as one dict: those of the environment, once all plugins have added theirs, and its own."""
    return {**env.globals, **(given or {})}


@functools.lru_cache(maxsize=4096)
def _up(depth: int) -> str:
    return str(path_to_url(get_relative_path("/".join("x" * (depth + 1)))))


def root_of(name: str) -> str:
    """The relative address of the site's root from an output: `.` or `../..`."""
    return _up(name.count("/"))


def _plain(data: bytes) -> Any:
    try:
        return plain_row(data.decode("utf-8"))
    except UnicodeDecodeError:
        return None


def _changed(path: str) -> BuildError:
    return BuildError(f"article {path!r}: changed while the site was built; build again")


def read_slice(spec: Spec, paths: Sequence[str]) -> list[Reading]:
    """What a slice of sources says. Runs in any process."""
    renderer = open_renderer(spec)
    return [renderer.read(path) for path in paths]
