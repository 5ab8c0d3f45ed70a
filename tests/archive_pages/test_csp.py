"""The policy allows what a page loads from its own site and nothing else."""

from __future__ import annotations

from archive_pages.csp import POLICY

RULES = {name: sources for name, *sources in map(str.split, POLICY.split(";"))}


def test_nothing_inline_and_nothing_from_elsewhere_is_allowed() -> None:
    """No rule names another host, a scheme that runs, or an exception for inline scripts and styles."""
    assert RULES["default-src"] == RULES["base-uri"] == ["'none'"]
    assert {source for sources in RULES.values() for source in sources} <= {"'none'", "'self'", "data:"}
    assert [name for name, sources in RULES.items() if "data:" in sources] == ["img-src"]


def test_all_that_pages_load_from_their_own_site_is_allowed() -> None:
    """Scripts, styles, fonts, pictures, the search's files and worker, and the search form."""
    loaded = {"script-src", "style-src", "font-src", "img-src", "connect-src", "worker-src", "form-action"}
    assert {name for name in loaded if "'self'" not in RULES.get(name, [])} == set()
