"""The project's tasks: each is one call into a package. `invoke --list` names them.

A task imports what it calls: all packages together take as long to load as a small change takes to build.
"""

from __future__ import annotations

import datetime
import json
import os
import shlex
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from invoke.context import Context
from invoke.parser.argument import Argument
from invoke.tasks import Task, task

from archive_build.errors import BuildError, EngineError
from archive_build.trouble import told
from archive_check.errors import SbomError
from archive_publish.errors import PublishError
from archive_search.errors import SearchError
from news_ingest.errors import IngestError


@contextmanager
def clear_errors() -> Iterator[None]:
    """Errors that a user can act on are printed as one line, with exit status 1."""
    if sys.getfilesystemencoding() != "utf-8":
        names = f"names of files are {sys.getfilesystemencoding()} in this locale"
        sys.exit(f"error: {names}; expected UTF-8: set LC_ALL=C.UTF-8, or PYTHONUTF8=1")
    try:
        yield
    except (IngestError, BuildError, SearchError, PublishError, EngineError, SbomError, ValueError) as error:
        sys.exit(f"error: {error}")
    except (OSError, sqlite3.Error, MemoryError) as error:
        if (text := told(error)) is None:
            raise
        sys.exit(f"error: {text}")


CONTENT = "Pelican's content folder"
SITE = "the site's folder"


JOBS = "how many processes work (1)"
RAW = "a raw file, folder or URL, again for more (CONTENT/raw)"
FIELDS = "the columns of CSV and JSON files by field, as in 'title=عنوان الخبر,content=نص'"
SCHEDULER = "a Dask scheduler whose workers do so instead, as in tcp://host:8786"


@task(
    iterable=["source"],
    help={
        "source": RAW,
        "content": CONTENT,
        "jobs": JOBS,
        "fields": FIELDS,
        "scheduler": SCHEDULER,
        "dry_run": "write nothing, only say what would be done",
        "prune": "take out the articles of raw files that are gone",
        "report": "the folder of report.json and report.html (CONTENT/.ingest; of a dry run: none)",
        "unpacked_mib": "MiB that may come out of an archive (256) …",
        "unpacked_ratio": "… and times what went in (100)",
        "explain": "say how this raw file is understood",
    },
)
def ingest(
    _: Context,
    source: list[str],
    content: str = "content",
    jobs: int = 1,
    fields: str = "",
    scheduler: str = "",
    dry_run: bool = False,
    prune: bool = False,
    report: str = "",
    unpacked_mib: int = 256,
    unpacked_ratio: int = 100,
    explain: str = "",
) -> None:
    """Make Markdown of raw text files."""
    from news_ingest.explain import explain as explain_raw
    from news_ingest.run import ingest as ingest_raw
    from news_ingest.settings import IngestSettings
    from news_ingest.sources.columns import parse_fields
    from news_ingest.sources.limits import Limits
    from news_ingest.sources.remote import source_at

    with clear_errors():
        sources = tuple(map(source_at, source or [f"{content}/raw"]))
        folder = Path(report) if report else None
        limits = Limits(unpacked_mib, unpacked_ratio)
        settings = IngestSettings(
            sources, Path(content), jobs, parse_fields(fields), scheduler, dry_run, prune, folder, limits
        )
        rows = explain_raw(Path(explain), settings) if explain else ingest_raw(settings).lines()
        print("\n".join(rows))


@task(
    help={
        "content": CONTENT,
        "output": f"{SITE}, or a URL that fsspec knows, as in s3://bucket/prefix",
        "settings": "Pelican's settings file",
        "jobs": JOBS,
        "scheduler": SCHEDULER,
        "plan": "write nothing, only say what would be written and deleted, and why",
        "why": "write nothing, only say what this output is made from, and what of it changed, as in 'index.html'",
        "profile": "the file for Python's profile of the build",
        "restored": "CONTENT/.build and the site were saved and brought back together, as a CI's cache does",
        "skin": "how the site looks, instead of the setting NEWS_SKIN",
    },
)
def build(
    _: Context,
    content: str = "content",
    output: str = "output",
    settings: str = "pelicanconf.py",
    jobs: int = 1,
    scheduler: str = "",
    plan: bool = False,
    why: str = "",
    profile: str = "",
    restored: bool = False,
    skin: str = "",
) -> None:
    """Build the site from the Markdown."""
    from archive_build import run as building
    from archive_publish.output_url import build_to

    options = building.Options(jobs, scheduler, plan, why, Path(profile) if profile else None, restored, skin)
    make = partial(building.build, Path(content), settings=Path(settings), options=options)
    with clear_errors():
        for line in build_to(Path(content), output, make, dry=plan or bool(why)):
            print(line)


