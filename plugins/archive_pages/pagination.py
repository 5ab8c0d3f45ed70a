"""Pages of a list, counted from the oldest, so that a page never changes when an article is added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from archive_build.fingerprint import canonical

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """One page: its items, newest first, its address, and the addresses of its neighbours ("" for none).

    `number` is None on the list's own page, which holds the newest items.
    """

    items: Sequence[Item]
    number: int | None
    url: str
    newer: str
    older: str

    def fingerprint(self) -> bytes:
        """All that the page says, and its items."""
        own = repr((self.number, self.url, self.newer, self.older))
        return own.encode("utf-8", "surrogatepass") + b"\0" + canonical(self.items)


def paginate(items: Sequence[Item], url: str, per_page: int) -> list[Page[Item]]:
    """The pages of a list at the address `url` (ending with `/`), the newest first.

    `items` come newest first. Page 1 holds the `per_page` oldest, page 2 the next; the list's own
    page holds what is left, from `per_page` to twice that less one (all, where there are fewer).
    So full pages have fixed content and a fixed address `url`page/N/.
    """
    full = max(0, len(items) // per_page - 1)
    urls = [url, *(f"{url}page/{number}/" for number in range(full, 0, -1))]
    newest = len(items) - full * per_page
    bounds = [0, *(newest + per_page * n for n in range(full + 1))]
    return [
        Page(
            items=items[bounds[at] : bounds[at + 1]],
            number=full + 1 - at if at else None,
            url=urls[at],
            newer=urls[at - 1] if at else "",
            older=urls[at + 1] if at + 1 < len(urls) else "",
        )
        for at in range(len(urls))
    ]
