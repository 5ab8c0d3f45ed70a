"""Choose the terms of the index from أ to ي, which needs no JavaScript, as the back of a book has one.

A term is a headword that the titles show to be a noun or a name: in a twelfth of its titles or more it stands behind
a preposition («في الرياض», «بالرياض»), where Arabic has no verb and hardly an adjective. It stands in at least two
titles, and in at most 2 % of them: what is more frequent tells articles apart no longer. Of these the most
informative are taken: those with the largest product of the number of titles that hold them and the logarithm of how
rare that is.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field

from arabic_text.tables import load
from archive_pages.entries import Entry, ids_of
from archive_pages.shelf import picked, titles_of
from archive_search.headwords import Headword, Headwords, Mention, written_words

LEAST_TITLES = 2
MOST_SHARE = 0.02
MOST_TITLES = 5
LEAST_LETTERS = 2
NOUN_SHARE = 1 / 12
NEWEST = 5
PREPOSITIONS = frozenset(("في", "الي", "علي", "عن", "بين", "مع", "ضد", "منذ", "عبر", "حول", "من", "نحو", "لدي"))
PREPOSITION_LETTERS = frozenset("بلك")


@dataclass(frozen=True, slots=True)
class IndexTerm:
    """A term, how many titles hold it, and the newest articles of these, at most five."""

    word: Headword
    titles: int
    newest: Sequence[Entry]


@dataclass(slots=True)
class _Count:
    """What titles say of a headword: how many hold it, how many show that it is a noun, where the newest ones are."""

    titles: int = 0
    nouns: int = 0
    newest: list[int] = field(default_factory=list)


def index_terms(entries: Sequence[Entry], most: int) -> list[IndexTerm]:
    """At most `most` terms of the titles of articles that come newest first, in the order of the terms' keys.

    Titles that ingest made from the text count for nothing. `entries` are gone through twice, one at a time; memory
    holds the titles' different words.
    """
    written: Counter[str] = Counter()
    titles = 0
    for title in titles_of(entries):
        if title:
            written.update(written_words(title))
            titles += 1
    words = Headwords(written)
    counts = _count(titles_of(entries), words)
    limit = max(MOST_TITLES, MOST_SHARE * titles)
    fitting = [key for key, count in counts.items() if _fits(key, count, limit)]
    chosen = sorted(fitting, key=lambda key: (-_information(counts[key].titles, titles), key))[:most]
    return [
        IndexTerm(words.words[key], counts[key].titles, picked(entries, counts[key].newest)) for key in sorted(chosen)
    ]


def _count(titles: Iterable[str], words: Headwords) -> dict[str, _Count]:
    counts: dict[str, _Count] = {}
    for at, title in enumerate(titles):
        mentions: dict[str, bool] = {}
        for mention in words.mentions(title):
            mentions[mention.word.key] = mentions.get(mention.word.key, False) or is_noun(mention)
        for key, noun in mentions.items():
            count = counts.setdefault(key, _Count())
            count.titles += 1
            count.nouns += noun
            if len(count.newest) < NEWEST:
                count.newest.append(at)
    return counts


def is_noun(mention: Mention) -> bool:
    """Whether a headword stands behind a preposition, one of its own or one that is written with it."""
    affix = load().clitics[mention.clitic - 1].affix if mention.clitic else ""
    return mention.before in PREPOSITIONS or not PREPOSITION_LETTERS.isdisjoint(affix.replace("ال", ""))


def _fits(key: str, count: _Count, limit: float) -> bool:
    return (
        LEAST_TITLES <= count.titles <= limit
        and count.nouns >= NOUN_SHARE * count.titles
        and len(key) >= LEAST_LETTERS
        and not any(map(str.isdigit, key))
    )


def _information(titles: int, of: int) -> float:
    return titles * math.log(of / titles)


def write_terms(terms: Iterable[IndexTerm]) -> bytes:
    """Terms as JSON, articles by their ids."""
    return json.dumps([[asdict(term.word), term.titles, ids_of(term.newest)] for term in terms]).encode("ascii")


def read_terms(
    data: bytes, lists_of: Callable[[Iterable[Sequence[str]]], Iterable[Sequence[Entry]]]
) -> list[IndexTerm]:
    """What `write_terms` wrote; `lists_of` gives articles by their ids."""
    rows = json.loads(data)
    newest = lists_of(ids for _, _, ids in rows)
    return [IndexTerm(Headword(**word), titles, own) for (word, titles, _), own in zip(rows, newest, strict=True)]
