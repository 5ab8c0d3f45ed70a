"""A browser, sites served as a host serves them, and pages that fail a test on any console error."""

from __future__ import annotations

import contextlib
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from archive_build.run import Options, build, server
from archive_pages.csp import POLICY

# The shell is Chromium without windows, which a test's every context would open: a quarter of the time
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium, else Playwright's own (`tests/install-browser` gets one of them)."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """Serve a built site on this machine; the address, with a slash at its end."""
    with contextlib.ExitStack() as stack:

        def start(output: Path, policy: str = POLICY) -> str:
            http = stack.enter_context(server(output, 0, policy))
            threading.Thread(target=http.serve_forever, daemon=True).start()
            stack.callback(http.shutdown)
            return f"http://127.0.0.1:{http.server_port}/"

        yield start


@pytest.fixture(scope="session")
def sample_url(sample_site, serve: Callable[[Path], str]) -> str:  # type: ignore[no-untyped-def]
    """The address of the served sample site."""
    return serve(sample_site.output)


@pytest.fixture(scope="session", params=["newspaper", "archive"])
def skin_url(request: pytest.FixtureRequest, sample_site: Any, serve: Callable[[Path], str], sample_url: str) -> str:
    """The address of the sample site in each skin."""
    if request.param == "newspaper":
        return sample_url
    output = sample_site.output.with_name(request.param)
    with contextlib.chdir(Path(__file__).parents[2]):
        build(sample_site.content, output, options=Options(skin=request.param))
    return serve(output)


@pytest.fixture
def errors() -> list[str]:
    """What the pages of a test complained of; a test that expects complaints clears it."""
    return []


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh browser profile at phone width."""
    with contextlib.closing(browser.new_context(viewport=PHONE, locale="ar", service_workers="block")) as fresh:  # type: ignore[arg-type]
        yield fresh


@pytest.fixture
def page(context: BrowserContext, errors: list[str]) -> Iterator[Page]:
    """A page; the test fails where it logs an error, violates its policy, or raises."""
    opened = context.new_page()
    opened.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.add_init_script(
        "addEventListener('securitypolicyviolation', e => console.error('CSP', e.violatedDirective, e.blockedURI))"
    )
    yield opened
    assert errors == []


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def sized(page: Page, request: pytest.FixtureRequest) -> Page:
    """A page at phone and at desktop width."""
    page.set_viewport_size(request.param)
    return page


@pytest.fixture
def search(page: Page, sample_url: str) -> Page:
    """The sample site's search page."""
    page.goto(sample_url + "search/")
    return page
