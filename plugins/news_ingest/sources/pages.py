"""Saved web pages: the article that trafilatura finds in one, and what the page's own metadata say of it."""

from __future__ import annotations

import hashlib
import json
import logging
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from arabic_text.dates import find_dates_normalized
from arabic_text.normalize import normalize
from news_ingest.encoding import decode
from news_ingest.fields.section import section_of
from news_ingest.records import Given, Origin, RawArticle, Rejected
from news_ingest.sources.columns import host_of

# Extraction takes up to 0.1 ms a tag; a newspaper's page has some thousands
MAX_PAGE_BYTES = 4 * 1024 * 1024
MAX_TAGS = 40_000
# Comparing several ways of extraction takes time that grows with the square of the tags
MAX_TAGS_TO_COMPARE = 10_000
MIN_WORDS = 8
LAYOUT_CELL_CHARACTERS = 200
PIECES_ABOVE = 12
MAX_DATE_WORDS = 12
BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# <meta charset="windows-1256">, <meta http-equiv="Content-Type" content="text/html; charset=utf-8">
CHARSET_RE = re.compile(rb"<meta[^<>]{0,200}charset\s*=\s*[\"']?([\w-]{1,30})", re.I)
CHARSETS = {
    "utf-8": "utf-8",
    "windows-1256": "windows-1256",
    "cp1256": "windows-1256",
    "iso-8859-6": "iso8859-6",
    "x-mac-arabic": "mac-arabic",
    "windows-1252": "cp1252",
    "iso-8859-1": "cp1252",
}
PRINTED_ASCII = bytes(range(33, 127))
CONTROL_RE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# <!-- saved from url=(0042)https://www.example.org/a.html -->
SAVED_FROM_RE = re.compile(r"<!-- saved from url=\(\d{4}\)(https?://\S{1,2000})")
DATE_NAMES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "publishdate",
    "publish_date",
    "publish-date",
    "publication_date",
    "pubdate",
    "sailthru.date",
    "parsely-pub-date",
    "date",
)


def raw_page(origin: Origin, data: bytes) -> RawArticle | Rejected:
    """A saved page's article, or why there is none. Nothing is fetched.

    The publisher and section of the folder win over the page's, whose name for itself may be anything.
    """
    first_bytes, digest = data[:32].hex(), hashlib.sha256(data).hexdigest()
    if len(data) > MAX_PAGE_BYTES or data.count(b"<") > MAX_TAGS:
        reason = f"a page of more than {MAX_PAGE_BYTES} bytes or {MAX_TAGS} tags"
        return Rejected(origin.source, reason, first_bytes, digest)
    decoded = _decoded(data)
    if decoded is None:
        return Rejected(origin.source, "not text", first_bytes, digest)
    encoding, markup = decoded
    try:
        found = _article(markup)
    except Exception as error:  # noqa: BLE001 # trafilatura may raise anything over a broken page
        reason = f"the page cannot be read: {type(error).__name__}: {error}"[:300]
        return Rejected(origin.source, reason, first_bytes, digest)
    if found is None:
        return Rejected(origin.source, "no article is found in the page", first_bytes, digest)
    text, given, names = found
    publisher = origin.publisher or next(filter(None, names), None)
    named = replace(origin, publisher=publisher, section=origin.section or given.section or None)
    given = replace(given, section="" if origin.section else given.section)
    return RawArticle(named, text, digest, encoding, (), first_bytes, given)


def _decoded(data: bytes) -> tuple[str, str] | None:
    """(encoding, text): what a byte order mark says, else UTF-8 where it is that, else what the page says of itself,
    else what its letters beyond ASCII show.
    """
    if not data.startswith(BOMS):
        try:
            return "utf-8", data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        said = CHARSET_RE.search(data[:4096])
        codec = CHARSETS.get(said[1].decode().lower()) if said else None
        if codec and codec != "utf-8":
            return codec, data.decode(codec, errors="replace")
    decoded = decode(data if data.startswith(BOMS) or b"\0" in data else data.translate(None, PRINTED_ASCII))
    if isinstance(decoded, str):
        return None
    return decoded.encoding, data.decode(decoded.encoding, errors="replace")


