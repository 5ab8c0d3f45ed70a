"""A publisher's options are checked once, each with one clear message (docs/THEME.md)."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from archive_of_rows import archive, pages
from hypothesis import given
from hypothesis import strategies as st

from archive_pages.archive import Shape
from archive_pages.colours import contrast, style, tokens_in, unreadable
from archive_pages.entries import Entry, Term
from archive_pages.errors import PagesError
from archive_pages.imprint import Licence
from archive_pages.options import Options, options_from
from archive_pages.skins import site_css, skin_css, skins
from archive_pages.terms import Naming, terms_from
from archive_pages.ways import WAYS

Make = Callable[..., Entry]
THEME = Path(__file__).parents[2] / "theme"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 240 60'><path d='M0 0h9'/></svg>"
PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">II", 320, 80)
HEX = st.from_regex(r"#(?:[0-9a-f]{3}|[0-9a-fA-F]{6})", fullmatch=True)
A_SKIN = f"a folder in {str(THEME / 'skins')!r}: one of 'archive', 'newspaper'"
A_PATH = "a path like 'archive/', or an address that"
A_FILE = "a file below the content folder whose name ends with"
TWO_COLOURS = "two colours in hexadecimal, for light and dark, as in "


def options(**settings: object) -> Options:
    """The options of these settings with the repository's theme."""
    return options_from({"THEME": str(THEME), "PATH": "content", **settings})


def refused(**settings: object) -> str:
    """The message that these settings get."""
    with pytest.raises(PagesError) as caught:
        options(**settings)
    return str(caught.value)


def test_without_a_setting_all_is_the_theme_s_own() -> None:
    """The newspaper's look and menu, both calendars and all ways; no logo, footer or licence."""
    assert options() == Options("newspaper", None, {}, None, (), None, Naming(), True, frozenset(WAYS))


def test_options_are_taken() -> None:
    """Each as it is given."""
    found = options(
        NEWS_SKIN="archive",
        NEWS_MENU=[("الأرشيف", "archive/"), ("موقعنا", "https://example.org/")],
        NEWS_FOOTER="سطر أول\n\n سطر ثان ",
        NEWS_LICENCE=("CC BY 4.0", "https://licence.example/by"),
        NEWS_CALENDARS=["gregorian"],
        NEWS_WAYS=["places", "feeds"],
    )
    assert (found.skin, found.footer, found.has_hijri) == ("archive", ("سطر أول", "سطر ثان"), False)
    assert found.menu == (Term("الأرشيف", "archive/"), Term("موقعنا", "https://example.org/"))
    assert (found.licence, found.ways) == (Licence("CC BY 4.0", "https://licence.example/by"), {"places", "feeds"})


