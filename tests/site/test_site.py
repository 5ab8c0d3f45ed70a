"""The site of the repository's own sample, as a browser and a search engine find it."""

from __future__ import annotations

import json
import re
import shutil
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest

from archive_build.run import server
from archive_pages.csp import POLICY
from news_ingest.export import export

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
CSS_URL_RE = re.compile(r"""url\(\s*["']?([^"')]+)""")  # url("../fonts/a.woff2")
ADDRESSES = ("href", "src", "action", "data-root", "poster", "srcset")


@pytest.fixture(scope="module")
def pages(sample_site: Any) -> dict[str, Any]:
    """Every page by its file's name, parsed."""
    found = {path.relative_to(sample_site.output).as_posix(): path for path in sample_site.output.rglob("*.html")}
    return {name: sample_site.page(name) for name in sorted(found)}


@pytest.fixture(scope="module")
def articles(sample_site: Any) -> list[dict[str, Any]]:
    """The catalogue of the sample's articles."""
    rows = list(export(sample_site.content))
    assert len(rows) == 80
    return rows


@pytest.fixture(scope="module")
def target(site_url: str) -> Callable[[str, str], str | None]:
    """The file that an address on a page leads to, decoded; None for another site's."""

    def find(page: str, address: str) -> str | None:
        home = urlsplit(site_url)
        found = urlsplit(urljoin(f"{site_url}/{page}", address))
        if (found.scheme, found.netloc) != (home.scheme, home.netloc):
            return None
        path = unquote(found.path).removeprefix(home.path).removeprefix("/")
        return f"{path}index.html" if path.endswith("/") or not path else path

    return find


def links(page: Any, *attributes: str) -> Iterator[str]:
    """The addresses on a page."""
    for attribute in attributes or ADDRESSES:
        yield from page.values(attribute)


def test_every_address_on_every_page_leads_to_a_file(
    sample_site: Any, pages: dict[str, Any], target: Callable[[str, str], str | None]
) -> None:
    """Links, style sheets, scripts, icons and forms: all are there, on this site or, one icon, in the page itself."""
    names = sample_site.files().keys()
    broken = {(name, link) for name, page in pages.items() for link in links(page) if target(name, link) not in names}
    assert [(name, link[:15]) for name, link in broken] == [("search/index.html", "data:image/svg+")]


def test_every_fragment_names_an_element(pages: dict[str, Any]) -> None:
    """What a link within a page leads to, and what labels, descriptions and controls point at, exists once."""
    for name, page in pages.items():
        ids = page.values("id")
        assert len(set(ids)) == len(ids), name
        wanted = [link[1:] for link in page.values("href") if link.startswith("#")]
        for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            wanted += [part for value in page.values(attribute) for part in value.split()]
        assert set(wanted) <= set(ids), name


def test_every_address_in_a_style_sheet_leads_to_a_file(sample_site: Any) -> None:
    """Fonts and pictures of the style sheets are there, and from here."""
    sheets = list(sample_site.output.rglob("*.css"))
    assert len(sheets) >= 2
    found = [(sheet, url) for sheet in sheets for url in CSS_URL_RE.findall(sheet.read_text(encoding="utf-8"))]
    assert len(found) >= 8
    assert [url for sheet, url in found if not url.startswith("data:") and not (sheet.parent / url).is_file()] == []


def test_every_page_is_reached_from_the_front_page(
    pages: dict[str, Any], target: Callable[[str, str], str | None]
) -> None:
    """Links alone lead to every page, without script or search; only the 404 and offline pages are linked nowhere."""
    seen, queue = {"index.html"}, ["index.html"]
    while queue:
        name = queue.pop()
        for link in pages[name].values("href", "a"):
            file = target(name, link)
            if file in pages and file not in seen:
                seen.add(file)
                queue.append(file)
    assert set(pages) - seen == {"404.html", "offline.html"}


def test_no_page_has_anything_inline(pages: dict[str, Any]) -> None:
    """No style, no handler, no script but by address; JSON-LD is data, not script."""
    for name, page in pages.items():
        for tag, attributes in page.elements:
            assert tag != "style", name
            assert not [key for key in attributes if key == "style" or key.startswith("on")], name
            assert tag != "script" or "src" in attributes or attributes.get("type") == "application/ld+json", name


