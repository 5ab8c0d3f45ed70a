"""However a site came about, it is the site that a clean build of the same would give, byte for byte.

`HYPOTHESIS_PROFILE=heavy pytest tests/build/test_incremental.py` tries some 200 changes in each of 50 histories.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from site_workshop import Workshop

HEAVY = os.environ.get("HYPOTHESIS_PROFILE") == "heavy"
NAMES = st.integers(0, 11).map("{:012}".format)
DATES = st.sampled_from(["", "2011-12-31", "2012-01-01", "2012-01-01 14:35", "2012-01-02", "2012-02-01"])
SECTIONS = st.sampled_from(["", "محليات", "رياضة", "رِياضة", "Sport"])
PUBLISHERS = st.sampled_from(["", "السهل", "okaz"])
BODIES = st.sampled_from(
    [
        "نصّ الخبر.",
        "نصّ أطول.\n\nوفقرة ثانية \\*بلا نجوم\\*.",
        "**غامق** و[رابط](https://x.example/).\n\n- بند",
        "انظر [الأول]({filename}000000000000.md) و[الثاني]({filename}000000000001.md).",
    ]
)
COPIES = "Duplicate_of: 000000000001\nAlso_in: 000000000001; 000000000002\n"
HEADS = st.sampled_from(
    [
        "",
        "",
        "",
        "Agency: وكالة\nDate_earliest: 2011-01-01\n",
        COPIES,
        "Status: hidden\n",
        "Status: draft\n",
        "Kicker: فوق\n",
        "Summary: **موجز**\n",
    ]
)
TEMPLATES = ("article.html", "base.html", "list.html", "partials/header.html", "partials/card.html", "month.html")


class History(RuleBasedStateMachine):
    """Changes to sources, theme and settings, with a build now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.shop = Workshop(self.folder / "workshop")
        self.built = False
        self.withdrawn: set[str] = set()
        self.texts: dict[str, list[str | None]] = {}

    @initialize(count=st.integers(0, 12))
    def begin(self, count: int) -> None:
        """Some articles stand already."""
        self.shop.settings["NEWS_PER_PAGE"] = 3
        for number in range(count):
            self.put(f"{number:012}", f"2012-01-{number % 3 + 1:02}", "محليات", "السهل", "نصّ.", "")

    @rule(name=NAMES, date=DATES, section=SECTIONS, publisher=PUBLISHERS, body=BODIES, head=HEADS)
    def put(self, name: str, date: str, section: str, publisher: str, body: str, head: str) -> None:
        """Add an article, or make it another: its text, date, section, publisher or status."""
        lines = {"Title": f"خبر {name}", "Date": date, "Category": section, "Publisher": publisher, "Id": name}
        text = "".join(f"{key}: {value}\n" for key, value in lines.items() if value)
        self.change(name, f"{text}{head}\n{body}\n")

    @rule(name=NAMES, where=st.sampled_from(["", "stated", "record"]))
    def learn_otherwise(self, name: str, where: str) -> None:
        """Ingest knows an article's title from elsewhere, or from nowhere."""
        self.shop.write_evidence(name, where)
        self.built = False

    @rule(name=NAMES, other=NAMES)
    def take_another_s_id(self, name: str, other: str) -> None:
        """Two sources claim one id."""
        self.change(name, f"Title: خبر بمعرّف غيره\nDate: 2012-01-01\nId: {other}\n\nنصّ.\n")

    @rule(name=NAMES)
    def delete(self, name: str) -> None:
        """An article goes."""
        self.change(name, None)

    @rule(name=NAMES)
    def undo(self, name: str) -> None:
        """A source is again as it was before its last change."""
        if len(self.texts.get(name, [])) > 1:
            self.texts[name].pop()
            self.apply(name)

    def change(self, name: str, text: str | None) -> None:
        """Remember and make a change."""
        self.texts.setdefault(name, [None]).append(text)
        self.apply(name)

    def apply(self, name: str) -> None:
        """Make a source what was last said of it."""
        text = self.texts[name][-1]
        if text is None:
            (self.shop.content / "articles" / f"{name}.md").unlink(missing_ok=True)
        else:
            self.shop.write(f"{name}.md", text)
        self.built = False

    @rule(name=st.sampled_from(TEMPLATES), mark=st.sampled_from(["", "<!-- {{ SITESUBTITLE }} -->", "<b></b>"]))
    def change_a_template(self, name: str, mark: str) -> None:
        """A template has something at its end, or nothing any more."""
        path = self.shop.theme / "templates" / name
        text = path.read_text(encoding="utf-8").partition("{# mark #}")[0]
        path.write_text(f"{text}{{# mark #}}{mark}", encoding="utf-8")
        self.built = False

    @rule(
        setting=st.sampled_from(
            [
                *[("NEWS_PER_PAGE", count) for count in (1, 3, 20)],
                *[("SITENAME", name) for name in ("أرشيف", "Archive")],
                *[("SITESUBTITLE", name) for name in ("", "سطر")],
                *[("NEWS_PUBLISHER_NAMES", names) for names in ({}, {"okaz": "عكاظ"}, {"okaz": "السهل"})],
                *[("NEWS_WAYS", ways) for ways in ([], ["places"], None)],
                *[("NEWS_CALENDARS", calendars) for calendars in (["gregorian"], None)],
                *[("NEWS_LICENCE", licence) for licence in (("CC BY", "https://l.example/"), None)],
                *[("NEWS_SECTION_ORDER", names) for names in (["رياضة"], [])],
                *[("NEWS_SECTION_NAMES", names) for names in ({"Sport": "رياضة"}, {})],
                *[("NEWS_SKIN", name) for name in ("archive", "newspaper")],
                *[("NEWS_MENU", menu) for menu in ([("عن", "about/")], None)],
                *[("SITEURL", address) for address in ("https://a.example", "https://b.example/c")],
            ]
        )
    )
    def change_a_setting(self, setting: tuple[str, Any]) -> None:
        """A setting is another."""
        self.shop.settings[setting[0]] = setting[1]
        self.built = False

    @rule(name=st.sampled_from(["about", "more"]), text=st.sampled_from(["", "نصّ", "نصّ آخر"]))
    def change_a_page(self, name: str, text: str) -> None:
        """A page that is no article comes, changes or goes; every page's navigation names it."""
        path = self.shop.content / "pages" / f"{name}.md"
        path.parent.mkdir(exist_ok=True)
        if text:
            path.write_text(f"Title: صفحة {name}\nSlug: {name}\n\n{text}\n", encoding="utf-8")
        else:
            path.unlink(missing_ok=True)
        self.built = False

    @rule(name=NAMES)
    def withdraw(self, name: str) -> None:
        """An article, if there is one, is withdrawn, or no longer."""
        self.withdrawn ^= {name}
        rows = "".join(f"{one},2026-03-14,,سبب\n" for one in sorted(self.withdrawn))
        (self.shop.content / "withdrawn.csv").write_text(f"id,date,by,reason\n{rows}", encoding="utf-8")
        self.built = False

    @rule(number=st.integers(0, 200))
    def lose_an_output(self, number: int) -> None:
        """Somebody deletes a page of the site."""
        pages = sorted(self.shop.output.rglob("*.html"))
        if pages:
            pages[number % len(pages)].unlink()
            self.built = False

    @precondition(lambda self: not self.built)
    @rule(after=st.integers(0, 40))
    def kill(self, after: int) -> None:
        """A build ends half-way."""
        self.shop.killed_build(after)

    @precondition(lambda self: not self.built)
    @rule()
    def build(self) -> None:
        """The site is brought up to date: it equals a clean one, and one that Pelican builds whole."""
        site = self.shop.build()
        assert site == self.shop.clean()
        assert site == self.shop.clean(NEWS_FAST=False)
        self.built = True

    @invariant()
    def nothing_is_half_written(self) -> None:
        """What lies in the site's folder has its own name (a killed build's rest goes with the next)."""
        if self.built:
            assert not list(self.shop.output.rglob(".writing-*"))

    def teardown(self) -> None:
        """The last state is built too."""
        if not self.built:
            self.build()
        shutil.rmtree(self.folder)


TestHistory = History.TestCase
TestHistory.settings = hypothesis.settings(
    max_examples=50 if HEAVY else 6, stateful_step_count=200 if HEAVY else 20, deadline=None
)


@pytest.mark.parametrize("after", range(20, 56, 4))
def test_a_build_that_was_killed_late_is_finished(tmp_path: Path, after: int) -> None:
    """What is made together (sitemaps) may be whole when the manifest does not name it yet: it is not lost."""
    shop = Workshop(tmp_path / "workshop")
    shop.write("000000000001.md", "Title: خبر\nDate: 2012-01-01\nId: 000000000001\n\nنصّ الخبر.\n")
    shop.killed_build(after)
    assert shop.build() == shop.clean()
