"""Lines that tell themselves: a site's own, and photo captions."""

from __future__ import annotations

import pytest

from news_ingest.fields.caption import is_caption
from news_ingest.fields.furniture import is_furniture, opens_related
from news_ingest.records import Line

OWN, OTHER = "طباعة", "مدينة"


def line(text: str, words: int | None = None) -> Line:
    """A line of a file."""
    return Line(0, text, len(text.split()) if words is None else words, text)


@pytest.mark.parametrize(
    ("own", "other", "anywhere", "at_edge"),
    [
        (1, 0, True, True),
        (4, 1, True, True),
        (3, 1, False, True),
        (2, 2, False, True),
        (2, 3, False, False),
        (0, 3, False, False),
    ],
)
def test_the_share_of_a_sites_words(own: int, other: int, anywhere: bool, at_edge: bool) -> None:
    """Four fifths of a line within the text, half of one at its edge."""
    one = line(" ".join([OTHER] * other + [OWN] * own))
    assert (is_furniture(one, False), is_furniture(line(one.text), True)) == (anywhere, at_edge)


@pytest.mark.parametrize(
    ("text", "anywhere", "at_edge"),
    [
        ("جميع الحقوق محفوظة لصحيفة السهل وقرائها الكرام وأصحاب المحال", False, True),
        ("جميع الحقوق محفوظة لصحيفة السهل وقرائها الكرام وأصحاب المحال.", False, False),
        ("«جميع الحقوق محفوظة لصحيفة السهل وقرائها الكرام وأصحاب المحال»", False, False),
        ("لصحيفة السهل وقرائها الكرام وأصحاب المحال جميع الحقوق محفوظة", False, False),
    ],
)
def test_a_phrase_opens_a_sites_line(text: str, anywhere: bool, at_edge: bool) -> None:
    """At an edge only, and not where the line is a sentence or a quotation."""
    assert (is_furniture(line(text), False), is_furniture(line(text), True)) == (anywhere, at_edge)


@pytest.mark.parametrize(
    "text",
    [
        "الرئيسية » محليات",
        "بوابة الجبل » الرئيسية » بيئة",
        "231 زيارة",
        "كلمات دالة: سوق",
        "Copyright 2012 السهل والجبل",
        "© السهل والجبل",
    ],
)
def test_an_unmistakable_shape_is_one_anywhere(text: str) -> None:
    """Breadcrumbs, counters, tags, copyright: one of them is enough."""
    assert is_furniture(line(text), False)


@pytest.mark.parametrize(("length", "found"), [(119, True), (120, False)])
def test_a_copyright_sign_in_a_short_line(length: int, found: bool) -> None:
    """In running text it is no site's line."""
    text = "©" + "م" * (length - 1)
    assert is_furniture(line(text), True) is found


@pytest.mark.parametrize(("words", "found"), [(30, True), (31, False)])
def test_a_long_line_is_never_a_sites_own(words: int, found: bool) -> None:
    """However many of a site's words it has."""
    assert is_furniture(line(f"{OWN} " * words), True) is found


def test_a_line_without_words_is_no_sites_own() -> None:
    """Nothing is a share of nothing."""
    assert not is_furniture(line("***"), True)


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("مواضيع ذات صلة", None, True),
        ("مواضيع ذات صلة بالخبر", 4, True),
        ("مواضيع ذات صلة بالخبر اليوم", 5, False),
        ("اليوم مواضيع ذات صلة", None, False),
    ],
)
def test_the_heading_of_a_list_of_other_articles(text: str, words: int | None, found: bool) -> None:
    """It begins so, and has four words at most."""
    assert opens_related(line(text, words)) is found


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("بائعة أجبان في السوق (تصوير: نبيل الحداد)", None, True),
        ("بائعة أجبان في السوق تصوير: نبيل الحداد", None, True),
        ("بائعة أجبان في السوق (تصوير: نبيل الحداد)", 40, True),
        ("بائعة أجبان في السوق (تصوير: نبيل الحداد)", 41, False),
        ("بائعة أجبان في شارع السوق (رويترز)", 6, True),
        ("بائعة أجبان في السوق (رويترز)", 5, False),
        ("بائعة في السوق (رويترز)", 4, False),
        ("بائعة أجبان في شارع السوق القديمة أمس", None, False),
    ],
)
def test_a_caption_ends_with_its_credit(text: str, words: int | None, found: bool) -> None:
    """A photographer's in a line of up to forty words, an agency's behind five words at least."""
    assert is_caption(line(text, words)) is found
