"""The static API below `/api/` (docs/API.md): articles by day and by id, sections, publishers, and an index of it.

Articles are in two kinds of files whose number stays bounded: one for each day that has any, and buckets by the first
characters of their ids. A file for each article would double the files of a site.
"""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from archive_pages.archive import Archive, Group, Lists, Output, Part, Shape
from archive_pages.calendar import Period
from archive_pages.entries import Entry, ids_of
from archive_pages.feeds import ATOM, JSON_FEED
from archive_pages.imprint import Imprint
from archive_pages.shelf import picked
from archive_pages.ways import FEEDS

VERSION = 1
FOLDER = "api/"
ARTICLES, RECORDS, INDEX = "api articles", "api records", "api index"
ID_CHARACTERS = 32
MOST_IN_BUCKET = 512  # on average: 120 KB compressed
Json = Mapping[str, Any]


def api(archive: Archive) -> Iterator[Part]:
    """All files of the API."""
    length = prefix_length(len(archive.everything))
    yield Output(f"{FOLDER}index.json", INDEX, _index(archive, length))
    yield _terms("sections", archive.sections, archive.shape)
    yield _terms("publishers", archive.publishers, archive.shape)
    for year in archive.years:
        days = [{"date": day.date.isoformat(), "articles": day.count, "path": _day_path(day)} for day in _days(year)]
        yield Output(f"{FOLDER}years/{year.url[:4]}.json", RECORDS, {"of": {"year": int(year.name)}, "days": days})
        for day in _days(year):
            yield Output(_day_path(day), ARTICLES, {"of": {"date": day.date.isoformat()}, "articles": day.entries})
    for prefix, entries in _buckets(archive.everything, length):
        yield Group(("api ids", prefix, entries), partial(_bucket, prefix, entries))


def _days(year: Period) -> Iterator[Period]:
    return (day for month in year.parts for day in month.parts)


def _day_path(day: Period) -> str:
    return f"{FOLDER}days/{day.url.rstrip('/')}.json"


def prefix_length(articles: int) -> int:
    """How many characters of their ids name the buckets of so many articles: as few as leave 512 in each, one at
    least.
    """
    length = 1
    while articles > MOST_IN_BUCKET * ID_CHARACTERS**length:
        length += 1
    return length


def _buckets(entries: Sequence[Entry], length: int) -> Iterator[tuple[str, Sequence[Entry]]]:
    """The articles by the first characters of their ids, which are sorted; of each the newest first."""
    places: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))
    for at, article in enumerate(ids_of(entries)):
        places[article[:length]].append(at)
    for prefix in sorted(places):
        yield prefix, picked(entries, places[prefix])


def _bucket(prefix: str, entries: Sequence[Entry]) -> Iterator[Output]:
    """The file of a bucket, its articles by their ids."""
    ids = ids_of(entries)
    found = picked(entries, sorted(range(len(ids)), key=ids.__getitem__))
    yield Output(f"{FOLDER}ids/{prefix}.json", ARTICLES, {"of": {"prefix": prefix}, "articles": found})


def _index(archive: Archive, length: int) -> Json:
    years = [
        {"year": int(year.name), "articles": year.count, "path": f"{FOLDER}years/{year.url[:4]}.json"}
        for year in archive.years
    ]
    return {
        "articles": len(archive.everything),
        "undated": len(archive.undated),
        "prefix_length": length,
        "years": years,
        "paths": {
            "sections": f"{FOLDER}sections.json",
            "publishers": f"{FOLDER}publishers.json",
            "year": f"{FOLDER}years/{{year}}.json",
            "day": f"{FOLDER}days/{{year}}/{{month}}/{{day}}.json",
            "id": f"{FOLDER}ids/{{prefix}}.json",
        },
    }


def _terms(kind: str, lists: Lists, shape: Shape) -> Output:
    records = [
        {"name": term.name, "path": term.url, "articles": len(entries)}
        | ({"atom": f"{term.url}{ATOM}", "json_feed": f"{term.url}{JSON_FEED}"} if FEEDS in shape.ways else {})
        for term, entries in lists
    ]
    return Output(f"{FOLDER}{kind}.json", RECORDS, {"of": {}, kind: records})


def index_json(shown: Json, imprint: Imprint) -> bytes:
    """The index's bytes: what is told of the site, then the rest."""
    site = {"name": imprint.name, "url": f"{imprint.url}/" if imprint.url else "", "language": "ar"}
    licence = {"name": imprint.licence.name, "url": imprint.licence.url} if imprint.licence else None
    told = {"version": VERSION, "site": site, "licence": licence, **shown}
    return f"{json.dumps(told, ensure_ascii=False, indent=1)}\n".encode()


def records_json(shown: Json, imprint: Imprint) -> bytes:
    """The bytes of a list of records, one a line."""
    del imprint
    [(name, records)] = [(name, value) for name, value in shown.items() if name != "of"]
    return _listed(shown["of"], name, records)


def articles_json(shown: Json, imprint: Imprint) -> bytes:
    """The bytes of a list of articles, one a line."""
    del imprint
    return _listed(shown["of"], "articles", [record(entry) for entry in shown["articles"]])


def _listed(of: Json, name: str, records: Sequence[Json]) -> bytes:
    head = json.dumps({"version": VERSION, **of}, ensure_ascii=False)[:-1]
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in records)
    return f'{head}, "{name}": [\n{lines}\n]}}\n'.encode()


def record(entry: Entry) -> Json:
    """An article as the API tells it: without its text, and without what is not known of it."""
    found: dict[str, Any] = {
        "id": entry.id,
        "path": entry.url,
        "title": entry.title,
        "title_made": entry.made_title,
        "kicker": entry.kicker,
        "deck": entry.deck,
        "summary": entry.summary,
        "date": entry.date.isoformat() if entry.date else "",
        "time": entry.time,
        "date_from": entry.date_from,
        "byline": entry.byline,
        "authors": entry.authors,
        "agencies": entry.agencies,
        "place": entry.place,
        "section": entry.section.name if entry.section else "",
        "publisher": entry.publisher.name if entry.publisher else "",
        "source": entry.source,
    }
    return {name: value for name, value in found.items() if value}