def _article(markup: str) -> tuple[str, Given, tuple[str | None, ...]] | None:
    """(text, what the page says of it, names for its publisher), or None where there is no article."""
    from trafilatura import bare_extraction, load_html  # late: it takes 0.7 s and 30 MB, and few piles have pages

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it says names no file; the report does
    tree = load_html(CONTROL_RE.sub(" ", markup))
    if tree is None:
        return None
    date = page_date(tree)
    pieces = _pieces(tree)
    _open_layout_tables(tree)
    options = {"extensive_search": False, "original_date": True}
    page: Any = bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        favor_precision=True,
        fast=markup.count("<") > MAX_TAGS_TO_COMPARE,
        date_extraction_params=options,
    )
    if page is None or len((page.text or "").split()) < MIN_WORDS:
        return None
    title = page.title or ""
    if not date and (line := _date_line(pieces, title, page.text)):
        page.text = f"{line}\n{page.text}"
    saved = SAVED_FROM_RE.search(markup)
    url = page.url or (saved[1] if saved else "")
    section = next(filter(None, map(section_of, page.categories or ())), "")
    given = Given(title=title, date=date, author=page.author or "", url=url, section=section)
    return page.text, given, (page.sitename, host_of(url))


def page_date(tree: Any) -> str:
    """The day of publication that the page's metadata state, as they write it, "" where they state none.

    trafilatura's own search takes any date that it finds, one of a related article too.
    """
    for record in _linked_data(tree):
        if isinstance(record.get("datePublished"), str) and "Article" in str(record.get("@type")):
            return str(record["datePublished"])
    said: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        said.setdefault(name.lower(), element.get("content") or "")
    for element in tree.iter("time"):
        if "datepublished" in (element.get("itemprop") or "").lower() or element.get("pubdate") is not None:
            said.setdefault("datepublished", element.get("datetime") or "")
    return next((said[name].strip() for name in DATE_NAMES if said.get(name, "").strip()), "")


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """Every object in the page's JSON-LD, outer ones first."""
    for element in tree.iter("script"):
        if element.get("type") == "application/ld+json":
            try:
                waiting = deque([json.loads(element.text or "")])
            except (ValueError, RecursionError):
                continue
            while waiting:
                value = waiting.popleft()
                if isinstance(value, dict):
                    yield value
                    waiting += value.values()
                elif isinstance(value, list):
                    waiting += value


def _open_layout_tables(tree: Any) -> None:
    """Tables are blocks where one lays out the page: where a cell holds running text."""
    cells = [cell for cell in tree.iter("td") if cell.find(".//table") is None]
    if any(len(cell.text_content()) >= LAYOUT_CELL_CHARACTERS for cell in cells):
        for element in list(tree.iter("table", "tbody", "tr", "td", "th")):
            element.tag = "div"


def _pieces(tree: Any) -> list[str]:
    """The page's visible text, node by node."""
    nodes = tree.xpath("//body//text()[not(parent::script or parent::style)]")
    return [piece for node in nodes if (piece := " ".join(node.split()))]


def _date_line(pieces: list[str], title: str, text: str) -> str | None:
    """The line with a date that stands between the page's headline and its text, which extraction leaves out."""
    lines = [line for line in text.split("\n") if line.strip() and line.strip() != title]
    lead = " ".join(lines[0].split())[:40] if lines else ""
    at = next((number for number, piece in enumerate(pieces) if lead and piece.startswith(lead)), 0)
    above = pieces[max(0, at - PIECES_ABOVE) : at]
    if title not in above:
        return None
    below_title = above[len(above) - above[::-1].index(title) :]
    short = (piece for piece in below_title if len(piece.split()) <= MAX_DATE_WORDS)
    return next((piece for piece in short if find_dates_normalized(normalize(piece))), None)
