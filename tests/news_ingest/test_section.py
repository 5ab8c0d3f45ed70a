"""An article's section: what names it, in which order, and what its words show."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import news_ingest
from news_ingest.fields.section import known_section, section_of, url_section
from news_ingest.fields.topic import MIN_STEMS, Model, inferred_section, model
from news_ingest.pipeline import make_article
from news_ingest.records import Article, Given, Line, Origin, RawArticle

DATA = Path(news_ingest.__file__).parent / "data/section_model.json"
SPORTS_TITLE = "المنتخب يفوز على ضيفه ويتصدر مجموعته في تصفيات كأس آسيا"
SPORTS = (
    "سجل المهاجم هدفين في الشوط الثاني من المباراة التي أقيمت على ملعب المدينة، وأهدر الفريق الضيف ركلة جزاء، "
    "وقال المدرب إن اللاعبين قدموا مباراة كبيرة وإن الدوري سيستأنف بعد أسبوع، والحكم أشهر البطاقة الحمراء."
)
PLAIN = "مشى الرجل في الشارع الطويل ثم جلس على الكرسي قرب الباب ونظر إلى السماء طويلاً قبل أن يعود إلى بيته القديم."


def line(text: str) -> Line:
    """A body line."""
    return Line(1, text, len(text.split()), text)


@pytest.mark.parametrize(
    ("url", "section"),
    [
        ("http://www.example.com/Sports/News.aspx?id=1", "رياضة"),
        ("http://www.example.com/%D8%A7%D9%82%D8%AA%D8%B5%D8%A7%D8%AF/12.html", "اقتصاد"),
        ("http://www.example.com/news/sports", None),
        ("http://www.example.com/2015/07/20/article.html", None),
        ("http://[broken/sports/1", None),
    ],
)
def test_a_section_in_an_address(url: str, section: str | None) -> None:
    """A folder of the path that is named after a section; the last part is the article's own name."""
    assert url_section(url) == section


@pytest.mark.parametrize(
    ("folder", "field", "url", "expected"),
    [
        ("ثقافة", "ثقافة", "http://a.example/sports/1", ("ثقافة", "record")),
        ("ثقافة", "", "http://a.example/sports/1", ("ثقافة", "path")),
        (None, "", "http://a.example/sports/1", ("رياضة", "url")),
    ],
)
def test_record_then_folder_then_address(folder: str | None, field: str, url: str, expected: tuple[str, str]) -> None:
    """The section says where it comes from."""
    found = known_section(Origin("raw", "a", None, folder), Given(url=url, section=field))
    assert found
    assert (found.name, found.origin) == expected


def test_words_tell_a_section_with_its_probability() -> None:
    """A match report is sport; the probability is above the threshold and below one."""
    found = inferred_section(SPORTS_TITLE, [line(SPORTS)])
    assert found
    assert (found.name, found.origin) == ("رياضة", "inferred-topic")
    assert model().threshold <= (found.confidence or 0) < 1


@pytest.mark.parametrize("text", [PLAIN, "مباراة", "a"])
def test_words_that_tell_nothing_give_no_section(text: str) -> None:
    """Too few known words, or none that tells enough: unknown."""
    assert inferred_section("", [line(text)]) is None


def test_a_section_that_is_named_is_not_guessed() -> None:
    """A sports report in the culture folder stays culture."""
    raw = RawArticle(Origin("raw", "a.txt", None, "ثقافة"), f"{SPORTS_TITLE}\n{SPORTS}", "0" * 64, "utf-8")
    made = make_article(raw)
    assert isinstance(made, Article)
    assert made.section
    assert (made.section.name, made.section.origin, made.section.confidence) == ("ثقافة", "path", None)


def test_the_model_weighs_stems_one_by_one() -> None:
    """Score and odds of a small model, by hand: one stem says the first class with weight 1, the rest nothing."""
    stems = [f"كلمة{letter}" for letter in "ابتثجحخدذر"]
    weights = dict.fromkeys(stems[1:], (10, 0, 0)) | {stems[0]: (10, 100, 0)}
    small = Model(("أ", "ب"), weights, (0.0, 0.0))
    assert small.best(frozenset(stems)) == ("أ", pytest.approx(1.0))
    assert len(stems) == MIN_STEMS
    assert small.best(frozenset(stems[1:])) is None


def test_the_shipped_model_tells_what_it_is_and_no_text() -> None:
    """Below 2 MB; sections by their usual names; precise on unseen countries; single stems, each by itself."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    assert DATA.stat().st_size < 2_000_000
    assert [section_of(name) for name in data["classes"]] == data["classes"]
    assert len(data["corpus_sha256"]) == 64
    assert data["precision"] >= 0.9
    assert data["accuracy"] >= 0.8
    assert data["threshold"] == model().threshold
    assert list(data["weights"]) == sorted(data["weights"])
    assert all(re.fullmatch("[\u0621-\u064aa-z]+", stem) for stem in data["weights"])
