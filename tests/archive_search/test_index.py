"""An index written as in a site, and asked with the site's own modules in Node."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive_build.outputs import Outputs
from archive_search.ask import ask, read_queries
from archive_search.documents import Document
from archive_search.errors import SearchError
from archive_search.slots import assign
from archive_search.write import write_search

NODE_MODULES = Path(__file__).parents[2] / "node_modules"
FILLER = "شهدت الساحة أمس حركة واسعة بعدما خرج كثير من السكان إليها مساء وبقوا فيها ساعات طويلة قرب النافورة"


def document(
    title: str = "", deck: str = "", body: str = FILLER, name: str = "one", date: str = "2015-07-21"
) -> Document:
    """A document that is found under `raw/<name>.txt`."""
    shown = (f"a/{name}.html", title or "بلا عنوان", date, "محليات", "الراية")
    return Document(name, shown, f"raw/{name}.txt", title, deck, body)


def write(folder: Path, documents: list[Document]) -> bool:
    """Build the search of a site with these documents; whether the index was built."""
    outputs = Outputs(folder)
    built = write_search(outputs, documents, NODE_MODULES)
    outputs.finish()
    return built


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a site with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def index_of(folder: Path) -> list[Path]:
    """The files of the index in a site's search folder."""
    paths = sorted((folder / "search" / "x").rglob("*.bin"))
    assert paths
    return paths


def one_answer(folder: Path, query: str) -> dict[str, Any]:
    """The answer to one query."""
    (answer,) = ask(folder, [query])
    return answer


def sources(answer: dict[str, Any]) -> list[str]:
    """The names of the documents that an answer lists, best first."""
    return [Path(hit["source"]).stem for hit in answer["hits"]]


