"""Where another plugin, a template or a setting would miss something, the site is built as Pelican builds it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from pelican import signals
from site_workshop import PLUGINS, Workshop

SEEN: list[str] = []
NEWS = "Title: خبر {0}\nDate: 2012-09-07\nCategory: محليات\nId: {0:012}\n\nنصّ.\n"
PAGES = {f"a/00/{number:010}.html" for number in range(3)}


@pytest.fixture
def shop(workshop: Workshop) -> Workshop:
    """Three articles."""
    for number in range(3):
        workshop.write(f"{number}.md", NEWS.format(number))
    return workshop


def note_path(path: str, context: Any) -> None:
    """Another plugin's receiver of `content_written`."""
    SEEN.append(path)


def note_article(content: Any) -> None:
    """Another plugin's receiver of `content_object_init`."""
    SEEN.append(getattr(content, "title", ""))


@pytest.fixture
def seen() -> Iterator[list[str]]:
    """What the receivers were sent; none of them listens any more afterwards."""
    SEEN.clear()
    yield SEEN
    signals.content_written.disconnect(note_path)
    signals.content_object_init.disconnect(note_article)


def test_a_plugin_that_listens_for_files_gets_all(
    shop: Workshop, seen: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Every page is rendered in this process and announced, the site is the same, and a warning says why."""
    site = shop.build()
    signals.content_written.connect(note_path)
    assert shop.build() == site
    assert {path for path in seen if "/a/00/" in path} == {str(shop.output / name) for name in PAGES}
    assert f"built whole, as slowly as Pelican builds it: the plugin {note_path.__module__!r} listens" in caplog.text


def test_after_a_whole_build_nothing_is_trusted(shop: Workshop, seen: list[str]) -> None:
    """A plugin may have changed any page; without it the next build is a clean one's."""
    shop.build()
    signals.content_written.connect(note_path)
    shop.build()
    (shop.output / "a/00/0000000001.html").write_text("made by a plugin")
    signals.content_written.disconnect(note_path)
    assert shop.build() == shop.clean()


def test_a_plugin_that_listens_for_articles_gets_all(shop: Workshop, seen: list[str]) -> None:
    """Each article becomes an object of Pelican's."""
    signals.content_object_init.connect(note_article)
    shop.build()
    assert {f"خبر {number}" for number in range(3)} <= set(seen)


def test_a_template_that_asks_for_pelican_s_lists_gets_them(shop: Workshop, caplog: pytest.LogCaptureFixture) -> None:
    """`articles` are all dated ones, as in any Pelican site."""
    path = shop.theme / "templates" / "404.html"
    path.write_text("{{ articles | map(attribute='id') | sort | join(' ') }}", encoding="utf-8")
    assert shop.build()["404.html"].decode().split() == [f"{number:012}" for number in range(3)]
    assert "the template '404.html' asks for articles" in caplog.text


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"NEWS_FAST": False}, "the setting NEWS_FAST says so"),
        ({"JINJA_FILTERS": {"shout": lambda text: text, "safe_html": str}}, "cannot be sent to another process"),
        ({"FEED_ALL_ATOM": "all.atom"}, "setting FEED_ALL_ATOM: 'all.atom'; expected None"),
    ],
)
def test_a_setting_that_the_fast_way_does_not_know_is_followed(
    shop: Workshop, settings: dict[str, Any], reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The warning names it."""
    assert shop.build(**settings).keys() >= PAGES
    assert reason in caplog.text


def test_the_whole_way_has_the_search_and_hidden_articles_too(shop: Workshop) -> None:
    """The same bytes as the fast way, but for the digest by which a build knows what its index was made of."""
    shop.write("3.md", f"Status: hidden\n{NEWS.format(3)}")
    plugins = [*PLUGINS, "archive_search.plugin"]
    whole, fast = shop.build(PLUGINS=plugins, NEWS_FAST=False), shop.clean(PLUGINS=plugins)
    assert "a/00/0000000003.html" in whole
    manifests = [json.loads(site.pop("search/manifest.json")) for site in (whole, fast)]
    assert [{**one, "digest": ""} for one in manifests] == [{**manifests[0], "digest": ""}] * 2
    assert whole == fast


def test_the_fast_way_says_nothing(shop: Workshop, caplog: pytest.LogCaptureFixture) -> None:
    """An archive as it comes needs no warning."""
    shop.build()
    assert "whole" not in caplog.text


def test_the_plan_tells_what_would_be_written_and_writes_nothing(
    shop: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each output with the inputs that changed; what would be deleted; what would be kept."""
    site = shop.build()
    shop.write("2.md", NEWS.format(2).replace("نصّ", "نصّ آخر"))
    (shop.content / "articles/0.md").unlink()
    capsys.readouterr()
    assert shop.build(NEWS_PLAN=True) == site
    lines = capsys.readouterr().out.splitlines()
    assert "write   a/00/0000000002.html: own row, own source" in lines
    around = "newer article, older article, newer article of its section, older article of its section"
    assert f"write   a/00/0000000001.html: {around}" in lines
    assert "delete  a/00/0000000000.html" in lines
    assert any(line.endswith("outputs would be kept as they are") for line in lines)
    assert shop.build() == shop.clean()


def test_why_names_the_input_that_changed(shop: Workshop, capsys: pytest.CaptureFixture[str]) -> None:
    """A setting that a template shows is told by its name, all else is the same."""
    shop.build()
    capsys.readouterr()
    shop.build(NEWS_PLAN=True, NEWS_WHY="2012/index.html", SITENAME="أرشيف آخر")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "2012/index.html: made again"
    assert [line for line in lines if "changed" in line] == ["  changed  value SITENAME"]
    assert "  same     template year.html" in lines


def test_why_of_what_is_made_each_time_says_so(shop: Workshop, capsys: pytest.CaptureFixture[str]) -> None:
    """Files that no inputs are noted for, and names that are none."""
    shop.build(NEWS_PLAN=True, NEWS_WHY="robots.txt")
    said = "robots.txt: not planned by its inputs; it is made at each build and written where it differs, or no output"
    assert said in capsys.readouterr().out.splitlines()
