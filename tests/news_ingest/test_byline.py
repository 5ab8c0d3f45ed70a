"""Bylines: what a line or a lead's beginning tells of person, agency, outlet and place, and what tells too little."""

from __future__ import annotations

import pytest

from news_ingest.fields.byline import (
    MAX_GLUED_CHARACTERS,
    bracketed_author,
    classify,
    dateline_credit,
    glued_credit,
    read_byline,
    split_parts,
    strip_edges,
)
from news_ingest.fields.dateline import credit_of_lead
from news_ingest.records import Credit, Known, Line

KNOWN = Known(outlets=frozenset(["المرصد"]), places=frozenset(["عين السدر"]))
FRENCH = "وكالة الصحافة الفرنسية"


@pytest.mark.parametrize(
    ("piece", "kind"),
    [
        ("news@example.org", "email"),
        ("أ ف ب", "agency"),
        ("أ.ف.ب", "agency"),
        ("و ن", "agency"),  # spaced letters are an agency that nobody knows
        ("ون", "other"),
        ("«الجبل»", "outlet"),
        ("المرصد", "outlet"),
        ("عين السدر", "place"),
        ("بيروت", "place"),
        ("بقلم", "label"),
        ("تصوير خاص", "label"),
        ("أحمد اللحياني", "person"),
        ("أحمد", "other"),
        ("اللحياني أحمد", "other"),
        ("د. اللحياني الفارس", "person"),
        ("أحمد سالم ناصر الفارس", "person"),
        ("أحمد سالم ناصر الفارس الريحان", "other"),
        ("أحمد بن سالم بن ناصر آل فارس", "person"),
        ("أحمد بن سالم بن ناصر بن فارس بن", "person"),
        ("أحمد بن سالم بن ناصر بن فارس بن زيد", "other"),
        ("أحمد في الجبل", "other"),
        ("أحمد 2", "other"),
        ("عبد الرحيم", "person"),
        ("أبو اللحيان", "person"),
        ("بن اللحيان", "person"),
    ],
)
def test_a_piece_of_a_byline_has_a_kind(piece: str, kind: str) -> None:
    """By the word lists, its shape, and what is known of the publisher."""
    assert classify(piece, KNOWN).kind == kind


def test_quotation_marks_are_no_part_of_an_outlets_name() -> None:
    """«الجبل» is الجبل."""
    assert classify("«الجبل»").text == "الجبل"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("بيروت: أحمد اللحياني", [("بيروت", "place"), ("أحمد اللحياني", "person")]),
        ("بيروت - أحمد اللحياني", [("بيروت", "place"), ("أحمد اللحياني", "person")]),
        ("بيروت (أحمد اللحياني)", [("بيروت", "place"), ("أحمد اللحياني", "person")]),
        ("بقلم أحمد اللحياني", [("بقلم", "label"), ("أحمد اللحياني", "person")]),
        ("تصوير أحمد", [("تصوير أحمد", "other")]),
        ("كتب", [("كتب", "label")]),
        ("بيروت / 12 / ***", [("بيروت", "place")]),
        ("• بيروت •", [("بيروت", "place")]),
        ("", []),
    ],
)
def test_a_byline_in_its_pieces(text: str, parts: list[tuple[str, str]]) -> None:
    """Parted at separators; numbers and signs are no pieces; a label that stands before a name is parted from it."""
    assert [(part.text, part.kind) for part in split_parts(text)] == parts


