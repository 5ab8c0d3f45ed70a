"""What the archive's own words say about clitics: which «ب» is a preposition, and which a letter of the word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from arabic_text.clitics import BARE, Cut, cuts
from arabic_text.tables import load

ARTICLE = "ال"
SURE_ARTICLES = ("ال", "لل", "ولل", "فلل")
WITH_ARTICLE = ("", "ال", "وال", "بال", "لل")
LEAST_UNDER_ARTICLE = 2
LEAST_ATTESTED = 2
PREPOSITION_TIMES = 4
CONJUNCTION_TIMES = 2
CONJUNCTION = "و"


class Frequencies(Protocol):
    """How many documents hold each normalized word: a mapping, or what asks elsewhere."""

    def get(self, word: str, default: int, /) -> int:
        """A word's number of documents; `default` where it is not known."""


class Vocabulary:
    """How many documents hold each normalized word, and what follows for the cut of a word."""

    def __init__(self, frequencies: Frequencies) -> None:
        self._frequencies = frequencies

    def cut(self, surface: str) -> Cut:
        """How a word of the archive is taken apart.

        A word that stands under an article («الوظائف») begins with a letter of its own. An article is
        taken off where the word is known without it; a conjunction or a preposition where what remains stands
        in at least 2 documents, and in 2 times (a conjunction) or 4 times (a preposition) as many as the word itself.
        """
        count = self._frequencies.get
        bare = Cut(BARE, surface)
        tables = load()
        if surface[:1] not in tables.numbered_clitics or count(ARTICLE + surface, 0) >= LEAST_UNDER_ARTICLE:
            return bare
        for cut in cuts(surface):
            if cut.clitic == BARE:
                break
            affix = tables.clitics[cut.clitic - 1].affix
            if cut.clitic <= tables.articles:
                known = count(ARTICLE + cut.rest, 0) + count(cut.rest, 0)
                if affix in SURE_ARTICLES or known >= max(1, count(surface, 0) // 4):
                    return cut
            elif self._attested(cut.rest) >= max(LEAST_ATTESTED, _times(affix) * count(surface, 0)):
                return cut
        return bare

    def _attested(self, word: str) -> int:
        count = self._frequencies.get
        return sum([count(before + word, 0) for before in WITH_ARTICLE])


def _times(affix: str) -> int:
    return CONJUNCTION_TIMES if affix == CONJUNCTION else PREPOSITION_TIMES


def relatives(word: str) -> Iterator[str]:
    """The words whose cut may depend on how many documents have this word."""
    if word.startswith(ARTICLE):
        yield word[len(ARTICLE) :]
    for before in WITH_ARTICLE:
        if word.startswith(before):
            rest = word[len(before) :]
            yield rest
            yield from (clitic.affix + rest for clitic in load().clitics)
