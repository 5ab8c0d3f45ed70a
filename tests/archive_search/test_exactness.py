"""The law of the index: any Lunr query is answered as one lunr.js index of all documents answers it.

The same documents, in the same order, with scores that are equal to the last bit.
"""

from __future__ import annotations

import gzip
import itertools
import json
import random
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from search_site import slots_of

from archive_build.outputs import Outputs
from archive_search.ask import node
from archive_search.build import EXACT_PREFIX
from archive_search.documents import Document, words_of
from archive_search.library import Listed
from archive_search.places import Place
from archive_search.state import State
from archive_search.write import write_search

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT.parent / "shared" / "corpus" / "saudinewsnet.jsonl.gz"
SCRIPT = ROOT / "tests" / "js" / "one_index.js"
DOCUMENTS = 1000
QUERIES_A_KIND = 4

Clause = dict[str, Any]


@dataclass(frozen=True)
class Archive:
    """A site, and its documents' terms as one index takes them."""

    site: Path
    reference: Path
    stems: list[str]
    forms: list[str]


def sample_words() -> list[str]:
    """The words of the repository's own raw files in their order."""
    paths = sorted((ROOT / "content" / "raw").rglob("*.txt"))
    texts = [path.read_bytes().decode("utf-8", "replace") for path in paths]
    return [word for text in texts if "\ufffd" not in text for word in text.split()]


def generated() -> list[Document]:
    """Documents of passages of the samples: of very different lengths, without some fields, some of them twice."""
    chance = random.Random(7)
    words = sample_words()
    assert len(words) > 5000

    def passage(most: int) -> str:
        start = chance.randrange(len(words))
        return " ".join(words[start : start + chance.randrange(most + 1)])

    texts = [(passage(12), passage(chance.choice((0, 20))), passage(chance.choice((6, 60, 300)))) for _ in range(900)]
    texts += [chance.choice(texts) for _ in range(DOCUMENTS - len(texts))]
    return [
        Document(f"n{at}", (f"a/{at}.html", title, "", "", ""), f"{at}.txt", title, deck, body)
        for at, (title, deck, body) in enumerate(texts)
    ]


def real(count: int = DOCUMENTS) -> list[Document]:
    """The first articles of SaudiNewsNet."""
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as stream:
        rows = [json.loads(line) for line in itertools.islice(stream, count)]
    return [
        Document(f"s{at}", (f"a/{at}.html", row["title"], "", "", ""), f"{at}.txt", row["title"], "", row["content"])
        for at, row in enumerate(rows)
    ]


def terms_of(document: Document, place: Callable[[str], Place]) -> dict[str, list[str]]:
    """A document's terms by field: of title, deck, lead and body the stems, of the body its forms too."""
    words = words_of(document)
    fields = {"title": words.title, "deck": words.deck, "lead": words.lead, "body": words.body}
    stems = {name: [place(word).term for word in row] for name, row in fields.items()}
    return {**stems, "exact": [EXACT_PREFIX + place(word).term + place(word).ending for word in words.body]}


def archive_of(documents: Sequence[Document], folder: Path) -> Archive:
    """Write the site of some documents, and what one index takes."""
    outputs = Outputs(folder / "site")
    write_search(outputs, Listed(documents), ROOT / "node_modules", state=folder / "state.sqlite")
    outputs.finish()
    slots = slots_of([document.id for document in documents])
    with closing(State(folder / "state.sqlite")) as state:
        place = cache(lambda word: state.word(word)[0])
        ordered = sorted((slots[document.id], terms_of(document, place)) for document in documents)
    (folder / "reference.json").write_text(json.dumps(ordered), encoding="utf-8")
    stems = {term for _, fields in ordered for name, row in fields.items() if name != "exact" for term in row}
    forms = {term for _, fields in ordered for term in fields["exact"]}
    return Archive(folder / "site", folder / "reference.json", sorted(stems), sorted(forms))


@pytest.fixture(scope="module", params=[generated, real], ids=["generated", "articles"])
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """A thousand documents."""
    if request.param is real and not ARTICLES.is_file():
        pytest.skip("shared/corpus is not here")
    return archive_of(request.param(), tmp_path_factory.mktemp("archive"))


