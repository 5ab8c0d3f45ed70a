"""Feeds of the newest articles, of all and of each section and publisher: Atom and JSON Feed, of all RSS too.

The same articles give the same bytes: a feed's time is that of its newest entry.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any
from xml.sax.saxutils import escape

from feedgenerator import Atom1Feed, Rss201rev2Feed

from archive_pages.archive import Archive, Output
from archive_pages.entries import Entry
from archive_pages.imprint import Imprint
from archive_pages.xml import clean

ATOM, RSS, JSON_FEED = "feed.atom", "feed.rss", "feed.json"
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
VERSION = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its file, its name, the address of the page that it follows, and its entries, newest first."""

    path: str
    title: str
    home: str
    entries: Sequence[Entry]
    imprint: Imprint

    @property
    def dated(self) -> list[Entry]:
        """The entries that have a date; others cannot be news."""
        return [entry for entry in self.entries if entry.date]


def feeds(archive: Archive) -> Iterator[Output]:
    """All feeds."""
    yield from _feeds("", "", archive.dated, archive.shape.feed_items, (ATOM, JSON_FEED, RSS))
    for term, entries in (*archive.sections, *archive.publishers):
        yield from _feeds(term.url, term.name, entries, archive.shape.feed_items, (ATOM, JSON_FEED))


def _feeds(home: str, name: str, entries: Sequence[Entry], items: int, kinds: Sequence[str]) -> Iterator[Output]:
    context = {"home": home, "name": name, "newest": entries[:items]}
    yield from (Output(f"{home}{kind}", kind, context) for kind in kinds)


def feed_of(kind: str, shown: Mapping[str, Any], imprint: Imprint) -> Feed:
    """The feed of an output's context."""
    title = f"{imprint.name}: {shown['name']}" if shown["name"] else imprint.name
    return Feed(f"{shown['home']}{kind}", title, shown["home"], list(shown["newest"]), imprint)


def atom_of(shown: Mapping[str, Any], imprint: Imprint) -> bytes:
    """An output's Atom."""
    return atom(feed_of(ATOM, shown, imprint)).encode()


def rss_of(shown: Mapping[str, Any], imprint: Imprint) -> bytes:
    """An output's RSS."""
    return rss(feed_of(RSS, shown, imprint)).encode()


def json_of(shown: Mapping[str, Any], imprint: Imprint) -> bytes:
    """An output's JSON Feed."""
    return json_feed(feed_of(JSON_FEED, shown, imprint)).encode()


class _Dated:
    """A feed's time is that of its newest entry, never today's; the epoch where there is none."""

    items: list[Any]

    def latest_post_date(self) -> datetime.datetime:
        newest: datetime.datetime = super().latest_post_date() if self.items else EPOCH  # type: ignore[misc] # the feed's
        return newest


class _Atom(_Dated, Atom1Feed):  # type: ignore[misc] # feedgenerator is untyped
    """Atom (RFC 4287)."""


class _Rss(_Dated, Rss201rev2Feed):  # type: ignore[misc] # feedgenerator is untyped
    """RSS 2.0."""


def atom(feed: Feed) -> str:
    """The feed as Atom."""
    return _written(_Atom, feed)


def rss(feed: Feed) -> str:
    """The feed as RSS 2.0."""
    return _written(_Rss, feed)


def _written(kind: type[Any], feed: Feed) -> str:
    url, zone = feed.imprint.url, feed.imprint.zone
    made = kind(
        title=clean(feed.title),
        link=f"{url}/{feed.home}",
        feed_url=f"{url}/{feed.path}",
        description=clean(feed.imprint.description),
        language="ar",
        author_name=clean(feed.imprint.name),
        feed_copyright=_rights(feed.imprint),
    )
    for entry in feed.dated:
        made.add_item(
            title=clean(entry.title),
            link=f"{url}/{entry.url}",
            unique_id=f"{url}/{entry.url}",
            description=escape(clean(entry.deck or entry.summary)),
            author_name=clean(entry.byline) or None,
            categories=[clean(entry.section.name)] if entry.section else None,
            pubdate=_moment(entry, zone),
            updateddate=_moment(entry, zone),
        )
    out = StringIO()
    made.write(out, "utf-8")
    return out.getvalue()


def _rights(imprint: Imprint) -> str | None:
    return clean(f"{imprint.licence.name}: {imprint.licence.url}") if imprint.licence else None


def _moment(entry: Entry, zone: datetime.tzinfo) -> datetime.datetime:
    if entry.date is None:
        return EPOCH
    hour, minute = map(int, (entry.time or "0:0").split(":"))
    return datetime.datetime(entry.date.year, entry.date.month, entry.date.day, hour, minute, tzinfo=zone)


def json_feed(feed: Feed) -> str:
    """The feed as JSON Feed 1.1, an item a line. The licence is in an extension, `_licence`."""
    imprint = feed.imprint
    head: dict[str, Any] = {"version": VERSION, "title": feed.title, "home_page_url": f"{imprint.url}/{feed.home}"}
    head |= {"feed_url": f"{imprint.url}/{feed.path}", "description": imprint.description, "language": "ar"}
    if imprint.licence:
        head["_licence"] = {"name": imprint.licence.name, "url": imprint.licence.url}
    items = ",\n".join(_json(_item(entry, imprint)) for entry in feed.dated)
    return f'{_json({name: value for name, value in head.items() if value})[:-1]}, "items": [\n{items}\n]}}\n'


def _item(entry: Entry, imprint: Imprint) -> dict[str, Any]:
    url = f"{imprint.url}/{entry.url}"
    item = {
        "id": url,
        "url": url,
        "title": entry.title,
        "content_text": entry.deck or entry.summary,
        "date_published": _moment(entry, imprint.zone).isoformat(),
        "authors": [{"name": name} for name in entry.authors or filter(None, (entry.byline,))],
        "tags": [entry.section.name] if entry.section else [],
    }
    return {name: value for name, value in item.items() if value or name == "content_text"}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
