"""The words of the archive's titles as a reader writes them: for suggestions, and for the index from أ to ي.

Titles only: they are short, and hold the names and things that readers ask for. Memory grows with the number of
different words in them, not with the number of articles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from arabic_text.clitics import BARE
from arabic_text.tables import load
from arabic_text.tokenize import tokenize
from archive_search.vocabulary import ARTICLE, Vocabulary
from archive_search.words import normalized_words

ARTICLE_SHARE = 0.75


@dataclass(frozen=True, slots=True)
class Headword:
    """A word of titles without its clitics.

    `key` is its normalized form («مكتبه»), `written` the form that most titles have («مكتبة»); `article` tells
    that three quarters of them or more have it under the article. `titles` is how many titles hold it, one that
    writes it in two ways counted twice.
    """

    key: str
    written: str
    article: bool
    titles: int

    @property
    def shown(self) -> str:
        """The word as it stands alone: «الجزائر», «مكتبة»."""
        return ARTICLE + self.written if self.article else self.written


@dataclass(frozen=True, slots=True)
class Mention:
    """A headword in a title, with the number of the clitic before it and the normalized word before that."""

    word: Headword
    clitic: int
    before: str


def written_words(title: str) -> set[str]:
    """The different words of a title as they stand there."""
    return set(load().word_re.findall(title))


class Headwords:
    """The headwords of titles, given in how many each written word stands, and which of them such a word stands for."""

    def __init__(self, written: Mapping[str, int]) -> None:
        surfaces = {raw: found for raw, parts in normalized_words(written) if (found := _surface(parts))}
        frequencies: Counter[str] = Counter()
        for raw, surface in surfaces.items():
            frequencies[surface] += written[raw]
        self._keys = _keys(frequencies)
        self.words = {word.key: word for word in _joined(written, surfaces, self._keys)}

    def mentions(self, title: str) -> Iterator[Mention]:
        """The headwords of a title in the order of its words."""
        before = ""
        for token in tokenize(title):
            if token.surface in self._keys:
                key, clitic = self._keys[token.surface]
                yield Mention(self.words[key], clitic, before)
            before = token.surface


def _surface(parts: Sequence[str]) -> str:
    """A written word's normalized form; "" for stop words, numbers, and ligatures that stand for several words."""
    return parts[0] if len(parts) == 1 and any(map(str.isalpha, parts[0])) else ""


def _keys(frequencies: Mapping[str, int]) -> dict[str, tuple[str, int]]:
    """Each normalized word's headword, with the number of the clitic before it."""
    vocabulary = Vocabulary(frequencies)
    cuts = ((surface, vocabulary.cut(surface)) for surface in frequencies)
    return {surface: (cut.rest, cut.clitic) for surface, cut in cuts}


def _joined(
    written: Mapping[str, int], surfaces: Mapping[str, str], keys: Mapping[str, tuple[str, int]]
) -> Iterator[Headword]:
    """The headwords of written words, each with how many titles hold it."""
    tables = load()
    forms: Counter[tuple[str, str]] = Counter()
    titles: Counter[str] = Counter()
    articles: Counter[str] = Counter()
    for raw, surface in surfaces.items():
        key, clitic = keys[surface]
        affix = tables.clitics[clitic - 1].affix if clitic != BARE else ""
        forms[key, _rest(raw, surface, affix)] += written[raw]
        titles[key] += written[raw]
        if BARE < clitic <= tables.articles:
            articles[key] += written[raw]
    best: dict[str, str] = {}
    for key, form in sorted(forms, key=lambda pair: (forms[pair], pair[1]), reverse=True):
        best.setdefault(key, form)
    for key, form in best.items():
        yield Headword(key, form, articles[key] >= ARTICLE_SHARE * titles[key], titles[key])


def _rest(raw: str, surface: str, affix: str) -> str:
    """A written word without diacritics, tatweel and clitic; normalized where its letters cannot be told apart."""
    plain = load().dropped_re.sub("", raw)
    return (plain if len(plain) == len(surface) else surface)[len(affix) :]
