"""Pages of a list, cut where the articles' ids say so: one that comes or goes, wherever in the list, leaves all pages
but those around it as they are.

A page begins, counted from the oldest, at an article whose draw (a checksum of its id) is the least among its
neighbours on both sides, as many as half a page. So a cut depends on these neighbours alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive_build.fingerprint import canonical
from archive_pages.entries import Entry, draws_of, ids_of


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its items, newest first, its address, and the addresses of its neighbours ("" for none)."""

    items: Sequence[Entry]
    url: str
    newer: str
    older: str

    @property
    def is_first(self) -> bool:
        """Whether it is the list's own page, which holds the newest items."""
        return not self.newer

    @property
    def span(self) -> str:
        """The days from the oldest item to the newest in words; "" for undated ones, and for none."""
        ends = [self.items[-1], self.items[0]] if self.items else []
        days = dict.fromkeys(item.date_text for item in ends if item.date)
        return " – ".join(days)

    def fingerprint(self) -> bytes:
        """All that the page says, and its items."""
        own = repr((self.url, self.newer, self.older))
        return own.encode("utf-8", "surrogatepass") + b"\0" + canonical(self.items)


def paginate(items: Sequence[Entry], url: str, per_page: int) -> list[Page]:
    """The pages of a list at the address `url` (ending with `/`), the newest first.

    `items` come newest first. A page has more than half of `per_page` items, about `per_page` on average, and seldom
    more than three times as many; the list's own page has `per_page` or more, all where there are fewer. The others'
    addresses are made from the id of their oldest article: `url`page/<2 characters>/<rest>.html.
    """
    ends = [end + 1 for end in _beginnings(draws_of(items), per_page // 2) if end + 1 >= per_page]
    bounds = [0, *ends, len(items)]
    urls = [url, *(_address(url, ids_of(items[end - 1 : end])[0]) for end in bounds[2:])]
    return [
        Page(
            items=items[bounds[at] : bounds[at + 1]],
            url=urls[at],
            newer=urls[at - 1] if at else "",
            older=urls[at + 1] if at + 1 < len(urls) else "",
        )
        for at in range(len(urls))
    ]


def _beginnings(draws: Sequence[int], around: int) -> list[int]:
    """The places of articles with the least draw among `around` newer and as many older ones, of which all are there;
    of equal draws that of the newer.

    Among `around` + 1 that stand together only the least, and of equal ones the newest, can be such.
    """
    found = []
    end = len(draws) - around - 1
    for start in range(around, end, around + 1):
        together = draws[start : min(start + around + 1, end)]
        draw = min(together)
        at = start + together.index(draw)
        if not around or (draw < min(draws[at - around : at]) and draw <= min(draws[at + 1 : at + around + 1])):
            found.append(at)
    return found


def _address(url: str, first: str) -> str:
    return f"{url}page/{first[:2]}/{first[2:]}.html"
