"""Pages at old addresses."""

from __future__ import annotations

from pathlib import Path

from archive_hosts.settings import REDIRECT_PAGES, REDIRECTS, HostSettings
from archive_pages.for_hosts import for_hosts


def pages(content: Path, *files: str) -> list[tuple[str, object]]:
    """The addresses of the pages that these files for hosts give, and where they lead."""
    (content / "redirects.csv").write_text("old,new,note\n/x/1.html,/,\n/sports,/section/رياضة/,\n", encoding="utf-8")
    made = for_hosts(HostSettings("", files), content).pages()
    return [(page.url, page.context["target"]) for page in made]


def test_an_old_address_has_a_page_that_leads_on(tmp_path: Path) -> None:
    """With the new address as browsers ask for it."""
    assert pages(tmp_path, REDIRECT_PAGES) == [
        ("x/1.html", ""),
        ("sports/", "section/%D8%B1%D9%8A%D8%A7%D8%B6%D8%A9/"),
    ]


def test_a_host_that_redirects_needs_no_pages(tmp_path: Path) -> None:
    """Then none are made."""
    assert pages(tmp_path, REDIRECTS) == []