@pytest.mark.parametrize(
    ("text", "placed", "credit"),
    [
        ("أحمد اللحياني", False, Credit("أحمد اللحياني", ("أحمد اللحياني",))),
        ("بقلم: أحمد اللحياني", False, Credit("بقلم: أحمد اللحياني", ("أحمد اللحياني",), labelled=True)),
        ("بقلم: فارس المرصد", False, Credit("بقلم: فارس المرصد", ("فارس المرصد",), labelled=True)),
        (
            "بقلم: فارس المرصد: تل الغار: أ ف ب",
            False,
            Credit("بقلم: فارس المرصد: تل الغار: أ ف ب", ("فارس المرصد",), (FRENCH,), "تل الغار", True),
        ),
        ("بقلم", False, None),
        ("بقلم", True, None),
        ("تصوير: بقلم", False, None),
        ("تصوير: بقلم", True, Credit("تصوير: بقلم", labelled=True)),
        ("بيروت", False, None),
        ("بيروت", True, None),
        ("«الجبل»", False, None),
        ("«الجبل»", True, Credit("«الجبل»")),
        ("وهدان الطيون", False, None),
        ("وهدان الطيون", True, Credit("وهدان الطيون", ("وهدان الطيون",))),
        ("الندوة", True, Credit("الندوة")),
        ("الطائف: الندوة", False, None),
        ("الطائف: الندوة", True, Credit("الطائف: الندوة", place="الطائف")),
        ("تل الغار: رامز الشويحي", True, Credit("تل الغار: رامز الشويحي", ("رامز الشويحي",), place="تل الغار")),
        ("تل الغار: رامز الشويحي", False, None),
        ("تل الغار: رامز الشويحي: وهدان الطيون", True, None),
        (
            "بيروت: الندوة - رامز الشويحي",
            True,
            Credit("بيروت: الندوة - رامز الشويحي", ("رامز الشويحي",), place="بيروت"),
        ),
        ("رند", True, Credit("رند")),
        ("رن", True, None),
        ("كلمة كلمة كلمة كلمة", True, Credit("كلمة كلمة كلمة كلمة", ("كلمة كلمة كلمة كلمة",))),
        ("كلمة كلمة كلمة كلمة كلمة", True, None),
        ("في الجبل", True, None),
        ("رامز: أحمد اللحياني", False, Credit("رامز: أحمد اللحياني", ("أحمد اللحياني",), place="رامز")),
        ("رامز: وهدان: أحمد اللحياني", False, None),
        (
            "رامز: وهدان: أحمد اللحياني:",
            False,
            Credit("رامز: وهدان: أحمد اللحياني", ("أحمد اللحياني",), place="رامز"),
        ),
        ("بيروت - طرابلس: أ ف ب", False, Credit("بيروت - طرابلس: أ ف ب", (), (FRENCH,), "بيروت - طرابلس")),
        ("بيروت: أ ف ب - أ.ف.ب", False, Credit("بيروت: أ ف ب - أ.ف.ب", (), (FRENCH,), "بيروت")),
        (
            "بيروت: أحمد اللحياني - طرابلس",
            False,
            Credit("بيروت: أحمد اللحياني - طرابلس", ("أحمد اللحياني",), (), "بيروت"),
        ),
        ("أحمد اللحياني: خمس كلمات لا اسم فيها", False, None),
        ("123", False, None),
    ],
)
def test_the_credit_of_a_line(text: str, placed: bool, credit: Credit | None) -> None:
    """A name or a label is needed; where bylines stand (`placed`), a name's shape is enough."""
    assert read_byline(text, placed) == credit


def test_an_agency_before_two_unknown_pieces_stays_one() -> None:
    """Only of two unknown pieces alone the first is the place."""
    found = read_byline("أ ف ب: الندوة - رامز الشويحي", placed=True)
    assert found
    assert (found.agencies, found.authors) == ((FRENCH,), ("رامز الشويحي",))


