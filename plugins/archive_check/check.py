"""Check a built site: every file is looked at once, on the engine; what concerns several pages is put together then."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from archive_build.build import catalogue_path
from archive_build.catalogue import Catalogue
from archive_build.engine import map_slices, open_engine
from archive_build.outputs import PRIVATE
from archive_build.progress import track
from archive_build.withdrawn import read_withdrawn
from archive_check.articles import article_faults, search_faults, withdrawn_faults
from archive_check.feeds import feed_faults, sitemap_faults
from archive_check.findings import Finding, Result, result
from archive_check.leaks import TEXT_ENDINGS, forbidden, leaks
from archive_check.names import entries, faulty_names
from archive_check.page import Page, read_page
from archive_search.errors import SearchError

FRONT = "index.html"
STANDALONE = ("404.html", "offline.html")  # hosts and the service worker lead to these
SAMPLE = 200
CANONICAL_RE = re.compile(r'<link rel="canonical" href="([^"]*)">')


@dataclass(frozen=True, slots=True)
class Rules:
    """What files are held against: the site's folder and address, its policy, and texts that must not leak."""

    site: Path
    site_url: str
    policy: str
    texts: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What one file shows: a page, if it is one, and its faults."""

    page: Page | None
    findings: tuple[Finding, ...]


def check(site: Path, content: Path, site_url: str, policy: str, jobs: int = 1, sample: int = SAMPLE) -> Result:
    """Everything that is wrong with the site in the folder `site`.

    `content` is the folder that it was built from: its catalogue says which articles there must be. Without one no
    article is missed. `site_url` is SITEURL, "" where it is not known; `sample` is how many articles are searched for.
    Raises ValueError where `site` is no folder, EngineError where a worker is lost.
    """
    if not site.is_dir():
        raise ValueError(f"site {str(site)!r}: no such folder; expected one that 'invoke build' made")
    files = entries(site)
    names = {entry.path for entry in files}
    rules = Rules(site, site_url.rstrip("/"), policy, forbidden(content, site))
    texts = [entry.path for entry in files if entry.path.endswith(TEXT_ENDINGS) and entry.path not in PRIVATE]
    findings = list(faulty_names(files))
    pages: dict[str, Page] = {}
    with open_engine(jobs) as engine:
        for look in track(map_slices(engine, partial(look_at, rules), texts), "Checking", len(texts)):
            findings += look.findings
            if look.page:
                pages[look.page.path] = look.page
    if not pages:
        return result([Finding("empty site", ".", "no page")], [("files", len(files))])
    articles = catalogued(content)
    findings += _links(pages, names)
    findings += _redirects(pages, names)
    findings += _feeds(rules, texts, names)
    findings += _sitemaps(rules, texts, names, pages)
    findings += _articles(pages, articles)
    findings += withdrawn_faults([one.id for one in read_withdrawn(content)], pages)
    searched = _sample([path for path, page in sorted(pages.items()) if page.article], sample)
    findings += _search(site, searched)
    seen = [("files", len(files)), ("pages", len(pages)), ("articles", len(articles)), ("searches", len(searched))]
    return result(findings, seen)


def address_of(site: Path) -> str:
    """The address that a site was built for, by its front page's canonical link; "" where it tells none."""
    front = site / FRONT
    found = CANONICAL_RE.search(front.read_text(encoding="utf-8", errors="replace")) if front.is_file() else None
    return found[1].rstrip("/") if found else ""


def look_at(rules: Rules, paths: list[str]) -> list[Look]:
    """What files show, each by itself. Runs in any process."""
    return [_look(rules, path) for path in paths]


def _look(rules: Rules, path: str) -> Look:
    data = _read(rules, path)
    if data is None:
        return Look(None, (Finding("unreadable", path, "cannot be read"),))
    found = tuple(Finding("leak", path, what) for what in leaks(data, rules.texts))
    page = read_page(path, data, rules.site_url, rules.policy) if path.endswith(".html") else None
    return Look(page, found + page.findings if page else found)


