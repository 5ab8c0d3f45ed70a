"""The files that a build makes for hosts."""

from __future__ import annotations

from typing import Any

import pytest
from site_workshop import Workshop, files

from archive_build.outputs import PRIVATE
from archive_check.check import Extent, check
from archive_hosts.errors import HostsError
from archive_hosts.files import host_files
from archive_hosts.kinds import KEPT, cache_control
from archive_hosts.redirects import Redirect, read_redirects
from archive_hosts.settings import KNOWN, HostSettings
from archive_pages.csp import POLICY

ALL = HostSettings("https://x.example/base", KNOWN, 60, ("mailto:a@x.example",), "2027-01-31T00:00:00Z")
ROW = Redirect(2, "أ ب.html", "section/م/")


def made(settings: HostSettings = ALL) -> dict[str, str]:
    """Each file's text by its name."""
    return dict(host_files(settings, [ROW], POLICY))


def test_only_what_a_setting_asks_for_is_made() -> None:
    """Nothing is made for a host that is not named."""
    assert made(HostSettings("", ())) == {}
    assert set(made(HostSettings(""))) == {"robots.txt", ".nojekyll"}
    private = {".nginx/http.conf", ".nginx/server.conf"}
    assert set(made()) == {*(set(KNOWN) - {"redirects", "nginx"}), ".well-known/security.txt", *private}
    assert private <= set(PRIVATE)


def test_no_header_stands_in_two_rules_for_one_file() -> None:
    """Cloudflare would join the values; Netlify wants nothing behind a star."""
    rules = made()["_headers"].split("\n\n")
    paths = [rule.partition("\n")[0] for rule in rules]
    assert paths == ["/base/*", *(f"/base/{kept.folder}*" for kept in KEPT)]
    assert [rule.count("Cache-Control") for rule in rules] == [0, *[1] * len(KEPT)]
    assert all(cache_control(f"{kept.folder}x") in rule for kept, rule in zip(KEPT, rules[1:], strict=True))


def test_addresses_are_encoded_where_a_line_is_cut_at_spaces() -> None:
    """And begin with the path of the site on its host."""
    assert made()["_redirects"] == "/base/%D8%A3%20%D8%A8.html /base/section/%D9%85/ 301\n"


def test_security_txt_is_that_of_rfc_9116() -> None:
    """Contact and Expires once each, in lines of their own."""
    assert made()[".well-known/security.txt"].splitlines() == [
        "Contact: mailto:a@x.example",
        "Expires: 2027-01-31T00:00:00Z",
        "Preferred-Languages: ar, en",
        "Canonical: https://x.example/base/.well-known/security.txt",
    ]


def test_a_page_at_an_old_address_leads_on(hosted: Workshop, read_page: Any) -> None:
    """By itself, by a link, and for search engines; the sitemap has it not."""
    page = read_page((hosted.output / "news.php/index.html").read_text(encoding="utf-8"))
    assert "0; url=../archive/" in page.values("content", "meta")
    assert page.values("href", "a") == ["../archive/"]
    assert "https://archive.example/archive/" in page.values("href", "link")
    assert "news.php" not in (hosted.output / "sitemap.xml").read_text(encoding="utf-8")


def test_the_check_knows_pages_that_lead_on(hosted: Workshop) -> None:
    """They need no link; one that leads to another or elsewhere is a fault."""
    found = check(hosted.output, hosted.content, "https://archive.example", POLICY, extent=Extent(sample=0, html=0))
    moved = {one.save_as for one in read_redirects(hosted.content / "redirects.csv")}
    assert not moved & {one.path for one in found.findings}
    page = hosted.output / "news/show/4711.html"
    text = page.read_text(encoding="utf-8")
    for target in ("../../news.php/", "https://else.example/", "../none.html"):
        page.write_text(text.replace("url=../../a/0j/66vpypr823.html", f"url={target}"), encoding="utf-8")
        found = check(hosted.output, hosted.content, "https://archive.example", POLICY, extent=Extent(sample=0, html=0))
        assert {one.path for one in found.findings if one.check == "redirect"} == {"news/show/4711.html"}, target
    page.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("fast", [True, False])
def test_redirects_come_and_go_with_the_file(workshop: Workshop, fast: bool) -> None:
    """Whichever way a site is built, it is that of a clean build."""
    workshop.settings["NEWS_FAST"] = fast
    workshop.write("1.md", "Title: خبر\nDate: 2015-07-21\nId: 0j66vpypr823\n\nنصّ.\n")
    before = workshop.build()
    path = workshop.content / "redirects.csv"
    path.write_text("old,new,note\n/x.html,0j66vpypr823,\n/y/,/2015/,\n", encoding="utf-8")
    with_both = workshop.build()
    assert with_both == workshop.clean()
    assert set(with_both) - set(before) == {"x.html", "y/index.html"}
    path.unlink()
    assert workshop.build() == before == files(workshop.output)


def test_a_wrong_redirect_ends_the_build(workshop: Workshop) -> None:
    """With the file, the row and what was expected."""
    (workshop.content / "redirects.csv").write_text("old,new,note\n/x.html,000000000000,\n", encoding="utf-8")
    with pytest.raises(HostsError, match=r"redirects\.csv': row 2: new 'a/00/0000000000\.html': the site has no"):
        workshop.build()
