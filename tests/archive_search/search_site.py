"""The search of a small site, written as in a site and asked with its own modules in Node."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from archive_build.outputs import Outputs
from archive_search.ask import ask
from archive_search.documents import Document
from archive_search.library import Listed
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
    built = write_search(outputs, Listed(documents), NODE_MODULES)
    outputs.finish()
    return built


def write_pages(folder: Path, documents: Iterable[Document]) -> None:
    """The documents' pages, of which the search reads the texts when it looks for a phrase."""
    for one in documents:
        page = folder / one.shown[0]
        page.parent.mkdir(exist_ok=True)
        text = f"<h1>{html.escape(one.title)}</h1><div data-article-body><p>{html.escape(one.body)}</p></div>"
        page.write_text(text, encoding="utf-8")


def slots_of(ids: Sequence[str]) -> dict[str, int]:
    """Each document's slot, in ascending order of slots."""
    layout = assign(ids)
    return {ids[at]: slot for slot, at in zip(layout.slots, layout.positions, strict=True)}


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a site with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def index_of(folder: Path) -> list[Path]:
    """The files of the index in a site's search folder."""
    paths = sorted((folder / "search").rglob("*.bin"))
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