def test_every_page_has_the_policy_before_it_loads_anything(pages: dict[str, Any]) -> None:
    """The policy stands in the head, before the first element with an address."""
    for name, page in pages.items():
        first = next(at for at, (_, attributes) in enumerate(page.elements) if set(ADDRESSES) & set(attributes))
        policies = [a["content"] for _, a in page.elements[:first] if a.get("http-equiv") == "Content-Security-Policy"]
        assert policies == [POLICY], name


def test_every_page_is_arabic_and_from_right_to_left(pages: dict[str, Any]) -> None:
    """Language and direction stand on the root element."""
    for name, page in pages.items():
        assert page.elements[0] == ("html", {"lang": "ar", "dir": "rtl"}), name


def test_every_page_has_one_heading_and_a_title_of_its_own(pages: dict[str, Any]) -> None:
    """The title begins with what the page is about (the front page's is the site's name), and no two are alike."""
    titles = [page.shown["title"][:1] for page in pages.values()]  # charts have titles too
    assert all(len(title) == 1 and title[0].partition("·")[0].strip() for title in titles)
    for name, page in pages.items():
        assert len(page.shown["h1"]) == 1 and page.shown["h1"][0].strip(), name
    assert len({title[0] for title in titles}) == len(pages)


def test_every_article_has_a_page_with_its_text(sample_site: Any, articles: list[dict[str, Any]]) -> None:
    """Title and each paragraph of the Markdown stand in it."""
    for row in articles:
        page = sample_site.page(row["url"])
        assert page.shown["h1"] == [row["title"]]
        body = (sample_site.content / row["path"]).read_text(encoding="utf-8").partition("\n\n")[2]
        plain = [text for text in body.strip().split("\n\n") if not re.search(r"[\\&`*_]", text)]
        assert [text for text in plain if text not in page.text] == []


def test_undated_articles_are_on_the_shelf_and_never_with_a_date(
    sample_site: Any, articles: list[dict[str, Any]], pages: dict[str, Any], target: Callable[[str, str], str | None]
) -> None:
    """No date on the page or in its data, and no day that lists it; the shelf lists these and no other."""
    undated = {row["url"] for row in articles if "date" not in row}
    assert 0 < len(undated) < len(articles)
    for url in undated:
        page = sample_site.page(url)
        assert page.values("datetime") == [] and "بلا تاريخ" in page.text
        assert "article:published_time" not in page.source and "datePublished" not in page.source
    shelves = {name for name in pages if name.startswith("undated/")}
    days = {name for name in pages if re.match(r"\d{4}/\d\d/\d\d/", name)}
    listed = {
        kind: {target(n, a) for n in names for a in links(pages[n], "href")}
        for kind, names in (("shelf", shelves), ("days", days))
    }
    everything = {row["url"] for row in articles}
    assert listed["shelf"] & everything == undated
    assert listed["days"] & everything == everything - undated


def test_dated_articles_show_their_date_and_their_day_lists_them(
    sample_site: Any, articles: list[dict[str, Any]], target: Callable[[str, str], str | None]
) -> None:
    """The page, its data and the calendar agree with the metadata."""
    for row in articles:
        if "date" in row:
            day = row["date"][:10]
            page = sample_site.page(row["url"])
            assert page.values("datetime")[0] == day
            assert data_of(page)["datePublished"].startswith(day)
            url = f"{day.replace('-', '/')}/"
            assert row["url"] in {target(f"{url}index.html", a) for a in links(sample_site.page(url), "href")}


def data_of(page: Any) -> dict[str, Any]:
    """The page's structured data."""
    (text,) = [text for text in page.shown["script"] if text]
    data = json.loads(text)
    assert isinstance(data, dict)
    return data


