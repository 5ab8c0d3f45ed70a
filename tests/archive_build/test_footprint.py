"""What a site takes: counted in a built one, estimated from those that were measured."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_build.errors import BuildError
from archive_build.footprint import MOST_ARTICLES, Footprint, estimate, measure, measured


def put(site: Path, name: str, size: int) -> None:
    """A file of so many bytes."""
    path = site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes(size))


def test_a_built_site_is_counted(tmp_path: Path) -> None:
    """Files, bytes, the articles' pages, the index, the fullest folder and the largest file."""
    put(tmp_path, "index.html", 10)
    for number in range(3):
        put(tmp_path, f"a/00/{number}.html", 100)
    put(tmp_path, "search/terms/1.bin", 5000)
    put(tmp_path, "search/sources/0.json", 9000)  # is not published
    put(tmp_path, ".warraq-outputs.json", 9000)
    assert measure(tmp_path) == Footprint(3, 5, 5310, 1, 5000, 3, 5000)


def test_a_folder_without_a_site_is_an_error_that_names_it(tmp_path: Path) -> None:
    """Nothing is said of a folder that no build made."""
    with pytest.raises(BuildError, match=r"no index\.html; expected a folder that 'invoke build' made"):
        measure(tmp_path)


def test_a_measured_size_is_estimated_as_it_was_measured() -> None:
    """The curve goes through its points (the fullest folder may be told by the rule that names folders)."""
    for row in measured():
        found = estimate(row.articles)
        assert (found.files, found.bytes, found.index_bytes) == (row.files, row.bytes, row.index_bytes)


@given(st.integers(1, MOST_ARTICLES // 2))
def test_more_articles_never_take_less(articles: int) -> None:
    """Every figure grows, and the parts stay below the whole."""
    few, many = estimate(articles), estimate(2 * articles)
    assert many.files > few.files >= few.index_files
    assert many.bytes > few.bytes >= few.index_bytes
    assert many.folder_files >= few.folder_files


def test_ten_million_articles_lie_ten_thousand_in_a_folder() -> None:
    """Two of 32 letters name a folder."""
    assert 9_766 <= estimate(10_000_000).folder_files < 11_000


@pytest.mark.parametrize("articles", [0, -1, MOST_ARTICLES + 1])
def test_a_number_out_of_range_is_an_error(articles: int) -> None:
    """The message says what was expected."""
    with pytest.raises(BuildError, match=f"articles {articles}; expected a whole number from 1 to 1000000000"):
        estimate(articles)