HEADLINES = {
    "hospital": "افتتاح مستشفى جديد في المدينة",
    "school": "المُعلِّمون يطالبون ببنـــاء مدرسة ثانية",
    "market": "السوق القديمة: ترميم يبدأ بعد تأجيل طويل (صور)",
    "match": "فوز المنتخب 3-1 على ضيفه + جدول الترتيب",
    "covid": "كوفيد-19: «الصحة» تعلن ٧٥٠حالة ~ وتنفي *الشائعات*",
    "company": "شركة Apple تكشف عن هاتف iPhone 12 في São Paulo",
    "prophet": "مسابقة في حفظ حديث النبي ﷺ للأطفال",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of seven documents."""
    folder = tmp_path_factory.mktemp("archive")
    write(folder, [document(title, name=name) for name, title in HEADLINES.items()])
    return folder


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
    assert (answer["requests"], answer["bytes"] > 1000, answer["ms"] >= 0) == (4, True, True)


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


SYNTAX = st.text(st.sampled_from('+-*~^:"\\/()[]{}=&|!?,. \t\n0١\u064bـ\u200f«»😀'), max_size=6)
WORDS = st.sampled_from(
    ["", "السوق", "title", "body", "exact", "مستشفى", "في", "كوفيد", "d1", "_index", "zzzz", "فيالسوق"]
)
# U+0085, U+2028, U+2029 have a test of their own
ANYTHING = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=40)
QUERIES = st.lists(st.tuples(SYNTAX, WORDS), max_size=6).map(lambda pairs: "".join(map("".join, pairs))) | ANYTHING


def test_no_query_raises(archive: Path) -> None:
    """Queries made of Lunr's syntax, of field names and of anything else are answered; one run of Node for all."""
    queries = [
        "title:",
        "+",
        "-",
        "~1",
        "^10",
        "*",
        "title:*",
        "+السوق -مستشفى",
        "السوق~",
        "السوق^",
        "السوق^x",
        ":السوق",
    ]

    @settings(max_examples=400, deadline=None, database=None)
    @given(QUERIES)
    def collect(query: str) -> None:
        queries.append(query)

    collect()
    answers = ask(archive, queries)
    assert [answer["q"] for answer in answers] == queries
    assert all(len(answer["hits"]) == min(10, answer["total"]) for answer in answers)


def test_syntax_means_nothing(archive: Path) -> None:
    """A word gives the same hits with signs around it as without."""
    plain, *signed = ask(archive, ["السوق", "+السوق", "السوق*", ":السوق", "السوق^", "«السوق»~"])
    assert sources(plain) == ["market"]
    assert [answer["hits"] for answer in signed] == [plain["hits"]] * 5


def test_a_minus_before_a_word_leaves_its_documents_out(tmp_path: Path) -> None:
    """In any of its forms; within a word or before a space a minus means nothing, and alone it finds nothing."""
    bodies = {"both": f"{FILLER} السوق القديم", "one": f"{FILLER} السوق", "other": f"{FILLER} القديم"}
    write(tmp_path, [document(body=body, name=name) for name, body in bodies.items()])
    answers = ask(tmp_path, ["السوق -قديمة", "سوق-قديم", "السوق - القديم", "-السوق"])
    assert [sorted(sources(answer)) for answer in answers] == [["one"], [*bodies], [*bodies], []]


@pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029", "\x0c", "\x1e", "\r"])
def test_a_line_separator_in_a_query_or_a_headline_ends_no_answer(tmp_path: Path, separator: str) -> None:
    """Characters at which Python or Node would cut a line may stand in what is asked and in what is found."""
    write(tmp_path, [document(f"كتاب{separator}جديد")])
    answer = one_answer(tmp_path, f"كتاب{separator}جديد")
    assert answer["q"] == f"كتاب{separator}جديد"
    assert [hit["title"] for hit in answer["hits"]] == [f"كتاب{separator}جديد"]


def test_half_a_surrogate_pair_is_no_error(archive: Path) -> None:
    """A command line's undecodable bytes reach Python as such characters."""
    assert sources(one_answer(archive, "\udcffالسوق\ud800")) == ["market"]


def test_a_query_of_100000_characters_is_answered(archive: Path) -> None:
    """What exceeds the limit is left out, also where it is one word."""
    answers = ask(archive, ["السوق " * 20_000, "س" * 100_000])
    assert [sources(answer) for answer in answers] == [["market"], []]


def test_a_very_long_word_of_a_document_is_indexed(tmp_path: Path) -> None:
    """A run of 5,000 letters neither stops the build nor the query."""
    write(tmp_path, [document("كتاب", body=f"{FILLER} {'ابتث' * 1250}")])
    assert sources(one_answer(tmp_path, "كتاب")) == ["one"]


BUILD = """
import sys
from dataclasses import replace
from pathlib import Path
from archive_build.outputs import Outputs
from archive_search.documents import Document
from archive_search.write import write_search
words = Path(sys.argv[3]).read_text(encoding="utf-8").split()
shown = ("a/1.html", "", "", "", "")
documents = [Document(str(n), shown, f"{n}.txt", word, "", " ".join(words[n:])) for n, word in enumerate(words)]
outputs = Outputs(Path(sys.argv[1]))
write_search(outputs, documents, Path(sys.argv[2]))
outputs.finish()
"""


def test_the_same_documents_give_the_same_bytes(tmp_path: Path) -> None:
    """Two processes whose sets and dicts hash otherwise write the same files."""
    (tmp_path / "words.txt").write_text(" ".join([FILLER, *HEADLINES.values()]), encoding="utf-8")
    for seed in ("1", "2"):
        arguments = [str(tmp_path / seed), str(NODE_MODULES), str(tmp_path / "words.txt")]
        subprocess.run([sys.executable, "-c", BUILD, *arguments], check=True, env=os.environ | {"PYTHONHASHSEED": seed})
    assert files(tmp_path / "1") == files(tmp_path / "2")
    assert sum(path.stat().st_size for path in index_of(tmp_path / "1")) > 2_000


def test_an_unchanged_archive_keeps_its_index(tmp_path: Path) -> None:
    """Another build of the same documents, in any order, builds no index, writes nothing and deletes nothing."""
    documents = [document("كتاب جديد"), document("معرض قديم", name="two")]
    assert write(tmp_path, documents)
    first = files(tmp_path)
    times = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.*")}
    assert not write(tmp_path, documents[::-1])
    assert files(tmp_path) == first
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.*")} == times


@pytest.mark.parametrize(
    "changed",
    [
        [document("كتاب قديم"), document("معرض", name="two")],
        [document("كتاب", "جديد"), document("معرض", name="two")],
        [document("كتاب", body="قصير"), document("معرض", name="two")],
        [document("كتاب"), document("معرض", name="three")],
        [document("كتاب"), replace(document("معرض", name="two"), filters=(("year", "2012"),))],
        [document("كتاب")],
        [],
    ],
    ids=["headline", "deck", "body", "id", "filter", "one less", "none"],
)
def test_a_changed_archive_is_built_as_from_nothing(tmp_path: Path, changed: list[Document]) -> None:
    """An index over an older one equals a clean one byte for byte."""
    write(tmp_path / "old", [document("كتاب"), document("معرض", name="two")])
    assert write(tmp_path / "old", changed)
    write(tmp_path / "clean", changed)
    assert files(tmp_path / "old") == files(tmp_path / "clean")


def test_a_corrected_date_is_shown_without_a_new_index(tmp_path: Path) -> None:
    """What is shown and not searched needs no index."""
    write(tmp_path, [document("كتاب", date="")])
    assert not write(tmp_path, [document("كتاب", date="2012-07-21")])
    assert one_answer(tmp_path, "كتاب")["hits"][0]["date"] == "2012-07-21"


@pytest.mark.parametrize("manifest", [b"", b"[]", b"null", b'{"format": 2}', b"\xff"])
def test_a_broken_manifest_is_made_again(tmp_path: Path, manifest: bytes) -> None:
    """A file that an earlier run left damaged is no reason to stop."""
    write(tmp_path, [document("كتاب")])
    clean = files(tmp_path)
    (tmp_path / "search" / "manifest.json").write_bytes(manifest)
    write(tmp_path, [document("كتاب")])
    assert files(tmp_path) == clean


@pytest.mark.parametrize("lost", [0, -1])
def test_a_lost_file_of_the_index_is_made_again(tmp_path: Path, lost: int) -> None:
    """The manifest alone does not vouch for the index."""
    write(tmp_path, [document("كتاب")])
    clean = files(tmp_path)
    index_of(tmp_path)[lost].unlink()
    assert write(tmp_path, [document("كتاب")])
    assert files(tmp_path) == clean


def test_a_build_that_was_stopped_leaves_no_wrong_index(tmp_path: Path) -> None:
    """A run that ends after the index and before the manifest, then a run over the older documents."""
    write(tmp_path, [document("كتاب")])
    clean = files(tmp_path)
    blocked = tmp_path / "search" / "titles" / "0" / "00.json"
    blocked.unlink()
    blocked.mkdir()
    with pytest.raises(IsADirectoryError):
        write(tmp_path, [document("معرض"), document("قمر", name="two")])
    blocked.rmdir()
    write(tmp_path, [document("كتاب")])
    assert files(tmp_path) == clean


def test_what_a_killed_build_left_is_cleared_away(tmp_path: Path) -> None:
    """Temporary files of a build that could not clear up are gone after the next, built or kept."""
    for documents in ([document("كتاب")], [document("كتاب")]):
        (tmp_path / ".warraq-index").mkdir(exist_ok=True)
        (tmp_path / ".warraq-index" / "run-00000").write_bytes(b"half a run")
        write(tmp_path, documents)
        assert not (tmp_path / ".warraq-index").exists()


def test_a_site_has_only_what_the_search_needs(tmp_path: Path) -> None:
    """The modules, the rules and the data that the manifest names, and nothing of the machine that built them."""
    write(tmp_path, [document("كتاب")])
    made = files(tmp_path)
    plugins = Path(__file__).parents[2] / "plugins"
    modules = {path.name for path in (plugins / "archive_search" / "browser").glob("*.js")}
    modules |= {f"analyzer/{path.name}" for path in (plugins / "arabic_text" / "js").glob("*.js")}
    modules |= {"lunr.js"}
    manifest = json.loads(made["search/manifest.json"])
    assert (manifest["format"], manifest["terms"]["levels"], manifest["dictionary"]["levels"]) == (2, 0, 0)
    names = [name for tree in ("terms", "dictionary", "suggestions") for _, name in manifest[tree]["children"]]
    data = {"manifest.json", "sources.json", "tables.json", "titles/0/00.json"}
    data |= {f"x/{name[:2]}/{name[2:]}.bin" for name in names}
    assert made.keys() == {f"search/{name}" for name in modules | data} | {".warraq-outputs.json"}
    assert not [name for name, content in made.items() if str(tmp_path).encode() in content]


def test_a_file_of_the_index_is_named_after_its_bytes(archive: Path) -> None:
    """So that a browser may keep it for ever."""
    for path in index_of(archive):
        assert path.parent.name + path.stem == hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def test_sources_and_titles_are_by_slot(archive: Path) -> None:
    """Each document's raw file and what results show, under the number that its id gives it."""
    slots = assign(HEADLINES)
    search = archive / "search"
    read = json.loads((search / "sources.json").read_text(encoding="utf-8"))
    assert read == {str(slot): f"raw/{name}.txt" for name, slot in slots.items()}
    titles: dict[str, list[str]] = {}
    for path in (search / "titles").rglob("*.json"):
        titles |= json.loads(path.read_text(encoding="utf-8"))
    assert {slot: row[1] for slot, row in titles.items()} == {
        str(slot): HEADLINES[name] for name, slot in slots.items()
    }


def test_a_missing_npm_package_is_named(tmp_path: Path) -> None:
    """The file, the folder and what was expected."""
    missing = tmp_path / "node_modules"
    message = f"lunr.js: no 'lunr.min.js' in '{missing}/lunr'; expected npm's packages there (make setup)"
    with pytest.raises(SearchError, match=re.escape(message)):
        write_search(Outputs(tmp_path / "site"), [document("كتاب")], missing)


def test_a_missing_site_is_named(tmp_path: Path) -> None:
    """A folder without a search is told before Node starts."""
    message = f"site '{tmp_path}': no search/manifest.json; expected a folder that 'invoke build' made"
    with pytest.raises(SearchError, match=re.escape(message)):
        ask(tmp_path, ["كتاب"])


def test_a_missing_index_is_named(tmp_path: Path) -> None:
    """A site that was copied in part ends with the name of what is missing."""
    write(tmp_path, [document("كتاب")])
    for path in index_of(tmp_path):
        path.unlink()
    message = f"site '{tmp_path}': the search ended with an error: "
    with pytest.raises(SearchError, match=re.escape(message)) as caught:
        ask(tmp_path, ["كتاب"])
    assert "search/x/" in str(caught.value)


def test_a_site_of_another_format_is_refused(tmp_path: Path) -> None:
    """The modules read the format that they were written for."""
    write(tmp_path, [document("كتاب")])
    manifest = tmp_path / "search" / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text(encoding="utf-8")) | {"format": 99}), encoding="utf-8")
    with pytest.raises(SearchError, match=re.escape("manifest.json: format 99; expected 2")):
        ask(tmp_path, ["كتاب"])


