"""Check a built site: every file is looked at once, on the engine; what concerns several pages is put together then."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from archive_build.catalogue import Catalogue
from archive_build.engine import map_slices, open_engine
from archive_build.fingerprint import canonical, code_digest, digest
from archive_build.outputs import is_private
from archive_build.paths import build_folder, catalogue_path, made_path
from archive_build.progress import track
from archive_build.withdrawn import read_withdrawn
from archive_check.addresses import resolve
from archive_check.articles import article_faults, search_faults, withdrawn_faults
from archive_check.feeds import feed_faults, sitemap_faults
from archive_check.findings import Finding, Result, result
from archive_check.hosting import host_faults, host_named
from archive_check.kept import Kept
from archive_check.leaks import TEXT_ENDINGS, forbidden
from archive_check.look import UNREADABLE, Look, Rules, digest_of, look_at, read
from archive_check.names import Entry, entries, faulty_names
from archive_check.page import Page
from archive_check.validity import can_validate, invalid_html, program_digest, sample_by_size
from archive_search.errors import SearchError

FRONT = "index.html"
STANDALONE = ("404.html", "offline.html")  # hosts and the service worker lead to these
MANY = 400  # files from which further processes are worth it
CODE = ("arabic_text", "archive_build", "archive_check")
CANONICAL_RE = re.compile(r'<link rel="canonical" href="([^"]*)">')


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is checked: so many articles are searched for, so many pages held against the HTML standard (where
    `node_modules` has html-validate), and the limits of the host that is called so (archive_build/data/hosts.json),
    "" for none.
    """

    sample: int = 200
    html: int = 50
    host: str = ""
    node_modules: Path = Path("node_modules")


def check(site: Path, content: Path, site_url: str, policy: str, jobs: int = 1, extent: Extent = Extent()) -> Result:
    """Everything that is wrong with the site in the folder `site`.

    `content` is the folder that it was built from: its catalogue says which articles there must be. Without one no
    article is missed. `site_url` is SITEURL, "" where it is not known. Files that an earlier check saw as they are now
    are not looked at again. Raises ValueError where `site` is no folder or the host is not known, EngineError where a
    worker is lost.
    """
    if not site.is_dir():
        raise ValueError(f"site {str(site)!r}: no such folder; expected one that 'invoke build' made")
    host = host_named(extent.host) if extent.host else None
    files = entries(site)
    names = {entry.path for entry in files}
    rules = Rules(site, site_url.rstrip("/"), policy, forbidden(content, site))
    texts = [entry.path for entry in files if entry.path.endswith(TEXT_ENDINGS) and not is_private(entry.path)]
    kept, digests = _kept(rules, content), {path: digest_of(rules, path) for path in texts}
    looks = _looks(rules, digests, kept, jobs)
    findings = [*faulty_names(files), *(one for look in looks for one in look.findings)]
    pages = {look.page.path: look.page for look in looks if look.page}
    if not pages:
        return result([Finding("empty site", ".", "no page")], [("files", len(files))])
    articles = catalogued(content)
    findings += _links(pages, names)
    findings += _redirects(pages, names)
    findings += _feeds(rules, texts, names)
    findings += _sitemaps(rules, texts, names, pages)
    findings += _articles(pages, articles)
    findings += withdrawn_faults([one.id for one in read_withdrawn(content)], pages)
    findings += host_faults(site, host) if host else ()
    validated = _to_validate(files, pages, extent)
    findings += _invalid(rules, validated, digests, kept, extent.node_modules)
    kept.close()
    searched = _sample([path for path, page in sorted(pages.items()) if page.article], extent.sample)
    findings += _search(site, searched)
    resolve.cache_clear()  # a process that checks again and again would hold all addresses that ever were
    counts = (len(files), len(pages), len(articles), len(searched), len(validated))
    return result(findings, zip(("files", "pages", "articles", "searches", "pages validated"), counts, strict=True))


def _kept(rules: Rules, content: Path) -> Kept:
    folder = build_folder(content)
    path = folder / f"check-{made_path(content, rules.site).stem[-8:]}.sqlite" if folder.is_dir() else None
    return Kept(path, digest(code_digest(CODE), canonical((rules.site_url, rules.policy, rules.texts))))


def _looks(rules: Rules, digests: Mapping[str, bytes], kept: Kept, jobs: int) -> list[Look]:
    """A look at each file; what did not change since an earlier check is known, and needs no other process."""
    known = kept.digests()
    new = [path for path, one in digests.items() if one == UNREADABLE or known.get(path) != one]
    with open_engine(jobs if len(new) >= MANY else 1) as engine:
        seen = list(track(map_slices(engine, partial(look_at, rules), new), "Checking", len(new)))
    readable = ((one.path, one.digest, one.look) for one in seen if one.digest != UNREADABLE)
    kept.settle(readable, known.keys() - digests.keys())
    return [one.look for one in seen] + list(kept.looks(sorted(digests.keys() - set(new))))


def _invalid(
    rules: Rules, sample: Sequence[str], digests: Mapping[str, bytes], kept: Kept, node_modules: Path
) -> list[Finding]:
    """What is wrong with a sample of pages as HTML; those that were found valid as they are now are passed over."""
    valid, program = kept.valid(), program_digest(node_modules)
    new = [path for path in sample if program + digests[path] not in valid]
    found = list(invalid_html(rules.site, new, node_modules))
    if not any(one.path == "." for one in found):
        kept.note_valid(program + digests[path] for path in {*new} - {one.path for one in found})
    return found


def _to_validate(files: Sequence[Entry], pages: Mapping[str, Page], extent: Extent) -> list[str]:
    if not can_validate(extent.node_modules):
        return []
    return sample_by_size([(entry.path, entry.size) for entry in files if entry.path in pages], extent.html)


def address_of(site: Path) -> str:
    """The address that a site was built for, by its front page's canonical link; "" where it tells none."""
    front = site / FRONT
    found = CANONICAL_RE.search(front.read_text(encoding="utf-8", errors="replace")) if front.is_file() else None
    return found[1].rstrip("/") if found else ""


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
            yield from feed_faults(path, read(rules, path) or b"", rules.site_url, names)


def _sitemaps(rules: Rules, texts: Sequence[str], names: set[str], pages: Mapping[str, Page]) -> Iterator[Finding]:
    """Faults of the sitemaps; each article's page must be in one of them, once."""
    listed: Counter[str] = Counter()
    maps = [path for path in texts if path.startswith("sitemap") and path.endswith(".xml")]
    for path in maps:
        yield from sitemap_faults(path, read(rules, path) or b"", rules.site_url, names, listed)
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
