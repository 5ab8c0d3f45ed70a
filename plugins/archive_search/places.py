"""Where a word lies in the index: under which term, as which of its forms, behind which clitic."""

from __future__ import annotations

from typing import NamedTuple

from arabic_text.clitics import BARE, Cut
from arabic_text.stem import strip_endings
from arabic_text.tables import load


class Place(NamedTuple):
    """A word's term, its form's letters behind the term's, and the number of the clitic taken off (0: none)."""

    term: str
    ending: str
    clitic: int

    @property
    def word(self) -> str:
        """The word itself."""
        return affix_of(self.clitic) + self.term + self.ending


def place_of(cut: Cut) -> Place:
    """The place of a word that is taken apart so."""
    term = strip_endings(cut.rest)
    return Place(term, cut.rest[len(term) :], cut.clitic)


def place_in(word: str, clitic: int, letters: int) -> Place:
    """The place of a word behind a clitic whose term has so many letters."""
    rest = word[len(affix_of(clitic)) :]
    return Place(rest[:letters], rest[letters:], clitic)


def affix_of(clitic: int) -> str:
    """A clitic's letters."""
    return "" if clitic == BARE else load().clitics[clitic - 1].affix
