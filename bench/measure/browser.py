"""A headless Chromium, with nothing in its cache whenever a page is asked for."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, sync_playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")
PATIENCE_MS = 180_000


@dataclass(frozen=True, slots=True)
class Browsing:
    """A running browser."""

    browser: Browser

    @property
    def version(self) -> str:
        """Chromium's."""
        return self.browser.version

    @contextmanager
    def page(self) -> Iterator[Page]:
        """A page of a profile of its own."""
        context = self.browser.new_context(locale="ar")
        context.set_default_timeout(PATIENCE_MS)
        try:
            yield context.new_page()
        finally:
            context.close()


@contextmanager
def browsing() -> Iterator[Browsing]:
    """The machine's Chromium, else Playwright's own."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield Browsing(browser)
        browser.close()
