"""Two texts beside each other hold all words of both, and mark what differs."""

from __future__ import annotations

import random
import re
import time

from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from archive_pages.difference import MOST_WORDS, Difference, difference, paragraphs_of

WORDS = st.lists(st.sampled_from(["خبر", "من", "القاهرة", "<b>", "12%", "&amp;", "BBC", "،"]), min_size=1, max_size=8)
TEXTS = st.lists(WORDS, max_size=6)


def html(paragraphs: list[list[str]]) -> str:
    """Paragraphs as safe HTML."""
    return "\n".join(f"<p>{escape(' '.join(words))}</p>" for words in paragraphs)


def words(rows: list[Markup], mark: str) -> tuple[list[str], list[str]]:
    """All words of one side, and those that stand in elements `mark`."""
    text = "\n".join(rows)
    marked = re.findall(f"<{mark}>(.*?)</{mark}>", text)
    return [word for part in (text, " ".join(marked)) for word in [Markup(part).striptags().split()]]  # type: ignore[return-value]


def sides(found: Difference) -> tuple[tuple[list[str], list[str]], tuple[list[str], list[str]]]:
    """The words of the original's side and of the copy's, all and marked."""
    return words([row.original for row in found.rows], "del"), words([row.copy for row in found.rows], "ins")


@given(TEXTS, TEXTS)
@example([["خبر"], ["خبر"] * 4], [["خبر"] * 5])
@example([["خبر"], ["خبر", "خبر"]], [["خبر", "خبر"], ["خبر"]])
def test_both_sides_hold_their_texts_and_what_is_not_marked_is_the_same(
    old: list[list[str]], new: list[list[str]]
) -> None:
    """Nor made or moved; without the marked ones both sides are as long."""
    found = difference(html(old), html(new))
    (left, removed), (right, added) = sides(found)
    assert (left, right) == ([w for p in old for w in p], [w for p in new for w in p])
    assert (len(removed), len(added)) == (found.removed, found.added)
    assert len(left) - len(removed) == len(right) - len(added)
    assert found.whole
    assert (found.percent == 100) == (left == right)


@given(TEXTS)
def test_a_text_is_like_itself(text: list[list[str]]) -> None:
    """Nothing is marked."""
    found = difference(html(text), html(text))
    assert (found.removed, found.added, found.percent) == (0, 0, 100)
    assert all(row.same for row in found.rows)


def test_words_are_marked_where_they_differ() -> None:
    """Within a paragraph, beside paragraphs that are the same; words of a text stay text."""
    found = difference(
        "<p>أول.</p>\n<p>قال <b>الوزير</b> &lt;أمس&gt; إن</p>", "<p>أول.</p>\n<p>قال المدير اليوم إن</p>"
    )
    assert [row.same for row in found.rows] == [True, False]
    assert found.rows[1].original == "<p>قال <del>الوزير &lt;أمس&gt;</del> إن</p>"
    assert found.rows[1].copy == "<p>قال <ins>المدير اليوم</ins> إن</p>"
    assert (found.removed, found.added, found.percent) == (2, 2, 60)


def test_paragraphs_that_were_cut_otherwise_are_not_marked() -> None:
    """A newspaper that makes two paragraphs of one has the same words."""
    found = difference("<p>أول ثان ثالث رابع</p>", "<p>أول ثان</p><p>ثالث رابع</p>")
    assert (found.removed, found.added) == (0, 0)
    assert found.rows[0].copy == "<p>أول ثان</p>\n<p>ثالث رابع</p>"


def test_a_paragraph_that_one_text_lacks_stands_alone() -> None:
    """The other side is empty."""
    [same, more] = difference("<p>أول.</p><p>ثان.</p>", "<p>أول.</p>").rows
    assert (same.same, more.original, more.copy) == (True, "<p><del>ثان.</del></p>", "")


def test_lists_and_line_breaks_part_paragraphs() -> None:
    """As a reader sees them."""
    assert paragraphs_of("<ul><li>أ ب</li><li>ج</li></ul>د<br>هـ &amp; و") == [
        ["أ", "ب"],
        ["ج"],
        ["د"],
        ["هـ", "&", "و"],
    ]


def test_long_texts_take_bounded_time_and_say_what_was_not_compared() -> None:
    """The worst that is compared, few words in any order, takes a moment; what is longer is marked as a whole."""
    dice = random.Random(6)
    some = [f"<p>{' '.join(dice.choices('ابجدهوز', k=MOST_WORDS))}</p>" for _ in range(2)]
    start = time.process_time()
    assert difference(*some).whole
    assert time.process_time() - start < 5
    longer = difference(*(f"<p>{text} {text}</p>" for text in some))
    assert (longer.whole, longer.percent) == (False, 0)
    many = difference(*("".join(f"<p>{word}{at}</p>" for at in range(600)) for word in "اب"))
    assert len(many.rows) == 1
