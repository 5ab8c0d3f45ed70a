"""What a reader has seen stays when the network goes."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from search_page import violations

from archive_build.run import server
from archive_pages.csp import POLICY

UNTIL_CONTROLLED = (
    "async () => { while (!navigator.serviceWorker.controller) await new Promise(done => setTimeout(done, 20)); }"
)
UNTIL_IT_CAME = """async () => {
  while (globalThis.cameBehind === undefined) await new Promise(done => setTimeout(done, 20));
  return globalThis.cameBehind;
}"""
SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}


@dataclass
class Host:
    """A host that can go away and come back under its address."""

    folder: Path
    port: int = 0
    _http: ThreadingHTTPServer | None = None

    def start(self) -> None:
        """Answer again, at the port of before."""
        self._http = server(self.folder, self.port, POLICY)
        self.port = self._http.server_port
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Refuse every connection."""
        if self._http:
            self._http.shutdown()
            self._http.server_close()
            self._http = None

    @property
    def url(self) -> str:
        """The site's address."""
        return f"http://127.0.0.1:{self.port}/"


@pytest.fixture
def host(sample_site: Any) -> Iterator[Host]:
    """The sample site on a host of its own."""
    made = Host(sample_site.output)
    made.start()
    yield made
    made.stop()


@pytest.fixture(params=SIZES)
def reader(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A browser that may have service workers, at both widths."""
    context = browser.new_context(viewport=SIZES[request.param], locale="ar")  # type: ignore[arg-type]
    yield context
    context.close()


def visit(context: BrowserContext, url: str) -> Page:
    """A page at an address, once the service worker has it in hand."""
    page = context.new_page()
    page.goto(url)
    page.evaluate(UNTIL_CONTROLLED)
    return page


def seen(page: Page) -> list[str]:
    """The addresses of the caches, and the caches' names before them."""
    script = """async () => {
      const found = [];
      for (const name of await caches.keys()) {
        found.push(name, ...(await (await caches.open(name)).keys()).map(one => one.url));
      }
      return found;
    }"""
    return page.evaluate(script)  # type: ignore[no-any-return]


def settle(page: Page) -> None:
    """Wait until the network is quiet and the caches have not changed for a while."""
    page.wait_for_load_state("networkidle")
    settled(page)


def settled(page: Page) -> list[str]:
    """What `seen` says, once it has not changed for a while."""
    there, before = seen(page), None
    while there != before:
        page.wait_for_timeout(500)
        there, before = seen(page), there
    return there


def until_seen(page: Page, addresses: list[str]) -> None:
    """Wait until the caches hold each of some addresses."""
    for _ in range(100):
        missing = set(addresses).difference(seen(page))
        if not missing:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"not in the caches: {sorted(missing)}")


def search(page: Page, text: str) -> list[str]:
    """The titles that are found, their passages read."""
    page.locator("#q").fill(text)
    page.locator("#q").press("Enter")
    expect(page.locator(".result mark").first).to_be_visible()
    settle(page)
    return page.locator(".result-title").all_inner_texts()


def test_a_search_and_its_articles_stay(reader: BrowserContext, host: Host) -> None:
    """The same words, asked again from another page, give the same; a seen article opens, an unseen page does not."""
    page = visit(reader, host.url + "search/")
    titles = search(page, "سباق القوارب")
    page.locator(".result-title a").first.click()
    title = page.locator("h1").inner_text()
    settle(page)
    host.stop()
    page.goto(host.url + "search/?q=سباق+القوارب")
    expect(page.locator(".result-title").first).to_have_text(titles[0])
    assert page.locator(".result-title").all_inner_texts() == titles
    page.locator(".result-title a").first.click()
    expect(page.locator("h1")).to_have_text(title)
    page.goto(host.url + "2024/05/")
    expect(page.locator("h1")).to_have_text("لا اتصال بالشبكة")
    expect(page).to_have_url(re.compile("/2024/05/$"))


def test_the_first_search_stays_though_it_came_before_the_worker(reader: BrowserContext, host: Host) -> None:
    """A reader who comes from elsewhere to a page of results has them again without a network."""
    page = visit(reader, host.url + "search/?q=سباق+القوارب")
    expect(page.locator(".result mark").first).to_be_visible()
    titles = page.locator(".result-title").all_inner_texts()
    settle(page)
    read = page.locator(".result:has(mark) .result-title a")
    until_seen(page, read.evaluate_all("links => links.map(({ href }) => href.split('#')[0])"))
    host.stop()
    page.reload()
    expect(page.locator(".result mark").first).to_be_visible()
    assert page.locator(".result-title").all_inner_texts() == titles


