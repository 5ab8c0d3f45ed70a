"""An article's section: what names it, in which order, and what its words show."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path

import pytest

import news_ingest
from news_ingest.fields import topic
from news_ingest.fields.section import known_section, path_fields, section_of, url_section
from news_ingest.fields.topic import CHARACTERS, MIN_STEMS, Model, inferred_section, model, stems_of, words_of_beginning
from news_ingest.pipeline import make_article
from news_ingest.records import Article, Given, Line, Origin, RawArticle

DATA = Path(news_ingest.__file__).parent / "data/section_model.json"
SECTIONS = json.loads((DATA.parent / "sections.json").read_text(encoding="utf-8"))
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
        ("http://www.example.com/sports/culture/1", "ثقافة"),
        ("http://www.example.com/2015/07/20/article.html", None),
        ("http://[broken/sports/1", None),
    ],
)
def test_a_section_in_an_address(url: str, section: str | None) -> None:
    """A folder of the path that is named after a section; the last part is the article's own name."""
    assert url_section(url) == section


@pytest.mark.parametrize(
    ("folder", "section"),
    [
        ("رياضة", "رياضة"),
        ("رياضيّـــة", "رياضة"),
        ("Sports", "رياضة"),
        (" رياضة_", "رياضة"),
        ("سوق", None),
        ("", None),
    ],
)
def test_a_folder_that_is_named_after_a_section(folder: str, section: str | None) -> None:
    """In any spelling; `_` and `-` are spaces."""
    assert section_of(folder) == section


def test_a_name_with_a_mark_on_each_letter_is_read() -> None:
    """A folder's name is looked at where it is no longer than twice the longest section's."""
    name = max((form for forms in SECTIONS.values() for form in forms), key=len)
    marked = "".join(f"{letter}\u064e" for letter in name)
    assert section_of(marked) == section_of(name)
    assert section_of(name)
    assert section_of(f"{marked}\u064e") is None


@pytest.mark.parametrize(
    ("folders", "expected"),
    [
        (["صحيفة السهل", "رياضة"], ("صحيفة السهل", "رياضة")),
        (["رياضة", "صحيفة_السهل", "ثقافة", "قسم"], ("صحيفة السهل", "ثقافة")),
        (["2015", "07", "ab12", "raw", "صحيفة السهل"], ("صحيفة السهل", None)),
        (["2015-07-21", "TXT", "news"], (None, None)),
        (["_"], (None, None)),
        ([], (None, None)),
    ],
)
def test_publisher_and_section_of_folders(folders: list[str], expected: tuple[str | None, str | None]) -> None:
    """The first folder that tells something else is the publisher, the last that names a section the section."""
    assert path_fields(folders) == expected


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
    stems = [f"صندوق{letter}" for letter in "بثجحخدذرزس"]
    weights = dict.fromkeys(stems[1:], (10, 0, 0)) | {stems[0]: (10, 100, 0)}
    small = Model(("أ", "ب"), weights, (0.0, 0.0))
    assert small.best(in_bytes(*stems)) == ("أ", pytest.approx(1.0))
    assert len(stems) == MIN_STEMS
    assert small.best(in_bytes(*stems[1:])) is None


def in_bytes(*words: str) -> list[bytes]:
    """Words as a model is asked for them."""
    return [word.encode("cp1256") for word in words]


STEMS = [f"صندوق{letter}" for letter in "بثجحخدذرزس"]


@pytest.mark.parametrize(
    ("row", "bias", "best"),
    [
        ((10, 0, 300), (0.0, 0.0), ("ب", 3.0)),
        ((10, -300, 0), (0.0, 0.0), ("ب", 3.0)),
        ((10, -300, -100), (0.0, 0.0), ("ب", 2.0)),
        ((10, 300, 0), (0.5, 1.0), ("أ", 2.5)),
        ((310, 300, 0), (0.0, 0.0), ("أ", 1.5)),  # the squared idf of all is 4.00: of length two
        ((10, 30_000, 0), (0.0, 0.0), ("أ", 9 * math.log(10))),  # the odds end at a milliard to one
    ],
)
def test_weights_biases_and_length(row: tuple[int, ...], bias: tuple[float, float], best: tuple[str, float]) -> None:
    """A score is the sum of the weights, over the length, and the bias; the log odds of two classes their distance."""
    model = Model(("أ", "ب"), dict.fromkeys(STEMS[1:], (10, 0, 0)) | {STEMS[0]: row}, bias)
    assert model.best(in_bytes(*STEMS, "غريبة", "س")) == (best[0], pytest.approx(best[1]))


def test_a_model_with_too_few_biases_is_an_error() -> None:
    """No class is passed over in silence."""
    with pytest.raises(ValueError, match="shorter"):
        Model(("أ", "ب"), dict.fromkeys(STEMS, (10, 0, 0)), (0.0,)).best(in_bytes(*STEMS))


@pytest.mark.parametrize(
    ("slope", "intercept", "log_odds", "probability"),
    [
        (1.0, 0.0, 0.0, 0.5),
        (1.0, 0.0, math.log(3), 0.75),
        (1.0, 0.0, -math.log(3), 0.25),
        (2.0, 0.0, math.log(3), 0.9),
        (1.0, math.log(3), 0.0, 0.75),
        (1.0, 0.0, 20.0, 0.99),
    ],
)
def test_log_odds_as_a_probability(slope: float, intercept: float, log_odds: float, probability: float) -> None:
    """A logistic curve with the model's slope and intercept, at most 0.99."""
    model = Model((), {}, (), slope, intercept)
    assert model.probability(log_odds) == pytest.approx(probability)


def test_words_of_a_headline_and_of_the_first_600_characters() -> None:
    """A line is cut where there is no more room, and those behind it are left out."""
    found = words_of_beginning("السوق في مدينة س ½2٣", [line("قال «DNA»، پ")])
    assert found == in_bytes("السوق", "في", "مدينه", "س", "قال", "dna", "ب")  # «پ» is folded to it
    filler = "ميناء " * (CHARACTERS // 6)
    port = in_bytes("ميناء") * (CHARACTERS // 6)
    assert words_of_beginning("", [line(f"{filler}مطار")]) == port
    cut = words_of_beginning("", [line(filler[:-7]), line("مطار جسر"), line("متحف")])
    assert cut == [*port[1:], *in_bytes("مطار", "جس")]
    assert words_of_beginning("", [line(filler.strip() + "."), line("مطار")]) == port


def test_stems_without_stop_words_and_single_letters() -> None:
    """Each stem once."""
    assert stems_of(in_bytes("السوق", "في", "مدينه", "س", "والمدينه", "قال")) == {"سوق", "مدين", "قال"}


def test_a_model_remembers_a_bounded_number_of_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Past the limit it begins anew, and says the same."""
    monkeypatch.setattr(topic, "MOST_WORDS", 3)
    model = Model(("أ", "ب"), dict.fromkeys(STEMS[1:], (10, 0, 0)) | {STEMS[0]: (10, 0, 300)}, (0.0, 0.0))
    for _ in range(2):
        assert model.best(in_bytes(*STEMS)) == ("ب", pytest.approx(3.0))
    assert len(model._words) <= 3


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
