"""The plan of a build: which outputs are made from something else than they were, and which are no longer made."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment

from archive_build.build import Build, Job
from archive_build.errors import BuildError
from archive_build.fingerprint import Templates, canonical, digest
from archive_build.made import OTHERS, PAGES
from archive_build.outputs import Outputs
from archive_build.renderer import own_code
from archive_build.rows import article_url
from archive_pages.render import Extra, render_articles, render_lists
from archive_pages.site import Others, Output
from archive_pages.stock import Stock

JINJA = ("JINJA_ENVIRONMENT", "JINJA_FILTERS", "JINJA_GLOBALS", "JINJA_TESTS", "THEME_TEMPLATES_OVERRIDES", "PLUGINS")
OF_THE_OUTPUT = {"SITEURL", "localsiteurl", "output_file"}
OF_A_PAGE = ("title", "url", "save_as", "slug", "lang", "status")


class Site:
    """What outputs are made from beside articles: code, templates, settings and other values of the context."""

    def __init__(self, env: Environment, settings: Mapping[str, Any], context: Mapping[str, Any]) -> None:
        self._templates: Templates = context["archive_templates"]
        self._context = {**context, "pages": [_page(page) for page in context["pages"]]}
        self._common = digest(own_code(), *(canonical(settings.get(name)) for name in JINJA))
        self._extensions = settings["TEMPLATE_EXTENSIONS"]
        self._files = frozenset(env.list_templates())
        self._env = env
        self._known: dict[str, bytes] = {}

    def fingerprint(self, template: str) -> bytes:
        """Of all that an output of this template is made from, whatever it shows."""
        if template not in self._known:
            self._known[template] = digest(*(part for pair in self.inputs(template) for part in pair))
        return self._known[template]

    def inputs(self, template: str) -> list[tuple[bytes, bytes]]:
        """The single inputs, by name."""
        file = self._file(template)
        found = [(b"code", self._common)]
        found += sorted((f"template {name}".encode(), text) for name, text in self._templates.parts(file).items())
        names = sorted(self._templates.names(file) & self._context.keys() - OF_THE_OUTPUT)
        return found + [(f"value {name}".encode(), canonical(self._context[name])) for name in names]

    def shipped(self, extra: Extra) -> bytes:
        """The context's values that some template asks for, pickled. Raises BuildError for one that cannot be."""
        loader = self._env.loader.loaders[0]  # type: ignore[union-attr] # Pelican's loader has the theme's own first
        names = {name for file in loader.list_templates() for name in self._templates.names(file)}
        values = {name: self._context[name] for name in sorted(names & self._context.keys() - {"entries"})}
        for name, value in values.items():
            try:
                pickle.dumps(value)
            except (pickle.PicklingError, AttributeError, TypeError) as error:
                raise BuildError(
                    f"value {name!r} of the context: {error}; expected one that can be sent to another process, or the "
                    "setting NEWS_FAST = False"
                ) from error
        return pickle.dumps({**values, "archive_extra": extra})

    def _file(self, template: str) -> str:
        return next(template + str(suffix) for suffix in self._extensions if template + str(suffix) in self._files)


def _page(page: Any) -> dict[str, Any]:
    """What templates may use of a page that is no article: its metadata and address."""
    metadata = {key: str(value) for key, value in page.metadata.items()}
    return {**metadata, **{name: str(getattr(page, name, "")) for name in OF_A_PAGE}}


@dataclass(frozen=True, slots=True)
class Jobs:
    """The outputs of one kind that are to be made, to be gone over as often as needed."""

    everything: Iterable[Job]
    stale: set[str]

    def __len__(self) -> int:
        return len(self.stale)

    def __iter__(self) -> Iterator[Job]:
        return (job for job in self.everything if job.key in self.stale)


@dataclass(frozen=True, slots=True)
class PageJobs:
    """The articles' pages."""

    stock: Stock
    site: bytes

    def __iter__(self) -> Iterator[Job]:
        for leaf in self.stock.leaves:
            order = (leaf.number, leaf.newer, leaf.older)
            yield Job(leaf.id, article_url(leaf.id), self.site + leaf.parts, order)


@dataclass(frozen=True, slots=True)
class OtherJobs:
    """The pages that are no articles."""

    others: Others
    site: Site

    def __iter__(self) -> Iterator[Job]:
        for output in self.others:
            yield Job(output.save_as, output.save_as, self._fingerprint(output), output)

    def _fingerprint(self, output: Output) -> bytes:
        return self.site.fingerprint(output.template) + digest(canonical(output.url), canonical(output.context))


class Plan:
    """What a build is to write, of the articles' pages and of all others."""

    def __init__(self, build: Build, outputs: Outputs, site: Site, stock: Stock, others: Others) -> None:
        self._build = build
        self._outputs = outputs
        self._made = build.made(outputs)
        with build.timing.step("plan"):
            self.pages = self._stale(PAGES, PageJobs(stock, site.fingerprint("article")))
            self.others = self._stale(OTHERS, OtherJobs(others, site))

    def _stale(self, kind: str, everything: Iterable[Job]) -> Jobs:
        known = dict(self._made.all(kind))
        root, exists = str(self._outputs.root), os.path.exists
        stale = set()
        names = []
        for job in everything:
            names.append(job.name)
            if known.pop(job.key, None) != job.fingerprint or not exists(f"{root}/{job.name}"):
                stale.add(job.key)
        self._outputs.keep_all(names)
        self._build.forget(self._outputs, kind, (key for key in known if not key.endswith("/")))
        return Jobs(everything, stale)

    def carry_out(self, context: bytes) -> None:
        """Write it."""
        with self._build.timing.step("render"):
            self._build.render(self._outputs, PAGES, self.pages, render_articles, context)
            self._build.render(self._outputs, OTHERS, self.others, render_lists, context)
