"""Bylines: who wrote an article, for whom and from where, on a line of their own or glued to the lead."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from arabic_text.normalize import normalize
from news_ingest.lexicon import agencies, byline_labels, given_names, name_labels, places
from news_ingest.records import NOTHING_KNOWN, Credit, Known

MAX_WORDS = 14
MAX_GLUED_CHARACTERS = 70
MAX_PIECE_WORDS = 4
FEW_LINES = 64
FEW_PIECES = 256
NAMED = ("person", "agency", "outlet", "email")
SEPARATOR_RE = re.compile(
    r"\s*[:؛|/]\s*|\s+[-–—ـ]+\s*|\s*(?<![-–—ـ])[-–—ـ]++\s+|(?<=[^\W_])[-–—](?=[^\W_])|\s*[()]+\s*[-–—ـ]*\s*|،\s*|\s{2,}"
)
SIGN_RE = re.compile(r"[:؛|/\-–—ـ()،]|\s\s")  # one of them is in each separator
DIGIT_RE = re.compile(r"\d")
EDGE_START = " \t\xa0-–—ـ*•:؛|/?{}"
EDGE_END = " \t\xa0-–—ـ*•:؛|/{}"
NUMBER_RE = re.compile(r"(?<![\w.@])\d+(?![\w.@])")
EMAIL_RE = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
TITLE_RE = re.compile(r"^(?:(?:د|أ|ا|م|الدكتوره?|دكتور|الاستاذه?|استاذ|الشيخ|المهندسه?|السيده?|المستشار)\s*[./]?\s+)+")
WORD_RE = re.compile(r"[^\W\d_]+")
SPACED_LETTERS_RE = re.compile(r"[\u0621-\u064a](?: ?\.? ?[\u0621-\u064a]){1,3}\.?")
QUOTED_RE = re.compile(r"[«\"“](.+)[»\"”]")
CLAUSE_RE = re.compile(
    r"\b(?:في|من|على|إلى|الى|عن|بعد|قبل|مع|بين|عند|لدى|[أإا]ن|هل|لا|لم|لن|ما|كيف|لماذا|متى|[أا]ين|يا|قد|كل|[أا]ول|بدء|بد[أا]|قالت?"
    r"|انتهى|يتبع|تتمة|المصدر)\b"
)
AGENCY_BEHIND_RE = re.compile(
    r"[\s،,]*+(?:[مه][\s.،]++)*[-–ـ\s]*+(?:\((?P<in>[^()]{2,20})\)|(?P<out>[\u0621-\u064a]+(?: [\u0621-\u064a]\b)*))"
)
BRACKETED_RE = re.compile(r"(?P<first>[^():،.؟!]{2,40}?)\s*\((?P<second>[^()]{2,40})\)\s*(?P<end>[-–—ـ:]?)")
GLUED_END_RE = re.compile(r"[-–—ـ:)](?=\s)|[-–—ـ:](?=\S)")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a byline and its kind: "label", "person", "agency", "outlet", "place", "email" or "other"."""

    text: str
    kind: str


def read_byline(text: str, placed: bool = False, known: Known = NOTHING_KNOWN) -> Credit | None:
    """The credit that a line of its own states, or None where it is no byline.

    «لندن: رنيم حنوش», «بقلم: د. خالد النجار», «أحمد اللحياني (مكة المكرمة)», «دمشق - سانا», «عدنان السوداني».
    `placed` tells that the line stands where bylines stand (between headline and text, or below the
    text): there a line of one to four words of a name's shape is enough («وهدان وهدان», «الاتحاد»),
    and so is such a piece beside a place («الطائف: الندوة»). `known` is what the publisher's other
    articles show.
    """
    parts: Sequence[Part] = split_parts(text, known) if len(WORD_RE.findall(text)) <= MAX_WORDS else ()
    if not parts:
        return None
    if placed:
        parts = _by_structure(parts)
    kinds = [part.kind for part in parts]
    labelled = kinds[0] == "label" and (set(kinds) != {"label"} or (placed and len(kinds) > 1))
    named = sum(kind in NAMED for kind in kinds)
    others = [part for part in parts if part.kind == "other"]
    if kinds == ["outlet"] and not placed:
        return None
    if not (labelled or named) or any(len(part.text.split()) > MAX_PIECE_WORDS for part in others):
        return None
    most = 3 if text.rstrip().endswith((":", "-")) else max(1, named)
    return _credit(text, parts) if labelled or len(others) <= most else None


