"""Make the README's two pictures from the built site: `.venv/bin/python docs/images/make.py` after `make site`."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

from archive_build.run import server
from archive_pages.csp import POLICY

HERE = Path(__file__).parent
SHOTS = (("front.png", "", 1280, 860), ("search.png", "search/?q=سوق القرية القديم", 390, 780))


def main() -> None:
    """Serve `output/`, open it in Chromium, take the pictures."""
    http = server(HERE.parents[1] / "output", 0, POLICY)
    threading.Thread(target=http.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, url, width, height in SHOTS:
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(f"http://127.0.0.1:{http.server_port}/{url}", wait_until="networkidle")
            page.screenshot(path=HERE / name)
        browser.close()
    http.shutdown()


if __name__ == "__main__":
    main()
