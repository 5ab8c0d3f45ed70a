"""What to send, and in which order: a pure comparison of what is here with what is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive_publish.compress import source_of
from archive_publish.objects import Stamp

LAST = ("index.html", "search/manifest.json", "sw.js", "sitemap.xml", "feed.atom")


@dataclass(frozen=True, slots=True)
class Plan:
    """Objects that are new, that changed, and that are gone, each in the order in which they go.

    New ones go first: no live page leads to them yet. Then those that changed: whatever they lead to is there. What
    is gone is taken away last: no live page leads to it any more. So no link is broken at any moment.
    """

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]

    @property
    def sent(self) -> int:
        """How many objects are sent."""
        return len(self.new) + len(self.changed)


def plan(here: Mapping[str, Stamp], there: Mapping[str, Stamp]) -> Plan:
    """How `there` becomes like `here`."""
    changed = (path for path in here.keys() & there.keys() if here[path] != there[path])
    return Plan(
        tuple(sorted(here.keys() - there.keys(), key=_order)),
        tuple(sorted(changed, key=_order)),
        tuple(sorted(there.keys() - here.keys(), key=_order, reverse=True)),
    )


def _order(path: str) -> tuple[int, str]:
    """Data before pages, pages before what is read first: search data, articles, lists, the front page. A smaller copy
    goes behind its source.
    """
    if source := source_of(path):
        return _order(source)[0], path
    if path in LAST:
        return 3, path
    if path.endswith(".html"):
        return (1 if path.startswith("a/") else 2), path
    return 0, path
