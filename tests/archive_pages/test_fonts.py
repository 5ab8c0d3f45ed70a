"""Fonts are cut to what Arabic news needs, the same way each time."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.subset import parse_unicodes
from fontTools.ttLib import TTFont

from archive_pages.errors import PagesError
from archive_pages.fonts import ARABIC, FACES, LETTERS, Face, cut, cut_once, first_of, font_name, font_path, style_sheet

NASKH = next(face for face in FACES if face.weight == 400 and face.characters == ARABIC)


def wanted(face: Face) -> set[int]:
    """The code points that a face is cut to."""
    return set(parse_unicodes(face.characters.replace("U+", "")))


def letters(font: bytes) -> set[int]:
    """The code points that a font has glyphs for."""
    return set(TTFont(BytesIO(font)).getBestCmap())


@pytest.fixture(scope="module")
def source(root: Path) -> bytes:
    """The Arabic text face as npm has it."""
    return font_path(NASKH, root / "node_modules").read_bytes()


@pytest.fixture(scope="module")
def naskh(source: bytes) -> bytes:
    """The same, cut."""
    return cut(source, NASKH)


def test_a_cut_font_has_every_wanted_character_that_its_source_has(source: bytes, naskh: bytes) -> None:
    """And none besides; it is smaller, and WOFF2."""
    assert letters(naskh) == letters(source) & wanted(NASKH)
    assert len(naskh) < len(source)
    assert naskh[:4] == b"wOF2"


def test_letters_still_join(naskh: bytes) -> None:
    """Initial, medial and final forms and marks' places are kept, with outlines for them."""
    font = TTFont(BytesIO(naskh))
    features = {
        record.FeatureTag for table in ("GSUB", "GPOS") for record in font[table].table.FeatureList.FeatureRecord
    }
    assert {"init", "medi", "fina", "rlig", "mark"} <= features
    assert font["glyf"][font.getBestCmap()[ord("ب")]].numberOfContours != 0
    assert font["maxp"].numGlyphs > len(font.getBestCmap())


def test_cutting_twice_gives_the_same_bytes(source: bytes, naskh: bytes) -> None:
    """No time of cutting is in the font: it says it was made when its source was."""
    assert cut(source, NASKH) == naskh
    assert TTFont(BytesIO(naskh))["head"].modified == TTFont(BytesIO(source))["head"].modified


def test_the_sample_s_signs_are_in_the_faces(sample_site: Any) -> None:
    """Every sign of the sample's articles and pages is among the characters that faces are cut to."""
    text = "".join(path.read_text(encoding="utf-8") for path in sample_site.content.rglob("*.md"))
    kept = set().union(*map(wanted, FACES))
    assert {"خ", "؟", "a"} <= set(text)
    assert {sign for sign in set(text) - {"\n"} if ord(sign) not in kept} == set()


@pytest.mark.parametrize("characters", [ARABIC, LETTERS])
def test_a_name_changes_with_what_is_in_the_font(characters: str) -> None:
    """Another source or other characters give another name, so that no cache keeps an old font."""
    face = replace(NASKH, characters=characters)
    names = {font_name(face, b"1"), font_name(face, b"2"), font_name(replace(face, characters="U+0041"), b"1")}
    assert len(names) == 3
    assert font_name(face, b"1") == font_name(face, b"1")


def test_a_missing_package_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    """The message names the file, the folder and the command."""
    with pytest.raises(PagesError) as caught:
        font_path(NASKH, tmp_path)
    assert str(caught.value) == (
        f"font 'amiri-arabic-400-normal.woff2': not in {str(tmp_path)!r}; expected npm's packages there (make setup)"
    )


def test_the_style_sheet_has_a_rule_for_each_face() -> None:
    """Each names its file, weight and characters; no two of one family and weight have a character in common."""
    sheet = style_sheet({face: f"{number}.woff2" for number, face in enumerate(FACES)})
    rules = sheet.splitlines()
    assert len(rules) == len(FACES) == 32
    for number, (face, rule) in enumerate(zip(FACES, rules, strict=True)):
        assert f'url("../fonts/{number}.woff2")' in rule
        assert f"font-weight: {face.weight};" in rule
        assert f"unicode-range: {face.range.replace(',', ', ')};" in rule
    ranges = Counter((face.family, face.weight, sign) for face in FACES for sign in parse_unicodes(_hex(face.range)))
    assert set(ranges.values()) == {1}


def _hex(ranges: str) -> str:
    return ranges.replace("U+", "")


@pytest.mark.parametrize("name", ["Warraq Text Arabic Digits", "Warraq Text Latin Digits"])
def test_digits_are_shown_as_others(root: Path, name: str) -> None:
    """A face for digits has one glyph for each digit of the text, those of its own script, in their order."""
    face = next(face for face in FACES if face.family == name)
    source = font_path(face, root / "node_modules").read_bytes()
    shown, own = TTFont(BytesIO(cut(source, face))), TTFont(BytesIO(source))
    digits = [outline(own, sign) for sign in parse_unicodes(_hex(face.characters))]
    replaced = list(parse_unicodes(_hex(face.shown_for)))
    assert [outline(shown, sign) for sign in replaced] == digits * (len(replaced) // 10)
    assert len(shown.getBestCmap()) == len(replaced)


def outline(font: TTFont, sign: int) -> list[Any]:
    """What is drawn for a sign."""
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[font.getBestCmap()[sign]].draw(pen)
    return list(pen.value)


@pytest.mark.parametrize(
    ("css", "headlines"),
    [('"Warraq Display", serif', ("Warraq Display", 600)), ('"Warraq Sans", sans-serif', ("Warraq Sans", 600))],
)
def test_what_every_page_shows_at_once_is_light(css: str, headlines: tuple[str, int]) -> None:
    """Three faces, Arabic letters and what Arabic shares with Latin; headlines in the family that the skin names."""
    shown = first_of(css)
    assert {(face.family, face.weight) for face in shown} == {("Warraq Text", 400), headlines, ("Warraq Sans", 400)}
    assert len(shown) == 6


def test_fonts_that_every_page_loads_weigh_under_100_kilobytes(sample_site: Any) -> None:
    """A reader's first page waits for no more."""
    [names] = sample_site.page("").values("data-fonts")
    fonts = [sample_site.output / name for name in names.split()]
    assert len(fonts) == 6
    assert sum(font.stat().st_size for font in fonts) < 100_000


def test_a_font_is_cut_once_a_machine(source: bytes, tmp_path: Path) -> None:
    """What was cut before is taken; where nothing can be kept it is cut each time."""
    face = replace(NASKH, characters="U+0627")
    first = cut_once("a.woff2", source, face, tmp_path / "kept")
    assert letters(first) == {0x0627}
    assert cut_once("a.woff2", b"not asked for", face, tmp_path / "kept") == first
    (tmp_path / "file").touch()
    assert cut_once("a.woff2", source, face, tmp_path / "file") == first