@task(
    help={
        "site": SITE,
        "content": "the content folder that it was built from",
        "url": "the site's address (SITEURL), as in https://archive.example",
        "jobs": JOBS,
        "sample": "how many articles are looked for by search",
        "html": "how many pages are held against the HTML standard, where html-validate is installed",
        "host": "the host whose limits the site must keep: github, gitlab, cloudflare, cloudflare-paid, netlify …",
        "report": "a file for all findings as JSON",
    }
)
def check(
    _: Context,
    site: str = "output",
    content: str = "content",
    url: str = "",
    jobs: int = 1,
    sample: int = 200,
    html: int = 50,
    host: str = "",
    report: str = "",
) -> None:
    """Check a built site: links, pages, feeds, search, names, leaks. Fails where anything is wrong."""
    from archive_check import check as checking
    from archive_pages.csp import POLICY

    with clear_errors():
        extent = checking.Extent(sample, html, host)
        found = checking.check(Path(site), Path(content), url or checking.address_of(Path(site)), POLICY, jobs, extent)
        if report:
            Path(report).write_text(found.json(), encoding="utf-8")
        print("\n".join(found.lines()))
    if found.findings:
        sys.exit(1)


@task(help={"out": "the folder for the lists"})
def sbom(_: Context, out: str = "sbom") -> None:
    """Write what a release is made of (CycloneDX), by the lock files."""
    from archive_check.sbom import write_sboms

    with clear_errors():
        print("\n".join(map(str, write_sboms(Path(), Path(out)))))


@task(
    help={
        "to": "where: a folder, s3://bucket/prefix or another URL, branch:NAME[@REMOTE], host:path (by rsync)",
        "site": SITE,
        "delete": "take away there what is gone here",
        "dry_run": "send nothing, only say what would be sent",
        "compress": "also put .gz and .br beside the files (a folder)",
    }
)
def publish(
    _: Context, to: str, site: str = "output", delete: bool = False, dry_run: bool = False, compress: bool = False
) -> None:
    """Send what changed of a built site to where readers find it."""
    from archive_publish.target import publish_to

    with clear_errors():
        for line in publish_to(to, Path(site), delete, dry_run, compress):
            print(line)


@task(help={"articles": "how many articles (those of the built site)", "output": SITE})
def plan(_: Context, articles: int = 0, output: str = "output") -> None:
    """Say what a site takes (files, bytes, index) and which hosts take it."""
    from archive_build import hosts

    with clear_errors():
        print("\n".join(hosts.tell(articles or None, Path(output))))


@task(help={"content": CONTENT, "output": SITE, "port": "the port on this machine"})
def serve(context: Context, content: str = "content", output: str = "output", port: int = 8000) -> None:
    """Serve the site, and rebuild it when its sources change."""
    from archive_build import run as building
    from archive_pages.csp import POLICY

    rebuild: Callable[[], None] = partial(_rebuild, context, content, output)
    sources = [Path(content, name) for name in ("raw", "articles", "pages", "images")]
    building.serve(Path(output), port, POLICY, [*sources, Path("theme"), Path("pelicanconf.py")], rebuild)


def _rebuild(context: Context, content: str, output: str) -> None:
    try:
        if Path(content, "raw").is_dir():
            ingest(context, [], content)
        build(context, content, output)
    except SystemExit as error:
        print(error.code, file=sys.stderr)


class _UnlessQueries(Argument):
    """A positional argument that may be absent where `--queries` is given, which Invoke cannot say by itself."""

    queries: Argument

    @property
    def value(self) -> Any:
        """The argument's value; "" stands in for it beside `--queries`."""
        own = super().value
        return "" if own is None and self.queries.raw_value else own

    @value.setter
    def value(self, given: Any) -> None:
        self.set_value(given)


class _SearchTask(Task[Callable[..., None]]):
    """`search`, whose query is a `_UnlessQueries`."""

    def get_arguments(self, ignore_unknown_help: bool | None = None) -> list[Argument]:
        """Invoke's arguments, with the query's replaced."""
        arguments = super().get_arguments(ignore_unknown_help)
        query = _UnlessQueries("query", help=self.help.get("query"), positional=True)
        query.queries = next(argument for argument in arguments if argument.name == "queries")
        return [query if argument.name == "query" else argument for argument in arguments]