def test_the_page_that_was_first_stays_too(reader: BrowserContext, host: Host) -> None:
    """It was loaded before the worker was there; its style sheet and fonts stay as well."""
    page = visit(reader, host.url + "about/")
    settle(page)
    host.stop()
    page.reload()
    expect(page.locator("h1")).to_have_text("عن الموقع")
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('20px \"Warraq Sans\"', 'العربية'))")
    assert page.evaluate("getComputedStyle(document.querySelector('.masthead-row')).display") == "flex"


def test_what_was_under_way_when_the_worker_came_stays(reader: BrowserContext, host: Host) -> None:
    """It was asked for before the worker was there, and arrives behind it."""
    page = reader.new_page()
    held: list[Route] = []
    page.route("**/2024/", lambda route: held.append(route))
    page.add_init_script("globalThis.addEventListener('load', () => { fetch('../2024/'); }, { once: true })")
    page.goto(host.url + "about/")
    page.evaluate(UNTIL_CONTROLLED)
    until_seen(page, [host.url + "about/", host.url + "theme/img/icon.svg"])
    assert host.url + "2024/" not in settled(page)
    held[0].continue_()
    until_seen(page, [host.url + "2024/"])


def test_the_worker_comes_behind_the_first_results(reader: BrowserContext, host: Host) -> None:
    """On a page of results it waits for these; on others it comes when all is loaded."""
    page = reader.new_page()
    page.add_init_script(
        "navigator.serviceWorker.register = () => {"
        " globalThis.cameBehind = document.querySelectorAll('.result').length; return new Promise(() => {}); }"
    )
    page.goto(host.url + "search/?q=البلدية")
    assert page.evaluate(UNTIL_IT_CAME) == 10
    page.goto(host.url + "search/")
    assert page.evaluate(UNTIL_IT_CAME) == 0


def test_words_that_were_never_asked_are_told_apart_from_errors(reader: BrowserContext, host: Host) -> None:
    """The page says that the index cannot be read, and finds again when the host is back."""
    page = visit(reader, host.url + "search/")
    search(page, "سباق القوارب")
    host.stop()
    page.locator("#q").fill("النحل")
    expect(page.locator("#search-status")).to_contain_text("تعذّر تحميل فهرس البحث")
    host.start()
    page.get_by_role("button", name="أعد المحاولة").click()
    expect(page.locator(".result").first).to_be_visible()


def test_the_offline_page_at_any_depth(reader: BrowserContext, host: Host) -> None:
    """Styled, accessible, its links lead to what was seen; it goes when the host is back."""
    page = visit(reader, host.url)
    settle(page)
    host.stop()
    page.goto(host.url + "2024/05/19/")
    assert page.evaluate("getComputedStyle(document.querySelector('.masthead-row')).display") == "flex"
    assert violations(page) == {}
    page.locator("main a", has_text="الصفحة الرئيسية").click()
    expect(page.locator(".front-latest")).to_be_visible()
    page.go_back()
    host.start()
    page.locator("main a", has_text="أعد المحاولة").click()
    expect(page.locator("h1")).to_contain_text("2024")


def test_no_old_page_is_shown_online(reader: BrowserContext, build_site: Callable[..., Any]) -> None:
    """A changed article and a new one are there on the next visit, in the search too."""
    text = "Title: {}\nId: bcdfghjkmnpq\n\nنص عن القوارب في الميناء."
    site = build_site(articles={"one.md": text.format("عنوان قديم")})
    host = Host(site.output)
    host.start()
    page = visit(reader, host.url + "search/?q=القوارب")
    page.reload()
    expect(page.locator(".result-title")).to_have_text(["عنوان قديم"])
    settle(page)
    site.write({"one.md": text.format("عنوان جديد"), "two.md": "Title: خبر ثانٍ\n\nسباق القوارب."})
    site.build()
    page.reload()
    expect(page.locator(".result-title")).to_have_count(2)
    assert set(page.locator(".result-title").all_inner_texts()) == {"عنوان جديد", "خبر ثانٍ"}
    page.get_by_role("link", name="عنوان جديد").click()
    expect(page.locator("h1")).to_have_text("عنوان جديد")
    host.stop()