@pytest.mark.parametrize(("words", "found"), [(14, True), (15, False)])
def test_a_byline_has_fourteen_words_at_most(words: int, found: bool) -> None:
    """A longer line is text."""
    text = ": ".join(["أحمد اللحياني"] * (words // 2)) + ": بيروت" * (words % 2)
    assert bool(read_byline(text)) is found


@pytest.mark.parametrize(("words", "found"), [(4, True), (5, False)])
def test_an_unknown_piece_has_four_words_at_most(words: int, found: bool) -> None:
    """A longer one is a clause."""
    assert bool(read_byline(f"أحمد اللحياني: {' '.join(['كلمة'] * words)}")) is found


@pytest.mark.parametrize(
    ("lead", "credit"),
    [
        ("بيروت - أ ف ب - قال الوزير", Credit("بيروت - أ ف ب", (), (FRENCH,), "بيروت")),
        ("بيروت: أحمد اللحياني - قال الوزير", Credit("بيروت: أحمد اللحياني", ("أحمد اللحياني",), (), "بيروت")),
        ("تل الغار - و ن - قال الوزير", Credit("تل الغار - و ن", (), ("و ن",), "تل الغار")),
        ("تل الغار: أحمد اللحياني - قال", Credit("تل الغار: أحمد اللحياني", ("أحمد اللحياني",), (), "تل الغار")),
        ("أحمد اللحياني: أ ف ب - قال", Credit("أحمد اللحياني: أ ف ب", ("أحمد اللحياني",), (FRENCH,), None)),
        ("بيروت: طرابلس - قال الوزير", Credit()),
        ("أ ف ب - قال الوزير", Credit()),
        ("بيروت - قال الوزير", Credit()),
        ("قال إن بيروت - أ ف ب - هناك", Credit()),
        ("قال وزير - بيروت - أ ف ب - هناك", Credit()),
        ("قال الوزير أمس", Credit()),
        ("", Credit()),
    ],
)
def test_what_is_glued_to_a_lead(lead: str, credit: Credit) -> None:
    """Known pieces, one of them a name, before a separator; or an unknown piece of a name's shape before a name."""
    assert glued_credit(lead) == credit


@pytest.mark.parametrize(("room", "found"), [(0, True), (1, False)])
def test_a_glued_byline_ends_within_seventy_characters(room: int, found: bool) -> None:
    """What stands further behind is text."""
    names = "بيروت: أحمد اللحياني: سالم اللحياني: ناصر اللحياني"
    glued = names + " " * (MAX_GLUED_CHARACTERS - len(names) - 2 + room) + "- "
    assert bool(glued_credit(f"{glued}قال").byline == names) is found


@pytest.mark.parametrize(
    ("lead", "credit"),
    [
        ("تونس (وات) أكد الوزير", Credit("تونس (وات)", (), ("وكالة تونس أفريقيا للأنباء",), "تونس")),
        ("بيروت (أ ف ب) أكد الوزير", Credit("بيروت (أ ف ب)", (), (FRENCH,), "بيروت")),
        ("بيروت (الندوة)- صدر", Credit("بيروت (الندوة)", (), (), "بيروت")),
        ("بيروت (الندوة) صدر", Credit()),
        ("تل الغار (أ ف ب) صدر", Credit("تل الغار (أ ف ب)", (), (FRENCH,), "تل الغار")),
        ("رامز الشويحي (تل الغار): صدر", Credit("رامز الشويحي (تل الغار)", ("رامز الشويحي",), (), "تل الغار")),
        ("رامز الشويحي (كلمة كلمة كلمة)- صدر", None),
        ("رامز الشويحي (كلمة كلمة كلمة كلمة)- صدر", Credit()),
        ("بيروت: رامز (تل الغار)- صدر", Credit()),
        ("قال إن (تل الغار)- صدر", Credit()),
        ("بيروت (12)- صدر", Credit()),
    ],
)
def test_a_place_or_name_before_brackets(lead: str, credit: Credit | None) -> None:
    """A separator behind them tells it; without one, only a place before an agency does."""
    found = glued_credit(lead)
    assert found.byline is not None if credit is None else found == credit


@pytest.mark.parametrize(
    ("place", "rest", "credit"),
    [
        ("أبها", " م واس", Credit("أبها - وكالة الأنباء السعودية", (), ("وكالة الأنباء السعودية",), "أبها")),
        ("", " ه (و ن) قال", Credit("و ن", (), ("و ن",), None)),
        ("أبها", " قال الوزير", Credit(place="أبها")),
        ("", " - ", Credit()),
    ],
)
def test_the_credit_around_a_datelines_date(place: str, rest: str, credit: Credit) -> None:
    """The place before it, an agency behind it."""
    assert dateline_credit(place, rest) == credit


@pytest.mark.parametrize(
    ("lead", "place", "agencies"),
    [
        ("أبها 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م واس أعلنت", "أبها", ("وكالة الأنباء السعودية",)),
        ("مرسى الزيتون 10 أغسطس 2015 (و ن) أعلنت", "مرسى الزيتون", ("و ن",)),
        ("بيروت - أ ف ب - أعلنت", "بيروت", (FRENCH,)),
    ],
)
def test_a_lead_with_and_without_a_date(lead: str, place: str, agencies: tuple[str, ...]) -> None:
    """The words before its date are the place."""
    found = credit_of_lead(Line(0, lead, len(lead.split()), lead))
    assert (found.place, found.agencies) == (place, agencies)


@pytest.mark.parametrize(
    ("title", "author"),
    [
        ("ماذا تريد المدينة؟! (أحمد اللحياني)", "أحمد اللحياني"),
        ("ماذا تريد المدينة؟! (أحمد اللحياني) ", "أحمد اللحياني"),
        ("ماذا تريد المدينة؟! (اللحياني أحمد)", "اللحياني أحمد"),
        ("ماذا تريد المدينة؟! (أحمد اللحياني الفارس الريحان)", "أحمد اللحياني الفارس الريحان"),
        ("ماذا تريد المدينة؟! (أحمدو)", None),
        ("ماذا تريد المدينة؟! (إبراهيم)", None),
        ("ماذا تريد المدينة؟! (الطيون وهدان)", None),
        ("ماذا تريد المدينة؟! (أحمد في الجبل)", None),
        ("(أحمد اللحياني) ماذا تريد المدينة؟", None),
        ("ماذا تريد المدينة؟", None),
    ],
)
def test_a_person_in_brackets_at_a_headlines_end(title: str, author: str | None) -> None:
    """Two words at least, one of them a given name."""
    assert bracketed_author(title) == (Credit(author, (author,)) if author else None)


@pytest.mark.parametrize(
    ("text", "bare"), [(" - (بيروت) - ", "(بيروت)"), ("?{بيروت}", "بيروت"), ("بيروت؟", "بيروت؟"), ("ـ*•:؛|/", "")]
)
def test_signs_around_a_byline(text: str, bare: str) -> None:
    """They are no part of it; a question mark at its end is."""
    assert strip_edges(text) == bare