def test_a_missing_node_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither on the PATH nor beside Python."""
    write(tmp_path, [document("كتاب")])
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(SearchError, match=re.escape("node: not found on the PATH; expected Node 20.19 or newer")):
        ask(tmp_path, ["كتاب"])


def test_a_file_of_queries_is_read(tmp_path: Path) -> None:
    """A JSON object a line; empty lines and other members are passed over."""
    path = tmp_path / "queries.jsonl"
    path.write_text('{"q": "كتاب", "id": 7}\n\n{"q": ""}\n', encoding="utf-8")
    assert read_queries(path) == ["كتاب", ""]


def test_a_query_of_a_file_may_hold_a_line_separator(tmp_path: Path) -> None:
    """JSON lines end at a line feed, and at nothing else that Unicode ends a line with."""
    path = tmp_path / "queries.jsonl"
    path.write_bytes('{"q": "كتاب\u2028جديد"}\r\n{"q": "قمر\x85"}\n'.encode())
    assert read_queries(path) == ["كتاب\u2028جديد", "قمر\x85"]


@pytest.mark.parametrize("line", ["كتاب", "{}", "[]", "7", '"q"', '{"q"'])
def test_a_line_that_is_no_query_is_named(tmp_path: Path, line: str) -> None:
    """The file, the line's number, the line and what was expected."""
    path = tmp_path / "queries.jsonl"
    path.write_text(f'{{"q": "كتاب"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(SearchError) as caught:
        read_queries(path)
    assert str(caught.value) == f"queries '{path}', line 2: {line!r}; expected a JSON object with 'q'"
