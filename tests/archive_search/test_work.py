"""Who counts words for the search: settings, errors, and that it does not matter for the site."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest

from archive_build.errors import EngineError
from archive_build.run import Options, build
from archive_search.code import code_digest
from archive_search.documents import Document
from archive_search.errors import SearchError
from archive_search.work import Work, count_slice, from_pelican, open_work


def test_one_process_works_unless_settings_say_otherwise() -> None:
    """Both settings, and their defaults."""
    assert from_pelican({}) == Work(jobs=1, scheduler="")
    assert from_pelican({"NEWS_JOBS": 4}) == Work(jobs=4)
    assert from_pelican({"NEWS_SCHEDULER": "tcp://host:8786"}) == Work(scheduler="tcp://host:8786")


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"NEWS_JOBS": 0}, "setting NEWS_JOBS: 0; expected a whole number from 1"),
        ({"NEWS_JOBS": True}, "setting NEWS_JOBS: True; expected a whole number from 1"),
        ({"NEWS_SCHEDULER": None}, "setting NEWS_SCHEDULER: None; expected an address, as in 'tcp://host:8786'"),
        ({"NEWS_JOBS": 2, "NEWS_SCHEDULER": "tcp://a:1"}, "jobs 2 and scheduler 'tcp://a:1'; expected one of them"),
    ],
)
def test_a_wrong_setting_is_named(settings: Mapping[str, Any], message: str) -> None:
    """With its value and what was expected."""
    with pytest.raises(SearchError) as caught:
        from_pelican(settings)
    assert str(caught.value).startswith(message)


def test_a_cluster_that_is_not_there_is_an_error_of_the_search() -> None:
    """What the engine says of it."""
    with pytest.raises(SearchError, match="scheduler 'host': no answer"), open_work(Work(scheduler="host")):
        pass


def test_a_worker_with_other_code_counts_nothing() -> None:
    """Both codes are named."""
    document = Document("1", ("", "", "", "", ""), "", "كتاب", "", "")
    assert len(count_slice(code_digest(), 1, iter, [[(0, document)]])) == 1
    with pytest.raises(EngineError, match=f"code {code_digest()}; expected other, the same version of Warraq"):
        count_slice("other", 1, iter, [[(0, document)]])


def test_processes_give_the_same_site(build_site: Callable[..., Any], root: Path, tmp_path: Path) -> None:
    """Byte for byte."""
    site = build_site(articles={f"{at}.md": f"Title: خبر {at}\n\nنص الخبر رقم {at} عن السوق\n" for at in range(100)})
    with chdir(root):
        build(site.content, tmp_path, options=Options(jobs=2))
    made = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert made == site.files()
