"""The plan of a build: which outputs are made from something else than they were, and which are no longer made."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from jinja2 import Environment

from archive_build.build import Build, Job
from archive_build.errors import BuildError
from archive_build.fingerprint import Templates, canonical, digest
from archive_build.made import INPUTS, OTHERS, PAGES, Held
from archive_build.outputs import Outputs, Present
from archive_build.renderer import own_code
from archive_build.rows import article_url
from archive_pages.archive import Group, Output, Part
from archive_pages.data import DATA
from archive_pages.explain import reasons, told
from archive_pages.render import Extra, render_articles, render_lists
from archive_pages.shelf import Leaf
from archive_pages.site import Others, is_found, made_of
from archive_pages.stock import Stock

JINJA = ("JINJA_ENVIRONMENT", "JINJA_FILTERS", "JINJA_GLOBALS", "JINJA_TESTS", "THEME_TEMPLATES_OVERRIDES", "PLUGINS")
OF_THE_OUTPUT = {"SITEURL", "localsiteurl", "output_file"}
FEW = 1_000  # jobs that are kept, where making all again would take longer
NAMES: Mapping[str, Callable[[str], str]] = {PAGES: article_url, OTHERS: str}  # of outputs, by their keys
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
        self._inputs: dict[str, dict[str, bytes]] = {}

    def fingerprint(self, template: str) -> bytes:
        """Of all that an output of this template is made from, whatever it shows."""
        if template not in self._known:
            inputs = self.inputs(template)
            self._known[template] = digest(*(part for name in sorted(inputs) for part in (name.encode(), inputs[name])))
        return self._known[template]

    def inputs(self, template: str) -> dict[str, bytes]:
        """A digest of each single input by its name: the code, the templates, the context's values."""
        if template in DATA:
            return {"code": self._common, "value imprint": canonical(self._context["imprint"])}
        if template not in self._inputs:
            file = self._file(template)
            parts, names = self._templates.parts(file), self._templates.names(file)
            found = {f"template {name}": digest(parts[name]) for name in sorted(parts)}
            for name in sorted(names & self._context.keys() - OF_THE_OUTPUT):
                found[f"value {name}"] = digest(canonical(self._context[name]))
            self._inputs[template] = {"code": self._common, **found}
        return self._inputs[template]

    def whole(self) -> bytes:
        """Of all that outputs of any template of the theme, and data, are made from, whatever they show."""
        suffixes = tuple(map(str, self._extensions))
        files = [file for file in self._own_files() if file.endswith(suffixes)]
        names = sorted({file.removesuffix(suffix) for file in files for suffix in suffixes if file.endswith(suffix)})
        return digest(*map(self.fingerprint, (*names, *sorted(DATA))))

    def _own_files(self) -> list[str]:
        return self._env.loader.loaders[0].list_templates()  # type: ignore[union-attr,no-any-return] # Pelican's loader has the theme's own first

    def known(self) -> Iterator[tuple[str, dict[str, bytes]]]:
        """The inputs of every template that was asked for."""
        yield from self._inputs.items()

    def shipped(self, extra: Extra) -> bytes:
        """The context's values that some template asks for, pickled. Raises BuildError for one that cannot be."""
        names = {name for file in self._own_files() for name in self._templates.names(file)}
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


class Kind(Protocol):
    """All outputs of one kind."""

    def __iter__(self) -> Iterator[Job]:
        """Every one."""

    def stale(self, known: dict[str, bytes]) -> set[str]:
        """The keys of those that are to be made, as `known` does not have their fingerprints; what there still is is
        taken out of it.
        """

    def among(self, keys: set[str]) -> Iterable[Job]:
        """Those with these keys."""


@dataclass(frozen=True, slots=True)
class Jobs:
    """The outputs of one kind that are to be made, to be gone over as often as needed."""

    everything: Kind
    stale: set[str]

    def __len__(self) -> int:
        return len(self.stale)

    def keys(self) -> Iterable[str]:
        """Their keys, sorted."""
        return sorted(self.stale)

    def __iter__(self) -> Iterator[Job]:
        return iter(self.everything.among(self.stale))


@dataclass(frozen=True, slots=True)
class PageJobs:
    """The articles' pages."""

    stock: Stock
    site: bytes

    def __iter__(self) -> Iterator[Job]:
        return self._jobs(self.stock.leaves)

    def _jobs(self, leaves: Iterable[Leaf]) -> Iterator[Job]:
        for leaf in leaves:
            order = (leaf.number, leaf.around, leaf.copies)
            yield Job(leaf.id, article_url(leaf.id), self.site + leaf.parts, "article", order)

    def stale(self, known: dict[str, bytes]) -> set[str]:
        """As `Kind` says."""
        found = set()
        for article, parts in self.stock.leaves.prints():
            if known.pop(article, None) != self.site + parts:
                found.add(article)
        return found

    def among(self, keys: set[str]) -> Iterator[Job]:
        """As `Kind` says."""
        return self._jobs(self.stock.leaves.among(keys))


