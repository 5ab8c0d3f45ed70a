"""`invoke check` passes the sample site, and finds each fault that is planted in a small one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from archive_check.addresses import resolve
from archive_check.check import Extent, address_of, check
from archive_check.findings import CHECKS, Result
from archive_check.look import Rules, look_at
from archive_pages.csp import POLICY

URL = "http://localhost:8000"


@dataclass(frozen=True)
class Copy:
    """A copy of a site, to be spoilt, and the path of one article's page in it."""

    site: Path
    article: str

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace a text that stands in a file."""
        file = self.site / path
        text = file.read_text(encoding="utf-8")
        assert old in text, (path, old)
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    def edit_article(self, old: str, new: str) -> None:
        """Replace a text in the article's page."""
        self.edit(self.article, old, new)


@pytest.fixture
def copy(small_site: Any, tmp_path: Path) -> Copy:
    """A fresh copy."""
    site = tmp_path / "site"
    shutil.copytree(small_site.output, site)
    return Copy(site, sorted(path.relative_to(site).as_posix() for path in site.glob("a/*/*.html"))[0])


def look(copy: Copy, small_site: Any, sample: int = 0) -> Result:
    """Check a copy; no article is searched for unless it is asked."""
    return check(copy.site, small_site.content, URL, POLICY, extent=Extent(sample=sample, html=0))


def shift_case(copy: Copy) -> None:
    """A second name for a file, different by case."""
    shutil.copy(copy.site / "theme/css/site.css", copy.site / "theme/css/Site.css")


def fill_a_folder(copy: Copy) -> None:
    """More files than a folder should have."""
    (copy.site / "many").mkdir()
    for number in range(10_001):
        (copy.site / f"many/{number}").touch()


def list_twice(copy: Copy) -> None:
    """An article's address twice in the sitemap."""
    row = f"<url><loc>{URL}/{copy.article}</loc></url>"
    text = (copy.site / "sitemap.xml").read_text(encoding="utf-8")
    (copy.site / "sitemap.xml").write_text(text.replace("</urlset>", f"{row}</urlset>"), encoding="utf-8")


def orphan(copy: Copy) -> None:
    """A page to which nothing leads."""
    (copy.site / "alone").mkdir()
    text = (copy.site / "about/index.html").read_text(encoding="utf-8")
    text = text.replace(f"{URL}/about/", f"{URL}/alone/")
    (copy.site / "alone/index.html").write_text(text, encoding="utf-8")


def unlist(copy: Copy) -> None:
    """An article that only another article leads to."""
    article = copy.article.rpartition("/")[2]
    for page in copy.site.rglob("*.html"):
        if not page.is_relative_to(copy.site / "a"):
            page.write_text(page.read_text(encoding="utf-8").replace(article, "index.html"), encoding="utf-8")


def spoil_search(copy: Copy) -> None:
    """Files of terms that are empty."""
    for path in (copy.site / "search/terms").rglob("*"):
        if path.is_file():
            path.write_bytes(b"")


Plant = Callable[[Copy], Any]
FAULTS: dict[str, tuple[str, Plant]] = {
    "a link to nothing": (
        "broken link",
        lambda c: c.edit_article("</article>", '<a href="../none.html">x</a></article>'),
    ),
    "a file that is gone": ("broken link", lambda c: (c.site / "theme/css/site.css").unlink()),
    "an anchor that is gone": ("broken anchor", lambda c: c.edit_article('id="content"', 'id="contents"')),
    "a page to which nothing leads": ("unreachable", orphan),
    "a link out of the folder": (
        "outside",
        lambda c: c.edit_article("</article>", '<a href="../../../x">x</a></article>'),
    ),
    "a javascript address": (
        "unsafe address",
        lambda c: c.edit_article("</article>", '<a href=" java\tscript:alert(1)">x</a></article>'),
    ),
    "a data address": (
        "unsafe address",
        lambda c: c.edit_article("</article>", '<a href="data:text/html,x">x</a></article>'),
    ),
    "a page that leads on to another site": (
        "redirect",
        lambda c: c.edit_article("</title>", '</title><meta http-equiv="Refresh" content="3;URL=\'//x.example\'">'),
    ),
    "a script from elsewhere": (
        "foreign resource",
        lambda c: c.edit_article("</head>", '<script src="https://cdn.example/x.js"></script></head>'),
    ),
    "an image from elsewhere": (
        "foreign resource",
        lambda c: c.edit_article("</article>", '<img alt="" src="//x.example/a.png"></article>'),
    ),
    "a script in the page": ("inline code", lambda c: c.edit_article("</head>", "<script>alert(1)</script></head>")),
    "a handler": ("inline code", lambda c: c.edit_article("<article ", '<article onclick="x()" ')),
    "a style": ("inline code", lambda c: c.edit_article("<article ", '<article style="color:red" ')),
    "no policy": ("policy", lambda c: c.edit_article("Content-Security-Policy", "X-Content-Security-Policy")),
    "a weaker policy": ("policy", lambda c: c.edit_article("script-src &#39;self&#39;", "script-src *")),
    "no direction": ("markup", lambda c: c.edit_article(' dir="rtl"', "")),
    "an id twice": ("markup", lambda c: c.edit_article("<article ", '<article id="content" ')),
    "a second h1": ("markup", lambda c: c.edit_article("</article>", "<h1>x</h1></article>")),
    "JSON-LD that does not parse": ("structured data", lambda c: c.edit_article('{"@context"', '{"@context')),
    "a date that is none": ("structured data", lambda c: c.edit_article('"datePublished": "', '"datePublished": "31.')),
    "another canonical address": (
        "canonical",
        lambda c: c.edit_article('rel="canonical" href="', f'rel="canonical" href="{URL}/x'),
    ),
    "a feed that is no XML": ("feed", lambda c: c.edit("feed.atom", "</feed>", "")),
    "an entry without a date": (
        "feed",
        lambda c: c.edit("feed.atom", "<entry>", "<entry><title>x</title><id>x</id></entry><entry>"),
    ),
    "an article in no sitemap": (
        "sitemap",
        lambda c: c.edit("sitemap.xml", f"<url><loc>{URL}/{c.article}</loc></url>", ""),
    ),
    "an article twice in the sitemap": ("sitemap", list_twice),
    "an article without its page": ("article", lambda c: (c.site / c.article).unlink()),
    "an article in no list": ("article", unlist),
    "names that differ by case": ("case", shift_case),
    "a long name": ("long name", lambda c: (c.site / ("و" * 121)).touch()),
    "a full folder": ("full folder", fill_a_folder),
    "a large file": ("large file", lambda c: (c.site / "large.bin").write_bytes(bytes(25 * 1024 * 1024 + 1))),
    "a path of this machine": ("leak", lambda c: c.edit_article("</article>", f"<p>{Path.cwd()}/x</p></article>")),
    "a secret": ("leak", lambda c: c.edit("feed.atom", "<title>", "<title>ghp_" + "a1B2" * 9)),
    "a half-written file": ("leftover", lambda c: (c.site / ".writing-index.html").touch()),
}


