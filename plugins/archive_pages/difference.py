"""Two texts beside each other: paragraphs that are the same in both, and between them blocks compared word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from markupsafe import Markup

from archive_pages.bidi import isolated

BLOCK_END_RE = re.compile(r"</(?:p|li|h[1-6]|blockquote|pre|tr|dd|dt)>|<(?:br|hr) */?>")
BREAK = "\n"  # between the paragraphs of a block: words of a text have no line ends
MOST_WORDS = 2_000  # of a block on each side, and
MOST_PARAGRAPHS = 500  # of a text: time grows with their product
Paragraphs = Sequence[Sequence[str]]
Runs = Sequence[tuple[bool, int, int]]


@dataclass(frozen=True, slots=True)
class Row:
    """A block of the original and of the copy in safe HTML, "" for a side that lacks it; whether they are the same."""

    original: Markup
    copy: Markup
    same: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """The rows of two texts, how many words of the original the copy lacks (`removed`) and has beside (`added`), and
    what part of both texts' words stands in both, in percent. `whole` is False where a block was too long to be
    compared word by word.
    """

    rows: Sequence[Row]
    removed: int
    added: int
    percent: int
    whole: bool


@dataclass(frozen=True, slots=True)
class _Block:
    """Words of a block on either side, with BREAK between paragraphs; runs of them, each with whether it differs."""

    old: Sequence[str]
    new: Sequence[str]
    old_runs: Runs
    new_runs: Runs
    whole: bool = True

    @property
    def row(self) -> Row:
        return Row(_side(self.old, self.old_runs, "del"), _side(self.new, self.new_runs, "ins"), same=False)


def difference(original: str, copy: str) -> Difference:
    """How a copy differs from its original, both in safe HTML.

    Time is bounded: what has more than MOST_WORDS or MOST_PARAGRAPHS is marked as a whole.
    """
    old, new = paragraphs_of(original), paragraphs_of(copy)
    rows, removed, added, whole = list[Row](), 0, 0, True
    for same, left, right in _blocks(old, new):
        if same:
            rows += [Row(text := _paragraph([isolated(" ".join(words))]), text, same=True) for words in left]
            continue
        block = _compared(_flat(left), _flat(right))
        rows.append(block.row)
        removed, added = removed + _differing(block.old, block.old_runs), added + _differing(block.new, block.new_runs)
        whole &= block.whole
    return Difference(rows, removed, added, _percent(old, new, removed + added), whole)


def paragraphs_of(html: str) -> list[list[str]]:
    """The words of each paragraph of safe HTML."""
    return [words for part in BLOCK_END_RE.split(html) if (words := _words_of(part))]


def _words_of(html: str) -> list[str]:
    text = html.strip().removeprefix("<p>")
    if "<" in text or "&" in text:
        text = Markup(html).striptags()  # noqa: S704 # only its text is taken
    return text.split()


def _blocks(old: Paragraphs, new: Paragraphs) -> Iterator[tuple[bool, Paragraphs, Paragraphs]]:
    """Runs of paragraphs, each with whether they are the same in both texts.

    Texts of the same words in other paragraphs are one run: paragraphs that are the same may stand at other places, and
    what is around them would seem to differ.
    """
    if old != new and _words(old) == _words(new):
        yield False, old, new
        return
    if max(len(old), len(new)) > MOST_PARAGRAPHS:
        yield old == new, old, new
        return
    left, right = [" ".join(words) for words in old], [" ".join(words) for words in new]
    for tag, start, end, begin, stop in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        yield tag == "equal", old[start:end], new[begin:stop]


def _words(paragraphs: Paragraphs) -> list[str]:
    return [word for words in paragraphs for word in words]


def _flat(paragraphs: Paragraphs) -> list[str]:
    return [word for words in paragraphs for word in (*words, BREAK)][:-1]


def _compared(old: Sequence[str], new: Sequence[str]) -> _Block:
    if [word for word in old if word != BREAK] == [word for word in new if word != BREAK]:
        return _Block(old, new, [(False, 0, len(old))], [(False, 0, len(new))])
    if max(len(old), len(new)) > MOST_WORDS:
        return _Block(old, new, [(True, 0, len(old))], [(True, 0, len(new))], whole=not (old and new))
    found = SequenceMatcher(None, old, new).get_opcodes()
    return _Block(
        old,
        new,
        [(tag != "equal", start, end) for tag, start, end, _, _ in found],
        [(tag != "equal", start, end) for tag, _, _, start, end in found],
    )


def _differing(words: Sequence[str], runs: Runs) -> int:
    return sum(word != BREAK for differs, start, end in runs if differs for word in words[start:end])


def _percent(old: Paragraphs, new: Paragraphs, differing: int) -> int:
    total = sum(map(len, old)) + sum(map(len, new))
    found = round(100 * (total - differing) / total) if total else 100
    return min(found, 99) if differing else found


def _side(words: Sequence[str], runs: Runs, tag: str) -> Markup:
    """One side's paragraphs, with what differs in elements `tag`."""
    paragraphs: list[list[str]] = [[]]
    for differs, start, end in runs:
        for at, part in enumerate(_parts(words[start:end])):
            if at:
                paragraphs.append([])
            if part:
                text = isolated(" ".join(part))
                paragraphs[-1].append(f"<{tag}>{text}</{tag}>" if differs else text)
    return Markup("\n".join([_paragraph(parts) for parts in paragraphs if parts]))  # noqa: S704 # of safe parts


def _parts(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """Words cut at each BREAK."""
    start = 0
    for _ in range(words.count(BREAK)):
        end = words.index(BREAK, start)
        yield words[start:end]
        start = end + 1
    yield words[start:]


def _paragraph(parts: Sequence[str]) -> Markup:
    return Markup(f"<p>{' '.join(parts)}</p>")  # noqa: S704 # of safe parts
