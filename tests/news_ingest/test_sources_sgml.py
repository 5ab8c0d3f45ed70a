"""Files of `<DOC>` elements: every document is read with its fields, also of a file that is half broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from news_ingest.records import RawArticle, Rejected
from news_ingest.run import ingest
from news_ingest.settings import IngestSettings
from news_ingest.sources.walk import walk

LEAD = "أعلنت البلدية صباح أمس بدء العمل في ترميم السوق القديمة، وقال رئيسها إن العمل ينتهي قريباً."
NEXT = "وأضاف أن الكلفة تبلغ مليوني دينار، وأن أصحاب المحال شاركوا في وضع الخطة."
NEWLINE = "\nفي "
WIRE = f"""<DOC>
<DOCNO> 19940513_AFP_ARB.0001 </DOCNO>
<HEADER> a0123 4 </HEADER>
<BODY>
<HEADLINE> ترميم السوق
القديمة </HEADLINE>
<DATELINE> وادي الشيح 13-5 (اف ب) </DATELINE>
<TEXT>
<P>
{LEAD.replace(" في ", NEWLINE)}
</P>
<P> {NEXT} &amp; غيره </P>
</TEXT>
<FOOTER> خا/رم </FOOTER>
</BODY>
</DOC>
"""
PLAIN = f"""<DOC id="H-2" type="story">
<DATE_TIME>2012-09-07 14:35:00</DATE_TIME>
<BYLINE>رنيم حنوش</BYLINE>
<TITLE><![CDATA[خبر آخر من تل الغار]]></TITLE>
<TEXT><![CDATA[{NEXT}]]></TEXT>
</DOC>
"""


def read(path: Path) -> dict[str, RawArticle | Rejected]:
    """Every input of a file, by source."""
    return {item.origin.source: item.read() for item in walk(path, "raw")}


def put(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    """A file with this text."""
    path = folder / name
    path.write_text(text, encoding=encoding)
    return path


@pytest.mark.parametrize("name", ["a.sgml", "a.SGM", "a.trec", "a.txt"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1256", "utf-16"])
def test_each_document_is_an_input(tmp_path: Path, name: str, encoding: str) -> None:
    """Whatever the ending and the encoding; a text file by how it begins."""
    found = read(put(tmp_path, name, f"\n{WIRE}{PLAIN}", encoding))
    assert list(found) == [f"{name}#1", f"{name}#2"]
    wire, plain = found.values()
    assert isinstance(wire, RawArticle)
    assert isinstance(plain, RawArticle)
    assert (wire.given.title, wire.given.date) == ("ترميم السوق القديمة", "1994-05-13")
    assert wire.text == f"وادي الشيح 13-5 (اف ب) - {LEAD}\n{NEXT} & غيره"
    assert (plain.given.title, plain.given.author, plain.text) == ("خبر آخر من تل الغار", "رنيم حنوش", NEXT)


def test_its_fields_reach_the_markdown(tmp_path: Path) -> None:
    """Headline, date and byline are the record's."""
    put(tmp_path, "a.sgml", PLAIN)
    ingest(IngestSettings((tmp_path / "a.sgml",), tmp_path / "content"))
    (made,) = (tmp_path / "content/articles").rglob("*.md")
    head, _, body = made.read_text(encoding="utf-8").partition("\n\n")
    lines = dict(line.split(": ", 1) for line in head.splitlines())
    assert (lines["Title"], lines["Title_from"], body) == ("خبر آخر من تل الغار", "record", f"{NEXT}\n")
    assert (lines["Date"], lines["Date_from"]) == ("2012-09-07 14:35", "record")
    assert (lines["Authors"], lines["Source"]) == ("رنيم حنوش", "a.sgml#1")


def test_a_cut_file_gives_its_readable_half(tmp_path: Path) -> None:
    """The document that the cut goes through is read as far as it goes, and the file is reported."""
    text = WIRE + PLAIN
    found = read(put(tmp_path, "a.sgml", text[: text.index(NEXT, len(WIRE)) + 20]))
    last = found["a.sgml#2"]
    assert isinstance(last, RawArticle)
    assert last.text == NEXT[:20].strip()
    assert found["a.sgml"] == Rejected("a.sgml", "can be read only in part: it ends within document #2")


def test_broken_markup_costs_no_document(tmp_path: Path) -> None:
    """A missing end tag, a document without a text and signs that are no tags: the others are whole."""
    unclosed = WIRE.replace("</TEXT>", "").replace("</DOC>", "")
    empty = "<DOC><DOCNO>1</DOCNO></DOC>"
    signs = f"<DOC><TEXT>{LEAD} 1 < 2 << >> <نص> &unknown; {NEXT}</TEXT></DOC>"
    first, second, third, fourth = read(put(tmp_path, "a.sgml", unclosed + empty + signs + PLAIN)).values()
    assert isinstance(first, RawArticle)
    assert LEAD in first.text
    assert second == Rejected("a.sgml#2", "no field that holds the text", second.first_bytes, second.sha256)
    assert isinstance(third, RawArticle)
    assert third.text == f"{LEAD} 1 < 2 << >> <نص> &unknown; {NEXT}"
    assert isinstance(fourth, RawArticle)


def test_a_file_without_documents_is_rejected(tmp_path: Path) -> None:
    """By its ending it should have some; a text file that only mentions the tag is an article."""
    assert read(put(tmp_path, "a.sgml", LEAD)) == {"a.sgml": Rejected("a.sgml", "no <DOC> in it")}
    assert isinstance(read(put(tmp_path, "a.txt", f"{LEAD}\n<DOC>"))["a.txt"], RawArticle)


def test_a_document_has_a_limit(tmp_path: Path) -> None:
    """One of more than 4 Mi characters is rejected by itself, wherever the reader's blocks end."""
    long = f"<DOC><TEXT>{LEAD * 50_000}</TEXT></DOC>"
    found = read(put(tmp_path, "a.sgml", PLAIN * 300 + long + PLAIN * 300))
    assert {source for source, raw in found.items() if isinstance(raw, Rejected)} == {"a.sgml#301"}
    assert len(found) == 601


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.sampled_from(["<DOC>", "</DOC>", "<TEXT>", "</TEXT>", "<P>", "<", ">", LEAD, "&#0;", "\0"])))
def test_any_order_of_tags_is_read_or_rejected(tmp_path: Path, pieces: list[str]) -> None:
    """Nothing raises."""
    found = read(put(tmp_path, "a.trec", "".join(pieces)))
    assert found
    assert all(isinstance(raw, RawArticle | Rejected) for raw in found.values())
