"""Structured data: an article as schema.org's NewsArticle, and in Dublin Core."""

from __future__ import annotations

import json

from markupsafe import Markup

from archive_build.compiler import shown
from archive_pages.entries import Entry
from archive_pages.imprint import Imprint

ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
ESCAPES = tuple((sign, f"\\u{ord(sign):04x}") for sign in "<>&")


def news_article(entry: Entry, imprint: Imprint) -> Markup:
    """JSON-LD to stand in a `script` element: `<`, `>` and `&` are escaped, so that no text ends it."""
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": entry.title,
        "inLanguage": "ar",
        "isPartOf": {"@type": "Collection", "name": imprint.name},
    }
    if imprint.url:
        data["url"] = f"{imprint.url}/{entry.url}"
    if entry.date:
        data["datePublished"] = f"{entry.date.isoformat()}T{entry.time}" if entry.time else entry.date.isoformat()
    if entry.section:
        data["articleSection"] = entry.section.name
    if entry.authors:
        data["author"] = [{"@type": "Person", "name": name} for name in entry.authors]
    if imprint.licence:
        data["license"] = imprint.licence.url
    if entry.publisher:
        data["publisher"] = {"@type": "Organization", "name": entry.publisher.name}
    text = ENCODER.encode(data)
    for sign, escaped in ESCAPES:
        text = text.replace(sign, escaped)
    return Markup(text)  # noqa: S704 # no sign that could end the element is left


def dublin_core(entry: Entry, imprint: Imprint) -> Markup:
    """Elements `meta` of the Dublin Core Element Set 1.1, as many as are known."""
    rows = [("title", entry.title), *(("creator", name) for name in entry.authors)]
    rows += [
        ("date", entry.date.isoformat() if entry.date else ""),
        ("publisher", entry.publisher.name if entry.publisher else ""),
        ("subject", entry.section.name if entry.section else ""),
        ("identifier", f"{imprint.url}/{entry.url}" if imprint.url else entry.id),
        ("language", "ar"),
        ("type", "Text"),
        ("rights", imprint.licence.url if imprint.licence else ""),
    ]
    return Markup("\n".join([f'<meta name="DC.{name}" content="{shown(value)}">' for name, value in rows if value]))  # noqa: S704 # escaped
