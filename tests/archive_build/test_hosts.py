"""Which hosts take a site."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive_build.footprint import Footprint
from archive_build.hosts import Host, exceeded, hosts, tell

SITE = Footprint(
    articles=10, files=30, bytes=2_000_000, index_files=5, index_bytes=9_000, folder_files=8, file_bytes=70
)


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ({}, []),
        ({"files": 30, "bytes": 2_000_000, "folder_files": 8, "file_bytes": 70}, []),
        ({"files": 29}, ["files: 30, at most 29"]),
        ({"bytes": 1_500_000}, ["the site: 2.0 MB, at most 1.5 MB"]),
        ({"folder_files": 7}, ["files in the fullest folder: 8, at most 7"]),
        ({"file_bytes": 69}, ["the largest file: 70.0 B, at most 69.0 B"]),
    ],
)
def test_a_site_beyond_a_limit_is_not_taken(limits: dict[str, int], said: list[str]) -> None:
    """Each limit that is exceeded is named with both figures."""
    assert exceeded(Host("a host", "https://example.org/limits", **limits), SITE) == said


def test_every_host_names_the_page_that_states_its_limits() -> None:
    """The table is data that can be checked."""
    assert len(hosts()) >= 6
    assert all(host.source.startswith("https://") for host in hosts())


def test_a_small_site_fits_anywhere_and_a_large_one_on_object_storage() -> None:
    """A line a host, with why not."""
    small = list(tell(1_000, Path()))
    assert small[0] == "1,000 articles, estimated from sites that were measured"
    assert sum(line.startswith("yes") for line in small) == len(hosts())
    large = "\n".join(tell(1_000_000, Path()))
    assert "no   GitHub Pages: the site: " in large
    assert "yes  object storage with a CDN" in large


def test_a_built_site_is_told_as_it_is(tmp_path: Path) -> None:
    """Without a number of articles the site's own files are counted."""
    (tmp_path / "index.html").write_bytes(bytes(1_500))
    assert list(tell(None, tmp_path))[:2] == [
        "0 articles, measured",
        "the site                    1 files      1.5 kB",
    ]
