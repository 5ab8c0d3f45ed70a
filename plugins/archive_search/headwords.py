"""Words without their clitics as a reader writes them: for suggestions, and for the index from أ to ي."""

from __future__ import annotations

from collections import Counter, defaultdict

from arabic_text.clitics import BARE
from arabic_text.tables import load
from archive_search.places import affix_of
from archive_search.terms import Headword
from archive_search.title_words import TitleWords

ARTICLE_SHARE = 0.75


class Headwords:
    """The headwords of titles by their keys; `words` has for each the numbers of its words in `TitleWords`."""

    def __init__(self, titles: TitleWords) -> None:
        self.words: defaultdict[str, list[int]] = defaultdict(list)
        for at, key in enumerate(titles.keys):
            self.words[key].append(at)
        self.words.pop("", None)
        self._titles = titles
        self._counts: list[int] = titles.counts().tolist()

    def titles(self) -> dict[str, int]:
        """How many titles hold each headword, one that writes it in two ways counted twice."""
        counts = self._counts
        return {key: sum([counts[at] for at in words]) for key, words in self.words.items()}

    def __getitem__(self, key: str) -> Headword:
        own, articles = self._titles, load().articles
        forms: Counter[str] = Counter()
        under_article = 0
        for at in self.words[key]:
            forms[_rest(own.written[at], own.surfaces[at], affix_of(own.clitics[at]))] += self._counts[at]
            under_article += self._counts[at] if BARE < own.clitics[at] <= articles else 0
        titles = forms.total()
        written = max(forms, key=lambda form: (forms[form], form))
        return Headword(key, written, under_article >= ARTICLE_SHARE * titles, titles)


def _rest(written: str, surface: str, affix: str) -> str:
    """A written word without diacritics, tatweel and clitic; normalized where its letters cannot be told apart."""
    plain = load().dropped_re.sub("", written)
    return (plain if len(plain) == len(surface) else surface)[len(affix) :]
