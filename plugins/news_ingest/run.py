"""Ingest: raw files in, Markdown out, skipping what is unchanged and keeping what a person corrected."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from archive_build.identity import article_id
from archive_build.progress import track
from archive_build.urls import without_credentials
from news_ingest.article_files import ArticleFiles
from news_ingest.corrections import Correction, Corrections, read_corrections
from news_ingest.corrections import digest as rows_digest
from news_ingest.draft import Draft, digest, with_id
from news_ingest.evidence_files import write_evidence
from news_ingest.ledger import InputRow, Ledger
from news_ingest.links import link, read_base, with_links
from news_ingest.orders import Order, Receipt, make_slice, with_corrections
from news_ingest.place import open_place
from news_ingest.profiles import Profile, Survey, group_of, observe_slice
from news_ingest.prune import is_gone
from news_ingest.records import NOTHING_KNOWN, Origin, Rejected
from news_ingest.report import Summary, write_report
from news_ingest.rules import rules_digest
from news_ingest.settings import IngestSettings
from news_ingest.sources.columns import Columns
from news_ingest.sources.inputs import Input
from news_ingest.sources.remote import source_at
from news_ingest.sources.walk import walk
from news_ingest.stories import story_source
from news_ingest.workers import Workers, open_workers

COMMIT_EVERY = 500
UNKNOWN = Profile("", 0, NOTHING_KNOWN)


def ingest(settings: IngestSettings) -> Summary:
    """Bring `content/articles` up to date with the raw files.

    Every input is passed twice, one at a time: first to see what is there and what its publisher's
    articles show, then to make its article. A killed run goes on where it was: files are written
    whole, and a file that holds what would be written is taken as written. Raises IngestError where
    a source does not exist, no file has a column that the settings name, the ledger, a profile or the
    corrections cannot be read, or the workers cannot be reached or are lost.
    """
    settings = settings.absolute() if settings.scheduler else settings
    corrections = read_corrections(settings.corrections)
    columns = Columns(settings.fields)
    with open_place(settings) as place, Ledger(place.ledger) as ledger, open_workers(settings) as workers:
        survey = Survey()
        for item in _inputs(settings, columns):
            survey.look(item)
            ledger.see(item.label, item.origin.source)
        columns.check()
        profiles = survey.profiles(place.profiles, ledger, partial(workers.map, observe_slice))
        work = _Run(settings, place.articles, ledger, profiles, corrections)
        _make_some(workers, work, _inputs(settings, columns), survey.total)
        work.prune() if settings.prune else work.name_vanished()
        _make_displaced(workers, settings, columns, work)
        work.link()
        if place.evidence:
            write_evidence(place.evidence, ledger)
        work.summary.unused_corrections += corrections.unused()
        ledger.commit()
        if settings.report_folder:
            write_report(settings.report_folder, ledger, work.summary)
    return work.summary


def _make_displaced(workers: Workers, settings: IngestSettings, columns: Columns, work: _Run) -> None:
    """Make the articles anew whose ids went to another copy."""
    inputs = work.summary.inputs
    while displaced := set(work.displaced):
        work.displaced.clear()
        items = (item for item in _inputs(settings, columns) if (item.label, item.origin.source) in displaced)
        _make_some(workers, work, items, len(displaced))
    work.summary.inputs = inputs


def _make_some(workers: Workers, work: _Run, items: Iterable[Input], total: int) -> None:
    """Make inputs' articles. What is done is noted also where the workers are lost."""
    waiting: deque[Order] = deque()
    receipts = workers.map(make_slice, _kept(map(work.order, items), waiting))
    try:
        for count, receipt in enumerate(track(receipts, "Ingesting", total)):
            work.take(waiting.popleft(), receipt)
            if count % COMMIT_EVERY == 0:
                work.ledger.commit()
    finally:
        work.ledger.commit()


def _kept(orders: Iterable[Order], waiting: deque[Order]) -> Iterator[Order]:
    """The orders; those that are given out wait for their receipts, which come in the same order."""
    for order in orders:
        waiting.append(order)
        yield order


