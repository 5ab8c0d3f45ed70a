"""The lines of raw files told apart: whole small files in, roles out."""

from __future__ import annotations

import pytest

from news_ingest.pipeline import make_article
from news_ingest.records import Article, Known, Origin, RawArticle, Rejected

LEAD = (
    "أعلنت بلدية وادي الشيح صباح أمس بدء العمل في ترميم السوق القديمة بعد ثلاث سنوات من التأجيل، "
    "على أن تُفتح أبوابها للزوار قبل نهاية الصيف المقبل."
)
MORE = "وقال رئيس البلدية إن كلفة المشروع لا تتجاوز مليوني دينار، وإن أصحاب المحال شاركوا في وضع خطته منذ بدايتها."
TITLE = "ترميم السوق القديمة في وادي الشيح يبدأ بعد تأجيل طويل"


def article(*lines: str, order: str | None = None) -> Article:
    """The article of a raw file with these lines."""
    raw = RawArticle(Origin("raw", "a.txt", None, None), "\n".join(lines), "0" * 64, "utf-8")
    made = make_article(raw, Known(order=order))
    assert isinstance(made, Article)
    return made


def test_headline_first() -> None:
    """A short line above the text is its headline."""
    made = article(TITLE, LEAD, MORE)
    assert (made.title, made.title_from, made.paragraphs) == (TITLE, "stated", (LEAD, MORE))


def test_kicker_and_deck_stand_around_the_headline() -> None:
    """A line with a colon above the headline is a kicker, a line below its gap a deck."""
    made = article("بعد ثلاث سنوات:", TITLE, "", "أصحاب المحال شاركوا في وضع الخطة", "21/07/2015", LEAD, MORE)
    assert (made.kicker, made.title, made.deck) == ("بعد ثلاث سنوات:", TITLE, "أصحاب المحال شاركوا في وضع الخطة")
    assert made.date and made.date.iso == "2015-07-21"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("بلدية وادي الشيح ترمّم سوقها القديمة", "بعد ثلاث سنوات من التأجيل والانتظار"),
        ("آخر فتّالي الحبال في مرسى الزيتون", "يصدّرون بضاعتهم إلى سفن لا تريد النايلون"),
        ("ورشة ريفية تصنع من أغطية القوارير", "أيدياً صناعية بخُمس ثمن المستورد"),
        ("غوّاصو مرسى الزيتون الى ربع نهائي", "دورة الميناء لصيد اللؤلؤ في الأعماق"),
        ("أحواض الملح على شاطئ خور العنبر", "تسقي سبعين نوعاً من طيور المستنقعات"),
        ("شاعر القرية يوقّع ديوانه الأول", "ببصمة إبهامه بعد ستين عاماً من النظم"),
        ("مجلس القرية: بيع الحطب", "أو نقله من غير إذن ممنوع"),
    ],
)
def test_headline_over_two_lines_is_one(first: str, second: str) -> None:
    """A second line that cannot stand alone goes on with the first."""
    text = "وصل الفريق الى ربع نهائي دورة الميناء، ووقّع الشاعر كتابه بإبهام يده، فكانت بصمة إبهامه أول توقيع في القاعة."
    assert article(first, second, "", text, MORE).title == f"{first} {second}"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ضمن مبادرة أهلية في القرية", "تسعون شجرة زيتون تُغرس في ساحة المدرسة"),
        ("رؤية جديدة لتطوير الوادي", "تطوير شبكة المياه يبدأ مطلع الأسبوع المقبل"),
        ("غلاء الأعلاف يضغط على المربّين", "الحاج: من حقنا أن نعرف سعر التبن"),
        ("بعد رحيل مديرتها الأولى", "المكتبة العامة تفتح قاعة للأطفال"),
    ],
)
def test_a_kicker_is_no_first_line(first: str, second: str) -> None:
    """A line of its own above a headline stays the kicker."""
    made = article(first, second, "", LEAD, MORE)
    assert (made.kicker, made.title) == (first, second)