@pytest.mark.parametrize(
    ("name", "value", "shown", "expected"),
    [
        ("NEWS_SKIN", "../x", "'../x'", A_SKIN),
        ("NEWS_SKIN", None, "None", A_SKIN),
        ("NEWS_MENU", "archive/", "'archive/'", "pairs of texts, as in [('الأرشيف', 'archive/'), "),
        ("NEWS_MENU", [("أ", "")], "[('أ', '')]", "pairs of texts, as in "),
        ("NEWS_MENU", [("أ", "javascript:x")], "('أ', 'javascript:x')", A_PATH),
        ("NEWS_MENU", [("أ", "../x/")], "('أ', '../x/')", A_PATH),
        ("NEWS_MENU", [("أ", "//x.example/")], "('أ', '//x.example/')", A_PATH),
        ("NEWS_FOOTER", 5, "5", "a text"),
        ("NEWS_LICENCE", "CC BY", "'CC BY'", "two texts, as in ('CC BY 4.0', "),
        ("NEWS_LICENCE", ("CC BY", "by/4.0"), "'by/4.0'", "an address that begins with https://"),
        ("NEWS_LICENCE", ("CC BY", "https://[x"), "'https://[x'", "an address that begins with https://"),
        ("NEWS_SECTION_NAMES", ["x"], "['x']", "names by folder, as in {'sports': 'رياضة'}"),
        ("NEWS_PUBLISHER_NAMES", {"x": 5}, "{'x': 5}", "names by folder, as in {'okaz': 'عكاظ'}"),
        ("NEWS_SECTION_ORDER", ["أ", "أ"], "['أ', 'أ']", "a list of texts, each once, as in ['سياسة', 'رياضة']"),
        ("NEWS_CALENDARS", ["hijri"], "['hijri']", "'gregorian', whose days have the pages, among them"),
        ("NEWS_CALENDARS", ["julian"], "['julian']", "a list of some of 'gregorian', 'hijri'"),
        ("NEWS_WAYS", ["people"], "['people']", "a list of some of 'authors', 'places', 'agencies', "),
        ("NEWS_COLOURS", "red", "'red'", "colours for light and dark by token, as in {'accent': ('#7a1f2b', "),
        ("NEWS_COLOURS", {"x": ("#fff", "#fff")}, "'x'", "one of 'accent', 'accent-ink', 'added', "),
        ("NEWS_COLOURS", {"ink": "#000"}, "{'ink': '#000'}", TWO_COLOURS),
        ("NEWS_COLOURS", {"ink": ("red", "#fff")}, "{'ink': ('red', '#fff')}", TWO_COLOURS),
        ("NEWS_COLOURS", {"ink": ("#fff;}", "#fff")}, "{'ink': ('#fff;}', '#fff')}", TWO_COLOURS),
        ("NEWS_LOGO", "logo.svg", "'logo.svg'", "two texts, as in ('images/logo.svg', 'شعار الأرشيف')"),
        ("NEWS_LOGO", ("logo.svg", " "), "('logo.svg', ' ')", "two texts, as in ('images/logo.svg', 'شعار الأرشيف')"),
        ("NEWS_LOGO", ("../logo.svg", "شعار"), "'../logo.svg'", A_FILE),
        ("NEWS_LOGO", ("logo.gif", "شعار"), "'logo.gif'", A_FILE),
        ("NEWS_LOGO", ("none.svg", "شعار"), "'none.svg'", "a file in 'content'"),
    ],
)
def test_a_bad_value_is_named_with_what_was_expected(name: str, value: object, shown: str, expected: str) -> None:
    """The message names the setting and shows the value that is wrong."""
    assert refused(**{name: value}).startswith(f"setting {name}: {shown}; expected {expected}")


def test_colours_that_could_not_be_read_are_refused() -> None:
    """Against the skin's own where they are not given; the message tells which two, in which mode, and how little."""
    assert refused(NEWS_COLOURS={"ink": ("#999", "#fff")}) == (
        "setting NEWS_COLOURS: 'ink' #999 on 'paper' #fdfcf8 in light mode has a contrast of 2.78; "
        "expected a contrast of 4.5 or more (WCAG 1.4.3)"
    )
    assert options(NEWS_COLOURS={"accent": ("#0b4a8f", "#9cc9ff")}).colours == {"accent": ("#0b4a8f", "#9cc9ff")}


@pytest.mark.parametrize("skin", skins(THEME))
def test_every_skin_can_be_read(skin: str) -> None:
    """All pairs of text and ground, in both modes."""
    tokens = tokens_in("".join(skin_css(THEME, skin).values()))
    assert {"ink", "paper", "accent", "heat", "added", "removed"} <= tokens.keys()
    assert list(unreadable(tokens)) == []


@given(HEX, HEX)
def test_contrast_is_what_wcag_says(one: str, two: str) -> None:
    """From 1 to 21, whichever stands first; black on white has 21, #767676 on white is the classic 4.54."""
    assert 1 <= contrast(one, two) == contrast(two, one) <= 21.0001
    assert (contrast(one, one), round(contrast("#000", "#ffffff"), 6)) == (1, 21)
    assert round(contrast("#767676", "#fff"), 2) == 4.54


@given(st.dictionaries(st.sampled_from(["ink", "paper-2"]), st.tuples(HEX, HEX), min_size=1))
def test_colours_stand_behind_the_skin_s_and_come_back(colours: dict[str, tuple[str, str]]) -> None:
    """As tokens, before the rules for those who ask for more contrast."""
    css = site_css(THEME, "newspaper", style(colours))
    assert tokens_in(style(colours)) == colours
    assert css.index("--paper: light-dark(#fdfcf8") < css.index(style(colours)) < css.index("@media (prefers-contrast")


