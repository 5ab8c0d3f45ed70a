"""Change some rows of a sorted map in files (`tree`): the same files as of the whole map, made of the few that change.

Where a leaf ends follows from its own rows and the size of the row behind it. So a leaf stays as it is where neither it
nor the next one has a change, and where the leaf before it ends at its begin.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from archive_search.tree import Child, Cutter, Row, Store, Tree, grown, name_of, put_file, separator, unpack

Read = Callable[[str], bytes]
Values = Mapping[str, bytes | None]


class StaleError(Exception):
    """A file does not hold what its name says."""


def graft(tree: Tree, changes: Values, read: Read, store: Store, leaf_bytes: int) -> Tree:
    """The tree with other rows: the value of each, or None for a row that goes.

    `read` gives the files of `tree`; `store` gets the leaves that change, and the nodes. Raises StaleError, and what
    `read` raises.
    """
    return grown(_Graft(_leaves_of(tree, read), changes, read, store, leaf_bytes).leaves(), store)


class _Graft:
    """A walk over the leaves. `_last` is the last key written, "" before the first, None behind a leaf that is kept."""

    def __init__(self, old: Sequence[Child], changes: Values, read: Read, store: Store, leaf_bytes: int) -> None:
        self._old = old
        self._read = read
        by_leaf = _by_leaf([key for key, _ in old], changes).items()
        self._changes = {at: values for at, values in by_leaf if not old or self._differ(at, values)}
        self._store = store
        self._cutter = Cutter(leaf_bytes)
        self._last: str | None = ""

    def _differ(self, at: int, values: Values) -> bool:
        rows = dict(_rows(self._old[at][1], self._read))
        return any(rows.get(key) != value for key, value in values.items())

    def leaves(self) -> Iterator[Child]:
        """All leaves of the new tree."""
        affected = {leaf for at in self._changes for leaf in (at - 1, at)}
        for at in range(len(self._old)):
            if at in affected or self._cutter.group:
                yield from self._cut(at)
            else:
                yield self._kept(at)
        if not self._old:
            yield from self._cut(0)
        yield from map(self._written, self._cutter.rest())

    def _kept(self, at: int) -> Child:
        key, name = self._old[at]
        if self._last is not None:
            key = separator(self._last, _rows(name, self._read)[0][0])
        self._last = None
        return key, name

    def _cut(self, at: int) -> Iterator[Child]:
        if self._last is None:
            self._last = _rows(self._old[at - 1][1], self._read)[-1][0]
        rows: dict[str, bytes | None] = dict(_rows(self._old[at][1], self._read)) if self._old else {}
        rows |= self._changes.get(at, {})
        for key in sorted(rows):
            value = rows[key]
            if value is not None:
                yield from map(self._written, self._cutter.add((key, value)))

    def _written(self, group: list[Row]) -> Child:
        child = separator(self._last or "", group[0][0]), put_file(group, self._store)
        self._last = group[-1][0]
        return child


def _by_leaf(keys: Sequence[str], changes: Values) -> dict[int, dict[str, bytes | None]]:
    """The changes by the number of the leaf that they fall into."""
    found: defaultdict[int, dict[str, bytes | None]] = defaultdict(dict)
    for key, value in changes.items():
        found[max(0, bisect_right(keys, key) - 1)][key] = value
    return found


def _leaves_of(tree: Tree, read: Read) -> list[Child]:
    """A tree's leaves with the keys that part them."""
    children = list(tree.children)
    for _ in range(tree.levels):
        children = [(key, value.hex()) for _, name in children for key, value in _rows(name, read)]
    return children


def _rows(name: str, read: Read) -> list[Row]:
    """The rows of a file. Raises StaleError where its bytes do not give its name."""
    data = read(name)
    if name_of(data) != name:
        raise StaleError(f"{name!r}: holds something else; expected what its name is made of")
    return [(key.decode("utf-8", "surrogatepass"), value) for key, value in unpack(data)]