def test_text_first_headline_last() -> None:
    """A headline printed twice behind the text, a deck between, sign-up lines after: the seed's layout."""
    made = article(
        LEAD, MORE, TITLE, "أصحاب المحال شاركوا في وضع الخطة", TITLE, "لم تشترك بعد", "سجل الآن لتصلك نشرتنا"
    )
    assert (made.title, made.deck, made.paragraphs) == (TITLE, "أصحاب المحال شاركوا في وضع الخطة", (LEAD, MORE))
    assert [row.role for row in made.removed] == ["repeated headline", "furniture", "furniture"]


def test_a_refrain_is_no_headline() -> None:
    """A poem's refrain repeats too, but stands throughout the text."""
    verse = "يا نخلة الوادي سلاماً من بعيد"
    made = article("قصيدة من الأرشيف القديم", LEAD, verse, "بيت أول من القصيدة", verse, "بيت ثان من القصيدة", verse)
    assert made.title == "قصيدة من الأرشيف القديم"
    assert made.paragraphs.count(verse) == 3


def test_no_headline() -> None:
    """Without a headline one is made from the lead, and said to be."""
    made = article(LEAD, MORE)
    assert made.title_from == "lead"
    assert made.title.rstrip("…") in LEAD
    assert made.paragraphs == (LEAD, MORE)


@pytest.mark.parametrize(
    ("line", "authors", "place"),
    [
        ("وادي الشيح: رنيم حنوش", ("رنيم حنوش",), "وادي الشيح"),
        ("بقلم: د. خالد النجار", ("د. خالد النجار",), None),
        ("أحمد اللحياني (مكة المكرمة)", ("أحمد اللحياني",), "مكة المكرمة"),
        ("عدنان السوداني", ("عدنان السوداني",), None),
        ("تحقيق: سعاد بن يونس", ("سعاد بن يونس",), None),
        ("بغداد: حمزة مصطفى - أربيل: دلشاد عبد الله", ("حمزة مصطفى",), "بغداد"),
    ],
)
def test_byline_of_its_own_line(line: str, authors: tuple[str, ...], place: str | None) -> None:
    """Between headline and text a line of names is a byline, with its place; it is kept whole in the metadata."""
    made = article(TITLE, line, LEAD, MORE)
    assert (made.credit.authors[:1], made.credit.place) == (authors, place)
    assert (made.credit.byline, made.paragraphs) == (line, (LEAD, MORE))


@pytest.mark.parametrize("line", ["لندن: أ ف ب", "دمشق - سانا", "الرياض - واس:", "تل الغار: و ن"])
def test_agencies_are_told_from_persons(line: str) -> None:
    """An agency's short form is no person; one that nobody knows is told by its spaced letters."""
    made = article(TITLE, line, LEAD, MORE)
    assert made.credit.authors == ()
    assert made.credit.agencies
    assert made.credit.place == line.replace(":", "-").split("-")[0].strip()


def test_byline_and_date_behind_the_text() -> None:
    """Both may stand at the end."""
    made = article(TITLE, LEAD, MORE, "حسيب الريحان", "10 تموز 2009")
    assert (made.credit.authors, made.date and made.date.iso) == (("حسيب الريحان",), "2009-07-10")


def test_dateline_glued_to_the_lead() -> None:
    """Place, date and agency before the first sentence are read and left in the text."""
    lead = f"مرسى الزيتون 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م (و ن) {LEAD}"
    made = article(TITLE, lead, MORE)
    assert made.date and (made.date.iso, made.date.origin) == ("2015-08-10", "inferred-dateline")
    assert (made.credit.place, made.credit.agencies) == ("مرسى الزيتون", ("و ن",))
    assert made.paragraphs[0] == lead


