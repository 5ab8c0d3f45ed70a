"""What a publisher's other articles show decides where a file alone does not."""

from __future__ import annotations

from news_ingest.learn import Observation, learn, observe
from news_ingest.pipeline import make_article
from news_ingest.records import Article, Known, Origin, RawArticle

BODY = (
    "أعلنت بلدية {} صباح أمس بدء العمل في ترميم السوق القديمة بعد ثلاث سنوات من التأجيل، "
    "على أن تُفتح أبوابها للزوار قبل نهاية الصيف المقبل."
)
TOWNS = ("وادي الشيح", "تل الغار", "عين السدر", "بئر النعناع", "كفر الرمان", "رأس المرجان")


def raw(*lines: str) -> RawArticle:
    """A raw file of these lines."""
    return RawArticle(Origin("raw", "a.txt", "صحيفة", None), "\n".join(lines), "0" * 64, "utf-8")


def article(known: Known, *lines: str) -> Article:
    """The article of a raw file, read with what is known of its publisher."""
    made = make_article(raw(*lines), known)
    assert isinstance(made, Article)
    return made


def learned(*shape: str) -> Known:
    """What six files of one shape show, `{}` in it being the town."""
    return learn(observe(raw(*(line.format(town) for line in shape))) for town in TOWNS)


def test_lines_that_recur_at_the_edges_are_furniture() -> None:
    """A line that no list knows is furniture where the publisher's files end with it."""
    known = learned("ترميم السوق في {}", BODY, "بوابتك إلى الجبل وأهله")
    made = article(known, "افتتاح المكتبة العامة في البلدة", BODY.format("جبل الطيون"), "بوابتك إلى الجبل وأهله")
    assert made.paragraphs == (BODY.format("جبل الطيون"),)
    assert [(row.role, row.text) for row in made.removed] == [("furniture", "بوابتك إلى الجبل وأهله")]


def test_headlines_dates_and_sentences_are_no_furniture() -> None:
    """What belongs to the article is not taken for the site's own, however often it is printed."""
    known = learned("أسعار العملات", "21/07/2015", "بقيت الأسعار كما هي.", BODY)
    assert known.furniture == frozenset()


def test_a_publications_own_name_is_an_outlet_in_its_bylines() -> None:
    """«عكاظ (بيروت)» is a byline once the name has recurred beside places."""
    known = learned("ترميم السوق في {}", "عكاظ (بيروت)", BODY)
    assert "عكاظ" in known.outlets
    made = article(known, "افتتاح المكتبة العامة في البلدة", "عكاظ (نجع البير)", BODY.format("نجع البير"))
    assert (made.credit.byline, made.credit.place) == ("عكاظ (نجع البير)", "نجع البير")


def test_one_numeric_date_settles_the_others() -> None:
    """A publisher that prints 23/06/2012 means November by 10/11/2012."""
    known = learned("ترميم السوق في {}", "23/06/2012", BODY)
    made = article(known, "افتتاح المكتبة العامة", "10/11/2012", BODY.format("جبل الطيون"))
    assert made.date is not None
    assert made.date.iso == "2012-11-10"


def test_a_publisher_that_prints_both_orders_settles_nothing() -> None:
    """Where one in three contradicts, the order stays open."""
    assert learn([Observation(order="dmy"), Observation(order="dmy"), Observation(order="mdy")]).order is None


def test_few_articles_show_nothing() -> None:
    """Three files are no pattern."""
    lines = ("ترميم السوق", BODY, "بوابتك إلى الجبل وأهله")
    assert learn([observe(raw(*lines))] * 3) == Known()


def test_the_order_of_a_sample_does_not_matter() -> None:
    """The same articles in another order show the same."""
    shape = (
        "تمهيد قصير لخبر اليوم",
        "ترميم السوق القديمة في {} يبدأ",
        "تل الغار: الجبل",
        "23/06/2012",
        BODY,
        "انتهى الخبر",
    )
    sample = [observe(raw(*(line.format(town) for line in shape))) for town in TOWNS]
    assert learn(sample) == learn(reversed(sample))