def _inputs(settings: IngestSettings, columns: Columns) -> Iterator[Input]:
    without = (settings.articles, settings.profiles)
    for root in settings.sources:
        yield from walk(root, label_of(root, settings.content), without, columns, settings.limits)


def label_of(root: Path | str, content: Path) -> str:
    """A source's name in the ledger: its path relative to the content folder, so that both may move together; a
    URL's is the URL, without credentials.
    """
    if isinstance(root, str):
        return without_credentials(root)
    return Path(os.path.relpath(root.resolve(), content.resolve())).as_posix()


class _Run:
    """One run's work on one input after another."""

    def __init__(
        self,
        settings: IngestSettings,
        articles: ArticleFiles,
        ledger: Ledger,
        profiles: Mapping[str, Profile],
        corrections: Corrections,
    ) -> None:
        self.settings = settings
        self.articles = articles
        self.ledger = ledger
        self.profiles = profiles
        self.corrections = corrections
        self.digests = {group: profile.digest() for group, profile in profiles.items()}
        self.labels = {label_of(root, settings.content) for root in settings.sources}
        self.summary = Summary(dry_run=settings.dry_run)
        self.displaced: set[tuple[str, str]] = set()

    def order(self, item: Input) -> Order:
        """What is to be done for one input: only reading it, where all else is as the ledger says."""
        known = self.ledger.input(item.label, item.origin.source)
        rows = self._corrections(known.ids if known else (), item.origin)
        current = known is not None and known.rules == self._rules(item.origin, rows) and self._is_in_place(known)
        return Order(item, self._profile(item.origin).known, known.sha256 if known and current else None, rows)

    def take(self, order: Order, receipt: Receipt) -> None:
        """Write and note what became of one input."""
        self.summary.inputs += 1
        label, origin, made = order.item.label, order.item.origin, receipt.made
        known = self.ledger.input(label, origin.source)
        if made is None:
            self._count_unchanged(known)
            return
        if isinstance(made, Rejected):
            self.summary.rejected += 1
            self.ledger.settle(label, origin.source, receipt.sha256, self._rules(origin, ()), made, receipt.seconds)
            return
        self.displaced.discard((label, origin.source))
        ids: list[str] = []
        for one in made:
            ids.append(self._own_id(one, (label, origin.source), ids))
        rows = self._corrections(ids, origin)
        for article, one in zip(ids, with_corrections(order, made, rows), strict=True):
            self._write(with_id(one, article), label, origin.source)
        for old in known.ids if known else ():
            if old not in ids and self.ledger.holder(old) == (label, origin.source):
                self._replace(old)
        self.ledger.settle(label, origin.source, receipt.sha256, self._rules(origin, rows), ids, receipt.seconds)

    def _corrections(self, ids: Sequence[str], origin: Origin) -> tuple[tuple[Correction, ...], ...]:
        """The corrections of each of an input's stories; without `ids`, of a first one whose id is not known."""
        stories = enumerate(ids or [""])
        return tuple(tuple(self.corrections.of(article, story_source(origin.source, n))) for n, article in stories)

    def _profile(self, origin: Origin) -> Profile:
        """The profile of an input's group; of a file that came after the first look it may be unknown."""
        return self.profiles.get(group_of(origin), UNKNOWN)

    def _rules(self, origin: Origin, rows: Iterable[Sequence[Correction]]) -> str:
        """What an article is made with, apart from its input: the rules, its group's profile, its corrections."""
        return f"{rules_digest()}:{self.digests.get(group_of(origin), '-')}:{rows_digest(list(chain(*rows)))}"

    def _is_in_place(self, known: InputRow) -> bool:
        """Whether a known input's articles stand where they should; a rejected input has none."""
        return known.reason is not None or all(map(self.articles.exists, known.ids))

    def _count_unchanged(self, known: InputRow | None) -> None:
        if known is None or known.reason is not None:
            self.summary.rejected += 1
            return
        for article in known.ids:
            base, links = read_base(self.articles, article)
            self.ledger.sketches.saw(article, links)
            if base is not None and digest(base) == self.ledger.written(article):
                self.summary.unchanged += 1
            else:
                self.summary.corrected.append(self.articles.name(article))

    def _own_id(self, one: Draft, item: tuple[str, str], taken: Sequence[str]) -> str:
        """The id of an article of an input (label, source), which no other living input has, and none of `taken`.

        An exact copy's is made from its source too. Of copies in one run the text's own id is the smallest's,
        whichever came first.
        """
        holder = self.ledger.holder(one.id)
        if one.id not in taken:
            if holder is None or holder == item or not self._lives(holder):
                return one.id
            if item < holder and self.ledger.is_seen(*holder) and self._may_write(one):
                self._displace(holder)
                return one.id
        return article_id(one.id, salt=f"{item[0]}/{one.source}")

    def _may_write(self, one: Draft) -> bool:
        """Whether the article's file is not a person's."""
        base, _ = read_base(self.articles, one.id)
        return base is None or digest(base) in (self.ledger.written(one.id), one.sha256)

    def _displace(self, copy: tuple[str, str]) -> None:
        """Have an exact copy's article made anew, for its id is another's now or may be its text's own."""
        self.ledger.unsettle(*copy)
        if self.ledger.is_seen(*copy):
            self.displaced.add(copy)

    def _lives(self, holder: tuple[str, str]) -> bool:
        """Whether an input is there: in this run, or (of a source that is not part of it) as a file. URLs are not
        asked.
        """
        label, source = holder
        root = source_at(label, self.settings.content)
        return self.ledger.is_seen(label, source) or (
            label not in self.labels and (isinstance(root, str) or root.is_file() or (root / source).exists())
        )

    def link(self) -> None:
        """Write the links between articles that are one report."""
        self.summary.linked, left = link(self.ledger, self.articles)
        self.summary.unlinked += map(self.articles.name, left)

    def _write(self, one: Draft, label: str, source: str) -> None:
        if one.is_doubted:
            self.summary.doubted.append(one.source)
        wanted = one.sha256
        base, links = read_base(self.articles, one.id)
        found = None if base is None else digest(base)
        if found not in (None, wanted) and found != (last := self.ledger.written(one.id)):
            self.summary.corrected.append(self.articles.name(one.id))
            wanted = last or ""
        elif found == wanted:
            self.summary.unchanged += 1
        else:
            self.articles.write(one.id, with_links(one.markdown, links) if links else one.markdown)
            self.summary.written += 1
        self.ledger.note_article(one.id, label, source, wanted or None, one.evidence, one.facts)
        self.ledger.sketches.note(one.id, one.sketch, one.day, one.source, links)

    def _replace(self, old: str) -> None:
        """An input's text changed, so its article has a new id: the old file goes, unless a person corrected it."""
        if self._remove(old):
            self.summary.replaced += 1
        self.ledger.forget(old)

    def _remove(self, article: str) -> bool:
        """Take an article's file away, unless a person corrected it; exact copies of it are made anew."""
        base, _ = read_base(self.articles, article)
        if base is not None and digest(base) != self.ledger.written(article):
            return False
        self.articles.remove(article)
        for copy in self.ledger.copies(article):
            self._displace(copy)
        return True

    def name_vanished(self) -> None:
        """Name the inputs that are gone."""
        self.summary.vanished += [source for _, source, _ in self.ledger.vanished()]

    def prune(self) -> None:
        """Take out what is known of inputs that are gone, and their articles. What a person corrected is kept."""
        for count, (label, source, ids) in enumerate(self.ledger.vanished(), 1):
            if is_gone(self.ledger, self.settings.content, label, source) and self._drop(label, source, ids):
                self.summary.pruned.append(source)
            else:
                self.summary.vanished.append(source)
            if count % COMMIT_EVERY == 0:
                self.ledger.commit()

    def _drop(self, label: str, source: str, ids: Sequence[str]) -> bool:
        """Take out an input and the articles that it holds; whether that could be done for all."""
        kept = [
            article
            for article in ids
            if self.ledger.holder(article) == (label, source) and not self._taken_out(article)
        ]
        self.summary.corrected += map(self.articles.name, kept)
        if kept:
            return False
        self.ledger.drop(label, source)
        return True

    def _taken_out(self, article: str) -> bool:
        """Take out an article, unless a person corrected it; whether it went."""
        if not self._remove(article):
            return False
        self.ledger.forget(article)
        return True
