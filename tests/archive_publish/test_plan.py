"""What is sent, and in which order: at no moment does a page lead to what is not there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive_publish.objects import Stamp
from archive_publish.plan import plan

PATHS = [
    "index.html",
    "a/0j/x.html",
    "a/1k/y.html",
    "section/م/index.html",
    "search/terms/0.bin",
    "feed.atom",
    "theme/x.css",
]
SITES = st.dictionaries(st.sampled_from(PATHS), st.sampled_from([Stamp(1, "a"), Stamp(2, "b")]))


@given(SITES, SITES)
def test_a_plan_makes_there_like_here(here: dict[str, Stamp], there: dict[str, Stamp]) -> None:
    """Each object is in at most one part, and what is done gives what is here."""
    todo = plan(here, there)
    result = there | {path: here[path] for path in (*todo.new, *todo.changed)}
    for path in todo.gone:
        del result[path]
    assert result == here
    assert len({*todo.new, *todo.changed, *todo.gone}) == todo.sent + len(todo.gone)
    assert all(here[path] != there[path] for path in todo.changed)


def test_data_goes_before_articles_before_lists_before_the_front_page() -> None:
    """And what is gone is taken away in the other direction."""
    here = dict.fromkeys(PATHS, Stamp(1, "a"))
    order = ["search/terms/0.bin", "theme/x.css", "a/0j/x.html", "a/1k/y.html", "section/م/index.html", "feed.atom"]
    assert list(plan(here, {}).new) == [*order, "index.html"]
    assert list(plan({}, here).gone) == ["index.html", *reversed(order)]
