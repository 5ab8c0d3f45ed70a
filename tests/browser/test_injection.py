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
GROUPS = [PAYLOADS[at : at + 5] for at in range(0, len(PAYLOADS), 5)]
EVERY = 25
TOGETHER = 50  # pages in the frames of one
FRAMES = """<!doctype html><meta charset=utf-8><style>iframe { width: 390px; height: 80px }</style><body><script>
  const opened = (path, answer) => new Promise((done, failed) => {
    const frame = document.createElement("iframe");
    frame.onload = () => answer(frame.contentDocument).then(done, failed);
    frame.src = path;
    document.body.append(frame);
  });
</script>"""
SHOWN = "async (page) => page.querySelector('main').innerText"
SEARCHED = """async (page) => {
  const said = page.querySelector("[aria-live]");
  while (!said.textContent.trim()) await new Promise((again) => setTimeout(again, 20));
  return [...page.querySelectorAll("input[type=search]")].at(-1).value;
}"""


def text_file(number: int, some: list[str]) -> str:
    """An article with one payload in its headline and its byline, and all in its text."""
    texts = "\n".join(f"{BODY}: {payload} {BODY}." for payload in some)
    return f"ترميم السوق {number} {some[0]}\n21/07/2015\nبقلم: رنيم {some[0]}\n\n{texts}\n"


def record(number: int, some: list[str]) -> dict[str, str]:
    """A record with payloads in its title, its author's name and its text."""
    texts = "\n".join(f"{BODY}: {payload} {BODY}." for payload in some)
    title = f"ترميم السجل {number} {' '.join(some)}"
    return {"title": title, "author": f"رنيم {' '.join(some)}", "content": f"{number} {texts}"}


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


def as_json(rows: list[dict[str, str]]) -> str:
    """The records as JSON lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


@pytest.fixture(scope="module")
def hostile(build_site: Callable[..., Any]) -> Any:
    """A site of hostile texts, records, saved pages, folders and file names."""
    raw = {f"صحيفة السهل/{number}.txt": text_file(number, some) for number, some in enumerate(GROUPS)}
    raw["كلها.jsonl"] = as_json([record(number, some) for number, some in enumerate(GROUPS)])
    for number, payload in enumerate(PAYLOADS[::EVERY]):
        name = payload.replace("/", "∕")[:60]
        raw[f"{name}/{name}.txt"] = f"خبر من مجلد {number}\n\n{BODY} {number} في المجلد.\n"
        raw[f"صفحات/{number}.html"] = (
            f"<html><head><title>{payload}</title></head><body><article><h1>{payload}</h1>"
            f"<p>{BODY} {number} في صفحة.</p><p>{payload}</p></article></body></html>"
        )
    raw["سجلات.csv"] = as_csv([row | {"content": f"{row['content']} في جدول"} for row in records()])
    raw["سجلات.jsonl"] = as_json(records())
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


def open_all(page: Page, address: str, paths: list[str], errors: list[str], answer: str = SHOWN) -> list[Any]:
    """Open pages of a site, some in the frames of one page at once; what each answers."""
    answers = []
    page.route(f"{address}frames.html", lambda route: route.fulfill(content_type="text/html", body=FRAMES))
    for some in (paths[at : at + TOGETHER] for at in range(0, len(paths), TOGETHER)):
        page.goto(f"{address}frames.html")
        answers += page.evaluate(f"paths => Promise.all(paths.map(path => opened(path, {answer})))", some)
        assert errors == [], some
    return answers


def test_no_article_runs_what_it_says_and_all_is_readable(
    hostile: Any, watched: Page, serve: Callable[[Path], str], errors: list[str]
) -> None:
    """Every article's page is opened: nothing runs, nothing is fetched, and each payload stands there as text."""
    paths = sorted(path.relative_to(hostile.output).as_posix() for path in hostile.output.glob("a/*/*.html"))
    pages = open_all(watched, serve(hostile.output), paths, errors)
    texts = {match[1]: squeezed(text) for text in pages if (match := re.search(r"(ترميم ال(?:سوق|سجل) \d+) ", text))}
    for number, some in enumerate(GROUPS):
        for payload in map(squeezed, some):
            assert payload in texts[f"ترميم السوق {number}"], (number, payload)
            assert payload in texts[f"ترميم السجل {number}"], (number, payload)
    assert len(pages) == 2 * len(GROUPS) + 4 * len(PAYLOADS[::EVERY])


def test_no_list_runs_it(hostile: Any, watched: Page, serve: Callable[[Path], str], errors: list[str]) -> None:
    """Pages of lists show titles, authors, publishers, sections and places."""
    pages = (path.relative_to(hostile.output) for path in hostile.output.rglob("*.html"))
    lists = sorted(path.as_posix() for path in pages if path.parts[0] != "a")
    assert {"author", "section", "publisher", "place"} <= {path.partition("/")[0] for path in lists}
    open_all(watched, serve(hostile.output), lists, errors)


def test_no_search_runs_it(hostile: Any, watched: Page, serve: Callable[[Path], str], errors: list[str]) -> None:
    """The search shows what is asked, to the letter, and what it finds."""
    asked = PAYLOADS[:: EVERY // 5]
    paths = [f"search/?q={quote(payload, safe='')}" for payload in asked]
    assert open_all(watched, serve(hostile.output), paths, errors, SEARCHED) == asked


@pytest.mark.parametrize(
    ("policy", "text", "told"),
    [
        ("", "<img src=x onerror=alert(1)>", "dialog 1"),
        ("", "<script src=https://evil.example/x.js></script>", "request https://evil.example/x.js"),
        (POLICY, "<img src=x onerror=alert(1)>", "CSP script-src-attr inline"),
        (POLICY, "<script>throw Error('ran')</script>", "CSP script-src-elem inline"),
        ("", "<script>throw Error('ran')</script>", "ran"),
    ],
)
def test_what_would_run_is_seen(
    watched: Page, serve: Callable[..., str], errors: list[str], tmp_path: Path, policy: str, text: str, told: str
) -> None:
    """A page that is not safe does not pass, in the frame that it is opened in."""
    (tmp_path / "x.html").write_text(f"<!doctype html><main>{text}</main>", encoding="utf-8")
    watched.route("https://evil.example/**", lambda route: route.abort())
    with pytest.raises(AssertionError):
        open_all(watched, serve(tmp_path, policy), ["x.html"], errors)
    assert told in errors
    errors.clear()


def test_the_site_is_checked_without_a_fault(hostile: Any) -> None:
    """`invoke check` agrees: no inline code, no foreign resource, no unsafe address, no broken markup."""
    found = check(hostile.output, hostile.content, address_of(hostile.output), POLICY, extent=Extent(sample=20, html=0))
    assert [one for one in found.findings if one.check != "leak"] == []
