"""Selected results as files."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

from playwright.sync_api import Page, expect
from search_page import open_search


def exported(page: Page, name: str) -> str:
    """The file that a button gives."""
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    return Path(download.value.path()).read_bytes().decode("utf-8")


def test_selected_results_are_exported(sized: Page, sample_url: str) -> None:
    """Two results, then all that are shown, as CSV, RIS, BibTeX and JSON lines, with their absolute addresses."""
    open_search(sized, sample_url, q="البلدية", publisher="صحيفة السهل")
    expect(sized.get_by_role("button", name="CSV")).to_be_disabled()
    titles = sized.locator(".result-title a").all_inner_texts()
    for at in (0, 2):
        sized.locator(".result-pick").nth(at).check()
    rows = list(csv.DictReader(io.StringIO(exported(sized, "CSV").removeprefix("\ufeff"))))
    assert [row["title"] for row in rows] == [titles[0], titles[2]]
    assert all(row["url"].startswith(sample_url) and row["publisher"] == "صحيفة السهل" for row in rows)
    sized.locator("#pick-all").check()
    lines = [json.loads(line) for line in exported(sized, "JSON Lines").splitlines()]
    assert [line["title"] for line in lines] == titles
    assert any(line["authors"] for line in lines)
    ris = exported(sized, "RIS")
    assert (ris.count("TY  - NEWS\r\n"), ris.count("ER  - ")) == (len(titles), len(titles))
    bibtex = exported(sized, "BibTeX")
    assert bibtex.count("@article{") == len(titles)
    assert len(set(re.findall(r"@article\{(.+),", bibtex))) == len(titles)


def test_exports_are_escaped(search: Page) -> None:
    """Formulas, quotes, line breaks and TeX's own characters stay text."""
    title = '=HYPERLINK("x")\n{50%} & $_#~^\\'
    reference = {
        "url": "https://example.org/a/zz/1.html",
        "title": title,
        "date": "2012-03-05",
        "section": "",
        "publisher": "",
        "authors": ["- أ", "ب"],
    }
    script = (
        "async one => { const { FORMATS } = await import(new URL('exports.js', location.href).href);"
        " return Object.fromEntries(Object.entries(FORMATS).map(([key, format]) => [key, format.write([one])])); }"
    )
    written = search.evaluate(script, reference)
    (row,) = csv.DictReader(io.StringIO(written["csv"].removeprefix("\ufeff"), newline=""))
    assert (row["title"], row["authors"]) == ("'" + title, "'- أ; ب")
    assert 'TI  - =HYPERLINK("x") {50%} & $_#~^\\\r\n' in written["ris"]
    assert "DA  - 2012/03/05\r\n" in written["ris"]
    escaped = r"\{50\%\} \& \$\_\#\textasciitilde{}\textasciicircum{}\textbackslash{}"
    assert escaped in written["bibtex"]
    assert "author = {{- أ} and {ب}}" in written["bibtex"]
    assert json.loads(written["jsonl"]) == reference