def glued_credit(lead: str, known: Known = NOTHING_KNOWN) -> Credit:
    """The credit at the beginning of the first paragraph, which stays there: «تل الغار - و ن - قال …».

    Taken only where every piece before a separator is a known kind of byline piece and one is a
    name, or where a place or name stands before a bracketed one («الشارقة (الاتحاد)- صدر …»; without a
    separator only a place before an agency, «تونس (وات) أكد …»).
    """
    head = lead[:MAX_GLUED_CHARACTERS]
    for end in sorted((match.end() for match in GLUED_END_RE.finditer(head)), reverse=True):
        parts = split_parts(head[:end], known)
        kinds = {part.kind for part in parts}
        if parts and "other" not in kinds and kinds & set(NAMED) and len(parts) > 1:
            return _credit(head[:end], parts)
        if [part.kind for part in parts] in (["other", "agency"], ["other", "person"]) and _has_name_shape(
            parts[0].text
        ):
            return _credit(head[:end], parts)
    return _bracketed(head, known)


def _bracketed(head: str, known: Known) -> Credit:
    match = BRACKETED_RE.match(head)
    if not match:
        return Credit()
    first, second = (split_parts(match[name], known) for name in ("first", "second"))
    if len(first) != 1 or not second or not _has_name_shape(first[0].text) or not all(map(_short, second)):
        return Credit()
    if not match["end"] and (first[0].kind, *(part.kind for part in second)) != ("place", "agency"):
        return Credit()
    if first[0].kind == "place":
        return _credit(match[0], [first[0], *(_as(part, "outlet") for part in second)])
    return _credit(match[0], [_as(first[0], "person"), *(_as(part, "place") for part in second)])


def _as(part: Part, kind: str) -> Part:
    return Part(part.text, kind) if part.kind == "other" else part


def _short(part: Part) -> bool:
    return len(part.text.split()) <= 3


def dateline_credit(place: str, folded_rest: str) -> Credit:
    """The credit around a dateline's date: the `place` before it and the agency in the normalized text behind it."""
    match = AGENCY_BEHIND_RE.match(folded_rest)
    agency = agency_name((match["in"] or match["out"]).strip()) if match else None
    if not agency:
        return Credit(place=place or None)
    return Credit(f"{place} - {agency}" if place else agency, (), (agency,), place or None)


def bracketed_author(title: str) -> Credit | None:
    """The person in brackets at a headline's end: «ماذا تريد إيران من اليمن؟! (نصر طه مصطفى)»."""
    match = re.search(r"\(([^()]{5,40})\)\s*$", title)
    if not match or not _has_name_shape(match[1]) or not set(normalize(match[1]).split()) & given_names():
        return None
    return Credit(match[1], (match[1],)) if len(match[1].split()) > 1 else None


def strip_edges(text: str) -> str:
    """`text` without the signs that stand around bylines."""
    return text.lstrip(EDGE_START).rstrip(EDGE_END)


@functools.lru_cache(maxsize=FEW_LINES)
def split_parts(text: str, known: Known = NOTHING_KNOWN) -> tuple[Part, ...]:
    """The pieces of a byline between its separators, classified; a label glued to a name is parted from it.

    A line is asked for several times while its article is read.
    """
    pieces: list[Part] = []
    bare = strip_edges(NUMBER_RE.sub(" ", text) if DIGIT_RE.search(text) else text)
    for raw_piece in SEPARATOR_RE.split(bare) if SIGN_RE.search(bare) else (bare,):
        piece = strip_edges(raw_piece or "")
        first, _, rest = piece.partition(" ")
        if rest and normalize(first) in name_labels() and classify(piece, known).kind == "other":
            pieces += [Part(first, "label"), classify(rest, known)]
        elif WORD_RE.search(piece):
            pieces.append(classify(piece, known))
    return tuple(pieces)


def classify(piece: str, known: Known = NOTHING_KNOWN) -> Part:
    """What kind of byline piece `piece` is, by the word lists and by what is known of the publisher."""
    folded, sure, else_ = _read_piece(piece)
    if sure:
        return sure
    if folded in known.outlets:
        return Part(piece, "outlet")
    return Part(piece, "place") if folded in known.places else else_


