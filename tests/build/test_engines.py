"""The same bytes from every engine, on every machine."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from site_workshop import ROOT, Workshop, files

from archive_build.workers import WORTH_IT

ARTICLES = WORTH_IT + 20


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """As many articles as it takes for a build to start processes, some of which go Pelican's own way."""
    shop = Workshop(tmp_path_factory.mktemp("workshop") / "workshop")
    for number in range(ARTICLES):
        head = (
            f"Title: خبر {number}\nDate: 2012-{number % 12 + 1:02}-07\nCategory: قسم {number % 3}\nId: {number:012}\n"
        )
        odd = "\n- [رابط]({filename}0.md)" if number % 100 == 7 else "\n**غامق**" if number % 100 == 8 else ""
        shop.write(f"{number}.md", f"{head}\nنصّ الخبر رقم {number}.{odd}\n")
    return shop


@pytest.fixture(scope="module")
def serial(shop: Workshop) -> dict[str, bytes]:
    """The site of one process."""
    return shop.clean()


def test_two_processes_give_the_bytes_of_one(shop: Workshop, serial: dict[str, bytes]) -> None:
    """Reading and rendering in slices on two processes changes nothing."""
    assert shop.clean(NEWS_JOBS=2) == serial


def test_a_cluster_gives_the_bytes_of_one_process(
    shop: Workshop, serial: dict[str, bytes], start_cluster: Callable[[int], Any]
) -> None:
    """Two Dask workers read the content folder and write the output folder themselves."""
    assert shop.clean(NEWS_SCHEDULER=start_cluster(2).address) == serial


def test_pelican_s_own_way_gives_the_same_bytes(shop: Workshop, serial: dict[str, bytes]) -> None:
    """The fast way is a way to Pelican's site, not another site."""
    assert shop.clean(NEWS_FAST=False) == serial


def test_neither_hashes_nor_time_zone_nor_locale_nor_clock_change_a_byte(
    shop: Workshop, serial: dict[str, bytes], tmp_path: Path
) -> None:
    """Two machines that differ in all of these build the site of the first."""
    for number, own in enumerate(
        (
            {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "0"},
            {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "2000000000"},
        )
    ):
        output = tmp_path / str(number)
        conf = tmp_path / "conf.py"
        conf.write_text(
            f"import runpy\nglobals().update(runpy.run_path({str(ROOT / 'pelicanconf.py')!r}))\nNEWS_RAW_PATHS = []\n"
            f"THEME = {str(shop.theme)!r}\nPLUGINS = [name for name in PLUGINS if 'search' not in name]\n"
        )
        command = [sys.executable, "-m", "pelican", str(shop.content), "-o", str(output), "-s", str(conf)]
        subprocess.run(command, env=os.environ | own, check=True, capture_output=True)
        assert files(output) == serial
