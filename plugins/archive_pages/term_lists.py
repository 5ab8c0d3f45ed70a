"""Sections, publishers, authors, places and agencies: a list each, with its years, and the lists of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from arabic_text.normalize import normalize
from archive_pages.archive import Archive, Group, Lists, Output, Part, listed
from archive_pages.entries import Entry, Term
from archive_pages.over_time import over_time
from archive_pages.ways import FEEDS

MOST_SHOWN = 40
ARTICLE = "ال"
OTHERS = "أخرى"
Counts = Sequence[tuple[Term, int]]


@dataclass(frozen=True, slots=True)
class Way:
    """A way into the archive by terms: its folder, what many and one of them are called."""

    folder: str
    many: str
    one: str


SECTIONS = Way("section", "الأقسام", "قسم")
PUBLISHERS = Way("publisher", "الصحف", "صحيفة")
AGENCIES = Way("agency", "الوكالات", "وكالة")
AUTHORS = Way("author", "الكتّاب", "كاتب")
PLACES = Way("place", "الأماكن", "مكان")


def section_lists(archive: Archive) -> Iterator[Part]:
    """A list a section, and the list of sections."""
    yield _index(SECTIONS, archive.sections)
    yield from _lists(SECTIONS, archive.sections, archive)


def publisher_lists(archive: Archive) -> Iterator[Part]:
    """A list a publisher, and the list of publishers."""
    yield _index(PUBLISHERS, archive.publishers)
    yield from _lists(PUBLISHERS, archive.publishers, archive)


def agency_lists(archive: Archive) -> Iterator[Part]:
    """A list an agency, and the list of agencies."""
    if archive.agencies:
        yield _index(AGENCIES, archive.agencies)
    yield from _lists(AGENCIES, archive.agencies, archive)


def author_lists(archive: Archive) -> Iterator[Part]:
    """A list an author, and authors by letters."""
    yield from _by_letters(AUTHORS, archive.authors)
    yield from _lists(AUTHORS, archive.authors, archive)


def place_lists(archive: Archive) -> Iterator[Part]:
    """A list a place that datelines name, and places by letters."""
    yield from _by_letters(PLACES, archive.places)
    yield from _lists(PLACES, archive.places, archive)


def _index(way: Way, lists: Lists) -> Output:
    return Output(f"{way.folder}/", "terms", {"title": way.many, "terms": _counts(lists)})


def _lists(way: Way, lists: Lists, archive: Archive) -> Iterator[Group]:
    for term, entries in lists:
        yield Group((way.folder, term, entries), partial(_list, way, term, entries, archive))


def _list(way: Way, term: Term, entries: Sequence[Entry], archive: Archive) -> Iterator[Output]:
    trail = [Term(way.many, f"{way.folder}/")]
    chart = over_time(entries, archive.years)
    feed = term.url if way in (SECTIONS, PUBLISHERS) and FEEDS in archive.shape.ways else ""
    yield from listed(term.url, term.name, way.one, entries, archive.shape.per_page, trail, feed, chart=chart)


def _by_letters(way: Way, lists: Lists) -> Iterator[Output]:
    """The terms that have most articles with the letters, and a page a letter."""
    if not lists:
        return
    ordered = sorted(_counts(lists), key=lambda pair: (letter_of(pair[0].name), _key(pair[0].name), pair[0].url))
    groups = [(letter, list(group)) for letter, group in groupby(ordered, key=lambda pair: letter_of(pair[0].name))]
    letters = [(Term(letter, f"{way.folder}s/{letter}/"), len(group)) for letter, group in groups]
    most = sorted(ordered, key=lambda pair: -pair[1])[:MOST_SHOWN]
    yield Output(f"{way.folder}/", "names", {"title": way.many, "letters": letters, "most": most, "count": len(lists)})
    for (letter, _), (_, group) in zip(letters, groups, strict=True):
        context = {"title": way.many, "top": f"{way.folder}/", "letter": letter, "letters": letters, "terms": group}
        yield Output(letter.url, "names_letter", context)


def letter_of(name: str) -> str:
    """The letter under which a name stands: its first, without the article and with the alefs as one; «أخرى» for
    names of other letters.
    """
    first = _key(name)[:1]
    return first if "ء" <= first <= "ي" else OTHERS


def _key(name: str) -> str:
    folded = normalize(name)
    return folded.removeprefix(ARTICLE) if len(folded) > 4 else folded


def _counts(lists: Lists) -> Counts:
    return [(term, len(entries)) for term, entries in lists]
