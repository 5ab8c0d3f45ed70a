"""Undo UTF-8 that was read as Latin-1, Windows-1252 or Windows-1256: «Ø§Ù„» and «ط§ظ„» are «ال».

Only what raises plausibility is undone. In the Western code pages that is what gives Arabic letters. In Windows-1256
the damage is Arabic letters too, so that a text, else a line, else a word is undone of which four fifths are runs that
UTF-8 makes of letters: a lead (ط ظ ع غ …) and a sign or a Persian letter. (ftfy knows nothing of Windows-1256.)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

MIN_LETTERS = 3
SHARE = 0.8
ROUNDS = 3
LETTER_RE = re.compile("[\u0621-\u064a]")
VISIBLE_RE = re.compile(r"\S")
SCOPES = (re.compile(r"[^\r\n]+"), re.compile(r"\S+"))


def _western(byte: int) -> str:
    """The characters that Latin-1 and Windows-1252 read a byte as."""
    return chr(byte) + bytes([byte]).decode("cp1252", "ignore")


def _arabic(byte: int) -> str:
    return bytes([byte]).decode("cp1256")


def _one_of(characters: Callable[[int], str], first: int, last: int) -> str:
    return f"[{re.escape(''.join(map(characters, range(first, last + 1))))}]"


def _runs(characters: Callable[[int], str]) -> re.Pattern[str]:
    """A run of UTF-8 sequences of two or three bytes, as the characters of a code page."""
    two, three = _one_of(characters, 0xC2, 0xDF), _one_of(characters, 0xE0, 0xEF)
    more = _one_of(characters, 0x80, 0xBF)
    return re.compile(f"(?:{two}{more}|{three}{more}{{2}})+")


WESTERN_RE, ARABIC_RE = _runs(_western), _runs(_arabic)
WESTERN_LEADS = "ØÙÚÛÃï"  # of Arabic letters and their forms, and of those that were spoilt twice
SIGN = _one_of(_arabic, 0x80, 0xBF)
# One for each first letter: a pattern that begins with a class is searched for seven times slower
TWO_LETTERS_RES = tuple(re.compile(f"{letter}{SIGN}[طظ]{SIGN}") for letter in "طظ")


def mend(text: str) -> tuple[str, int]:
    """The text without such damage, undone up to three times, and how many characters fewer it has."""
    mended = text
    if any(lead in text for lead in WESTERN_LEADS):
        for _ in range(ROUNDS):
            mended = WESTERN_RE.sub(lambda run: _decoded("".join(map(_latin, run[0])), "latin-1"), mended)
        if len(LETTER_RE.findall(mended)) < len(LETTER_RE.findall(text)) + MIN_LETTERS:
            mended = text
    for _ in range(ROUNDS):
        if not _has_two_letters(mended):
            break
        mended = _undo_arabic(mended, SCOPES)
    return mended, len(text) - len(mended)


def _undo_arabic(text: str, scopes: Sequence[re.Pattern[str]]) -> str:
    """A text read as Windows-1256, undone where nearly all of it is such runs, else in its parts where it is."""
    if not _has_two_letters(text):
        return text
    length = sum(map(len, ARABIC_RE.findall(text)))
    if length >= SHARE * len(VISIBLE_RE.findall(text)):
        return ARABIC_RE.sub(lambda run: _decoded(run[0], "cp1256"), text)
    return scopes[0].sub(lambda part: _undo_arabic(part[0], scopes[1:]), text) if scopes else text


def _has_two_letters(text: str) -> bool:
    """Whether two letters stand together as Windows-1256 shows them."""
    return any(pattern.search(text) for pattern in TWO_LETTERS_RES)


def _latin(character: str) -> str:
    """The character that Latin-1 has for a character of Windows-1252."""
    return character if ord(character) < 0x100 else character.encode("cp1252").decode("latin-1")


def _decoded(run: str, encoding: str) -> str:
    """What a run of sequences says; the run itself where it is no UTF-8."""
    try:
        return run.encode(encoding).decode("utf-8")
    except UnicodeDecodeError:
        return run
