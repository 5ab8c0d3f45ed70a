"""Give each line of a raw file its role: what is headline, date, byline, furniture, and what is the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from arabic_text.dates import DateMention
from news_ingest.fields.byline import is_source_label, read_byline
from news_ingest.fields.caption import is_caption
from news_ingest.fields.date import dateline_dates
from news_ingest.fields.furniture import MAX_WORDS, is_furniture
from news_ingest.fields.headline import MIN_LEAD_WORDS, Display, choose, is_display
from news_ingest.fields.section import section_of
from news_ingest.fields.stamp import stamp_dates
from news_ingest.records import Line, Role

MAX_HEAD_LINES = 12
MAX_TAIL_LINES = 12
MAX_TAIL_WORDS = 8
MAX_BYLINE_WORDS = 14
MAX_HEADLINE_WORDS = 45


@dataclass(slots=True)
class Layout:
    """The roles of a file's lines, by line number; `dates` are the date lines' mentions."""

    lines: Sequence[Line]
    roles: dict[int, Role] = field(default_factory=dict)
    dates: dict[int, list[DateMention]] = field(default_factory=dict)
    headline: tuple[int, ...] = ()

    def of(self, role: Role) -> list[Line]:
        """The lines of one role, in order."""
        return [line for line in self.lines if self.roles.get(line.number) is role]

    def free(self) -> list[Line]:
        """The lines that have no role yet."""
        return [line for line in self.lines if line.number not in self.roles]


def understand(lines: Sequence[Line]) -> Layout:
    """The layout of a file: edges first (furniture, dates, bylines), then the display lines, the rest is body."""
    layout = Layout(lines)
    _mark_tail(layout)
    _mark_head(layout)
    _mark_display(layout)
    for line in layout.free():
        layout.roles[line.number] = Role.FURNITURE if is_furniture(line, at_edge=False) else Role.BODY
    _keep_a_body(layout)
    return layout


def _mark_tail(layout: Layout) -> None:
    """From the end upwards: furniture, dates and bylines, until running text stands."""
    anchor = _repeated_headline(layout.lines)
    headline = next((line.folded for line in layout.lines if line.number == anchor), None)
    for line in reversed(layout.lines[-MAX_TAIL_LINES:]):
        if line.folded == headline:
            continue
        role = _tail_role(layout, line, below_headline=anchor is not None and line.number > anchor)
        if role:
            layout.roles[line.number] = role
        elif line.words > MAX_TAIL_WORDS:
            break


def _tail_role(layout: Layout, line: Line, below_headline: bool) -> Role | None:
    """A tail line's role; below a headline that is printed after the text, no line is text."""
    if line.words >= MIN_LEAD_WORDS and not below_headline and not is_furniture(line, at_edge=True):
        return None
    last = all(other.number in layout.roles for other in layout.lines if other.number > line.number)
    role = _edge_role(layout, line, tail=True, placed=last)
    return Role.FURNITURE if role is None and below_headline and line.words <= MAX_WORDS else role


def _repeated_headline(lines: Sequence[Line]) -> int | None:
    """The number of the second of two equal display lines behind a body, at most two lines between them.

    Behind a body: six tenths of the file's words stand before them. A refrain, or a line that
    ends like a sentence, is none.
    """
    total = sum(line.words for line in lines)
    for at in range(len(lines) - 1, max(0, len(lines) - MAX_TAIL_LINES), -1):
        line = lines[at]
        copies = [n for n in range(max(1, at - 3), at) if lines[n].folded == line.folded]
        if not copies or line.words > MAX_HEADLINE_WORDS or line.text.endswith("."):
            continue
        before = sum(other.words for other in lines[: copies[0]])
        refrain = any(other.folded == line.folded for other in lines[1 : copies[0]])
        if before >= 0.6 * total and not refrain:
            return line.number
    return None


def _edge_role(layout: Layout, line: Line, tail: bool, placed: bool) -> Role | None:
    dates = stamp_dates(line)
    if dates:
        layout.dates[line.number] = dates
        return Role.DATE
    if is_furniture(line, at_edge=True) or (not tail and section_of(line.text)):
        return Role.FURNITURE
    if not tail and is_caption(line):
        return Role.CAPTION
    if line.words <= MAX_BYLINE_WORDS and read_byline(line.text, placed) and not (tail and line.text.endswith(".")):
        return Role.BYLINE
    return None


def _looks_displayed(line: Line) -> bool:
    return is_display(line) and not dateline_dates(line)