@pytest.mark.parametrize(("rel", "newest_first"), [("prev", True), ("next", False)])
def test_from_article_to_article_a_reader_passes_through_all_dated_ones(
    sample_site: Any,
    articles: list[dict[str, Any]],
    target: Callable[[str, str], str | None],
    rel: str,
    newest_first: bool,
) -> None:
    """«Before» leads from the newest to the oldest, «after» from the oldest to the newest, and neither to the shelf."""
    dates = {row["url"]: row["date"] for row in articles if "date" in row}
    after = {}
    for url in dates:
        links = [a["href"] for tag, a in sample_site.page(url).elements if tag == "a" and a.get("rel") == rel]
        after[url] = target(url, links[0]) if links else None
    (start,) = set(dates) - set(after.values())
    walk = [start]
    while (following := after[walk[-1]]) is not None:
        walk.append(following)
    assert sorted(walk) == sorted(dates)
    assert [dates[url] for url in walk] == sorted(dates.values(), reverse=newest_first)


def test_the_sitemap_holds_every_page_and_nothing_else(
    sample_site: Any, pages: dict[str, Any], articles: list[dict[str, Any]], target: Callable[[str, str], str | None]
) -> None:
    """Every address is absolute and leads to a page; articles are there, comparisons, 404 and offline pages are not."""
    root = ElementTree.parse(sample_site.output / "sitemap.xml").getroot()
    addresses = [str(row.text) for row in root.iter(f"{MAP}loc")]
    assert all(urlsplit(address).netloc for address in addresses)
    files = [target("", address) for address in addresses]
    compared = {name for name in pages if name.startswith("compare/")}  # they say nothing that the articles do not
    assert sorted(map(str, files)) == sorted(set(pages) - {"404.html", "offline.html"} - compared)
    assert {row["url"] for row in articles} <= set(files)


def test_the_feed_is_newest_first_and_leads_to_articles(
    sample_site: Any, articles: list[dict[str, Any]], target: Callable[[str, str], str | None]
) -> None:
    """The newest fifty dated articles, with absolute addresses."""
    root = ElementTree.parse(sample_site.output / "feed.atom").getroot()
    dates = [entry.findtext(f"{ATOM}published", "") for entry in root.iter(f"{ATOM}entry")]
    assert dates == sorted(dates, reverse=True)
    dated = sorted((row["date"][:10] for row in articles if "date" in row), reverse=True)
    assert [date[:10] for date in dates] == dated[:50]
    hrefs = [link.get("href", "") for link in root.iterfind(f"{ATOM}entry/{ATOM}link")]
    assert {target("", href) for href in hrefs} <= {row["url"] for row in articles}


def test_a_second_build_writes_and_deletes_nothing(sample_site: Any, capfd: pytest.CaptureFixture[str]) -> None:
    """No file or folder of the site changes its time, and the build says so."""
    before = {path: path.stat().st_mtime_ns for path in sample_site.output.rglob("*")}
    sample_site.build()
    assert {path: path.stat().st_mtime_ns for path in sample_site.output.rglob("*")} == before
    count = sum(path.is_file() for path in before) - 1
    assert f"{count} output files: 0 written, 0 deleted, the rest unchanged" in capfd.readouterr().out


def test_the_404_page_works_at_any_depth_on_the_host_that_serves_it(
    sample_site: Any, read_page: Callable[[str], Any]
) -> None:
    """Its style sheets load from the server that answered, whatever its port; another's the policy forbids."""
    with server(sample_site.output, 0, POLICY) as http:
        threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        asked = f"http://127.0.0.1:{http.server_port}/2012/nowhere/page.html"
        with pytest.raises(urllib.error.HTTPError) as missing:
            urllib.request.urlopen(asked, timeout=10)
        sheets = [urljoin(asked, link) for link in read_page(missing.value.read().decode()).values("href", "link")]
        assert sheets
        assert [sheet for sheet in sheets if not sheet.startswith(f"http://127.0.0.1:{http.server_port}/")] == []
        for sheet in sheets:
            with urllib.request.urlopen(sheet, timeout=10) as answer:
                assert answer.status == 200
        http.shutdown()


def test_a_site_moved_elsewhere_still_works(sample_site: Any, tmp_path: Path, read_page: Callable[[str], Any]) -> None:
    """Pages link to each other by relative addresses, so that a copy in any folder can be read from a disk."""
    shutil.copytree(sample_site.output, tmp_path / "copy")
    for path in (tmp_path / "copy").rglob("index.html"):
        for link in read_page(path.read_text(encoding="utf-8")).values("href", "a"):
            assert not urlsplit(link).netloc and not link.startswith("/"), path
