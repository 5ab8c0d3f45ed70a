"""Bounds of undated articles: what a sentence tells as past or as coming, and nothing else."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arabic_text.formats import format_date
from news_ingest.fields.bounds import EVIDENCE_CHARACTERS, date_bounds
from news_ingest.markdown import to_markdown
from news_ingest.pipeline import make_article
from news_ingest.records import Article, Known, Origin, RawArticle


def bounds(*texts: str, order: str | None = None) -> tuple[str | None, str | None]:
    """(earliest, latest) of a text."""
    found = date_bounds(texts, order)
    return (found.earliest, found.latest) if found else (None, None)


@pytest.mark.parametrize(
    ("text", "earliest"),
    [
        ("أعلن الوزير أمس الثلاثاء 4 سبتمبر 2012 بدء العمل.", "2012-09-04"),
        ("وقد وقعت الحادثة يوم ٤ أيلول ٢٠١٢ قرب السوق.", "2012-09-04"),
        ("صدر القرار في 18 شوال 1436 هـ وبدأ تطبيقه.", "2015-08-03"),
        ("وأقيم المعرض في سبتمبر (أيلول) 2012 للمرة الأولى.", "2012-09-01"),
        ("وهو يعمل في المصنع منذ عام 1990 بلا انقطاع.", "1990-01-01"),
        ("ولد سنة 1950 وتوفي في 3 مارس 2011 عن ستين عاماً.", "2011-03-03"),
    ],
)
def test_what_is_told_as_past_bounds_from_below(text: str, earliest: str) -> None:
    """The article is not older than the newest event that it reports."""
    assert bounds(text) == (earliest, None)


@pytest.mark.parametrize(
    ("text", "latest"),
    [
        ("وأوضح أن المباراة ستقام في 20 أكتوبر 2012 على ملعب المدينة.", "2012-10-20"),
        ("ويفتتح المعرض يوم الاثنين المقبل الموافق 3 أغسطس 2015.", None),
        ("يفتتح المعرض يوم 3 أغسطس 2015 المقبل.", "2015-08-03"),
        ("الدورة المقررة في سبتمبر 2015 بمشاركة عشر فرق.", "2015-09-30"),
        ("وسيتم افتتاح الجسر عام 2016 بعد اكتمال الطرق.", "2016-12-31"),
    ],
)
def test_what_is_told_as_coming_bounds_from_above(text: str, latest: str | None) -> None:
    """The article is not younger than the first event that it announces; a word in doubt gives nothing."""
    assert bounds(text) == (None, latest)


@pytest.mark.parametrize(
    "text",
    [
        "الثلاثاء 4 سبتمبر 2012 في قاعة البلدية.",
        "وكان من المقرر أن تقام المباراة في 20 أكتوبر 2012.",
        "يبدأ التقديم اعتبارا من 4 سبتمبر 2012 وحتى 20 أكتوبر 2012.",
        "واستقبل المعرض 2012 زائراً أمس.",
        "أعلن أن بطولة كأس العالم عام 2022 ستكون الأولى من نوعها.",
        "تم الاتفاق في 10/11/2012 بين الطرفين.",
        "أعلنت البلدية أمس بدء العمل.",
    ],
)
def test_what_is_not_told_gives_nothing(text: str) -> None:
    """Dates without context, plans of the past, periods, counts, dates of an open order: no bound."""
    assert bounds(text) == (None, None)


def test_an_open_order_is_the_publishers() -> None:
    """What its other articles show settles a numeric date."""
    assert bounds("تم الاتفاق في 10/11/2012 بين الطرفين.", order="mdy") == ("2012-10-11", None)


def test_both_bounds_and_their_sentences() -> None:
    """The newest past date and the first coming one, each with its sentence, 200 characters in all."""
    past = "وأعلن الاتحاد في 4 سبتمبر 2012 أسماء الفرق التي تأهلت بعد مباريات طويلة شهدتها ملاعب المدن الثلاث الكبرى."
    coming = "ومن جهة أخرى قال رئيس الاتحاد إن القرعة ستجري في مقره يوم 20 أكتوبر 2012 بحضور ممثلي الفرق والصحافة كلها."
    found = date_bounds([past, coming], None)
    assert found
    assert (found.earliest, found.latest) == ("2012-09-04", "2012-10-20")
    assert "4 سبتمبر 2012" in found.evidence
    assert "20 أكتوبر 2012" in found.evidence
    assert len(found.evidence) <= EVIDENCE_CHARACTERS


def test_bounds_that_contradict_each_other_are_none() -> None:
    """A text that tells of an event after what it announces cannot be trusted with either."""
    assert bounds("أعلن ذلك في 4 سبتمبر 2012.", "وستقام المباراة في 20 يوليو 2012.") == (None, None)


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)), st.text(max_size=400), st.text(max_size=400))
def test_a_reported_day_is_the_earliest_whatever_stands_around(day: datetime.date, before: str, behind: str) -> None:
    """The date's own sentence bounds; evidence stays within its length; no text raises."""
    sentence = f"أعلن الوزير أمس {format_date(day)} بدء العمل."
    assert bounds(sentence) == (day.isoformat(), None)
    found = date_bounds([before, f"{behind} {sentence} {before}"], None)
    assert found is None or 0 < len(found.evidence) <= EVIDENCE_CHARACTERS