@dataclass(frozen=True, slots=True)
class OtherJobs:
    """The pages that are no articles; fingerprints that were worked out are kept, and a few jobs.

    `earlier` has what groups held when all pages were made last, `groups` what they hold now, by their keys.
    """

    others: Others
    site: Site
    earlier: dict[str, Held] = field(default_factory=dict)
    groups: dict[str, Held] = field(default_factory=dict)
    known: dict[str, bytes] = field(default_factory=dict)
    few: dict[str, Job] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Job]:
        return map(self._job, self.others)

    def _job(self, output: Output) -> Job:
        name = output.save_as
        found = self.known.get(name)
        if found is None:
            found = self.known[name] = self._fingerprint(output)
        return Job(name, name, found, output.template, output)

    def _fingerprint(self, output: Output) -> bytes:
        return self.site.fingerprint(output.template) + output.fingerprint()

    def stale(self, known: dict[str, bytes]) -> set[str]:
        """As `Kind` says."""
        stale: set[str] = set()
        urls: list[str] = []
        for part in self.others.parts():
            key = part.key().hex() if isinstance(part, Group) else ""
            held = self.earlier.get(key)
            if held and all(name in known for name in held.names()):
                for name in held.names():
                    del known[name]
            else:
                held = self._made(part, known, stale)
            urls += held.found
            if key:
                self.groups[key] = held
        self.others.found = urls
        return stale

    def _made(self, part: Part, known: dict[str, bytes], stale: set[str]) -> Held:
        """What a part holds; its pages that are to be made are put among `stale`."""
        held = Held([], [])
        for output in made_of(part):
            job = self._job(output)
            if is_found(output):
                held.found.append(output.url)
            else:
                held.hidden.append(job.name)
            if known.pop(job.key, None) != job.fingerprint:
                stale.add(job.key)
                if len(stale) <= FEW:
                    self.few[job.key] = job
        return held

    def among(self, keys: set[str]) -> Iterable[Job]:
        """As `Kind` says."""
        if keys <= self.few.keys():
            return (job for job in self.few.values() if job.key in keys)
        return (job for job in self if job.key in keys)


class Plan:
    """What a build is to write, of the articles' pages and of all others."""

    def __init__(self, build: Build, outputs: Outputs, site: Site, stock: Stock, others: Others) -> None:
        self._build = build
        self._outputs = outputs
        self._site = site
        self._made = build.made(outputs)
        self._earlier_inputs: dict[str, dict[str, bytes]] = {}
        jobs = OtherJobs(others, site)
        self._everything: dict[str, Kind] = {PAGES: PageJobs(stock, site.fingerprint("article")), OTHERS: jobs}
        with build.timing.step("plan"):
            build.everything = digest(site.whole(), stock.fingerprint(), others.fingerprint()).hex()
            self.unchanged = self._made.everything == build.everything
            if not self.unchanged:
                build.groups_of = digest(site.whole(), stock.archive.shape.fingerprint()).hex()
                jobs.earlier.update(self._made.groups(build.groups_of))
                build.groups = jobs.groups
            self.stale = {kind: self._stale(kind, jobs) for kind, jobs in self._everything.items()}

    def _stale(self, kind: str, everything: Kind) -> Jobs:
        known = {} if self.unchanged else dict(self._made.all(kind))
        keys = list(known or self._made.keys(kind))
        made = list(map(NAMES[kind], keys))
        present = Present(self._outputs.root)
        missing = [key for key, name in zip(keys, made, strict=True) if name not in present]
        names, stale = set(made), set(missing)
        if not self.unchanged:
            for key in missing:
                del known[key]
            stale = everything.stale(known)
            gone = (*known, *missing)
            names.difference_update(map(NAMES[kind], gone))
            names.update(map(NAMES[kind], stale))
            if not self._outputs.dry:
                self._made.forget(kind, gone)
        self._outputs.keep_all(names)
        return Jobs(everything, stale)

    def carry_out(self, context: bytes) -> None:
        """Write it."""
        for kind, work in ((PAGES, render_articles), (OTHERS, render_lists)):
            with self._build.timing.step(f"render {kind}", len(self.stale[kind])):
                self._build.render(self._outputs, kind, self.stale[kind], work, context)
        inputs = ((f"{name}/{one}", value) for name, found in self._site.known() for one, value in found.items())
        if any(map(len, self.stale.values())):
            self._made.note(INPUTS, inputs)

    def lines(self) -> Iterator[str]:
        """The outputs that would be made, each with the reasons."""
        for kind, jobs in self.stale.items():
            for job in jobs:
                template = job.template
                found = reasons(kind, self._made.get(kind, job.key), job.fingerprint, *self._inputs(template))
                yield f"write   {job.name}: {', '.join(found)}"

    def why(self, name: str) -> Iterator[str]:
        """All inputs of one output, and which of them changed since it was made."""
        for kind, jobs in self._everything.items():
            for job in jobs:
                if job.name == name:
                    yield from told(
                        name, kind, self._made.get(kind, job.key), job.fingerprint, *self._inputs(job.template)
                    )
                    return
        yield f"{name}: not planned by its inputs; it is made at each build and written where it differs, or no output"

    def _inputs(self, template: str) -> tuple[dict[str, bytes], dict[str, bytes]]:
        """The inputs of a template when outputs were last made, and now."""
        if template not in self._earlier_inputs:
            before = f"{template}/"
            old = {
                name.removeprefix(before): value for name, value in self._made.all(INPUTS) if name.startswith(before)
            }
            self._earlier_inputs[template] = old
        return self._earlier_inputs[template], self._site.inputs(template)
