"""«النصان متقابلين»: a page for each copy of another article, with both texts beside each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from archive_pages.archive import Archive, Group, Output, Pair
from archive_pages.difference import difference
from archive_pages.entries import ids_of


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of two articles, to be read when their page is made; `sources` is what tells them from others."""

    ids: tuple[str, ...]
    sources: bytes

    def fingerprint(self) -> bytes:
        """Of the texts."""
        return self.sources


def comparison_url(article: str) -> str:
    """`compare/<2 characters>/<rest>.html`: the page of the copy that has this id."""
    return f"compare/{article[:2]}/{article[2:]}.html"


def comparisons(archive: Archive) -> Iterator[Group]:
    """A page for each copy whose original the archive has; together those whose copies' ids begin alike."""
    groups: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in archive.pairs:
        groups[ids_of(pair.entries)[1][:1]].append(pair)
    for letter in sorted(groups):
        pairs = groups[letter]
        yield Group(("comparisons", pairs), partial(_comparisons, pairs))


def _comparisons(pairs: Sequence[Pair]) -> Iterator[Output]:
    for pair in pairs:
        ids = tuple(ids_of(pair.entries))
        shown = {"both": pair.entries, "texts": Texts(ids, pair.sources)}
        yield Output(comparison_url(ids[1]), "comparison", shown, is_listed=False)


def compared(shown: Mapping[str, Any], body: Callable[[str], str]) -> dict[str, Any]:
    """What the template of an output shows, where its `texts` are a pair of these; `body` reads a text by its id."""
    texts = shown.get("texts")
    if not isinstance(texts, Texts):
        return dict(shown)
    original, copy = map(body, texts.ids)
    return {**shown, "difference": difference(original, copy)}
