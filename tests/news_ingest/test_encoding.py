"""Bytes to text, or a reason why not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news_ingest.encoding import Decoded, decode

TEXT = "قال وزير الصحة إنّ 74 عضواً «حضروا» الاجتماع (2018).\r\nوأضاف: «هذا كثير»."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("cp1256"), "windows-1256"),
    ],
)
def test_each_encoding_is_told(data: bytes, encoding: str) -> None:
    """UTF-8, UTF-16 of both orders and Windows-1256 are read, with and without a byte order mark."""
    assert decode(data) == Decoded(TEXT, encoding)


@pytest.mark.parametrize("data", [b"", b"\r\n \t\r\n", b"\x00", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_said_to_be_empty(data: bytes) -> None:
    """White space, a lone mark or a NUL is no text."""
    assert decode(data) == "empty"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\x01\x00\x08\x06\x00\x00\x00\\r\xa8f",
        bytes(range(256)) * 8,
        b"PK\x03\x04\x14\x00\x08\x00\x08\x00" + bytes(range(128, 256)) * 4,
        b"0123456789 !!! ???? ----",
        ("кириллица в старой кодировке, а не арабский текст " * 2).encode("koi8-r"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    """Images, archives, files without letters and other alphabets' old encodings go to quarantine."""
    assert decode(data) in ("not text",)


def test_a_truncated_file_is_read_and_its_loss_counted() -> None:
    """A UTF-8 file cut within its last letter loses that letter only."""
    decoded = decode(TEXT.encode()[:-3] * 20 + "ض".encode()[:1])
    assert isinstance(decoded, Decoded)
    assert (decoded.encoding, decoded.broken > 0) == ("utf-8", True)


def test_text_that_lost_its_letters_is_still_text() -> None:
    """An article whose letters became question marks is kept: what is left of it is not ours to throw away."""
    assert isinstance(decode(b"\xa0I?E ??U?E \x94????C? ?C?E? ??EO\x94? ???? C???? C??E?IE ?????\r\n"), Decoded)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    """No bytes raise."""
    assert isinstance(decode(data), Decoded | str)


PROSE = (
    "قال وزير الصحة إن الاجتماع الذي عقد أمس في المدينة انتهى إلى اتفاق على بناء مستشفى جديد عام 2018 «نعم» "
    "بكلفة 12.5% من الميزانية (فقط)"
)


@settings(max_examples=200, deadline=None)
@given(st.permutations(PROSE.split()).map(" ".join))
def test_arabic_survives_every_encoding(text: str) -> None:
    """Arabic prose is read back the same from each encoding, marked or not."""
    for codec in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"):
        decoded = decode(text.encode(codec))
        assert isinstance(decoded, Decoded), codec
        assert decoded.text == text, codec
