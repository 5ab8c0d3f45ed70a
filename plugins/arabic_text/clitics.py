"""What may stand before a word in one string with it: conjunctions, prepositions, the article."""

from __future__ import annotations

from typing import NamedTuple

from arabic_text.tables import load

BARE = 0


class Cut(NamedTuple):
    """A word taken apart: `clitic` is the number of what was taken off (0: nothing), `rest` what remains.

    Clitics are numbered from 1 in the order of `tables.json`: those with an article, then the others.
    """

    clitic: int
    rest: str


def cuts(surface: str) -> tuple[Cut, ...]:
    """Every way to take a normalized word apart, those with an article first, the word itself last."""
    rows = [
        Cut(number, surface[len(affix.affix) :])
        for number, affix in load().numbered_clitics.get(surface[:1], ())
        if surface.startswith(affix.affix) and len(surface) - len(affix.affix) >= affix.rest
    ]
    return (*rows, Cut(BARE, surface))