@pytest.mark.parametrize(("stamp", "bounded"), [("21/07/2015", False), ("", True)])
def test_only_an_undated_article_has_bounds(stamp: str, bounded: bool) -> None:
    """A stated date needs no bounds; the metadata tell one or the other."""
    text = (
        f"ترميم السوق القديمة يبدأ\n{stamp}\nأعلنت البلدية في 3 مارس 2014 بدء العمل في ترميم السوق القديمة وسط المدينة."
    )
    made = make_article(RawArticle(Origin("raw", "a.txt", None, None), text, "0" * 64, "utf-8"), Known())
    assert isinstance(made, Article)
    head = to_markdown(made)
    assert ("\nDate: 2015-07-21\n" in head, "\nDate_earliest: 2014-03-03\n" in head) == (not bounded, bounded)


def at(*before: str, day: str = "4 سبتمبر 2012", behind: str = "هناك") -> tuple[str | None, str | None]:
    """The bounds of one sentence with words before its date and behind it."""
    return bounds(" ".join((*before, day, behind)))


FILLER = "كلمة"
PAST, COMING = ("2012-09-04", None), (None, "2012-09-04")


@pytest.mark.parametrize(("words", "expected"), [(11, PAST), (12, (None, None))])
def test_a_cue_stands_within_twelve_words_before_a_date(words: int, expected: tuple[str | None, str | None]) -> None:
    """One further before it belongs to another clause."""
    assert at("أعلن", *[FILLER] * words) == expected


@pytest.mark.parametrize(("characters", "expected"), [(149, PAST), (150, (None, None))])
def test_a_cue_stands_within_150_characters_before_a_year(
    characters: int, expected: tuple[str | None, str | None]
) -> None:
    """What a sentence begins with long before its first year is not looked at."""
    filler = FILLER * 50
    between = len(" 4 سبتمبر ")
    assert at(f"أعلن {filler[: characters - between - len('علن ')]}") == expected


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        ("المقبل", COMING),
        ("كلمة كلمة المقبل", COMING),
        ("كلمة كلمة كلمة المقبل", PAST),
        (f"{'ك' * 52} المقبل", COMING),
        (f"{'ك' * 53} المقبل", PAST),
        ("الماضي المقبل", PAST),
        ("المقبل الماضي", COMING),
    ],
)
def test_a_cue_within_three_words_behind_a_date_goes_first(
    behind: str, expected: tuple[str | None, str | None]
) -> None:
    """And within sixty characters; the nearest."""
    assert at("أعلن", behind=behind) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (("ستقام", "أعلن"), PAST),
        (("أعلن", "ستقام"), COMING),
        (("أعلن", "ستتكرر"), (None, None)),  # an imperfect verb: open
        (("أعلن", "يعقد"), (None, None)),
        (("وأعلن",), PAST),
        (("فأعلن",), PAST),
        (("أعلنت",), PAST),
        (("كان", "ستقام"), (None, None)),
        (("وكانت", "ستقام"), (None, None)),
        (("كان", "أعلن"), PAST),
        ((FILLER,), (None, None)),
    ],
)
def test_the_nearest_cue_before_a_date_tells(before: tuple[str, ...], expected: tuple[str | None, str | None]) -> None:
    """What was to come is neither past nor coming; nor is what an imperfect verb tells."""
    assert at(*before) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أعلن في سبتمبر 2012 هناك", ("2012-09-01", None)),
        ("ستقام في فبراير 2012 هناك", (None, "2012-02-29")),
        ("أعلن عام 2012 هناك", ("2012-01-01", None)),
        ("ستقام عام 2012 هناك", (None, "2012-12-31")),
        ("أعلن في 4 سبتمبر 2012 هناك", PAST),
    ],
)
def test_a_month_or_year_counts_with_its_first_or_last_day(text: str, expected: tuple[str | None, str | None]) -> None:
    """A past one with its first, a coming one with its last; the month of a day is no mention of its own."""
    assert bounds(text) == expected