@functools.lru_cache(maxsize=FEW_PIECES)
def _read_piece(piece: str) -> tuple[str, Part | None, Part]:
    """(the piece normalized, what it is for every publisher, what it is where nothing more is known of it)."""
    folded = normalize(piece)
    quoted = QUOTED_RE.fullmatch(piece)
    if EMAIL_RE.fullmatch(piece):
        sure: Part | None = Part(piece, "email")
    elif _agency_name(piece, folded):
        sure = Part(piece, "agency")
    else:
        sure = Part(quoted[1], "outlet") if quoted else None
    return folded, sure, Part(piece, _kind_by_words(piece, folded))


def _kind_by_words(piece: str, folded: str) -> str:
    if folded in places():
        return "place"
    if all(word in byline_labels() for word in folded.split()):
        return "label"
    return "person" if _is_person(piece, folded) else "other"


def agency_name(piece: str) -> str | None:
    """The full name of the agency that `piece` names; an unknown one of spaced letters («و ن») is its own name."""
    return _agency_name(piece, normalize(piece))


def _agency_name(piece: str, folded: str) -> str | None:
    folded = " ".join(folded.replace(".", " ").split())
    return agencies().get(folded) or (piece if SPACED_LETTERS_RE.fullmatch(piece) and " " in piece else None)


def _is_person(piece: str, folded: str) -> bool:
    """Two to four words, the first a given name; behind a title («د. …») any; more where «بن» or «آل» joins them."""
    bare = TITLE_RE.sub("", folded + " ").strip()
    words = bare.split()
    most = 8 if {"بن", "ال"} & set(words) else 4
    if not 2 <= len(words) <= most or CLAUSE_RE.search(piece):
        return False
    if any(not WORD_RE.fullmatch(word.strip(".")) for word in words):
        return False
    return bare != folded or words[0] in given_names() or words[0] in ("عبد", "ابو", "بن")


def _by_structure(parts: Sequence[Part]) -> Sequence[Part]:
    """Unknown pieces told by where they stand: alone or beside a place, two to four words are a person, one an outlet.

    Of two unknown pieces the first is the place («تل الغار: رامز الشويحي»).
    """
    found = list(parts)
    unknown = [at for at, part in enumerate(found) if part.kind == "other" and _has_name_shape(part.text)]
    if len(unknown) != sum(part.kind == "other" for part in found):
        return found
    if len(found) == 2 and len(unknown) == 2:
        found[0] = Part(found[0].text, "place")
        unknown = unknown[1:]
    for at in unknown:
        beside_place = at > 0 and found[at - 1].kind in ("place", "other")
        if len(found) == 1 or beside_place or any(part.kind == "place" for part in found):
            name = len(found[at].text.split()) > 1 and not found[at].text.startswith("ال")
            kind = "person" if name else "outlet"
            found[at] = Part(found[at].text, kind)
    return found


def _has_name_shape(text: str) -> bool:
    """One to four words of letters, one of three letters at least, none of which opens a clause."""
    words = [word.strip(".") for word in normalize(text).split() if word != "."]
    letters = all(WORD_RE.fullmatch(word) for word in words)
    return 1 <= len(words) <= 4 and letters and any(len(word) > 2 for word in words) and not CLAUSE_RE.search(text)


def _credit(text: str, parts: Sequence[Part]) -> Credit:
    people = tuple(part.text for part in parts if part.kind == "person")
    named = tuple(agency_name(part.text) or part.text for part in parts if part.kind == "agency")
    others = [part.text for part in parts if part.kind == "other"]
    labelled = parts[0].kind == "label"
    if labelled and not people and others:
        people, others = (others[0],), others[1:]
    return Credit(strip_edges(text), people, tuple(dict.fromkeys(named)), _place(parts, others), labelled)


def _place(parts: Sequence[Part], others: Sequence[str]) -> str | None:
    """The places that stand together first, joined; else an unknown piece that stands before a name."""
    first = next((at for at, part in enumerate(parts) if part.kind == "place"), None)
    if first is not None:
        return " - ".join(part.text for part in takewhile(lambda part: part.kind == "place", parts[first:]))
    named = [at for at, part in enumerate(parts) if part.kind in NAMED]
    return others[0] if others and named else None
