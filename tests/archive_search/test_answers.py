"""What an index finds, asked with the site's own modules in Node."""

from __future__ import annotations

from pathlib import Path

import pytest
from search_site import FILLER, HEADLINES, document, one_answer, sources, write

from archive_search.ask import ask
from archive_search.documents import Document


def test_a_document_is_found_first_by_its_headline_as_it_stands(archive: Path) -> None:
    """Colons, signs, stars, digits and Latin words of a headline are typed as they are."""
    answers = ask(archive, HEADLINES.values())
    assert [sources(answer)[:1] for answer in answers] == [[name] for name in HEADLINES]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("المستشفيات", "hospital"),
        ("مُسْتَشْفًى", "hospital"),
        ("ومستشـــفي", "hospital"),
        ("المعلمين", "school"),
        ("بناء", "school"),
        ("كوفيد ١٩", "covid"),
        ("750", "covid"),
        ("APPLE", "company"),
        ("sao paulo", "company"),
        ("صلى الله عليه وسلم", "prophet"),
    ],
)
def test_a_word_is_found_in_another_spelling(archive: Path, query: str, name: str) -> None:
    """What Python indexed, JavaScript finds: other endings, diacritics, tatweel, digits, case, accents, ligatures."""
    assert sources(one_answer(archive, query)) == [name]


def test_an_answer_has_what_its_readers_need(archive: Path) -> None:
    """The fields of an answer and of a hit, for `invoke search` and for scoring."""
    answer = one_answer(archive, "مستشفى")
    hit = {"source": "raw/hospital.txt", "url": "a/hospital.html", "title": HEADLINES["hospital"], "date": "2015-07-21"}
    assert (answer["q"], answer["total"], answer["changes"]) == ("مستشفى", 1, [])
    assert answer["hits"] == [hit | {"score": answer["hits"][0]["score"]}]
    assert answer["hits"][0]["score"] > 0
    assert (answer["requests"], answer["bytes"] > 500, answer["ms"] >= 0) == (3, True, True)


def test_answers_come_in_the_order_of_the_queries(archive: Path) -> None:
    """One line out for each line in, also for a query without words or without a result."""
    queries = ["السوق", "", "في", "\n", "مستشفى", "السوق"]
    answers = ask(archive, queries)
    assert [(answer["q"], sources(answer)) for answer in answers] == list(
        zip(queries, [["market"], [], [], [], ["hospital"], ["market"]], strict=True)
    )


def test_no_queries_give_no_answers(archive: Path) -> None:
    """Nothing is asked, nothing is answered."""
    assert ask(archive, []) == []


def test_a_headline_counts_more_than_a_deck_and_a_body(tmp_path: Path) -> None:
    """Three documents among others with the same words, of which one is in another field of each."""
    others = [document("زيارة", "وفد", name=f"other{number}") for number in range(20)]
    moved = [("headline", "قمر", "نجم", "غيم"), ("deck", "غيم", "قمر", "نجم"), ("body", "نجم", "غيم", "قمر")]
    write(tmp_path, [*others, *(document(one, two, f"{FILLER} {three}", name) for name, one, two, three in moved)])
    expected = [["headline", "body", "deck"], ["body", "deck", "headline"], ["deck", "headline", "body"]]
    assert [sources(answer) for answer in ask(tmp_path, ["قمر", "نجم", "غيم"])] == expected


def test_the_first_words_of_a_body_count_more_than_later_ones(tmp_path: Path) -> None:
    """The lead is a field of its own."""
    write(tmp_path, [document(body=f"{FILLER} قمر", name="late"), document(body=f"قمر {FILLER}", name="early")])
    assert sources(one_answer(tmp_path, "قمر")) == ["early", "late"]


def test_the_form_that_was_typed_ranks_above_other_forms(tmp_path: Path) -> None:
    """Documents that differ in nothing but the form of one word come in the order of the query's form."""
    forms = ["مدرسة", "المدرسات", "مدرستان", "للمدرستين"]
    write(tmp_path, [document(body=f"{FILLER} {form}", name=form) for form in forms])
    answers = ask(tmp_path, forms)
    assert [len(answer["hits"]) for answer in answers] == [4, 4, 4, 4]
    assert [sources(answer)[0] for answer in answers] == forms


