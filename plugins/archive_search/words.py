"""The words of a text as the index counts them."""

from __future__ import annotations

from arabic_text.normalize import normalize
from arabic_text.tables import load

MAX_REMEMBERED = 500_000


class _Surfaces(dict[str, tuple[str, ...]]):
    """Each word as it stands in a text, with the normalized words that it is made of, stop words left out."""

    def __missing__(self, raw: str) -> tuple[str, ...]:
        tables = load()
        found = tuple(part for part in tables.word_re.findall(normalize(raw)) if part not in tables.stop_words)
        if len(self) >= MAX_REMEMBERED:
            self.clear()
        self[raw] = found
        return found


_surfaces = _Surfaces()


def words(text: str) -> list[str]:
    """The normalized words of a text in order, stop words left out: the surfaces that `analyze` gives."""
    known = _surfaces
    return [surface for raw in load().word_re.findall(text) for surface in known[raw]]


def parts(raw: str) -> tuple[str, ...]:
    """The normalized words of a word as it stands in a text, stop words left out: one, but for ligatures."""
    return _surfaces[raw]
