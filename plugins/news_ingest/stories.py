"""Tell a file that holds several stories from one story with subheads: the lines at which a story begins.

A story begins with a headline of its own and with its own date line, byline or dateline behind it, before running
text. A sidebar may have that too, so more is asked for (`find_stories`). Whatever shows less is one article, and
a doubt says what was seen.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from arabic_text.analyze import stems, words_of
from news_ingest.clean import split_lines
from news_ingest.fields.byline import read_byline
from news_ingest.fields.caption import is_caption
from news_ingest.fields.dateline import credit_of_lead
from news_ingest.fields.furniture import is_furniture
from news_ingest.fields.headline import is_display
from news_ingest.fields.stamp import stamp_dates
from news_ingest.layout import repeated_headline
from news_ingest.records import Line, RawArticle

MIN_STORY_WORDS = 40
MIN_HEADLINE_WORDS = 4
MAX_HEADLINE_LINES = 3
MAX_SIGN_LINES = 4
MAX_BYLINE_WORDS = 14
DATELINE_RE = re.compile(r".{2,60}?[-–—ـ:()]")
DIVIDER_RE = re.compile(r"\s*([=*_\-–—~#\u0640])(?:\s*\1){2,}\s*")
DOUBLE_RE = re.compile(r"\s*=(?:\s*=){3,}\s*")


@dataclass(frozen=True, slots=True)
class Opening:
    """The beginning of a story: the place of its first line among the lines, its headline, and what stands behind it.

    `stamped` tells of a date line, `credited` of a byline, `place` is its dateline's ("" where it has none), `ruled`
    of a rule directly above it.
    """

    at: int
    headline: Line
    stamped: bool
    credited: bool
    place: str
    ruled: bool

    @property
    def signed(self) -> bool:
        """Whether anything but the headline tells of a beginning."""
        return self.stamped or self.credited or bool(self.place)


@dataclass(frozen=True, slots=True)
class Stories:
    """The numbers of the file's lines at which its second and later stories begin, and a doubt where signs are weak."""

    starts: tuple[int, ...] = ()
    doubt: str | None = None


ONE_STORY = Stories()


def find_stories(lines: Sequence[Line], text: str, ruled: bool) -> Stories:
    """Where the stories of a file begin. `lines` are its cleaned lines, `ruled` tells that some of `text` are rules.

    A story begins at a headline with, behind it, one of:
    - a date line, where the file's first story has one too;
    - a date line, a byline or a dateline, where a rule stands above the headline;
    - a dateline, where all headlines have one, no two neighbours the same place, and none a word of another's headline.
    So does it behind a rule of `====`, where a headline stands there or twice at the end of what follows. Each story
    has at least 40 words of running text.
    """
    blocks = list(_display_blocks(lines))
    rules = _rules(text) if ruled else {}
    later = [one for block in blocks if block[0] and (one := _opening(lines, *block, rules))]
    if not later and not rules:
        return ONE_STORY
    first = _opening(lines, *blocks[0], rules) if blocks and not blocks[0][0] else None
    openings = [first, *later] if first else later
    digest = _is_digest(openings)
    strong = {one.at for one in later if digest or _is_strong(one, first)} | set(_behind_doubles(lines, rules))
    starts = tuple(lines[at].number for at in _long_enough(sorted(strong), lines))
    return Stories(starts) if starts else Stories((), _doubt(later))


def parts(raw: RawArticle, starts: Sequence[int]) -> Iterator[tuple[int, RawArticle]]:
    """The stories of a raw text as raw articles, each with the number of its first line in the file.

    The first keeps the file's source, the second has `#2` behind it. What the file lost before it came is told of the
    first.
    """
    lines = split_lines(raw.text)
    for number, (start, end) in enumerate(pairwise([0, *starts, len(lines)])):
        origin = replace(raw.origin, source=story_source(raw.origin.source, number))
        text = "\n".join(lines[start:end])
        yield start, replace(raw, origin=origin, text=text, repairs=() if number else raw.repairs)


def story_source(source: str, number: int) -> str:
    """The source of a file's story, `number` counted from 0: the file's own for the first."""
    return f"{source}#{number + 1}" if number else source


def _rules(text: str) -> Mapping[int, bool]:
    """The rules of a text by line number, and whether they are of `====`."""
    lines = enumerate(split_lines(text))
    return {number: bool(DOUBLE_RE.fullmatch(line)) for number, line in lines if DIVIDER_RE.fullmatch(line)}


def _behind_doubles(lines: Sequence[Line], rules: Mapping[int, bool]) -> Iterator[int]:
    """The places of the lines behind rules of `====`, where a story stands there."""
    doubles = [number for number, double in rules.items() if double]
    starts = sorted({bisect_left(lines, number, key=lambda line: line.number) for number in doubles} - {0})
    for at, end in pairwise([*starts, len(lines)]):
        part = lines[at:end]
        if part and (_is_headline(part[0]) or repeated_headline(part) is not None):
            yield at


