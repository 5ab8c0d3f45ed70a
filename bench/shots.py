"""Pictures of every kind of page of a built site, in three widths and both colour schemes: `invoke shots`.

python bench/shots.py --site output --out bench/work/shots [--only article] [--width 390] [--scheme dark]
"""

from __future__ import annotations

import argparse
import shutil
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote

from playwright.sync_api import Browser, sync_playwright

from archive_build.run import server
from archive_pages.csp import POLICY

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
WIDTHS = (390, 820, 1440)
SCHEMES = ("light", "dark")
TALLEST = 3600  # pixels of CSS: what lies below looks like what stands above


def kinds(site: Path) -> dict[str, str]:
    """An address for each kind of page, by name: the template that the page says it is made with."""
    found: dict[str, str] = {}
    for path in sorted(site.rglob("*.html")):
        kind = _kind(path)
        name = path.relative_to(site).as_posix().removesuffix("index.html")
        if kind and len(path.read_bytes()) > len(
            (site / _file(found.get(kind))).read_bytes() if kind in found else b""
        ):
            found[kind] = name
    return found


def _file(name: str | None) -> str:
    return f"{name}index.html" if not name or name.endswith("/") else name


def _kind(path: Path) -> str:
    head = path.read_text(encoding="utf-8")
    start = head.find('<body data-kind="')
    return head[start + 17 : head.index('"', start + 17)] if start >= 0 else ""


def shots(
    site: Path, out: Path, name: str, only: Sequence[str], widths: Sequence[int], schemes: Sequence[str]
) -> Iterator[Path]:
    """Take the pictures, whose files' names begin with `name`; their paths."""
    http = server(site, 0, POLICY)
    threading.Thread(target=http.serve_forever, daemon=True).start()
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for kind, url in kinds(site).items():
            if not only or kind in only:
                address = f"http://127.0.0.1:{http.server_port}/{url}"
                for width in widths:
                    for scheme in schemes:
                        yield _shot(browser, address, out / f"{name}{kind}-{width}-{scheme}.png", width, scheme)
        browser.close()
    http.shutdown()


def _shot(browser: Browser, url: str, path: Path, width: int, scheme: str) -> Path:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, locale="ar")  # type: ignore[arg-type]
    page.goto(unquote(url))
    page.wait_for_load_state("networkidle")
    height = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
    page.screenshot(path=path, clip={"x": 0, "y": 0, "width": width, "height": height}, full_page=True)
    page.close()
    return path


def main() -> None:
    """Take the pictures that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=Path("output"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", default="", help="what the pictures' names begin with")
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--width", type=int, action="append")
    parser.add_argument("--scheme", choices=SCHEMES, action="append")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    name = f"{given.name}-" if given.name else ""
    for path in shots(given.site, given.out, name, given.only, given.width or WIDTHS, given.scheme or SCHEMES):
        print(path)


if __name__ == "__main__":
    main()