def test_what_stands_before_a_word_is_no_part_of_its_form(tmp_path: Path) -> None:
    """Article and preposition make no difference, in the text or in the query; another ending does."""
    forms = ["مدرسة", "المدرسة", "بالمدرسة", "مدرسات"]
    write(tmp_path, [document(body=f"{FILLER} {form}", name=form) for form in forms])
    for answer in ask(tmp_path, forms[:3]):
        scores = {Path(hit["source"]).stem: hit["score"] for hit in answer["hits"]}
        assert scores["مدرسة"] == scores["المدرسة"] == scores["بالمدرسة"] > scores["مدرسات"]


def test_a_document_with_more_of_the_words_ranks_first(tmp_path: Path) -> None:
    """Any word is enough to be found, and more are better."""
    bodies = {"neither": FILLER, "one": f"{FILLER} القمر", "both": f"{FILLER} القمر الأحمر"}
    write(tmp_path, [document(body=body, name=name) for name, body in bodies.items()])
    assert sources(one_answer(tmp_path, "القمر الأحمر")) == ["both", "one"]


def test_an_undated_document_is_found(tmp_path: Path) -> None:
    """Its date is shown as none."""
    write(tmp_path, [document("كتاب جديد", date="")])
    assert [(hit["title"], hit["date"]) for hit in one_answer(tmp_path, "كتاب")["hits"]] == [("كتاب جديد", "")]


def test_a_title_made_from_the_lead_is_shown_and_not_searched(tmp_path: Path) -> None:
    """A document without a headline is found by its body only."""
    made = Document("1", ("a/1.html", "عنوان مصنوع", "", "", ""), "raw/1.txt", "", "", FILLER)
    write(tmp_path, [made])
    found, missed = ask(tmp_path, ["النافورة", "مصنوع"])
    assert [hit["title"] for hit in found["hits"]] == ["عنوان مصنوع"]
    assert missed["total"] == 0


def test_an_empty_archive_answers(tmp_path: Path) -> None:
    """A site without articles finds nothing and says so."""
    write(tmp_path, [])
    assert [(answer["total"], answer["hits"]) for answer in ask(tmp_path, ["كتاب", ""])] == [(0, []), (0, [])]


@pytest.mark.parametrize("body", ["", "من في هذا", "؟ !!"])
def test_documents_without_words_do_no_harm(tmp_path: Path, body: str) -> None:
    """An archive whose every field is empty, or holds stop words and punctuation only, is built and asked."""
    write(tmp_path, [document(body=body), document(body=body, name="two")])
    assert one_answer(tmp_path, "كتاب")["total"] == 0


def test_ten_hits_of_all_are_given(tmp_path: Path) -> None:
    """`total` counts every document, the list is cut."""
    write(tmp_path, [document(body=f"{FILLER} قمر", name=f"n{number}") for number in range(25)])
    answer = one_answer(tmp_path, "قمر")
    assert (answer["total"], len(answer["hits"])) == (25, 10)


def test_two_words_written_as_one_are_parted(archive: Path) -> None:
    """Both are words of the archive; the answer tells what was looked for."""
    answer = one_answer(archive, "ترميمالسوق")
    assert answer["changes"] == [{"word": "ترميمالسوق", "instead": ["ترميم السوق"]}]
    assert sources(answer) == ["market"]


def test_a_mistyped_word_finds_similar_words(archive: Path) -> None:
    """One letter is wrong; the answer tells which words were looked for."""
    answer = one_answer(archive, "المستسفى")
    assert answer["changes"] == [{"word": "المستسفى", "instead": ["مستشفي"]}]
    assert sources(answer) == ["hospital"]


def test_a_known_word_finds_no_similar_words(tmp_path: Path) -> None:
    """A word that the archive holds is taken at its letters."""
    write(tmp_path, [document("ملعب كبير", name="field"), document("مكعب كبير", name="cube")])
    assert sources(one_answer(tmp_path, "ملعب")) == ["field"]


def test_names_of_javascript_are_words(tmp_path: Path) -> None:
    """Words that every object of the language has are found where they stand, and only there."""
    names = ["constructor", "toString", "hasOwnProperty", "valueOf", "__proto__"]
    write(tmp_path, [document(body=f"{FILLER} {name}", name=name) for name in names[:3]])
    assert [sources(answer) for answer in ask(tmp_path, names)] == [*([name] for name in names[:3]), [], []]
