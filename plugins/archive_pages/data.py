"""Outputs that are data for programs, not pages: what an output's `template` names here is made without a template."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from archive_pages.api import ARTICLES, INDEX, RECORDS, articles_json, index_json, records_json
from archive_pages.feeds import ATOM, JSON_FEED, RSS, atom_of, json_of, rss_of
from archive_pages.imprint import Imprint
from archive_pages.opensearch import OPENSEARCH, description

DATA: Mapping[str, Callable[[Mapping[str, Any], Imprint], bytes]] = {
    ATOM: atom_of,
    JSON_FEED: json_of,
    RSS: rss_of,
    OPENSEARCH: description,
    INDEX: index_json,
    RECORDS: records_json,
    ARTICLES: articles_json,
}
