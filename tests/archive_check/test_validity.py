"""A sample of pages is held against the HTML standard."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from archive_check import check as checking
from archive_check.check import Extent, check
from archive_check.validity import can_validate, invalid_html, sample_by_size
from archive_pages.csp import POLICY

PAGE = "<!doctype html>\n<html lang=ar><head><title>x</title></head><body>{}</body></html>\n"


def test_a_fault_is_told_with_its_line(tmp_path: Path, root: Path) -> None:
    """Valid pages are passed; nothing is asked of no pages."""
    (tmp_path / "أ.html").write_text(PAGE.format("<p><div>x</p>"), encoding="utf-8")
    found = list(invalid_html(tmp_path, ["أ.html"], root / "node_modules"))
    assert {one.path for one in found} == {"أ.html"}
    assert any(one.detail.startswith("line 2: close-order") for one in found)
    assert list(invalid_html(tmp_path, [], root / "node_modules")) == []


@pytest.mark.parametrize("script", ["console.error('it is broken')", "console.log('it is broken')"])
def test_a_validator_that_fails_is_told(tmp_path: Path, script: str) -> None:
    """What it says, if that is no list of faults, stands under the site and not under a page."""
    program = tmp_path / "node_modules/html-validate/bin/html-validate.mjs"
    program.parent.mkdir(parents=True)
    program.write_text(f"{script}; process.exitCode = 1", encoding="utf-8")
    [found] = invalid_html(tmp_path, ["a.html"], tmp_path / "node_modules")
    assert (found.path, found.detail) == (".", "html-validate: it is broken")


def test_the_sample_has_pages_of_each_magnitude() -> None:
    """As many as asked for, if there are; the largest is not left out."""
    sizes = [(str(number), number) for number in range(1, 100)]
    bits = [int(path).bit_length() for path in sample_by_size(sizes, 9)]
    assert bits == [7, 6, 5, 4, 3, 2, 1, 7, 6]
    assert sample_by_size(sizes, 0) == []
    assert sorted(sample_by_size(sizes[:3], 5)) == ["1", "2", "3"]


def test_the_sample_stays_when_a_page_comes() -> None:
    """All but one of its pages, at most, are those of before: they are known to be valid."""
    sizes = [(str(number), number % 500) for number in range(1000)]
    before = set(sample_by_size(sizes, 50))
    for number in range(1000, 1020):
        assert len(before - set(sample_by_size([*sizes, (str(number), number % 500)], 50))) <= 1


def test_the_check_has_it(sample_site: Any, tmp_path: Path, root: Path) -> None:
    """The sample site's pages are valid."""
    given = Extent(sample=0, html=8, node_modules=root / "node_modules")
    assert can_validate(given.node_modules)
    found = check(sample_site.output, tmp_path, "http://localhost:8000", POLICY, extent=given)
    assert (found.findings, dict(found.seen)["pages validated"]) == ((), 8)


def test_a_page_that_was_valid_is_not_asked_for_again(
    sample_site: Any, tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that is not valid is, until it is."""
    asked: list[int] = []
    own = checking.invalid_html
    monkeypatch.setattr(checking, "invalid_html", lambda *args: asked.append(len(args[1])) or own(*args))
    site = Path(shutil.copytree(sample_site.output, tmp_path / "site"))
    (tmp_path / "content/.build").mkdir(parents=True)
    given = Extent(sample=0, html=8, node_modules=root / "node_modules")
    for _ in range(2):
        assert check(site, tmp_path / "content", "http://localhost:8000", POLICY, extent=given).findings == ()
    page = sorted(site.rglob("*.html"), key=lambda path: path.stat().st_size)[-1]
    page.write_text(page.read_text(encoding="utf-8") + "</p>", encoding="utf-8")
    for _ in range(2):
        found = check(site, tmp_path / "content", "http://localhost:8000", POLICY, extent=given).findings
        assert "html" in {one.check for one in found}
    assert asked == [8, 0, 1, 1]


def test_a_fault_or_no_validator(sample_site: Any, tmp_path: Path, root: Path) -> None:
    """A page that is not valid is told; without html-validate none is looked at, and the count says so."""
    given = Extent(sample=0, html=8, node_modules=root / "node_modules")
    site = Path(shutil.copytree(sample_site.output, tmp_path / "site"))
    page = site / "404.html"
    page.write_text(page.read_text(encoding="utf-8").replace("</main>", "</main></p>" + " " * 99_999), encoding="utf-8")
    assert "html" in {one.check for one in check(site, tmp_path, "", POLICY, extent=given).findings}
    without = Extent(sample=0, html=8, node_modules=tmp_path)
    assert dict(check(site, tmp_path, "", POLICY, extent=without).seen)["pages validated"] == 0
