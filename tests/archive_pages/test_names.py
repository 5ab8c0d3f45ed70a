"""Names of sections and publishers as folders that every host and file system takes."""

from __future__ import annotations

import hashlib
import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_pages.names import MAX_BYTES, slug, slugs

LIKE = st.text("aAéÉبأإـَ -!_ßsS", min_size=1, max_size=4)
NAMES = st.text(max_size=70) | LIKE
HASH_BYTES = 7


def folded(text: str) -> str:
    """`text` as file systems that ignore case compare it."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


@given(st.sets(NAMES, max_size=20))
def test_no_two_names_have_one_folder(names: set[str]) -> None:
    """Every name has its own, even where the file system ignores case."""
    assert len({folded(text) for text in slugs(names).values()}) == len(names)


@given(st.sets(NAMES, max_size=10))
def test_a_folder_is_short_and_holds_no_separator_or_dot(names: set[str]) -> None:
    """At most 100 bytes and a hash; no slash, dot, space, sign or control character; never empty."""
    for text in slugs(names).values():
        assert 0 < len(text.encode()) <= MAX_BYTES + HASH_BYTES
        assert all(sign.isalnum() or sign in "-_" for sign in text)


@given(st.lists(NAMES, max_size=10), st.integers())
def test_folders_do_not_depend_on_the_order_of_names(names: list[str], seed: int) -> None:
    """The same names in any order, and any number of times, have the same folders."""
    shuffled = names * 2
    random.Random(seed).shuffle(shuffled)
    assert slugs(shuffled) == slugs(names)


@given(NAMES, st.sets(NAMES, max_size=10))
def test_a_name_unlike_all_others_has_the_folder_it_has_alone(name: str, others: set[str]) -> None:
    """Other names change nothing for it."""
    if slug(name) not in {slug(other) for other in others - {name}}:
        assert slugs({name, *others})[name] == slug(name)


@given(st.text("أإآؤئبتéa", min_size=1, max_size=20))
def test_a_name_has_one_folder_in_every_normal_form(name: str) -> None:
    """«أ» of one code point and of two is the same letter."""
    assert slug(unicodedata.normalize("NFD", name)) == slug(unicodedata.normalize("NFC", name))


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("محليات", "محليات"),
        ("صحيفة السهل", "صحيفة-السهل"),
        ("عرب و عالم / سياسة", "عرب-و-عالم-سياسة"),
        ("رِيَاضَة", "رياضة"),
        ("ريـــاضة", "رياضة"),
        ("The Times", "the-times"),
        ("../../etc", "etc"),
        ("القرن 21", "القرن-21"),
    ],
)
def test_letters_and_digits_are_kept(name: str, folder: str) -> None:
    """Arabic stays Arabic; marks and tatweel go; everything else is a hyphen."""
    assert slug(name) == folder


@pytest.mark.parametrize("name", ["!!!", "..", "", "«»", "خ" * 51])
def test_a_name_without_letters_or_too_long_is_a_hash(name: str) -> None:
    """It has twelve digits of the name's SHA-256."""
    assert slug(name) == f"n-{hashlib.sha256(name.encode()).hexdigest()[:12]}"


def test_names_of_up_to_100_bytes_are_kept_whole() -> None:
    """Fifty Arabic letters are a hundred bytes."""
    assert slug("خ" * 50) == "خ" * 50


def test_like_names_are_told_apart() -> None:
    """The first in sorted order has the plain folder, the later ones a hash behind it."""
    told = slugs(["رِياضة", "رياضة", "رياضة!"])
    assert told["رياضة"] == "رياضة"
    assert len(set(told.values())) == 3
    assert all(text == "رياضة" or text.startswith("رياضة-") for text in told.values())


def test_a_name_that_looks_like_another_s_hashed_folder_is_told_apart_too() -> None:
    """«A» takes `a`, so «a» gets a hash; a name that reads like just that keeps off it."""
    hashed = slugs(["A", "a"])["a"]
    assert len(set(slugs(["A", "a", hashed.upper()]).values())) == 3