class Queries:
    """Random queries to an archive, each kind a method; the same ones in every run."""

    def __init__(self, archive: Archive) -> None:
        self.chance = random.Random(11)
        self.terms = archive.stems + archive.forms
        documents: list[tuple[int, dict[str, list[str]]]] = json.loads(archive.reference.read_text(encoding="utf-8"))
        self.texts = [[*fields["title"], *fields["body"]] for _, fields in documents if len(fields["body"]) > 4]

    def term(self) -> str:
        """A term: any of all (mostly rare), one of a text (mostly frequent), or one that no document has."""
        return self.chance.choice(
            (self.chance.choice(self.terms), self.chance.choice(self.chance.choice(self.texts)), "لايوجد")
        )

    def common(self) -> str:
        """A term of some text."""
        return self.chance.choice(self.chance.choice(self.texts))

    def long(self) -> str:
        """A term of at least four letters."""
        return next(term for term in iter(self.term, "") if len(term) >= 4)

    def fields(self) -> list[str]:
        """Some of the five fields."""
        names = ["title", "deck", "lead", "body", "exact"]
        return self.chance.sample(names, self.chance.randint(1, 3))

    def word(self) -> list[Clause]:
        return [{"term": self.term()}]

    def words(self) -> list[Clause]:
        text = self.chance.choice(self.texts)
        return [{"term": term} for term in self.chance.choices(text, k=self.chance.randint(2, 8))]

    def boosts(self) -> list[Clause]:
        return [{"term": self.common(), "boost": self.chance.choice((0, 0.3, 2, 10, 1 / 3))} for _ in range(4)]

    def field(self) -> list[Clause]:
        return [{"term": self.common(), "fields": self.fields()} for _ in range(self.chance.randint(1, 3))]

    def required(self) -> list[Clause]:
        return [{"term": self.common(), "presence": self.chance.choice(("REQUIRED", "OPTIONAL"))} for _ in range(3)]

    def required_field(self) -> list[Clause]:
        return [{"term": self.common(), "presence": "REQUIRED", "fields": self.fields()}, {"term": self.common()}]

    def prohibited(self) -> list[Clause]:
        return [{"term": self.common()}, {"term": self.common(), "presence": "PROHIBITED"}, {"term": self.common()}]

    def only_prohibited(self) -> list[Clause]:
        return [{"term": self.term(), "presence": "PROHIBITED"} for _ in range(self.chance.randint(1, 3))]

    def only_prohibited_field(self) -> list[Clause]:
        return [{"term": self.common(), "presence": "PROHIBITED", "fields": self.fields()} for _ in range(2)]

    def no_clause(self) -> list[Clause]:
        return []

    def trailing(self) -> list[Clause]:
        return [{"term": self.long()[:3], "wildcard": 2}, {"term": self.common()}]

    def leading(self) -> list[Clause]:
        return [{"term": self.long()[-3:], "wildcard": 1}]

    def both(self) -> list[Clause]:
        return [{"term": self.long()[1:3], "wildcard": 3, "fields": self.fields()}]

    def middle(self) -> list[Clause]:
        term = self.long()
        return [{"term": f"{term[:2]}*{term[-1]}"}]

    def several_stars(self) -> list[Clause]:
        term = self.long()
        return [{"term": f"*{term[1]}*{term[-1]}", "presence": "REQUIRED"}, {"term": self.common(), "boost": 3}]

    def every(self) -> list[Clause]:
        return [{"term": "*", "fields": ["title"]}, {"term": self.common(), "presence": "REQUIRED"}]

    def one_edit(self) -> list[Clause]:
        term = self.long()
        at = self.chance.randrange(len(term))
        return [{"term": term[:at] + self.chance.choice(("", "ب", term[at] * 2)) + term[at + 1 :], "editDistance": 1}]

    def two_edits(self) -> list[Clause]:
        return [{"term": self.long(), "editDistance": 2}, {"term": self.common()}]

    def mixed(self) -> list[Clause]:
        return [
            {"term": self.long()[:3], "wildcard": 2, "fields": ["title", "body"], "boost": 0.5},
            {"term": self.long(), "editDistance": 1},
            {"term": self.common(), "presence": "REQUIRED"},
            {"term": self.common(), "presence": "PROHIBITED", "fields": ["title"]},
            {"term": self.common(), "boost": 4},
            {"term": self.common(), "boost": 4, "fields": ["exact", "deck"]},
        ]

    def mixed_prohibited(self) -> list[Clause]:
        return [
            {"term": self.long()[:4], "wildcard": 2, "presence": "PROHIBITED"},
            {"term": self.long(), "editDistance": 1, "presence": "PROHIBITED", "fields": self.fields()},
        ]


KINDS = [name for name, value in vars(Queries).items() if str(getattr(value, "__annotations__", "")).count("Clause")]


def differences(archive: Archive, queries: Sequence[list[Clause]]) -> Iterator[dict[str, Any]]:
    """For each query what `one_index.js` says of it."""
    lines = "".join(json.dumps(query) + "\n" for query in queries)
    command = [node(), str(SCRIPT), str(archive.site), str(archive.reference)]
    done = subprocess.run(command, input=lines, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return map(json.loads, done.stdout.splitlines())


def test_any_lunr_query_is_answered_as_by_one_index(archive: Archive) -> None:
    """Every kind of clause that Lunr has, many of each: documents, order and scores are equal."""
    queries = Queries(archive)
    asked = [(kind, getattr(queries, kind)()) for kind in KINDS for _ in range(QUERIES_A_KIND)]
    answers = list(differences(archive, [query for _, query in asked]))
    assert len(answers) == len(asked)
    wrong = [(*one, answer["difference"]) for one, answer in zip(asked, answers, strict=True) if answer["difference"]]
    assert wrong == []
    found = {kind for (kind, _), answer in zip(asked, answers, strict=True) if answer["documents"] > 1}
    assert found == set(KINDS)
