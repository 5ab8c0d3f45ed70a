"""Hostile articles: whatever a text, a record, a page or a file's name says, it is read and never run."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from payloads import payloads
from playwright.sync_api import Page

from archive_check.check import Extent, address_of, check
from archive_pages.csp import POLICY

PAYLOADS = list(payloads())
BODY = "أعلنت البلدية صباح أمس بدء العمل في ترميم السوق القديمة، وقال رئيسها إن العمل ينتهي قبل الصيف المقبل"
EVERY = 25


def text_file(number: int, payload: str) -> str:
    """An article with the payload in its headline, its byline and its text."""
    return f"ترميم السوق {number} {payload}\n21/07/2015\nبقلم: رنيم {payload}\n\n{BODY}: {payload} {BODY}.\n"


def records() -> list[dict[str, str]]:
    """Records with payloads in every field."""
    names = ("title", "author", "section", "source", "url", "date")
    return [
        {name: f"{payload} {name}" for name in names} | {"content": f"{BODY} {number}. {payload}"}
        for number, payload in enumerate(PAYLOADS[::EVERY])
    ]


def as_csv(rows: list[dict[str, str]]) -> str:
    """The records as CSV."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


@pytest.fixture(scope="module")
def hostile(build_site: Callable[..., Any]) -> Any:
    """A site of hostile texts, records, saved pages, folders and file names."""
    raw = {f"صحيفة السهل/{number}.txt": text_file(number, payload) for number, payload in enumerate(PAYLOADS)}
    for number, payload in enumerate(PAYLOADS[::EVERY]):
        name = payload.replace("/", "∕")[:60]
        raw[f"{name}/{name}.txt"] = f"خبر من مجلد {number}\n\n{BODY} {number} في المجلد.\n"
        raw[f"صفحات/{number}.html"] = (
            f"<html><head><title>{payload}</title></head><body><article><h1>{payload}</h1>"
            f"<p>{BODY} {number} في صفحة.</p><p>{payload}</p></article></body></html>"
        )
    raw["سجلات.csv"] = as_csv([row | {"content": f"{row['content']} في جدول"} for row in records()])
    raw["سجلات.jsonl"] = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in records())
    return build_site(raw)


def squeezed(text: str) -> str:
    """A text without white space, control characters and entities, which ingest may change."""
    return re.sub(r"[\s\x00-\x1f]", "", html.unescape(text))


@pytest.fixture
def watched(page: Page, errors: list[str]) -> Page:
    """A page whose dialogs, and whose requests to elsewhere, are errors too."""
    page.on("dialog", lambda dialog: (errors.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda request: "//evil" in request.url and errors.append(f"request {request.url}"))
    return page


def test_no_article_runs_what_it_says_and_all_is_readable(
    hostile: Any, watched: Page, serve: Callable[[Path], str], errors: list[str]
) -> None:
    """Every article's page is opened: nothing runs, nothing is fetched, and each payload stands there as text."""
    address = serve(hostile.output)
    pages = {}
    for path in sorted(hostile.output.glob("a/*/*.html")):
        watched.goto(address + path.relative_to(hostile.output).as_posix(), wait_until="domcontentloaded")
        pages[path] = watched.evaluate("document.querySelector('main').innerText")
        assert errors == [], path
    texts = {match[1]: squeezed(text) for text in pages.values() if (match := re.search(r"ترميم السوق (\d+) ", text))}
    for number, payload in enumerate(PAYLOADS):
        assert texts[str(number)].count(squeezed(payload)) >= 1, (number, payload)
    assert len(pages) == len(PAYLOADS) + 4 * len(PAYLOADS[::EVERY])


def test_no_list_feed_or_search_runs_it(
    hostile: Any, watched: Page, serve: Callable[[Path], str], errors: list[str]
) -> None:
    """Pages of lists show titles, publishers and sections; the search shows what is asked and what it finds."""
    address = serve(hostile.output)
    lists = [path for path in hostile.output.rglob("*.html") if not path.is_relative_to(hostile.output / "a")]
    for path in sorted(lists):
        watched.goto(address + path.relative_to(hostile.output).as_posix(), wait_until="domcontentloaded")
        assert errors == [], path
    for payload in PAYLOADS[:: EVERY // 5]:
        watched.goto(f"{address}search/?q={quote(payload, safe='')}")
        watched.wait_for_function("document.querySelector('[aria-live]').textContent.trim() !== ''")
        assert errors == [], payload
        assert watched.input_value("input[type=search] >> nth=-1") == payload


def test_the_site_is_checked_without_a_fault(hostile: Any) -> None:
    """`invoke check` agrees: no inline code, no foreign resource, no unsafe address, no broken markup."""
    found = check(hostile.output, hostile.content, address_of(hostile.output), POLICY, extent=Extent(sample=20, html=0))
    assert [one for one in found.findings if one.check != "leak"] == []