@pytest.mark.parametrize(("name", "data", "size"), [("logo.svg", SVG, (240, 60)), ("logo.png", PNG, (320, 80))])
def test_a_logo_has_the_size_that_its_file_tells(tmp_path: Path, name: str, data: bytes, size: tuple[int, int]) -> None:
    """So that nothing moves when it comes."""
    (tmp_path / name).write_bytes(data)
    logo = options(PATH=str(tmp_path), NEWS_LOGO=(name, "شعار")).logo
    assert logo is not None
    assert (logo.name, logo.alt, (logo.width, logo.height), logo.data) == (name, "شعار", size, data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        SVG.replace(b"<path", b"<script/><path"),
        SVG.replace(b"<path", b"<path onload='x'"),
        SVG.replace(b"<path", b"<image href='https://x.example/y.png'/><path"),
        SVG.replace(b" viewBox='0 0 240 60'", b""),
        b'<!DOCTYPE svg [<!ENTITY x "y">]>' + SVG.replace(b"<path", b"&x;<path"),
    ],
)
def test_a_logo_that_is_no_still_picture_is_refused(tmp_path: Path, data: bytes) -> None:
    """Scripts, foreign pictures, entities, no size, no picture at all."""
    (tmp_path / "logo.svg").write_bytes(data)
    said = refused(PATH=str(tmp_path), NEWS_LOGO=("logo.svg", "شعار"))
    assert said == "setting NEWS_LOGO: 'logo.svg'; expected an SVG or PNG picture with a size, without scripts"


@pytest.mark.parametrize("data", [b"", SVG, PNG[:20], PNG.replace(b"IHDR", b"IDAT"), PNG[:16] + bytes(8)])
def test_a_png_without_a_size_is_refused(tmp_path: Path, data: bytes) -> None:
    """Cut short, of another kind than its name says, or nothing wide."""
    (tmp_path / "logo.png").write_bytes(data)
    said = refused(PATH=str(tmp_path), NEWS_LOGO=("logo.png", "شعار"))
    assert said == "setting NEWS_LOGO: 'logo.png'; expected an SVG or PNG picture with a size, without scripts"


def test_a_logo_that_is_too_heavy_is_refused(tmp_path: Path) -> None:
    """Each page loads it."""
    (tmp_path / "logo.png").write_bytes(PNG + bytes(50_000))
    said = refused(PATH=str(tmp_path), NEWS_LOGO=("logo.png", "شعار"))
    assert said == "setting NEWS_LOGO: 'logo.png'; expected 50,000 bytes at most, since each page shows it"


def test_sections_stand_in_the_publisher_s_order() -> None:
    """Named ones first, by either name; the others by the names that are shown. Addresses stay."""
    naming = Naming({"sports": "رياضة"}, {}, ("ثقافة", "رياضة"))
    terms = terms_from({"sections": ["sports", "أ", "ب", "ثقافة"]}, naming, WAYS).sections
    assert list(terms) == ["ثقافة", "sports", "أ", "ب"]
    assert terms["sports"] == Term("رياضة", "section/sports/")


def test_a_way_that_is_left_out_has_no_pages(make_entry: Make) -> None:
    """Each of them; all others stay."""
    entry = make_entry("a1b", "2012-09-07", "محليات", authors=("أمل",), place="القاهرة", agencies=("رويترز",))
    copy, copies = make_entry("b2c", "2012-09-06"), {"b2c": "a1b"}
    begins = {"authors": "author", "places": "place", "agencies": "agency", "on-this-day": "on/", "statistics": "stat"}
    begins |= {"feeds": "feed.", "api": "api/", "comparisons": "compare/"}
    assert begins.keys() == set(WAYS)
    for way, start in begins.items():
        assert any(url.startswith(start) for url in pages(archive(entry, copy, originals=copies))), way
        left = pages(archive(entry, copy, originals=copies, shape=Shape(ways=frozenset(WAYS) - {way})))
        assert [url for url in left if url.startswith(start)] == []


def test_without_the_hijri_calendar_no_page_leads_to_it(make_entry: Make) -> None:
    """Nor a day, nor the other days of the year."""
    made = pages(archive(make_entry("a", "2012-09-07"), shape=Shape(has_hijri=False)))
    assert [url for url in made if "hijri" in url] == []
    assert made["2012/09/07/"].context["hijri"] is None
    assert made["on/"].context["both_calendars"] is False
