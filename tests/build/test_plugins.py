"""Plugins from PyPI beside the archive's own: docs/BUILD.md says what each does here; one of them is tried."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pelican import signals
from pelican.plugins.neighbors.neighbors import neighbors
from site_workshop import PLUGINS, Workshop

NEWS = "Title: خبر {0}\nDate: 2012-09-{1:02}\nCategory: محليات\nId: {0:012}\n\nنصّ.\n"
SHOWN = "{{ article.next_article.title }} {{ article.prev_article.title }}"


@pytest.fixture
def shop(workshop: Workshop) -> Iterator[Workshop]:
    """Three articles on three days, and a theme that shows what the plugin gives to each."""
    for number in range(3):
        workshop.write(f"{number}.md", NEWS.format(number, number + 1))
    (workshop.theme / "templates" / "article.html").write_text(SHOWN, encoding="utf-8")
    workshop.settings["PLUGINS"] = [*PLUGINS, "neighbors"]
    yield workshop
    signals.article_generator_finalized.disconnect(neighbors)


def test_a_plugin_from_pypi_gets_every_article(shop: Workshop, caplog: pytest.LogCaptureFixture) -> None:
    """Though it lives in the package `pelican`, it is known as another's: the site is built whole, and says so."""
    assert shop.build()["a/00/0000000001.html"].decode() == "خبر 2 خبر 0"
    assert "built whole, as slowly as Pelican builds it: the plugin 'pelican.plugins.neighbors" in caplog.text


def test_without_it_the_site_goes_the_fast_way_again(shop: Workshop, caplog: pytest.LogCaptureFixture) -> None:
    """What it gave is gone, as in a clean build."""
    shop.build()
    signals.article_generator_finalized.disconnect(neighbors)
    shop.settings["PLUGINS"] = PLUGINS
    (shop.theme / "templates" / "article.html").write_text("{{ article.entry.title }}", encoding="utf-8")
    caplog.clear()
    assert shop.build() == shop.clean()
    assert "whole" not in caplog.text