def _display_blocks(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Where display lines stand before running text: the place of the first of them, and that of the text."""
    above = 0
    for at, line in enumerate(lines):
        if not is_display(line):
            if at > above:
                yield above, at
            above = at + 1


def _opening(lines: Sequence[Line], above: int, text: int, rules: Mapping[int, bool]) -> Opening | None:
    """The opening that stands between the lines' places `above` and `text`, read from the running text upwards.

    A date line directly above the headline is no sign: in a chronicle it heads what is below it.
    """
    at, stamped, credited = text - 1, False, False
    while at >= max(above, text - MAX_SIGN_LINES):
        line = lines[at]
        stamp, credit = bool(stamp_dates(line)), _is_credit(line)
        if not (stamp or credit or is_caption(line) or _may_be_credit(line)):
            break
        stamped, credited, at = stamped or stamp, credited or credit, at - 1
    headline = lines[at] if at >= above else None
    if headline is None or not _is_headline(headline):
        return None
    top = _top(lines, above, at)
    start = lines[top].number
    before = lines[top - 1].number if top else -1
    if start - before == 1 and top and stamp_dates(lines[top - 1]):
        return None
    place = (credit_of_lead(lines[text]).place or "") if DATELINE_RE.match(lines[text].text) else ""
    return Opening(top, headline, stamped, credited, place, any(number in rules for number in range(before + 1, start)))


def _top(lines: Sequence[Line], above: int, headline: int) -> int:
    """The place of the first display line that belongs to a headline: up to two adjacent ones with a gap above them."""
    top = headline
    while top > max(above, headline - MAX_HEADLINE_LINES + 1) and _goes_on(lines[top - 1], lines[top]):
        top -= 1
    return top if top == 0 or lines[top].number - lines[top - 1].number > 1 else headline


def _is_credit(line: Line) -> bool:
    """Whether a line is a byline by itself, or names a place as one would."""
    if line.words > MAX_BYLINE_WORDS or line.text.endswith("."):
        return False
    credit = read_byline(line.text, placed=True)
    return credit is not None and (bool(credit.place) or read_byline(line.text) is not None)


def _may_be_credit(line: Line) -> bool:
    """Whether a line, too short for a headline, may be a name («ينبع نيوز -»)."""
    return line.words < MIN_HEADLINE_WORDS and read_byline(line.text, placed=True) is not None


def _is_headline(line: Line) -> bool:
    """Whether a line is long enough for a headline and has the look of one."""
    return line.words >= MIN_HEADLINE_WORDS and _is_display_type(line)


def _goes_on(line: Line, below: Line) -> bool:
    """Whether a line directly above a headline belongs to it, as a kicker does."""
    return below.number - line.number == 1 and _is_display_type(line)


def _is_display_type(line: Line) -> bool:
    """Whether a line is neither running text nor a date line nor a site's own."""
    closed = line.text.endswith((".", "،", "؛"))
    return is_display(line) and not closed and not is_furniture(line, at_edge=True) and not stamp_dates(line)


def _is_strong(one: Opening, first: Opening | None) -> bool:
    stamps = one.stamped and first is not None and first.stamped
    return stamps or (one.ruled and one.signed)


def _is_digest(openings: Sequence[Opening]) -> bool:
    """Whether three or more stories follow on each other, each from another place than the one before."""
    if len(openings) < 3 or openings[0].at > 2 or not all(one.place for one in openings):
        return False
    terms = [set(stems(words_of(one.headline.folded))) for one in openings]
    apart = all(not one & two for number, one in enumerate(terms) for two in terms[:number])
    return apart and all(one.place != two.place for one, two in pairwise(openings))


def _long_enough(starts: Sequence[int], lines: Sequence[Line]) -> list[int]:
    """Those places that have a story's words before and behind them."""
    kept: list[int] = []
    before = 0
    for at, end in pairwise([*starts, len(lines)]):
        if min(_running(lines[before:at]), _running(lines[at:end])) >= MIN_STORY_WORDS:
            kept.append(at)
            before = at
    return kept


def _running(lines: Sequence[Line]) -> int:
    return sum(line.words for line in lines if not is_display(line))


def _doubt(later: Sequence[Opening]) -> str | None:
    """What speaks for several stories, where it is not enough to part them."""
    signed = sum(one.stamped or bool(one.place) for one in later)
    ruled = sum(one.ruled for one in later)
    if signed:
        return f"{signed} headlines within the text have a date or dateline of their own"
    return f"{ruled} headlines within the text stand behind a rule" if ruled else None
