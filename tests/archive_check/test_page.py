"""What one page loads, and what a strict policy forbids in it."""

from __future__ import annotations

import pytest

from archive_check.page import read_page

POLICY = "default-src 'self'"
HEAD = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><title>x</title>'


def faults(body: str, head: str = "") -> list[tuple[str, str]]:
    """The faults of a page, as (check, detail)."""
    page = f'<!doctype html><html lang="ar" dir="rtl"><head>{HEAD}{head}</head><body><h1>x</h1>{body}</body></html>'
    found = read_page("a.html", page.encode(), "", POLICY).findings
    return [(one.check, one.detail) for one in found]


@pytest.mark.parametrize(
    ("body", "address"),
    [
        ('<img alt="" src="a.png" srcset="b.png 1x, https://x.example/c.png 2x,">', "https://x.example/c.png"),
        ('<video poster="//x.example/a.png"></video>', "//x.example/a.png"),
        ('<object data="https://x.example/a"></object>', "https://x.example/a"),
    ],
)
def test_what_a_page_loads_comes_from_the_site(body: str, address: str) -> None:
    """Pictures in other sizes too."""
    assert faults(body) == [("foreign resource", address)]


def test_a_picture_may_stand_in_the_page_itself() -> None:
    """As an image or the icon; nothing else may, and a picture is no link and no script."""
    picture = "data:image/svg+xml,%3Csvg/%3E"
    assert faults(f'<img alt="" src="{picture}">', f'<link rel="icon" href="{picture}">') == []
    assert faults(f'<script src="{picture}"></script>') == [("foreign resource", picture)]
    assert faults(f'<a href="{picture}">x</a>') == [("unsafe address", picture)]
    assert faults('<img alt="" src="data:text/html,x">') == [("foreign resource", "data:text/html,x")]


@pytest.mark.parametrize(
    ("head", "fault"),
    [
        ("<style>a {}</style>", "a style element"),
        ('<base href="x/">', "a base element"),
        ("<script>1</script>", "a script element without src"),
    ],
)
def test_no_element_holds_code_or_moves_addresses(head: str, fault: str) -> None:
    """By name; data in a script element is none."""
    assert faults("", head) == [("inline code", fault)]
    assert faults("", '<script type="application/json">1</script>') == []


@pytest.mark.parametrize(("name", "shown"), [("onclick", "the attribute onclick"), ("style", "a style attribute: x")])
def test_no_attribute_holds_code(name: str, shown: str) -> None:
    """Handlers and styles."""
    assert faults(f'<p {name.upper()}="x">') == [("inline code", shown)]
