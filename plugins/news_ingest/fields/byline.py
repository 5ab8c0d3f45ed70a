"""Byline lines: who wrote an article, for whom and from where, on a line of their own or glued to the lead."""

from __future__ import annotations

import re
from dataclasses import dataclass

from arabic_text.normalize import normalize
from news_ingest.lexicon import agencies, byline_labels, given_names, name_labels
from news_ingest.records import Credit

MAX_WORDS = 14
SEPARATOR_RE = re.compile(
    r"\s*[:؛|/]\s*|\s+[-–—ـ]+\s*|\s*[-–—ـ]+\s+|(?<=[^\W_])[-–—](?=[^\W_])|\s*[()]+\s*[-–—ـ]*\s*|،\s*"
)
EDGE_RE = re.compile(r"^[\s\-–—ـ*•:؛|/?{}]+|[\s\-–—ـ*•:؛|/{}]+$")
EMAIL_RE = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
TITLE_RE = re.compile(r"^(?:(?:د|أ|ا|م|الدكتوره?|دكتور|الاستاذه?|استاذ|الشيخ|المهندسه?|السيده?|المستشار)\s*[./]?\s+)+")
WORD_RE = re.compile(r"[^\W\d_]+")
SPACED_LETTERS_RE = re.compile(r"[\u0621-\u064a](?: ?\.? ?[\u0621-\u064a]){1,3}\.?")
AGENCY_BEHIND_RE = re.compile(
    r"[\s،,]*(?:[مه][\s.،]+)*[-–ـ\s]*(?:\((?P<in>[^()]{2,20})\)|(?P<out>[\u0621-\u064a]+(?: [\u0621-\u064a]\b)*))"
)
QUOTED_RE = re.compile(r"[«\"“](.+)[»\"”]")
CLAUSE_RE = re.compile(
    r"^(?:في|من|على|الى|عن|بعد|قبل|مع|بين|عند|لدى|ان|هل|لا|لم|لن|ما|كيف|لماذا|متى|اين|يا|قد|كل|اول|بدء|بدا)$"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a byline: its text and kind ("label", "person", "agency", "outlet", "email" or "other")."""

    text: str
    kind: str


def read_byline(text: str, placed: bool = False) -> Credit | None:
    """The credit that a line of its own states, or None where it is no byline.

    «لندن: رنيم حنوش», «بقلم: د. خالد النجار», «أحمد اللحياني (مكة المكرمة)», «دمشق - سانا», «عدنان السوداني».
    `placed` tells that the line stands where bylines stand (between headline and text, or below the
    text): there two or three words of a name's shape are enough («وهدان وهدان», «تل الغار: رامز الشويحي»).
    """
    parts = _with_names_behind_places(split_parts(text))
    if not parts or len(WORD_RE.findall(text)) > MAX_WORDS:
        return None
    kinds = [part.kind for part in parts]
    named = sum(kind in ("person", "agency", "outlet", "email") for kind in kinds)
    labelled = kinds[0] == "label" and len(parts) > 1
    if placed and not named and all(_has_name_shape(part.text) for part in parts) and len(parts) <= 2:
        return _credit(text, [*parts[:-1], Part(parts[-1].text, "person")]) if _has_two_words(parts[-1].text) else None
    if not (labelled or named) or any(len(part.text.split()) > 4 for part in parts if part.kind == "other"):
        return None
    if kinds.count("other") > max(1, named) and not labelled:
        return None
    return _credit(text, parts)


def _with_names_behind_places(parts: list[Part]) -> list[Part]:
    """Where one name is known («بغداد: حمزة مصطفى - أربيل: دلشاد عبد الله»), a piece behind a place is another."""
    if all(part.kind != "person" for part in parts):
        return parts
    found = parts[:1]
    for part in parts[1:]:
        named = part.kind == found[-1].kind == "other" and _has_two_words(part.text) and _has_name_shape(part.text)
        found.append(Part(part.text, "person") if named else part)
    return found


def _has_two_words(text: str) -> bool:
    """Two or three words, as a name has."""
    return 2 <= len(text.split()) <= 3


def _has_name_shape(text: str) -> bool:
    """One to three words of letters, none of which opens a clause."""
    words = normalize(text).split()
    return 1 <= len(words) <= 3 and all(WORD_RE.fullmatch(word) and not CLAUSE_RE.match(word) for word in words)


def is_source_label(text: str) -> bool:
    """A publication's name alone, as a line that ends with a colon: «الصحافة الاقتصادية :», «الرياض - الوئام :»."""
    return text.rstrip().endswith(":") and 1 <= len(WORD_RE.findall(text)) <= 5


def source_credit(text: str) -> Credit:
    """The credit of a line that `is_source_label` found: its words, and a place where a separator stands."""
    parts = [part.text for part in split_parts(text)]
    return Credit(byline=EDGE_RE.sub("", text), place=parts[0] if len(parts) > 1 else None)


def glued_credit(lead: str) -> Credit:
    """The credit at the beginning of the first paragraph, which stays there: «تل الغار - و ن - قال …».

    Taken only where an agency or a person is named between a place and a dash or bracket.
    """
    match = re.match(
        r"(?P<place>[^\d():،.\-–—ـ]{2,30}?)\s*(?:[-–—ـ:]\s*|\()(?P<who>[^():،\-–—]{2,30}?)\s*(?:\)\s*[-–—ـ:]?|[-–—ـ:])\s",
        lead,
    )
    if not match or len(match["place"].split()) > 3:
        return Credit()
    part = classify(match["who"].strip())
    if part.kind not in ("person", "agency"):
        return Credit()
    return _credit(f"{match['place'].strip()} - {part.text}", [Part(match["place"].strip(), "other"), part])


def dateline_credit(place: str, folded_rest: str) -> Credit:
    """The credit around a dateline's date: the `place` before it and the agency in the normalized text behind it."""
    match = AGENCY_BEHIND_RE.match(folded_rest)
    agency = agency_name((match["in"] or match["out"]).strip()) if match else None
    if not agency:
        return Credit(place=place or None)
    return Credit(f"{place} - {agency}" if place else agency, (), (agency,), place or None)


def split_parts(text: str) -> list[Part]:
    """The pieces of a byline between its separators, classified; a label glued to a name is parted from it."""
    pieces: list[Part] = []
    for piece in SEPARATOR_RE.split(EDGE_RE.sub("", text)):
        piece = EDGE_RE.sub("", piece or "")
        first, _, rest = piece.partition(" ")
        if rest and normalize(first) in name_labels():
            pieces += [Part(first, "label"), classify(rest)]
        elif WORD_RE.search(piece):
            pieces.append(classify(piece))
    return pieces


def classify(piece: str) -> Part:
    """What kind of byline piece `piece` is."""
    folded = normalize(piece)
    if EMAIL_RE.fullmatch(piece):
        return Part(piece, "email")
    if agency_name(piece):
        return Part(piece, "agency")
    if quoted := QUOTED_RE.fullmatch(piece):
        return Part(quoted[1], "outlet")
    if all(word in byline_labels() for word in folded.split()):
        return Part(piece, "label")
    return Part(piece, "person" if _is_person(folded) else "other")


def agency_name(piece: str) -> str | None:
    """The full name of the agency that `piece` names; an unknown one of spaced letters («و ن») is its own name."""
    folded = re.sub(r"\s+", " ", normalize(piece).replace(".", " ")).strip()
    return agencies().get(folded) or (piece if SPACED_LETTERS_RE.fullmatch(piece) and " " in piece else None)


def _is_person(folded: str) -> bool:
    """Two to five words, the first a given name; behind a title («د. …») any two to four."""
    bare = TITLE_RE.sub("", folded + " ").strip()
    words = bare.split()
    if not 2 <= len(words) <= 5 or any(not WORD_RE.fullmatch(word.strip(".")) for word in words):
        return False
    return bare != folded or words[0] in given_names() or words[0] in ("عبد", "ابو", "بن")


def _credit(text: str, parts: list[Part]) -> Credit:
    people = tuple(part.text for part in parts if part.kind == "person")
    named = tuple(agency_name(part.text) or part.text for part in parts if part.kind == "agency")
    others = [part.text for part in parts if part.kind == "other"]
    labelled = parts[0].kind == "label"
    if labelled and not people and others:
        people, others = (others[0],), others[1:]
    return Credit(EDGE_RE.sub("", text), people, tuple(dict.fromkeys(named)), others[0] if others else None)
