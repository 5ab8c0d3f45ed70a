"""Addresses in pages: where they lead in the site, and which lead nowhere a reader should go."""

from __future__ import annotations

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_check.addresses import ELSEWHERE, Target, resolve

URL = "https://a.example/archive"
PAGE = "a/0j/x.html"


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("", Target(PAGE)),
        ("#top", Target(PAGE, "top")),
        ("?q=1", Target(PAGE)),
        ("y.html", Target("a/0j/y.html")),
        ("../../", Target("index.html")),
        ("../..", Target("index.html")),
        ("../../section/%D9%85/", Target("section/م/index.html")),
        ("/2015/07/#d-3", Target("2015/07/index.html", "d-3")),
        ("/", Target("index.html")),
        (".", Target("a/0j/index.html")),
        (URL, Target("index.html")),
        (f"{URL}/feed.atom", Target("feed.atom")),
        (f"{URL}elsewhere/", ELSEWHERE),
        ("https://b.example/", ELSEWHERE),
        ("//b.example/x", ELSEWHERE),
        ("mailto:a@b.example", ELSEWHERE),
        ("../../../x", Target(fault="outside")),
        ("/../x", Target(fault="outside")),
        ("javascript:alert(1)", Target(fault="unsafe address")),
        ("\x01 JavaScript\t:alert(1)", Target(fault="unsafe address")),
        ("java\nscript:alert(1)", Target(fault="unsafe address")),
        ("vbscript:x", Target(fault="unsafe address")),
        ("data:text/html,<script>", Target(fault="unsafe address")),
        ("file:///etc/passwd", Target(fault="unsafe address")),
    ],
)
def test_targets(address: str, target: Target) -> None:
    """Each address's target, from a page two folders deep."""
    assert resolve(URL, PAGE, address) == target


@given(st.text(), st.sampled_from(["", URL]))
def test_no_address_leaves_the_site(address: str, site_url: str) -> None:
    """Whatever the address, its target is a plain path below the site, or none."""
    target = resolve(site_url, PAGE, address)
    assert not target.path.startswith(("/", ".."))
    assert target.path == "" or posixpath.normpath(target.path) == target.path
