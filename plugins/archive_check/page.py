"""What one page says: where it leads, which anchors it has, and what is wrong with it by itself."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree, html

from archive_check.addresses import Target, resolve
from archive_check.article_data import faults_of_article
from archive_check.findings import Finding

DATA_TYPES = ("application/ld+json", "application/json")
LINKS = (("a", "href"), ("area", "href"), ("form", "action"))
RESOURCES = (
    *(("script", "src"), ("img", "src"), ("source", "src"), ("iframe", "src"), ("embed", "src"), ("audio", "src")),
    *(("video", "src"), ("video", "poster"), ("track", "src"), ("object", "data"), ("input", "src")),
)
RESOURCE_RELS = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "prefetch"}
PICTURES = {"img", "source", "link"}
DATA_IMAGE = "data:image/"
REFRESH_RE = re.compile(r"^\s*[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?['\"]?", re.I)  # 0; url=../a/0j/66vpypr823.html


@dataclass(frozen=True, slots=True)
class Page:
    """A page's file, the files and (file, anchor) pairs that it leads to, its ids, and its own faults.

    `article` is the id of the article that it shows, or "". `is_hidden` tells that it asks not to be indexed.
    `moved_to` is the file to which it leads on by itself, or "". `withdrawn` is the id of the article in whose place it
    stands, or "".
    """

    path: str
    files: frozenset[str]
    anchors: frozenset[tuple[str, str]]
    ids: frozenset[str]
    findings: tuple[Finding, ...]
    article: str = ""
    is_hidden: bool = False
    moved_to: str = ""
    withdrawn: str = ""


def read_page(path: str, data: bytes, site_url: str, policy: str) -> Page:
    """A page from its bytes. `policy` is the content security policy that each page must state."""
    tree = parsed(data)
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    targets: list[Target] = []
    findings: list[Finding] = []
    for element in elements:
        for address, is_resource in _addresses(element):
            if element.tag in PICTURES and address.strip().lower().startswith(DATA_IMAGE):
                continue  # a picture that stands in the page itself
            target = resolve(site_url, path, address)
            if is_resource and not target.path:
                findings.append(Finding("foreign resource", path, address[:200]))
            elif target.fault:
                findings.append(Finding(target.fault, path, address[:200]))
            elif target.path:
                targets.append(target)
        findings += (Finding("inline code", path, fault) for fault in _inline(element))
    ids = Counter(value for element in elements if (value := element.get("id")) is not None)
    findings += (Finding("markup", path, fault) for fault in _markup(tree, elements, ids))
    findings += (Finding("policy", path, fault) for fault in _policy(elements, policy))
    findings += (Finding("structured data", path, fault) for fault in _data(elements, site_url, path))
    moved = [resolve(site_url, path, address) for address in _moves(elements)]
    findings += (Finding("redirect", path, "leads on to another site") for target in moved if not target.path)
    moved_to = moved[0].path if moved else ""
    findings += (Finding("canonical", path, fault) for fault in _canonical(elements, site_url, path, moved_to or path))
    return Page(
        path,
        frozenset(target.path for target in targets),
        frozenset((target.path, target.anchor) for target in targets if target.anchor and target.anchor != "top"),
        frozenset(ids),
        tuple(findings),
        next((value for element in elements if (value := element.get("data-id"))), ""),
        any(_meta(element, "robots") and "noindex" in element.get("content", "") for element in elements),
        moved_to,
        next((value for element in elements if (value := element.get("data-withdrawn"))), ""),
    )


def parsed(data: bytes) -> Any:
    """The root element of a page; one without anything in it where there is none."""
    try:
        return html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    except etree.ParserError:
        return html.Element("html")


def _meta(element: Any, name: str) -> bool:
    return element.tag == "meta" and (element.get("name") or element.get("http-equiv") or "").lower() == name


def _addresses(element: Any) -> Iterator[tuple[str, bool]]:
    """The addresses of an element, and whether a browser loads what is there by itself."""
    for tag, attribute in LINKS:
        if element.tag == tag and (address := element.get(attribute)) is not None:
            yield address, False
    for tag, attribute in RESOURCES:
        if element.tag == tag and (address := element.get(attribute)) is not None:
            yield address, True
    if element.tag == "link" and (address := element.get("href")) is not None:
        yield address, bool(RESOURCE_RELS & set((element.get("rel") or "").lower().split()))
    for candidate in (element.get("srcset") or "").split(","):
        if candidate.strip():
            yield candidate.split()[0], True


def _inline(element: Any) -> Iterator[str]:
    """What a strict policy forbids: script and style within the page."""
    if element.tag == "script" and element.get("src") is None and (element.get("type") or "") not in DATA_TYPES:
        yield "a script element without src"
    if element.tag in ("style", "base"):
        yield f"a {element.tag} element"
    for name in element.attrib:
        if name.lower().startswith("on"):
            yield f"the attribute {name}"
        elif name.lower() == "style":
            yield f"a style attribute: {element.attrib[name][:80]}"


def _markup(tree: Any, elements: list[Any], ids: Counter[str]) -> Iterator[str]:
    if not tree.get("lang"):
        yield "no lang on the html element"
    if tree.get("dir") not in ("rtl", "ltr"):
        yield f"dir {tree.get('dir')!r} on the html element; expected 'rtl'"
    titles = [element for element in elements if element.tag == "title" and element.getparent().tag == "head"]
    if len(titles) != 1 or not (titles[0].text or "").strip():
        yield f"{len(titles)} titles, or an empty one"
    headings = sum(element.tag == "h1" for element in elements)
    if headings != 1:
        yield f"{headings} h1 elements"
    yield from (f"the id {name!r} {count} times" for name, count in sorted(ids.items()) if count > 1)
    yield from ("an img without alt" for element in elements if element.tag == "img" and element.get("alt") is None)


def _policy(elements: list[Any], policy: str) -> Iterator[str]:
    """The policy must stand before whatever it is to hold for."""
    for element in elements:
        if _meta(element, "content-security-policy"):
            if element.get("content") != policy:
                yield f"another policy: {(element.get('content') or '')[:120]}"
            return
        if element.tag in ("script", "link", "img", "style", "body"):
            break
    yield "no policy before what is loaded"


def _data(elements: list[Any], site_url: str, path: str) -> Iterator[str]:
    for element in elements:
        if element.tag == "script" and element.get("type") == "application/ld+json":
            try:
                data = json.loads(element.text or "")
            except ValueError as error:
                yield f"no JSON: {error}"
            else:
                yield from faults_of_article(data, f"{site_url}/{path}" if site_url else "")


def _moves(elements: list[Any]) -> Iterator[str]:
    """The addresses to which a page leads on by itself."""
    for element in elements:
        if _meta(element, "refresh"):
            yield REFRESH_RE.sub("", element.get("content", ""))


def _canonical(elements: list[Any], site_url: str, path: str, own: str) -> Iterator[str]:
    """The canonical address must lead to the file `own`."""
    for element in elements:
        if element.tag == "link" and element.get("rel") == "canonical":
            target = resolve(site_url, path, element.get("href") or "")
            if target.path != own:
                yield f"{element.get('href')!r}"
