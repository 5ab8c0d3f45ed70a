"""UTF-8 that was read in a wrong code page and written again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news_ingest.mojibake import mend
from news_ingest.records import RawArticle
from news_ingest.sources.inputs import origin_of, raw_text
from news_ingest.sources.walk import walk

CORPUS = Path(__file__).parents[3] / "shared/corpus"
TEXT = """ترميم السوق القديمة في «وادي الشيح» يبدأ
أعلنت بلدية الوادي – صباح أمس – بدء العمل في ترميم السوق، وقال رئيسها: «ننتهي قبل الصيف المقبل».
و 35% من المحال… مغلقة منذ 2015؛ فمتى تُفتح؟"""
Reading = Callable[[bytes], str]


def latin_1(data: bytes) -> str:
    """Bytes as Latin-1 reads them."""
    return data.decode("latin-1")


def windows_1252(data: bytes) -> str:
    """Bytes as Windows-1252 reads them, where it has no sign as Latin-1 does."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)


def windows_1256(data: bytes) -> str:
    """Bytes as Windows-1256 reads them."""
    return data.decode("cp1256")


READINGS = [latin_1, windows_1252, windows_1256]


@pytest.mark.parametrize("read", READINGS)
@pytest.mark.parametrize("times", [1, 2])
def test_a_whole_text_is_mended(read: Reading, times: int) -> None:
    """Read wrongly once or twice, it comes back as it was, and the characters are counted."""
    damaged = TEXT
    for _ in range(times):
        damaged = read(damaged.encode())
    assert mend(damaged) == (TEXT, len(damaged) - len(TEXT))


@pytest.mark.parametrize("read", READINGS)
def test_lines_and_words_are_mended_alone(read: Reading) -> None:
    """What beside them is right stays as it is."""
    first, second, third = TEXT.split("\n")
    assert mend("\n".join([first, read(second.encode()), third]))[0] == TEXT
    damaged = second.replace("ترميم", read("ترميم".encode())).replace("السوق", read("السوق".encode()))
    assert mend(f"{first}\n{damaged}\n{third}")[0] == TEXT


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "قال «ع» و«غ»، طه؛ وعظ… ضبط» — وع، غ؟",
        "Le café à côté, déjà fermé: Â« été Â»",
        "می‌گویند که طگ عکس غچه",
        "",
        "\ud800 ط\u200c",
    ],
)
def test_what_may_be_meant_stays(text: str) -> None:
    """Arabic before signs, French, Persian, and what is no text."""
    assert mend(text) == (text, 0)


@given(st.text(st.sampled_from("ابتعظطغو قلم،»؟…ک\x85Ø§Ù„Â«é"), max_size=40))
def test_anything_can_be_given(text: str) -> None:
    """Nothing raises, and it never grows."""
    mended, fewer = mend(text)
    assert (len(mended), fewer >= 0) == (len(text) - fewer, True)


def test_a_file_and_a_record_say_what_was_mended(tmp_path: Path) -> None:
    """Text and headline are mended, and the damage is counted."""
    made = raw_text(origin_of("raw", "أ.txt"), windows_1256(TEXT.encode()).encode())
    assert isinstance(made, RawArticle)
    assert (made.text, [kind for kind, _ in made.repairs]) == (TEXT, ["mojibake"])
    record = {"title": latin_1("ترميم السوق".encode()), "content": latin_1(TEXT.encode())}
    (tmp_path / "a.jsonl").write_text(json.dumps(record), encoding="utf-8")
    [item] = walk(tmp_path, "")
    raw = item.read()
    assert isinstance(raw, RawArticle)
    assert (raw.text, raw.given.title, [kind for kind, _ in raw.repairs]) == (TEXT, "ترميم السوق", ["mojibake"])


@pytest.mark.skipif(not CORPUS.is_dir(), reason="shared/corpus is not here")
def test_no_real_text_is_changed() -> None:
    """The newspaper files hold no such damage."""
    for item in walk(CORPUS / "newspapers", ""):
        raw = item.read()
        assert isinstance(raw, RawArticle)
        assert "mojibake" not in dict(raw.repairs), item.origin.source
