"""Bytes to text: UTF-8, UTF-16 or Windows-1256, or a reason why it is none of them."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

MAX_BROKEN_SHARE = 0.01
MIN_LETTER_SHARE = 0.1
MIN_LETTERS_TO_TELL = 40
SAMPLE_CHARACTERS = 2000
FIRST_CHARACTERS = 400
ARABIC_RE = re.compile("[\u0620-\u064a\u0671-\u06d3\u0750-\u077f\ufb50-\ufdfb\ufe70-\ufefc]")
COMMON = "اليمنورتهةب"
LETTERS_RE = re.compile(r"[^\W\d_]+")
CONTROL_RE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of some bytes, the encoding they were read as, and how many bytes could not be read."""

    text: str
    encoding: str
    broken: int = 0


def decode(data: bytes) -> Decoded | str:
    """`data` as text, or the reason why it is not text: "empty" or "not text".

    A byte order mark decides; without one UTF-16 is told by its zero bytes, then strict UTF-8 is
    tried, then UTF-8 with up to 1 % of broken bytes (a truncated file), then Windows-1256, which
    any bytes fit: there the letters must be Arabic ones, or nearly all bytes ASCII.
    """
    if not data.strip(b"\x00\r\n\t \x0c\xef\xbb\xbf\xff\xfe"):
        return "empty"
    decoded = _by_mark(data) or _utf16(data) or _utf8(data) or _windows_1256(data)
    if decoded is None or not _is_text(decoded.text):
        return "not text"
    return decoded


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding)
    return None


def _utf16(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: spaces and ASCII give zero bytes on one side only, Arabic letters 06."""
    sample = data[:4096].rstrip(b"\x00")
    if b"\x00" not in sample and b"\x06" not in sample:
        return None
    high = [sum(sample[side::2].count(byte) for byte in (0, 6)) for side in (0, 1)]
    half = len(sample) // 2
    if half < 4 or max(high) < 0.9 * half or min(high) > 0.3 * half:
        return None
    return _lenient(data, "utf-16-be" if high[0] > high[1] else "utf-16-le")


def _utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        decoded = _lenient(data, "utf-8")
    return decoded if decoded and ARABIC_RE.search(decoded.text) else None


def _lenient(data: bytes, encoding: str) -> Decoded | None:
    text = data.decode(encoding, errors="replace")
    broken = text.count("\ufffd") - data.count("\ufffd".encode(encoding))
    return Decoded(text, encoding, broken) if broken <= MAX_BROKEN_SHARE * len(text) else None


def _windows_1256(data: bytes) -> Decoded | None:
    text = data.decode("cp1256")
    sample = text[: 10 * SAMPLE_CHARACTERS]
    letters = _letters(sample)
    ascii_share = len(sample.encode("ascii", "ignore")) / len(sample)
    return Decoded(text, "windows-1256") if letters and (_is_arabic(sample, letters) or ascii_share >= 0.9) else None


def _is_arabic(text: str, letters: int) -> bool:
    """Half of the letters are Arabic, and where there are enough to tell, eleven letters make up four tenths of those
    (in prose about two thirds).
    """
    arabic = len(ARABIC_RE.findall(text))
    prose = arabic < MIN_LETTERS_TO_TELL or _common_letters(text) >= 0.4 * arabic
    return arabic >= 0.5 * letters and prose


def _is_text(text: str) -> bool:
    """Few control characters, and in the beginning letters enough to be read."""
    stripped = text.strip("\x00")
    printable = stripped.replace("\n", "").replace("\r", "").isprintable()  # soon told: no control is
    controls = 0 if printable else len(CONTROL_RE.findall(stripped))
    sample = stripped[:SAMPLE_CHARACTERS]
    visible = len(sample) - sum(map(sample.count, " \n\r\t\xa0"))
    parts, least = (sample[:FIRST_CHARACTERS], sample), MIN_LETTER_SHARE * visible
    readable = any(count(part) >= least for count in (_common_letters, _letters) for part in parts)
    return visible > 0 and controls <= 0.02 * len(stripped) and readable


def _common_letters(text: str) -> int:
    """Some of a text's letters, counted much faster than all."""
    return sum(map(text.count, COMMON))


def _letters(text: str) -> int:
    return len("".join(LETTERS_RE.findall(text)))
