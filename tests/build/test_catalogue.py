"""What a build keeps from the last one may be lost, broken or old: the site never suffers."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from site_workshop import Workshop

from archive_build import catalogue
from archive_build.errors import BuildError
from archive_build.paths import catalogue_path, made_path

NEWS = "Title: خبر\nDate: 2012-09-07\nCategory: محليات\nId: {:012}\n\nنصّ.\n"


@pytest.fixture
def shop(workshop: Workshop) -> Workshop:
    """Three articles, built."""
    for number in range(3):
        workshop.write(f"{number}.md", NEWS.format(number))
    workshop.build()
    return workshop


def kept(shop: Workshop) -> list[Path]:
    """The files that a build keeps for the next."""
    return [catalogue_path(shop.content), made_path(shop.content, shop.output)]


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("data", [b"", b"no database, but longer than a header of SQLite's would be" * 50])
def test_a_broken_file_is_made_anew(shop: Workshop, which: int, data: bytes, caplog: pytest.LogCaptureFixture) -> None:
    """The site is that of a clean build, deleted articles included, and a warning names the file."""
    kept(shop)[which].write_bytes(data)
    (shop.content / "articles/1.md").unlink()
    assert shop.build() == shop.clean()
    assert not data or f"{kept(shop)[which]}: file is not a database; it is made anew" in caplog.text


@pytest.mark.parametrize("which", [0, 1])
def test_a_torn_file_is_made_anew(shop: Workshop, which: int) -> None:
    """Pages of the database that are lost in its middle stop nothing."""
    path = kept(shop)[which]
    data = path.read_bytes()
    path.write_bytes(data[:4096] + os.urandom(len(data) - 4096))
    shop.write("9.md", NEWS.format(9))
    assert shop.build() == shop.clean()


@pytest.mark.parametrize("which", [0, 1])
def test_a_lost_file_is_made_anew(shop: Workshop, which: int) -> None:
    """Pages of articles that went meanwhile go too."""
    kept(shop)[which].unlink()
    (shop.content / "articles/1.md").unlink()
    assert shop.build() == shop.clean()


@pytest.mark.parametrize("which", [0, 1])
def test_a_file_of_another_version_is_made_anew(shop: Workshop, which: int) -> None:
    """What another version of the program wrote is not understood, and not trusted."""
    with sqlite3.connect(kept(shop)[which]) as database:
        database.execute("PRAGMA user_version = 99")
    (shop.content / "articles/1.md").unlink()
    assert shop.build() == shop.clean()


def test_a_locked_catalogue_is_an_error_that_names_it(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another program has the file, the build ends with a message."""
    monkeypatch.setattr(catalogue, "LOCKED_SECONDS", 0.2)
    database = sqlite3.connect(catalogue_path(shop.content))
    database.execute("BEGIN EXCLUSIVE")
    with pytest.raises(BuildError, match="locked; expected a file that nothing else has open"):
        shop.build()
    database.close()
    assert shop.build() == shop.clean()


def test_an_output_folder_that_was_deleted_is_built_anew(shop: Workshop) -> None:
    """The fingerprints stand for a folder as its last build left it, not for its name."""
    shutil.rmtree(shop.output)
    assert shop.build() == shop.clean()


def test_an_older_copy_of_the_site_is_not_taken_for_the_last(shop: Workshop, tmp_path: Path) -> None:
    """A folder that was restored from a copy is made what the sources say."""
    shutil.copytree(shop.output, tmp_path / "copy")
    shop.write("0.md", NEWS.format(0).replace("نصّ", "نصّ آخر"))
    shop.build()
    shutil.rmtree(shop.output)
    shutil.copytree(tmp_path / "copy", shop.output)
    assert shop.build() == shop.clean()


def test_a_file_that_changes_within_one_tick_of_the_clock_is_read_again(shop: Workshop) -> None:
    """Same size, same time: what was written moments before the last build is not trusted."""
    path = shop.content / "articles/0.md"
    shop.write("0.md", NEWS.format(0))
    stamp = path.stat()
    shop.build()
    path.write_text(NEWS.format(0).replace("محليات", "ثقافات"), encoding="utf-8")
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert path.stat().st_size == stamp.st_size
    assert shop.build() == shop.clean()


def test_a_change_touches_few_outputs(shop: Workshop) -> None:
    """One article more: its page, its neighbour's, its day and the day before it, the pages above by both calendars,
    its day of the year, its section, feed, sitemap.
    """
    before = {path: path.stat().st_mtime_ns for path in shop.output.rglob("*") if path.is_file()}
    shop.write("9.md", NEWS.format(9).replace("2012-09-07", "2012-09-08"))
    shop.build()
    changed = [
        path.relative_to(shop.output).as_posix()
        for path in sorted(shop.output.rglob("*"))
        if path.is_file() and before.get(path) != path.stat().st_mtime_ns
    ]
    assert changed == [
        *(".warraq-outputs.json", "2012/09/07/index.html", "2012/09/08/index.html", "2012/09/index.html"),
        *("2012/index.html", "a/00/0000000000.html", "a/00/0000000009.html"),
        *("api/days/2012/09/08.json", "api/ids/0.json", "api/index.json", "api/sections.json", "api/years/2012.json"),
        *("archive/index.html", "feed.atom"),
        *("feed.json", "feed.rss"),
        *("hijri/1433/10/index.html", "hijri/1433/index.html", "hijri/index.html", "index.html"),
        *("on/09-07/index.html", "on/09-08/index.html", "on/hijri/10-20/index.html", "on/hijri/10-21/index.html"),
        *("on/hijri/index.html", "on/index.html"),
        *("search/index.html", "section/index.html", "section/محليات/feed.atom", "section/محليات/feed.json"),
        *("section/محليات/index.html", "sitemap.xml", "statistics/index.html"),
    ]
    assert json.loads((shop.output / ".warraq-outputs.json").read_text(encoding="utf-8"))


def test_an_article_among_many_touches_as_few_outputs(workshop: Workshop, capsys: pytest.CaptureFixture[str]) -> None:
    """One in the middle of a long section: beside the outputs above, a page or a few of its section are written."""
    workshop.settings["NEWS_PER_PAGE"] = 3
    for number in range(300):
        workshop.write(f"{number}.md", NEWS.format(2 * number).replace("2012-09-07", f"2012-{number % 12 + 1:02}-07"))
    workshop.build()
    workshop.write("new.md", NEWS.format(301).replace("2012-09-07", "2012-06-07"))
    capsys.readouterr()
    assert workshop.build() == workshop.clean()
    said = capsys.readouterr().out.splitlines()
    written = int(said[0].split("files: ")[1].split()[0])
    assert written <= 36
    rendered = [int(line.split()[4]) for line in said if line.strip().startswith("render others")]
    assert rendered[0] <= 33  # the feeds, which were not counted here, and the API among them


def test_an_output_that_is_lost_is_made_again_though_nothing_changed(shop: Workshop) -> None:
    """A page, a list and a sitemap."""
    for name in ("a/00/0000000001.html", "2012/index.html", "sitemap.xml"):
        site = shop.build()
        (shop.output / name).unlink()
        assert shop.build() == site


def test_a_hidden_article_leads_to_lists_as_long_as_they_are(shop: Workshop) -> None:
    """Its section and publisher have lists only while others stand in them."""
    shop.write("5.md", NEWS.format(5).replace("محليات", "رياضة\nPublisher: السهل\nStatus: hidden"))
    for section in ("رياضة\nPublisher: السهل", "محليات"):
        shop.write("1.md", NEWS.format(1).replace("محليات", section))
        assert shop.build() == shop.clean()