def _head(layout: Layout) -> list[Line]:
    """The free lines above the first running text, and the index-bounded rest of the head."""
    head: list[Line] = []
    for line in layout.lines[:MAX_HEAD_LINES]:
        if line.number in layout.roles and layout.roles[line.number] is not Role.FURNITURE:
            break
        if not (_looks_displayed(line) or is_furniture(line, at_edge=True) or stamp_dates(line) or is_caption(line)):
            break
        head.append(line)
    return head


def _mark_head(layout: Layout) -> None:
    """Date, byline and furniture lines above the text. The only display line of a head is a headline, not a byline."""
    head = [line for line in _head(layout) if line.number not in layout.roles]
    roles = {
        line.number: _edge_role(layout, line, tail=False, placed=0 < at == len(head) - 1)
        for at, line in enumerate(head)
    }
    plain = [line for line in head if roles[line.number] is None]
    for at, line in enumerate(head):
        role = roles[line.number]
        if role is Role.BYLINE and (not plain or _opens_file_as_headline(line, head)):
            continue
        if (
            role is None
            and at > 0
            and at == len(head) - 1
            and len(plain) > 1
            and is_source_label(line.text)
            and line.words <= 5
        ):
            role = Role.BYLINE
        if role:
            layout.roles[line.number] = role


def _opens_file_as_headline(line: Line, head: Sequence[Line]) -> bool:
    """A first line that could be a byline is a headline, unless a longer display line follows it."""
    return line is head[0] and line.words >= 4 and not any(other.words > line.words for other in head[1:3])


def _mark_display(layout: Layout) -> None:
    tail = _display_tail(layout)
    head = _display_head(layout)
    if tail and not any(line.folded == tail[-1].folded for line in head):
        lines, display = tail, choose(tail, _first_body(layout, tail), None)
    else:
        lines, display = head, _choose_head(layout, head)
    layout.headline = display.headline
    for line in lines:
        if line.number in layout.roles:
            continue
        if line.number in display.kicker:
            layout.roles[line.number] = Role.KICKER
        elif line.number in display.deck:
            layout.roles[line.number] = Role.DECK
        else:
            layout.roles[line.number] = Role.HEADLINE


def _display_head(layout: Layout) -> list[Line]:
    """The free display lines above the text; a long standfirst counts too where a byline stands behind it."""
    lines: list[Line] = []
    for at, line in enumerate(layout.lines[:MAX_HEAD_LINES]):
        role = layout.roles.get(line.number)
        if role in (Role.DATE, Role.BYLINE, Role.FURNITURE, Role.CAPTION):
            continue
        following = layout.lines[at + 1] if at + 1 < len(layout.lines) else None
        standfirst = bool(lines) and following is not None and layout.roles.get(following.number) is Role.BYLINE
        if role is not None or not (_looks_displayed(line) or (standfirst and line.words <= 60)):
            break
        lines.append(line)
    return _without_text(layout, lines)


def _without_text(layout: Layout, lines: list[Line]) -> list[Line]:
    """`lines` without what is text: a head has at most five display lines, and the last line of a file is its text."""
    text_follows = any(line not in lines for line in layout.free())
    kept, most = (lines, 5) if text_follows else (lines[:-1], 2)
    return kept if len(kept) <= most else kept[:1]


def _choose_head(layout: Layout, lines: list[Line]) -> Display:
    if not lines:
        return Display()
    meta = [line.number for line in layout.lines if layout.roles.get(line.number) in (Role.DATE, Role.BYLINE)]
    after = next((number for number in meta if number > lines[0].number), None)
    return choose(lines, _first_body(layout, lines), after)


def _display_tail(layout: Layout) -> list[Line]:
    """Display lines behind the text: a headline that is printed twice there, and what stands between."""
    anchor = _repeated_headline([line for line in layout.lines if line.number not in layout.roles])
    if anchor is None:
        return []
    lines: list[Line] = []
    for line in reversed([line for line in layout.free() if line.number <= anchor]):
        if line.words > MAX_HEADLINE_WORDS:
            break
        lines.insert(0, line)
    firsts = [at for at, line in enumerate(lines) if line.folded == lines[-1].folded]
    return lines[firsts[0] :]


def _first_body(layout: Layout, display: Sequence[Line]) -> Line | None:
    free = [line for line in layout.free() if line not in display]
    return next((line for line in free if line.words >= 8), free[0] if free else None)


def _keep_a_body(layout: Layout) -> None:
    """A file of display lines only keeps all but its headline as text."""
    if not layout.of(Role.BODY):
        for line in layout.of(Role.DECK) + layout.of(Role.KICKER):
            layout.roles[line.number] = Role.BODY
