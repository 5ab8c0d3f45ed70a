"""How Warraq's search page and Pagefind's module are asked in a browser."""

from __future__ import annotations

import time
from urllib.parse import quote

from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as NoResultsError

from measure.pagefind import ASK, HITS
from measure.transfer import Client
from measure.warraq import CODE, SEARCH_PAGE

# The reader empties the field, writes the query again, which takes a moment, and presses Enter; until the list of
# results has children.
AGAIN = """(text) => new Promise((resolve, reject) => {
  const input = document.querySelector("input[type=search]");
  const list = document.querySelector("#results");
  const until = (done) => new Promise((met) => {
    const observer = new MutationObserver(() => { if (done()) { observer.disconnect(); met(); } });
    observer.observe(list, { childList: true });
    if (done()) met();
  });
  setTimeout(() => reject(new Error("no answer after a minute")), 60000);
  input.value = "";
  input.dispatchEvent(new Event("input", { bubbles: true }));
  const typing = () => new Promise((typed) => { setTimeout(typed, 500); });
  until(() => list.childElementCount === 0).then(typing).then(() => {
    input.value = text;
    const started = performance.now();
    input.form.requestSubmit();
    until(() => list.childElementCount > 0).then(() => resolve(performance.now() - started));
  });
})"""

# When the first results stand on the page.
SHOWN = """document.addEventListener("DOMContentLoaded", () => new MutationObserver((_, observer) => {
  globalThis.shown = (performance.timeOrigin + performance.now()) / 1000;
  observer.disconnect();
}).observe(document.querySelector("#results"), { childList: true }))"""


def _warraq_first(page: Page, url: str, text: str) -> tuple[int, float]:
    page.add_init_script(SHOWN)
    page.goto(f"{url}{SEARCH_PAGE}?q={quote(text)}")
    try:
        page.wait_for_selector("#results > *")
    except NoResultsError:
        return 0, time.time()
    return page.locator("#results > *").count(), float(page.evaluate("shown"))


def _warraq_again(page: Page, text: str) -> float:
    return float(page.evaluate(AGAIN, text))


def _warraq_kind(path: str) -> str:
    if path.startswith(SEARCH_PAGE) and path != SEARCH_PAGE:
        return "code" if path.endswith(CODE) else "index"
    return "passages" if path.endswith(".html") else "page"


def _pagefind_first(page: Page, url: str, text: str) -> tuple[int, float]:
    page.goto(url)
    return len(page.evaluate(ASK, [[text], HITS])[0]["urls"]), time.time()


def _pagefind_again(page: Page, text: str) -> float:
    return float(page.evaluate(ASK, [[text], HITS])[0]["ms"])


def _pagefind_kind(path: str) -> str:
    if not path.startswith("pagefind/"):
        return "page"
    if path.endswith((".js", ".pagefind")):
        return "code"
    return "passages" if path.endswith(".pf_fragment") else "index"


WARRAQ = Client(_warraq_first, _warraq_again, _warraq_kind)
PAGEFIND = Client(_pagefind_first, _pagefind_again, _pagefind_kind)