@task(
    klass=_SearchTask,
    help={
        "query": "what to look for",
        "queries": "a file of JSON lines with 'q'; so are the answers",
        "phrases": "with a file too, read the texts for what stands between quotation marks",
        "site": SITE,
    },
)
def search(_: Context, query: str, queries: str = "", phrases: bool = False, site: str = "output") -> None:
    """Ask a built site's search, with the modules that the browser runs."""
    from archive_search import ask as searching

    with clear_errors():
        if queries:
            for answer in searching.ask(Path(site), searching.read_queries(Path(queries)), phrases=phrases):
                print(json.dumps(answer, ensure_ascii=False))
        else:
            print("\n".join(searching.show(searching.ask(Path(site), [query], phrases=True)[0])))


@task(
    help={
        "article": "the article's id",
        "reason": "why, in a line that readers see",
        "by": "who withdraws it; for the record alone",
        "date": "the day, as in 2026-03-14 (today)",
        "undo": "take the withdrawal back",
        "content": CONTENT,
    }
)
def withdraw(
    _: Context,
    article: str,
    reason: str = "",
    by: str = "",
    date: str = "",
    undo: bool = False,
    content: str = "content",
) -> None:
    """Take an article off the site; a note stays at its address, and the record is kept."""
    from archive_build.withdrawn import Withdrawal
    from archive_build.withdrawn import undo as undo_withdrawal
    from news_ingest.withdraw import withdraw_article

    one = Withdrawal(article, date or datetime.date.today().isoformat(), by, reason)
    with clear_errors():
        for line in undo_withdrawal(Path(content), article) if undo else withdraw_article(Path(content), one):
            print(line)


@task(
    help={
        "to": "the new folder of the bag",
        "verify": "the folder of a bag that is to be verified",
        "source": "the folder of the raw files (CONTENT/raw)",
        "date": "the bag's day, as in 2026-03-14 (that of SOURCE_DATE_EPOCH, else today)",
        "content": CONTENT,
        "jobs": JOBS,
    }
)
def bundle(
    _: Context,
    to: str = "",
    verify: str = "",
    source: str = "",
    date: str = "",
    content: str = "content",
    jobs: int = 1,
) -> None:
    """Make a BagIt bag of raw files, Markdown and evidence, or verify one."""
    from archive_check.findings import faults
    from news_ingest.bundle import bundle as make_bundle
    from news_ingest.bundle import day_of
    from news_ingest.bundle_check import bundle_faults

    with clear_errors():
        if bool(to) == bool(verify):
            raise ValueError(f"bundle: --to {to!r} and --verify {verify!r}; expected one of them")
        if verify:
            found = list(bundle_faults(Path(verify), jobs))
            print("\n".join([*found, faults(len(found)) if found else "the bag is as it was made"]))
            sys.exit(bool(found))
        raw = Path(source) if source else Path(content, "raw")
        for line in make_bundle(Path(content), raw, Path(to), day_of(date, os.environ), jobs):
            print(line)


@task(help={"content": CONTENT})
def export(_: Context, content: str = "content") -> None:
    """Print the catalogue of articles as JSON lines."""
    from news_ingest.export import export as export_rows
    from news_ingest.export import to_line

    with clear_errors():
        for row in export_rows(Path(content)):
            print(to_line(row))


@task(
    help={
        "site": SITE,
        "out": "the folder of the pictures",
        "skin": "build a site with this skin in OUT and take its pictures",
        "content": "the content folder of that site",
    }
)
def shots(
    context: Context, site: str = "output", out: str = "bench/work/shots", skin: str = "", content: str = "content"
) -> None:
    """Take pictures of every kind of page, in three widths and both colour schemes."""
    if skin:
        site = f"{out}/site-{skin}"
        build(context, content, site, skin=skin)
    context.run(f"python bench/shots.py --site {shlex.quote(site)} --out {shlex.quote(out)} --name {shlex.quote(skin)}")


@task
def lint(context: Context) -> None:
    """Check style and types of Python and JavaScript, and the style sheets."""
    context.run("ruff check . && ruff format --check . && mypy && npm run types --silent && npm run styles --silent")