def test_a_date_in_the_text_is_not_the_articles() -> None:
    """What the text speaks of is never taken for the day of publishing."""
    made = article(TITLE, LEAD, "وكان العمل قد بدأ في 12 مارس 2006.", "وانتهى في 3/4/2007 كما قيل.")
    assert made.date is None


def test_an_event_named_after_a_day_is_no_date_line() -> None:
    """«ثورة 25 يناير 2011» is a headline."""
    made = article("ثورة 25 يناير 2011", LEAD, MORE)
    assert (made.title, made.date) == ("ثورة 25 يناير 2011", None)


@pytest.mark.parametrize(
    ("stamp", "order", "iso"),
    [
        ("نشر في: 10/11/2012", None, None),
        ("نشر في: 10/11/2012", "dmy", "2012-11-10"),
        ("نشر في: 10/11/2012", "mdy", "2012-10-11"),
        ("السبت 10/11/2012", None, "2012-11-10"),
        ("الخميس 10/11/2012", None, "2012-10-11"),
        ("10/10/2012", None, "2012-10-10"),
        ("2012-11-10", None, "2012-11-10"),
        ("9-9-1433 هـ", None, "2012-07-28"),
        ("25 شوال 1436 هـ", None, "2015-08-10"),
        ("تاريخ النشر: 12 شباط/فبراير 2007 - 14:35", None, "2007-02-12 14:35"),
        ("يوليو 16, 2012 على الساعة 13:28 | ", None, "2012-07-16 13:28"),
        ("1 66 زيارة 19 جويلية 2012  الوسط التونسيه", None, "2012-07-19"),
        ("31/2/2012", None, None),
    ],
)
def test_stated_dates(stamp: str, order: str | None, iso: str | None) -> None:
    """A date line gives its day; an open order is settled by the weekday or the publisher, or not at all."""
    made = article(TITLE, stamp, LEAD, MORE, order=order)
    assert (made.date.iso if made.date else None) == iso


def test_caption_stays_out_of_the_text() -> None:
    """A line that ends with a photographer's credit goes to the metadata."""
    caption = "بائعة أجبان في شارع البيادر آخر أيام السوق (تصوير: نبيل الحدّاد)"
    made = article(TITLE, "21/07/2015", caption, LEAD, MORE)
    assert (made.caption, made.deck, made.paragraphs) == (caption, None, (LEAD, MORE))


def test_furniture_is_removed_and_listed() -> None:
    """Breadcrumbs, share, print and copyright lines are out of the text and in the report."""
    lines = ["بوابة الجبل » الرئيسية » بيئة", "كلمات دالة: سوق، ترميم", "شارك عبر فيسبوك", "عدد القراءات: 231"]
    lines += ["نسخة للطباعة", "جميع الحقوق محفوظة © صحيفة السهل"]
    made = article(lines[0], TITLE, LEAD, MORE, *lines[1:])
    assert [row.text for row in made.removed] == lines
    assert made.paragraphs == (LEAD, MORE)


@pytest.mark.parametrize("sentence", ["شارك في السباق مئة عدّاء وعدّاءة.", "وطباعة الكتب مهنة قديمة في البلدة."])
def test_a_sentence_is_no_furniture(sentence: str) -> None:
    """A sentence of the text may hold the words of share and print lines."""
    assert sentence in article(TITLE, LEAD, MORE, sentence).paragraphs


def test_a_file_of_one_line_is_its_own_text() -> None:
    """Nothing is lost of a file that is hardly an article."""
    made = article("كلمة واحدة")
    assert (made.title, made.title_from, made.paragraphs) == ("كلمة واحدة", "lead", ("كلمة واحدة",))


def test_a_file_of_rules_gives_no_article() -> None:
    """Lines without a word are no article."""
    made = make_article(RawArticle(Origin("raw", "a.txt", None, None), "ــــــ\n----", "0" * 64, "utf-8"))
    assert isinstance(made, Rejected)
    assert made.reason == "no words"
