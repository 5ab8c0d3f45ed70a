"""OpenSearch 1.1: how a browser's own search field finds the site's search page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from archive_pages.archive import Archive, Output
from archive_pages.imprint import Imprint
from archive_pages.xml import clean

OPENSEARCH = "opensearch.xml"
NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
MOST_NAME = 16  # characters, by the specification


def opensearch(archive: Archive) -> Iterator[Output]:
    """The description."""
    del archive
    yield Output(OPENSEARCH, OPENSEARCH, {})


def description(shown: Mapping[str, Any], imprint: Imprint) -> bytes:
    """The description's bytes."""
    del shown
    rows = [
        f"<ShortName>{escape(clean(imprint.name)[:MOST_NAME].strip())}</ShortName>",
        f"<LongName>{escape(clean(imprint.name)[:48].strip())}</LongName>",
        f"<Description>{escape(f'البحث في {clean(imprint.name)}'[:1024])}</Description>",
        "<Language>ar</Language>",
        "<InputEncoding>UTF-8</InputEncoding>",
        f'<Image type="image/svg+xml" width="16" height="16">{escape(imprint.url)}/theme/img/icon.svg</Image>',
        f'<Url type="text/html" template={quoteattr(f"{imprint.url}/search/?q={{searchTerms}}")}/>',
        '<Url type="application/opensearchdescription+xml" rel="self" '
        f"template={quoteattr(f'{imprint.url}/{OPENSEARCH}')}/>",
    ]
    body = "\n".join(rows)
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<OpenSearchDescription xmlns="{NAMESPACE}">\n{body}\n'
        "</OpenSearchDescription>\n"
    ).encode()
