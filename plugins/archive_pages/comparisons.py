"""«النصان متقابلين»: a page for each copy of another article, with both texts beside each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from archive_pages.archive import Archive, Output
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


def comparisons(archive: Archive) -> Iterator[Output]:
    """A page for each copy whose original the archive has."""
    for pair in archive.pairs:
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
