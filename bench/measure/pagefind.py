"""Pagefind as a peer: bare pages of the same documents, indexed by its program, asked in Chromium by its own module."""

from __future__ import annotations

import html
import json
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from measure.browser import Browsing
from measure.corpora import Corpus, Document, documents_of
from measure.peers import HERE, MODULES, Built, npm_version, weigh
from measure.process import Cost, digest, kept, run
from measure.serving import served

PAGE = '<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title}</title></head><body>'
INDEX = ("*.pf_index", "*.pf_meta", "*.pf_filter", "pagefind-entry.json")
FRAGMENTS = ("*.pf_fragment",)
HITS = 10
BATCH = 100
ASK = """async ([queries, hits]) => {
  window.pagefind ??= await import(new URL("pagefind/pagefind.js", location.href).href);
  const answers = [];
  for (const q of queries) {
    const started = performance.now();
    const { results } = await window.pagefind.search(q);
    const found = await Promise.all(results.slice(0, hits).map((result) => result.data()));
    answers.push({ urls: found.map((data) => data.url), ms: performance.now() - started });
  }
  return answers;
}"""


@dataclass(frozen=True, slots=True)
class Pagefind:
    """Its defaults throughout."""

    browsing: Browsing
    name: str = "Pagefind"

    @property
    def version(self) -> str:
        """The npm package's."""
        return f"pagefind {npm_version('pagefind')}"

    def build(self, corpus: Corpus, folder: Path) -> Built:
        """See Peer. The cost is the program's alone, without the pages' making."""
        place = folder / "pagefind"
        site = place / "site"
        key = f"{corpus.digest} {digest([HERE / 'package-lock.json'])} {PAGE}"

        def make() -> Cost:
            _write_pages(corpus, site)
            return run([MODULES / ".bin" / "pagefind", "--site", site], HERE, {}, place / "said")

        cost = kept(place, key, make)
        return Built(place, {"index": cost}, *weigh(_files(site, (*INDEX, *FRAGMENTS))))

    def ask(self, built: Built, queries: Path, results: Path) -> Cost:
        """See Peer. Only the time is known: the work is the browser's."""
        texts = [json.loads(line)["q"] for line in queries.read_text(encoding="utf-8").split("\n") if line]
        started = time.perf_counter()
        with served(built.folder / "site") as host, self.browsing.page() as page, results.open("w") as file:
            page.goto(host.url)
            for at in range(0, len(texts), BATCH):
                for answer in page.evaluate(ASK, [texts[at : at + BATCH], HITS]):
                    file.write(json.dumps(_answer(answer)) + "\n")
        return Cost(0.0, round(time.perf_counter() - started, 3), 0)


def fragment_bytes(built: Built) -> int:
    """Bytes of an index that are the documents' own texts."""
    return weigh(_files(built.folder / "site", FRAGMENTS))[1]


def _answer(answer: dict[str, Any]) -> dict[str, Any]:
    hits = [{"source": f"{Path(url).stem}.txt"} for url in answer["urls"]]
    return {"hits": hits, "ms": round(answer["ms"], 3)}


def _files(site: Path, patterns: tuple[str, ...]) -> Iterator[Path]:
    for pattern in patterns:
        yield from sorted((site / "pagefind").rglob(pattern))


def _write_pages(corpus: Corpus, site: Path) -> None:
    shutil.rmtree(site, ignore_errors=True)
    site.mkdir(parents=True)
    for document in documents_of(corpus):
        (site / f"{Path(document.id).stem}.html").write_text(_page(document), encoding="utf-8")
    (site / "index.html").write_text(PAGE.format(title="") + "</body></html>", encoding="utf-8")


def _page(document: Document) -> str:
    title = html.escape(document.title)
    heading = f"<h1>{title}</h1>" if title else ""
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in document.body.split("\n") if line.strip())
    return f"{PAGE.format(title=title)}{heading}{paragraphs}</body></html>\n"