def _read(rules: Rules, path: str) -> bytes | None:
    """A file's bytes; None where it cannot be read."""
    try:
        return (rules.site / path).read_bytes()
    except OSError:
        return None


def catalogued(content: Path) -> list[str]:
    """The ids of the articles that lists show, by the last build's catalogue; none where there is none."""
    path = catalogue_path(content)
    if not path.is_file():
        return []
    try:
        return [article for _, article, *_ in Catalogue(path, read_only=True).order()]
    except sqlite3.DatabaseError:
        return []


def _links(pages: Mapping[str, Page], names: set[str]) -> Iterator[Finding]:
    for path, page in pages.items():
        yield from (Finding("broken link", path, f"{file!r}") for file in page.files - names)
        for file, anchor in page.anchors:
            if file in pages and anchor not in pages[file].ids:
                yield Finding("broken anchor", path, f"{file}#{anchor}")
    for path in pages.keys() - _reached(pages) - set(STANDALONE):
        if not pages[path].moved_to:
            yield Finding("unreachable", path, f"no links lead from {FRONT} to it")


def _redirects(pages: Mapping[str, Page], names: set[str]) -> Iterator[Finding]:
    """Pages at old addresses that lead on to nothing, to themselves or to one another."""
    for path, page in pages.items():
        if page.moved_to and page.moved_to not in names:
            yield Finding("redirect", path, f"leads on to {page.moved_to!r}, which is not there")
        elif page.moved_to and page.moved_to in pages and pages[page.moved_to].moved_to:
            yield Finding("redirect", path, f"leads on to {page.moved_to!r}, which leads on itself")


def _reached(pages: Mapping[str, Page]) -> set[str]:
    """The pages that links from the front page lead to."""
    reached = {FRONT} & pages.keys()
    waiting = deque(reached)
    while waiting:
        for file in pages[waiting.popleft()].files & pages.keys():
            if file not in reached:
                reached.add(file)
                waiting.append(file)
    return reached


def _feeds(rules: Rules, texts: Sequence[str], names: set[str]) -> Iterator[Finding]:
    for path in texts:
        if path.endswith(".atom"):
            yield from feed_faults(path, _read(rules, path) or b"", rules.site_url, names)


def _sitemaps(rules: Rules, texts: Sequence[str], names: set[str], pages: Mapping[str, Page]) -> Iterator[Finding]:
    """Faults of the sitemaps; each article's page must be in one of them, once."""
    listed: Counter[str] = Counter()
    maps = [path for path in texts if path.startswith("sitemap") and path.endswith(".xml")]
    for path in maps:
        yield from sitemap_faults(path, _read(rules, path) or b"", rules.site_url, names, listed)
    if not maps:
        yield Finding("sitemap", "sitemap.xml", "is not there")
        return
    yield from (Finding("sitemap", path, f"is listed {count} times") for path, count in listed.items() if count > 1)
    for path, page in pages.items():
        if page.article and not page.is_hidden and path not in listed:
            yield Finding("sitemap", path, "is in no sitemap")


def _articles(pages: Mapping[str, Page], articles: Sequence[str]) -> Iterator[Finding]:
    shown = {page.article: path for path, page in pages.items() if page.article}
    listed = {file for page in pages.values() if not page.article for file in page.files}
    return article_faults(articles, shown, listed)


def _sample(paths: Sequence[str], most: int) -> list[str]:
    """`most` of the paths, evenly from all of them."""
    step = max(1, -(-len(paths) // most)) if most else len(paths) + 1
    return list(paths[::step]) if most else []


def _search(site: Path, sample: Sequence[str]) -> Iterator[Finding]:
    try:
        yield from search_faults(site, sample)
    except SearchError as error:
        yield Finding("search", "search", str(error))