TEXTS = {
    "boats": "سباق القوارب يبدأ صباح الجمعة في الميناء",
    "bees": "مربو النحل يشكون قلة العسل هذا الموسم",
    "market": "ترميم السوق القديمة بعد تأجيل طويل",
}


def articles(*names: str) -> dict[str, str]:
    """Articles as Markdown files, by what they are about, and 40 more, so that words lie in different files."""
    more = {f"more{number}.md": f"Title: خبر {number}\n\nنص قصير رقمه {number}.\n" for number in range(40)}
    return more | {f"{name}.md": f"Title: خبر عن {name}\n\n{TEXTS[name]}.\n" for name in names}


def test_words_that_were_seen_stay_behind_an_update(reader: BrowserContext, build_site: Callable[..., Any]) -> None:
    """The site is built anew and another word is asked for under the new index: offline both words are found."""
    site = build_site(articles=articles("boats", "bees"))
    host = Host(site.output)
    host.start()
    page = visit(reader, host.url + "search/")
    assert search(page, "القوارب") == ["خبر عن boats"]
    site.write(articles("market"))
    site.build()
    page.goto(host.url + "search/")
    assert search(page, "السوق") == ["خبر عن market"]
    host.stop()
    page.goto(host.url + "search/")
    assert search(page, "القوارب") == ["خبر عن boats"]
    expect(page.locator("#search-status")).to_contain_text("هذه النتائج من فهرس سابق محفوظ على جهازك")
    assert search(page, "السوق") == ["خبر عن market"]
    expect(page.locator("#search-status")).not_to_contain_text("فهرس سابق")
    page.locator("#q").fill("العسل")
    expect(page.locator("#search-status")).to_contain_text("تعذّر تحميل فهرس البحث")


def test_an_index_goes_when_the_next_has_all_that_was_seen(
    reader: BrowserContext, build_site: Callable[..., Any]
) -> None:
    """Until then its manifest and files stay beside the new ones; more than three of them do not."""
    site = build_site(articles=articles("boats", "bees"))
    host = Host(site.output)
    host.start()
    page = visit(reader, host.url + "search/")
    search(page, "القوارب")
    site.write(articles("market"))
    site.build()
    page.goto(host.url + "search/")
    search(page, "السوق")
    kept = versions(page)
    assert len(kept["manifest.json"]) == 2
    assert len(kept["terms"]) == 2
    search(page, "القوارب")
    kept = versions(page)
    assert kept["manifest.json"] == {""}
    assert len(kept["terms"]) == 1
    host.stop()


def versions(page: Page) -> dict[str, set[str]]:
    """What stands behind the `?` of the search's files in the caches, by the first part of their path."""
    found: dict[str, set[str]] = {}
    for address in seen(page):
        path, _, version = address.partition("/search/")[2].partition("?")
        found.setdefault(path.split("/")[0], set()).add(version)
    return found


def test_a_new_style_sheet_takes_nothing_that_was_seen(reader: BrowserContext, build_site: Callable[..., Any]) -> None:
    """The service worker is another then, and keeps the pages of the one before."""
    site = build_site(articles=articles("boats"))
    host = Host(site.output)
    host.start()
    page = visit(reader, host.url + "search/")
    search(page, "القوارب")
    (site.output / "theme/css/site.css").write_text("main { color: red; }", encoding="utf-8")
    worker = site.output / "sw.js"
    worker.write_text(worker.read_text(encoding="utf-8") + "// another", encoding="utf-8")
    page.goto(host.url + "about/")
    page.evaluate("navigator.serviceWorker.getRegistration().then(one => one.update())")
    settle(page)
    host.stop()
    page.goto(host.url + "search/?q=القوارب")
    expect(page.locator(".result-title")).to_have_text(["خبر عن boats"])
    assert page.evaluate("getComputedStyle(document.querySelector('main')).color") == "rgb(255, 0, 0)"


def test_caches_of_another_version_go(reader: BrowserContext, host: Host) -> None:
    """Those of this site only: another site of the host keeps its own."""
    page = reader.new_page()
    page.goto(host.url + "theme/css/site.css")  # no page, so no worker yet
    names = [f"warraq {host.url} pages 0", "warraq http://elsewhere/ pages 0", "other"]
    page.evaluate("names => Promise.all(names.map(name => caches.open(name)))", names)
    page.close()
    page = visit(reader, host.url)
    settle(page)
    kept = [name for name in seen(page) if not name.startswith("http")]
    assert set(names[1:]) < set(kept)
    assert names[0] not in kept
    assert f"warraq {host.url} pages 2" in kept