def test_the_newest_past_and_the_earliest_coming_date() -> None:
    """Of several in one sentence or in several; where both are one day they do not contradict each other."""
    assert bounds("أعلن في 4 سبتمبر 2012 هناك. أعلن في 3 مارس 2011 هناك.") == PAST
    assert bounds("ستقام في 4 سبتمبر 2012 هناك. ستقام في 3 مارس 2013 هناك.") == COMING
    assert bounds("أعلن في 4 سبتمبر 2012 هناك", "ستقام في 4 سبتمبر 2012 هناك") == ("2012-09-04", "2012-09-04")


@pytest.mark.parametrize(("others", "expected"), [(59, PAST), (60, (None, None))])
def test_sixty_sentences_are_read(others: int, expected: tuple[str | None, str | None]) -> None:
    """Those that hold a year; others do not count."""
    assert bounds(*["في 2012 كلمة"] * others, *["كلمة"] * 9, "أعلن في 4 سبتمبر 2012 هناك") == expected


@pytest.mark.parametrize(("middle", "expected"), [(1450, PAST), (1650, (None, None))])
def test_a_sentence_is_read_for_1500_characters(middle: int, expected: tuple[str | None, str | None]) -> None:
    """From 150 characters before its first year on."""
    filler = (FILLER + " ") * (middle // 5 - 1)
    assert bounds(f"في 2011 {filler}أعلن في 4 سبتمبر 2012 هناك") == expected


@pytest.mark.parametrize(
    ("before", "behind", "evidence"),
    [
        (0, 0, "{date}"),
        (10, 0, "{ten} {date}"),
        (0, 50, "{date}" + " كلمة" * 35),
        (50, 0, "كلمة " * 35 + "{date}"),
        (50, 50, "كلمة " * 29 + "{date}" + " كلمة" * 5),
    ],
)
def test_a_long_sentence_is_cut_around_its_date(before: int, behind: int, evidence: str) -> None:
    """To whole words, with thirty characters behind the date, 200 at most."""
    date = "أعلن في 4 سبتمبر 2012"
    text = " ".join([*[FILLER] * before, date, *[FILLER] * behind])
    found = date_bounds([text], None)
    assert found
    assert found.evidence == evidence.format(date=date, ten=" ".join([FILLER] * 10))


@pytest.mark.parametrize(
    ("sentences", "characters", "whole"), [(1, 200, True), (1, 201, False), (2, 99, True), (2, 100, False)]
)
def test_the_evidence_is_200_characters_together(sentences: int, characters: int, whole: bool) -> None:
    """One sentence has them all; two have 99 each, with a stroke between them."""
    told = [f"{verb} في 4 سبتمبر 2012 ".ljust(characters, "ك") for verb in ("أعلن", "ستقام")][:sentences]
    found = date_bounds(told, None)
    assert found
    assert (found.evidence == "/".join(told)) is whole
