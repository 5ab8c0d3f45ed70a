"""The values that pass between the stages."""

from __future__ import annotations

import enum
import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from arabic_text.normalize import normalize

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a raw file lies: `source` is its path relative to its root, with `/`."""

    root: str
    source: str
    publisher: str | None
    section: str | None


@dataclass(frozen=True, slots=True)
class Given:
    """What a record's fields say of its article, "" where they say nothing."""

    title: str = ""
    date: str = ""
    author: str = ""
    url: str = ""
    section: str = ""


NOTHING_GIVEN = Given()


@dataclass(frozen=True, slots=True)
class RawArticle:
    """A raw file's text, decoded. `sha256` is of the file's bytes, `encoding` what they were read as.

    `repairs` are kinds of damage with their counts, `first_bytes` up to 32 bytes as hexadecimal. `whole_file` tells
    that the text is all that a text file holds, which may be several stories.
    """

    origin: Origin
    text: str
    sha256: str
    encoding: str
    repairs: tuple[tuple[str, int], ...] = ()
    first_bytes: str = ""
    given: Given = NOTHING_GIVEN
    whole_file: bool = False


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that gives no article: why, its first bytes (up to 32, as hexadecimal) and its bytes' hash if read."""

    source: str
    reason: str
    first_bytes: str = ""
    sha256: str = ""


class Role(enum.Enum):
    """What a line of a raw file is."""

    BLANK = "blank"
    HEADLINE = "headline"
    KICKER = "kicker"
    DECK = "deck"
    DATE = "date"
    BYLINE = "byline"
    CAPTION = "caption"
    FURNITURE = "furniture"
    BODY = "body"


@dataclass(frozen=True, eq=False)
class Line:
    """A cleaned line: `number` counts the file's lines from 0; `words` are counted without signs. Only itself is equal.

    `printed` is the line as it stands in the file, but for white space and control characters.
    """

    number: int
    text: str
    words: int
    printed: str

    @functools.cached_property
    def folded(self) -> str:
        """The normalized text. Made when it is asked for: of running text it seldom is."""
        return normalize(self.text)


def remembered(function: Callable[[Line], Answer]) -> Callable[[Line], Answer]:
    """Have a function of a line answer again what it answered first, as long as the line lives."""
    key = f"{function.__module__}.{function.__qualname__}"

    @functools.wraps(function)
    def answer(line: Line) -> Answer:
        known = line.__dict__
        if key not in known:
            known[key] = function(line)
        found: Answer = known[key]
        return found

    return answer


@dataclass(frozen=True, slots=True)
class Removed:
    """A line that is neither in the body nor whole in the metadata, and what it was taken for."""

    number: int
    role: str
    text: str


Place = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date in ISO form (`2012-09-07` or `2012-09-07 14:35`), where it comes from, and the words that say it.

    `place` is where it stands in the text; `settled_by` tells what settled an open order of day and month: "weekday",
    "publisher" or "" where it was not open.
    """

    iso: str
    origin: str
    evidence: str
    place: Place | None = None
    settled_by: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a field's value comes from, and the probability (0 to 1) that it is right.

    `places` are (line, start, end): the line of the raw file counted from 0, the span in code points of the cleaned
    line. `text` are the words that say it where no line does.
    """

    field: str
    origin: str
    confidence: float
    places: tuple[Place, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The days (in ISO form) between which an undated article was written, and the sentences that say it.

    One of the two may be None; `evidence` has at most 200 characters.
    """

    earliest: str | None
    latest: str | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Section:
    """A section's usual name and where it comes from; `confidence` is the probability (0 to 1) of an inferred one."""

    name: str
    origin: str
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """Who wrote, and from where: `byline` as printed, persons, agencies, and the dateline's place.

    `labelled` tells that a word such as «بقلم» says so.
    """

    byline: str | None = None
    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    place: str | None = None
    labelled: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What a publisher's other articles show; texts are normalized.

    `order` is the order of day and month in its numeric dates, "dmy" or "mdy". `furniture` are
    lines that recur, `outlets` and `places` pieces of its bylines. `kicker_above` tells whether of
    two display lines the first is usually the kicker (None: nothing tells).
    """

    order: str | None = None
    furniture: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    kicker_above: bool | None = None


NOTHING_KNOWN = Known()


@dataclass(frozen=True, slots=True)
class Sketch:
    """What an article is compared by: `text` is the id that its raw text has without a salt.

    `pieces` are 32-bit hashes of its words, sorted, none of a short text; `keys` name the buckets
    (64-bit signed) in which articles meet that are alike, or exact copies.
    """

    text: str
    pieces: bytes
    keys: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it is written to Markdown. `paragraphs` are plain text, one line each.

    `bounds` are only known of an article without a date. `doubts` say what in the text speaks against a value.
    """

    id: str
    raw: RawArticle
    title: str
    title_from: str | None
    kicker: str | None
    deck: str | None
    caption: str | None
    date: StatedDate | None
    bounds: Bounds | None
    section: Section | None
    credit: Credit
    paragraphs: tuple[str, ...]
    removed: tuple[Removed, ...]
    cleaned: tuple[tuple[str, int], ...]
    sketch: Sketch
    doubts: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
