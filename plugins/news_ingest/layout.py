"""Give each line of a raw file its role: what is headline, date, byline, furniture, and what is the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from arabic_text.dates import DateMention
from news_ingest.fields.byline import read_byline
from news_ingest.fields.caption import is_caption
from news_ingest.fields.date import dateline_dates
from news_ingest.fields.furniture import MAX_WORDS, is_furniture, opens_related
from news_ingest.fields.headline import MIN_LEAD_WORDS, Choice, choose, is_display
from news_ingest.fields.section import section_of
from news_ingest.fields.stamp import stamp_dates
from news_ingest.records import NOTHING_KNOWN, Credit, Known, Line, Role

MAX_HEAD_LINES = 12
MAX_TAIL_LINES = 12
MAX_TAIL_WORDS = 8
MAX_BYLINE_WORDS = 14
MAX_HEADLINE_WORDS = 45
MAX_DISPLAY_LINES = 5
MAX_STANDFIRST_WORDS = 60
MAX_RELATED_LINES = 6
ASIDE = (Role.DATE, Role.BYLINE, Role.FURNITURE, Role.CAPTION)


@dataclass(slots=True)
class Layout:
    """The roles of a file's lines, by line number, what date and byline lines say, and how the headline was chosen."""

    lines: Sequence[Line]
    known: Known
    roles: dict[int, Role] = field(default_factory=dict)
    dates: dict[int, list[DateMention]] = field(default_factory=dict)
    credits: dict[int, Credit] = field(default_factory=dict)
    choice: Choice = field(default_factory=Choice)

    def of(self, role: Role) -> list[Line]:
        """The lines of one role, in order."""
        roles = self.roles
        return [line for line in self.lines if roles.get(line.number) is role]

    def free(self) -> list[Line]:
        """The lines that have no role yet."""
        roles = self.roles
        return [line for line in self.lines if line.number not in roles]


def understand(lines: Sequence[Line], known: Known = NOTHING_KNOWN) -> Layout:
    """The layout of a file: edges first (furniture, dates, bylines), then the display lines, the rest is text.

    `known` is what the publisher's other articles show; it only decides where the file itself does not.
    """
    layout = Layout(lines, known)
    _mark_tail(layout)
    _mark_head(layout)
    _mark_late_byline(layout)
    _mark_display(layout)
    _mark_related(layout)
    for line in layout.free():
        layout.roles[line.number] = Role.FURNITURE if _is_furniture(layout, line, at_edge=False) else Role.BODY
    _keep_a_body(layout)
    return layout


def _mark_tail(layout: Layout) -> None:
    """From the end upwards: furniture, dates and bylines, until running text stands."""
    anchor = repeated_headline(layout.lines)
    headline = next((line for line in layout.lines if line.number == anchor), None)
    for line in reversed(layout.lines[-MAX_TAIL_LINES:]):
        if headline is not None and _equal(line, headline):
            continue
        role = _tail_role(layout, line, below_headline=anchor is not None and line.number > anchor)
        if role:
            layout.roles[line.number] = role
        elif line.words > MAX_TAIL_WORDS:
            break


def _tail_role(layout: Layout, line: Line, below_headline: bool) -> Role | None:
    """A tail line's role; below a headline that is printed after the text, no line is text."""
    if line.words >= MIN_LEAD_WORDS and not below_headline and not _is_furniture(layout, line, at_edge=True):
        return None
    last = all(other.number in layout.roles for other in layout.lines if other.number > line.number)
    role = _edge_role(layout, line, tail=True, placed=last)
    return Role.FURNITURE if role is None and below_headline and line.words <= MAX_WORDS else role


def repeated_headline(lines: Sequence[Line]) -> int | None:
    """The number of the second of two equal display lines behind a body, at most two lines between them.

    Behind a body: six tenths of the file's words stand before them. A refrain, or a line that
    ends like a sentence, is none.
    """
    total = sum(line.words for line in lines)
    for at in range(len(lines) - 1, max(0, len(lines) - MAX_TAIL_LINES), -1):
        line = lines[at]
        if line.words > MAX_HEADLINE_WORDS or line.text.endswith("."):
            continue
        copies = [n for n in range(max(1, at - 3), at) if _equal(lines[n], line)]
        if not copies:
            continue
        before = total - sum(other.words for other in lines[copies[0] :])
        refrain = any(_equal(other, line) for other in lines[1 : copies[0]])
        if before >= 0.6 * total and not refrain:
            return line.number
    return None


def _equal(one: Line, other: Line) -> bool:
    """Whether two lines say the same; their words are compared only where they have as many."""
    return one.words == other.words and one.folded == other.folded


def _is_furniture(layout: Layout, line: Line, at_edge: bool) -> bool:
    return line.words <= MAX_WORDS and (line.folded in layout.known.furniture or is_furniture(line, at_edge))


def _edge_role(layout: Layout, line: Line, tail: bool, placed: bool) -> Role | None:
    """The role of a line at an edge, where it tells itself; notes the dates and the credit that it states."""
    dates = stamp_dates(line)
    if dates:
        layout.dates[line.number] = dates
        return Role.DATE
    if _is_furniture(layout, line, at_edge=True) or (not tail and section_of(line.text)):
        return Role.FURNITURE
    if not tail and is_caption(line):
        return Role.CAPTION
    if line.words <= MAX_BYLINE_WORDS and not (tail and line.text.endswith(".")):
        credit = read_byline(line.text, placed, layout.known)
        if credit:
            layout.credits[line.number] = _as_printed(credit, line)
            return Role.BYLINE
    return None


def _as_printed(credit: Credit, line: Line) -> Credit:
    """The credit with the line's own characters, where cleaning changed more than space («&nbsp;أحمد …»)."""
    return credit if line.printed == line.text else replace(credit, byline=line.printed)


