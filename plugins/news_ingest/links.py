"""Links between articles that are one report: lines of metadata, a layer of their own over the Markdown.

The rest of a file is its base, and what a person changed is told by the base alone. Links are worked
out and written when all articles are made, so that they do not depend on the order of their making.
"""

from __future__ import annotations

import functools

from news_ingest.article_files import ArticleFiles
from news_ingest.dedup import same_report
from news_ingest.draft import digest
from news_ingest.ledger import Ledger

KEYS = (b"Duplicate_of:", b"Also_in:")
MOST_LINKS = 20
MOST_COMPARED = 1000
COMMIT_EVERY = 500


def split_links(markdown: bytes) -> tuple[bytes, str]:
    """(the base, the lines of links, each with its newline)."""
    head, gap, body = markdown.partition(b"\n\n")
    lines = head.split(b"\n")
    links = [line for line in lines if line.startswith(KEYS)]
    base = b"\n".join(line for line in lines if not line.startswith(KEYS))
    return base + gap + body, "".join(f"{line.decode('utf-8', 'replace')}\n" for line in links)


def with_links(base: bytes, links: str) -> bytes:
    """The base with lines of links at the end of its metadata."""
    head, gap, body = base.partition(b"\n\n")
    return b"\n".join([head, *links.encode().splitlines()]) + gap + body


def read_base(files: ArticleFiles, article: str) -> tuple[bytes | None, str]:
    """The base and the links of an article's file; (None, "") where there is no file."""
    data = files.read(article)
    return (None, "") if data is None else split_links(data)


def links_of(article: str, group: list[str]) -> str:
    """The lines of links of one of a group's articles; the group's first is the original."""
    others = [other for other in group if other != article][:MOST_LINKS]
    copy = f"Duplicate_of: {group[0]}\n" if article != group[0] else ""
    return f"{copy}Also_in: {'; '.join(others)}\n" if others else ""


def link(ledger: Ledger, files: ArticleFiles) -> tuple[int, list[str]]:
    """Work out the links of what is stale and write them; (how many files were written, whose were left alone).

    Files whose base a person changed are left alone. After a kill the next run goes on.
    """
    regroup(ledger)
    written, left = 0, []
    after = ""
    while rows := ledger.sketches.unlinked(after):
        for article, links in rows:
            if _write(ledger, files, article, links):
                written += 1
            elif files.exists(article):
                left.append(article)
        after = rows[-1][0]
        ledger.commit()
    return written, left


def _write(ledger: Ledger, files: ArticleFiles, article: str, links: str) -> bool:
    """Whether the file's links are written: it must be there, and its base be what ingest wrote last."""
    base, _ = read_base(files, article)
    if base is None or digest(base) != ledger.written(article):
        return False
    files.write(article, with_links(base, links))
    ledger.sketches.saw(article, links)
    return True


def regroup(ledger: Ledger) -> None:
    """Work out the originals of all stale articles and of whom they concern, then the links of their groups.

    By age an article joins the oldest original that it is like, or else is one itself. So every copy is like its
    original, and no more need be held than one article's candidates: chains alone would join the first version of a
    running story with its last.
    """
    sketches = ledger.sketches
    sketch = functools.lru_cache(maxsize=MOST_COMPARED)(sketches.sketch)
    sketches.gather()
    for count, one in enumerate(iter(sketches.next_stale, None), 1):
        older, younger = sketches.neighbours(one)
        alike = (other for other in older if same_report(one.sketch, sketch(other)))
        sketches.place(one.id, next(alike, one.id), younger)
        if count % COMMIT_EVERY == 0:
            ledger.commit()
    for count, original in enumerate(iter(sketches.next_regrouped, None), 1):
        group = sketches.group(original)
        sketches.settle({member: links_of(member, group) for member in group})
        if count % COMMIT_EVERY == 0:
            ledger.commit()
    ledger.commit()
