"""Bylines lead to their authors."""

from __future__ import annotations

from archive_pages.byline import linked_byline
from archive_pages.entries import Term

NIZAR, HALA = Term("نزار", "author/نزار/"), Term("هالة <ب>", "author/هالة/")


def link(name: str, url: str) -> str:
    """An author's link."""
    return f'<a class="author" href="../{url}"><bdi>{name}</bdi></a>'


def test_names_are_linked_where_they_stand() -> None:
    """The rest of the byline stays as printed, and safe."""
    found = linked_byline("كتب: نزار و هالة <ب> & AP", [NIZAR, HALA], "..")
    names = link("نزار", NIZAR.url), link("هالة &lt;ب&gt;", HALA.url)
    assert found == f"كتب: {names[0]} و {names[1]} &amp; <bdi>AP</bdi>"


def test_an_author_whom_the_byline_does_not_name_follows_it() -> None:
    """As records sometimes know more than the line says."""
    assert linked_byline("المراسل", [NIZAR], "..") == f"المراسل، {link('نزار', NIZAR.url)}"


def test_a_byline_without_authors_is_text() -> None:
    """Nothing is linked."""
    assert linked_byline("خاص", [], "..") == "خاص"