def _looks_displayed(line: Line) -> bool:
    return is_display(line) and not dateline_dates(line)


def _head(layout: Layout) -> list[Line]:
    """The lines above the first running text that have no role yet."""
    head: list[Line] = []
    for line in layout.lines[:MAX_HEAD_LINES]:
        if layout.roles.get(line.number, Role.FURNITURE) is not Role.FURNITURE:
            break
        aside = _is_furniture(layout, line, at_edge=True) or stamp_dates(line) or is_caption(line)
        if not (_looks_displayed(line) or aside):
            break
        head.append(line)
    return [line for line in head if line.number not in layout.roles]


def _mark_head(layout: Layout) -> None:
    """Date, byline, caption and furniture lines above the text. A head's only display line is a headline, not a byline.

    A byline is placed where only dates and captions stand between it and the text; a single word
    may be one (a publication's name) anywhere below the first line.
    """
    head = _head(layout)
    text_follows = any(line not in head for line in layout.free())
    last = True
    found: dict[int, Role] = {}
    for at in range(len(head) - 1, -1, -1):
        line = head[at]
        placed = at > 0 and text_follows and (last or line.words == 1)
        role = _edge_role(layout, line, tail=False, placed=placed)
        last = last and role in (Role.DATE, Role.CAPTION, Role.FURNITURE)
        if role:
            found[line.number] = role
    plain = any(line.number not in found for line in head)
    for at, line in enumerate(head):
        role = found.get(line.number)
        if role is Role.BYLINE and (not plain or _opens_file_as_headline(line, at, head)):
            layout.credits.pop(line.number)
            plain = True
        elif role:
            layout.roles[line.number] = role


def _opens_file_as_headline(line: Line, at: int, head: Sequence[Line]) -> bool:
    """A first line that could be a byline is a headline, unless a longer display line follows it."""
    return at == 0 and line.words >= 4 and not any(other.words > line.words for other in head[1:3])


def _mark_display(layout: Layout) -> None:
    """Headline, kicker and deck: behind the text where a headline is printed twice there, else above it."""
    tail = _display_tail(layout)
    head = _display_head(layout)
    lines = tail if tail and not any(line.folded == tail[-1].folded for line in head) else head
    aside = [line.number for line in layout.lines if layout.roles.get(line.number) in (Role.DATE, Role.BYLINE)]
    after = next((number for number in aside if lines and number > lines[0].number), None)
    layout.choice = choose(
        lines, _first_body(layout, lines), after if lines is head else None, layout.known.kicker_above
    )
    for line in lines:
        if line.number not in layout.roles:
            layout.roles[line.number] = layout.choice.role_of(line)


def _display_head(layout: Layout) -> list[Line]:
    """The free display lines above the text; a long standfirst counts too where a byline stands behind it."""
    lines: list[Line] = []
    for at, line in enumerate(layout.lines[:MAX_HEAD_LINES]):
        role = layout.roles.get(line.number)
        if role in ASIDE:
            continue
        following = layout.lines[at + 1] if at + 1 < len(layout.lines) else None
        standfirst = bool(lines) and following is not None and layout.roles.get(following.number) is Role.BYLINE
        if role or not (_looks_displayed(line) or (standfirst and line.words <= MAX_STANDFIRST_WORDS)):
            break
        lines.append(line)
    return _without_text(layout, lines)


def _without_text(layout: Layout, lines: list[Line]) -> list[Line]:
    """`lines` without what is text: a head has at most five display lines, and the last line of a file is its text."""
    text_follows = any(line not in lines for line in layout.free())
    kept, most = (lines, MAX_DISPLAY_LINES) if text_follows else (lines[:-1], 2)
    return kept if len(kept) <= most else kept[:1]


def _display_tail(layout: Layout) -> list[Line]:
    """Display lines behind the text: a headline that is printed twice there, and what stands between."""
    free = layout.free()
    anchor = repeated_headline(free)
    if anchor is None:
        return []
    at = next(n for n, line in enumerate(free) if line.number == anchor)
    first = next(n for n in range(max(0, at - 3), at) if free[n].folded == free[at].folded)
    return free[first : at + 1]


def _first_body(layout: Layout, display: Sequence[Line]) -> Line | None:
    free = [line for line in layout.free() if line not in display]
    return next((line for line in free if line.words >= 8), free[0] if free else None)


def _mark_late_byline(layout: Layout) -> None:
    """A byline below a standfirst or the first paragraphs, told by a label («استطلاع/ محمد أحمد الصباحي») or by its
    colon («دمشق-وكالات-الوسط التونسية:»).
    """
    for line in layout.free()[1:8]:
        if line.words <= 9 and not line.text.endswith("."):
            ends = line.text.endswith((":", "-"))
            credit = read_byline(line.text, placed=ends, known=layout.known)
            if credit and ((credit.labelled and credit.authors) or (ends and (credit.authors or credit.agencies))):
                layout.credits[line.number] = _as_printed(credit, line)
                layout.roles[line.number] = Role.BYLINE
                return


def _mark_related(layout: Layout) -> None:
    """A list of other articles within the text: its heading («مواضيع ذات صلة») and the display lines below it."""
    free = layout.free()
    for at, line in enumerate(free):
        if opens_related(line):
            for other in free[at : at + MAX_RELATED_LINES]:
                if other is not line and (not is_display(other) or other.text.endswith(".")):
                    break
                layout.roles[other.number] = Role.FURNITURE


def _keep_a_body(layout: Layout) -> None:
    """A file of display lines only keeps all but its headline as text."""
    if not layout.of(Role.BODY):
        for line in layout.of(Role.DECK) + layout.of(Role.KICKER):
            layout.roles[line.number] = Role.BODY