def test_the_sample_site_has_no_fault(sample_site: Any) -> None:
    """Nor is anything passed over: pages, articles and searches are counted. No address stays in memory."""
    found = check(sample_site.output, sample_site.content, address_of(sample_site.output), POLICY, jobs=2)
    assert found.findings == ()
    counts = dict(found.seen)
    assert (counts["articles"], counts["searches"], counts["pages validated"]) == (80, 80, 50)
    assert list(found.lines())[-1] == "no fault"
    assert resolve.cache_info().currsize == 0


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found(name: str, copy: Copy, small_site: Any) -> None:
    """It is found by its own check, in a line that names a file, and in the JSON."""
    expected, plant = FAULTS[name]
    plant(copy)
    found = look(copy, small_site)
    assert expected in {one.check for one in found.findings}, list(found.lines())
    assert json.loads(found.json())["findings"]
    assert any(line.startswith(f"{expected}: ") for line in found.lines())


def test_an_article_that_search_does_not_find(copy: Copy, small_site: Any) -> None:
    """Search that ends with an error or finds nothing is a fault."""
    spoil_search(copy)
    assert {one.check for one in look(copy, small_site, sample=5).findings} == {"search"}


def test_an_empty_folder_is_no_site(tmp_path: Path) -> None:
    """It has no page; a folder that is not there is an error."""
    (tmp_path / "site").mkdir()
    assert [one.check for one in check(tmp_path / "site", tmp_path, "", POLICY).findings] == ["empty site"]
    with pytest.raises(ValueError, match="no such folder"):
        check(tmp_path / "none", tmp_path, "", POLICY)


def test_a_broken_catalogue_hides_no_other_fault(copy: Copy, tmp_path: Path) -> None:
    """Without a catalogue no article is missed; all else is checked."""
    (tmp_path / "content/.build").mkdir(parents=True)
    (tmp_path / "content/.build/catalogue.sqlite").write_bytes(b"no database at all, but long enough to be read as one")
    copy.edit_article("<article ", '<article onclick="x()" ')
    found = check(copy.site, tmp_path / "content", URL, POLICY, extent=Extent(sample=0, html=0))
    assert [one.check for one in found.findings] == ["inline code"]


def test_what_cannot_be_read_or_holds_nothing_is_a_fault(copy: Copy, small_site: Any) -> None:
    """A file that goes while it is looked at, a page of white space: findings, no error. Links are no files."""
    rules = Rules(copy.site, URL, POLICY, ())
    [gone] = look_at(rules, ["gone.html"])
    assert [one.check for one in gone.look.findings] == ["unreadable"]
    for blank in ("", " \n", "<!-- -->"):
        (copy.site / "about/index.html").write_text(blank, encoding="utf-8")
        assert "markup" in {one.check for one in look(copy, small_site).findings}
    (copy.site / "about/index.html").unlink()
    (copy.site / "about/index.html").symlink_to("/etc/passwd")
    assert {one.check for one in look(copy, small_site).findings} == {"broken link", "sitemap"}


def test_a_build_that_is_under_way_is_a_fault(copy: Copy, small_site: Any) -> None:
    """Its journal stands there."""
    (copy.site / ".warraq-outputs.new").touch()
    assert [one.check for one in look(copy, small_site).findings] == ["leftover"]


def test_every_check_is_planted() -> None:
    """No check is without a fault that it finds."""
    elsewhere = {"empty site", "host", "html", "search", "unreadable", "withdrawn"}  # in tests of their own
    assert {check for check, _ in FAULTS.values()} | elsewhere == set(CHECKS)
